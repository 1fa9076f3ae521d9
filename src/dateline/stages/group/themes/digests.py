"""What a theme remembers of a report and of a story: names, words and subjects of the opening, no text.

Decides which words stand for a report, and under which keys two reports share a name: a place by the one name
that it has in all languages, a person by the full name and the last. Does not weigh; ``themes`` does.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from math import isnan, nan

from dateline.core.text import fold
from dateline.core.types import Report
from dateline.stages.group.languages.toponyms import place
from dateline.stages.group.tables import lines as table_lines
from dateline.stages.group.themes.openings import Opening, opening
from dateline.stages.group.themes.subjects import subjects

_DAY = 86_400
#: The most that is remembered of one report: names and words, those of the title first.
_NAMES = 12
_WORDS = 28
_HEADS = 6
#: Reports of one story that are asked: the first ones say what it is.
ENOUGH = 8
#: A word of the title counts as two.
_IN_TITLE = 2.0
_LAST_NAME = 0.7
_SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What is remembered of one report. ``day`` is in days since 1970, not a number where unknown.

    ``names`` are as printed and ``words`` stems, the first ``title_names`` and ``title_words`` of them in the
    title, too. ``heads`` are words that head a phrase. ``wanted`` are the desk's themes whose query the
    report answers; ``readable`` says that it has a text (a reserved report has none).
    """

    report: str
    day: float
    title: str
    language: str
    given: str
    names: tuple[str, ...]
    words: tuple[str, ...]
    heads: tuple[str, ...]
    subjects: tuple[str, ...]
    title_names: int
    title_words: int
    readable: bool = True
    wanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is remembered of one story: keys of names and of other matter, each with how much it stands out.

    ``first`` and ``last`` are the days of its first and last report, not a number where unknown.
    """

    first: float
    last: float
    names: dict[str, float]
    matter: dict[str, float]


def digest(report: Report, read: Opening | None = None, wanted: tuple[str, ...] = ()) -> Digest:
    """What a theme remembers of a report."""
    read = read or opening(report)
    language = sys.intern(report.language[:2].casefold())
    lasts = {name.rpartition(" ")[2] for name in read.names if len(keys(name, language)) > 1}
    stems = {name: read.stems_of(name) for name in read.names}
    told = [name for name in stems if name not in lasts]  # "Moen" beside "Lise Moen" is no town
    parts = set(chain.from_iterable(stems.values()))
    words = [stem for stem in read.stems if len(stem) >= _SHORTEST_WORD and stem not in parts]
    named = [name for name in told if read.in_title.issuperset(stems[name])]
    names = dict.fromkeys([*named, *told])
    return Digest(
        report=report.id,
        day=report.published.at.timestamp() / _DAY if report.published else nan,
        title=report.title,
        language=language,
        given=report.theme,
        names=_interned([*names][:_NAMES]),
        words=tuple(words[:_WORDS]),
        heads=read.heads[:_HEADS],
        subjects=_interned(subjects(read.title, read.text, report.language)),
        title_names=min(len(named), _NAMES),
        title_words=sum(word in read.in_title for word in words[:_WORDS]),
        readable=bool(report.text.strip()),
        wanted=wanted,
    )


def profile(digests: Sequence[Digest]) -> Profile:
    """What is remembered of a story, from its first reports."""
    asked = sorted(digests, key=lambda d: (isnan(d.day), d.day, d.report))[:ENOUGH]
    names: dict[str, float] = defaultdict(float)
    matter: dict[str, float] = defaultdict(float)
    for held in asked:
        for key, weight in _name_weights(held).items():
            names[key] += weight / len(asked)
        for at, word in enumerate(held.words):
            matter[word] += (_IN_TITLE if at < held.title_words else 1.0) / len(asked)
        for code in held.subjects:
            matter[code] += _IN_TITLE / len(asked)
    days = [held.day for held in digests if not isnan(held.day)]
    return Profile(
        first=min(days, default=nan), last=max(days, default=nan), names=dict(names), matter=dict(matter)
    )


def is_wide(key: str) -> bool:
    """Whether a name is in so many matters that it tells none of them: a country, a people, a house."""
    return key.startswith("^") or key in _wide_names()


def _name_weights(held: Digest) -> dict[str, float]:
    weights: dict[str, float] = {}
    for at, name in enumerate(held.names):
        own = _IN_TITLE if at < held.title_names else 1.0
        for key, share in keys(name, held.language):
            weights[key] = max(weights.get(key, 0.0), own * share)
    return weights


@lru_cache(maxsize=1 << 15)
def keys(name: str, language: str) -> tuple[tuple[str, float], ...]:
    """Under what a name is compared: a place by one key, else the name and its last part, with a share."""
    if known := place(name, language):
        return ((sys.intern(known), 1.0),)
    folded = sys.intern(fold(name))
    last = folded.rpartition(" ")[2]
    return ((folded, 1.0), (sys.intern(last), _LAST_NAME)) if last != folded else ((folded, 1.0),)


@cache
def _wide_names() -> frozenset[str]:
    return frozenset(fold(word) for line in table_lines("wide_names.txt") for word in line.split())


def _interned(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(sys.intern, words))

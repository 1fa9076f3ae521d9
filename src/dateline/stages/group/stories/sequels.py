"""Words by which a report says that its happening is not the first of its kind.

Decides that "the second derailment since November" is about a derailment, and that there was one in November
or later. The forms are data (``data/sequels.tsv``). It does not look for the happening that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, reduce
from math import isnan
from operator import or_

from dateline.core.types import Report, Span
from dateline.stages.group.filing import day
from dateline.stages.group.languages.kinds import kind
from dateline.stages.group.remembered import Remembered
from dateline.stages.group.tables import lines as table_lines

#: Code points of a text in which it says what its matter is.
OPENING = 700
#: What goes with happenings of any kind, and is none by itself.
_SIDES = frozenset({"killed", "injured", "rescue", "evacuation", "arrest", "missing"})
_NOTHING: frozenset[str] = frozenset()
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.25}
#: "a week after" may be five days or ten; "two months after" three weeks more or less.
_SLACK = 0.4
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that name an earlier happening: where they stand, of what kind it was, and how many days before.

    ``evidence`` is None where the words stand in the title. ``kinds`` is empty where they do not say.
    """

    text: str
    kinds: frozenset[str]
    evidence: Span | None = None
    nearest: float = 0.5
    farthest: float = float("inf")


def cues(report: Report) -> tuple[Cue, ...]:
    """What a report says of earlier happenings, in title and opening, in the order of the forms."""
    language = report.language[:2] or "en"
    title, opening = report.title, report.text[:OPENING]
    hints = _hints(language)
    hinted = reduce(or_, map(hints.__getitem__, f"{title} {opening}".split()), 0)
    if not hinted:
        return ()
    folded = {True: title.lower(), False: opening.lower()}
    found = []
    for form in [form for at, form in enumerate(_forms(language)) if hinted >> at & 1]:
        for text, is_title in ((title, True), (opening, False)):
            if (is_title or not form.in_title) and any(need in folded[is_title] for need in form.needs):
                cues = (_cue(match, report, language, is_title) for match in form.pattern.finditer(text))
                found += [cue for cue in cues if cue is not None]
    return tuple(found)


@cache
def _hints(language: str) -> Remembered[int]:
    """The forms whose text may have what they need where a stretch without a space stands, as bits."""
    begins: dict[str, int] = {}
    for at, form in enumerate(_forms(language)):
        for need in map(_begin, form.needs):
            begins[need] = begins.get(need, 0) | 1 << at
    any_of = re.compile("|".join(begins))
    each = [(re.compile(need), bit) for need, bit in begins.items()]

    def bits(stretch: str) -> int:
        said = stretch.lower()
        return reduce(or_, [bit for need, bit in each if need.search(said)]) if any_of.search(said) else 0

    return Remembered(bits if begins else lambda _: 0)


def _begin(need: str) -> str:
    """What of a need stands in one stretch without a space, as a pattern: to its end, or from its start."""
    first, space, rest = need.partition(" ")
    if first:
        return re.escape(first) + (r"\Z" if space else "")
    return r"\A" + re.escape(rest.partition(" ")[0])


def kinds_in(text: str, language: str) -> frozenset[str]:
    """The kinds of happening that words tell of, without those that go with any kind."""
    return _NOTHING.union(*map(_kinds(language).__getitem__, text.split()))


@cache
def _kinds(language: str) -> Remembered[frozenset[str]]:
    def kinds(stretch: str) -> frozenset[str]:
        found = {kind(word, language) for word in _WORD.findall(stretch)}
        return frozenset(found - _SIDES - {""}) or _NOTHING

    return Remembered(kinds)


def _cue(match: re.Match[str], report: Report, language: str, in_title: bool) -> Cue | None:
    said = match.groupdict()
    words = said.get("what") or said.get("same") or ""
    kinds = kinds_in(words, language)
    if words and not kinds:
        return None
    before = match.string[: match.start()]
    if said.get("same") and not kinds & kinds_in(before[_sentence(before) :], language):
        return None
    nearest, farthest = _bounds(said, day(report))
    return Cue(
        text=match.group(),
        kinds=kinds,
        evidence=None if in_title else Span(report=report.id, start=match.start(), end=match.end()),
        nearest=nearest,
        farthest=farthest,
    )


def _sentence(before: str) -> int:
    """Where the last sentence of some text begins."""
    return max(before.rfind(". "), before.rfind("\n"), 0)


def _bounds(said: dict[str, str | None], today: float) -> tuple[float, float]:
    """How many days before this happening the other one was, by what is said: at least, at most."""
    if unit := said.get("unit"):
        number = said.get("number") or ""
        count = _NUMBERS.get(number.casefold()) or (int(number) if number.isdigit() else 1)
        vague = number.casefold() in ("several", "few")
        about = _DAYS[unit.casefold().rstrip("s")] * (3 if vague else count)
        slack = about * (0.7 if vague else _SLACK) + 1
        return max(0.5, about - slack), about + slack
    since = (said.get("since") or "").casefold()
    months = [month for word in _WORD.findall(since) if (month := _month(word))]
    if months and not isnan(today):
        return 0.5, _since_month(months[0], today)
    return 0.5, float("inf")


def _since_month(month: int, today: float) -> float:
    """Days from the beginning of the last such month, and three more for what is told late."""
    from datetime import UTC, datetime

    now = datetime.fromtimestamp(today * 86_400, UTC)
    year = now.year if month <= now.month else now.year - 1
    return (now - datetime(year, month, 1, tzinfo=UTC)).total_seconds() / 86_400 + 3


@cache
def _month(word: str) -> int:
    """The month that a word is the name of, in a form that a language may give it; 0 if none."""
    months = [line.split() for line in _lines() if line.startswith("=month")]
    for _, number, *starts in months:
        if any(word.startswith(start) and len(word) <= len(start) + 3 for start in starts):
            return int(number)
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """A pattern, whether it counts in titles alone, and strings of which its text has one."""

    pattern: re.Pattern[str]
    in_title: bool
    needs: tuple[str, ...]


@cache
def _forms(language: str) -> tuple[_Form, ...]:
    lines = [line.split("\t") for line in _lines()]
    classes = {name: words for mark, name, words, *_ in lines if mark == f"={language}"}
    return tuple(
        _Form(
            pattern=re.compile(
                re.sub(r"\{(\w+)\}", lambda name: classes.get(name.group(1), name.group()), form[0]),
                re.IGNORECASE,
            ),
            in_title=where == "title",
            needs=tuple(needs.split("|")),
        )
        for mark, where, needs, *form in lines
        if mark == language
    )


def _lines() -> Iterator[str]:
    return iter(table_lines("sequels.tsv"))

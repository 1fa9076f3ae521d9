"""What a report shares with reports in any language: places, names, figures, times, kinds of happening.

Decides the tokens by which two reports meet without translation. The first sign of each tells its class:
``@Zboriv`` a place by its canonical name, ``~krbr`` the skeleton of a name and ``~fsl krbr`` of two names in
a row, ``#1400`` a figure, ``#7:42`` a time, ``!flood`` a kind of happening. What is in every other report is
none: countries and capitals, numbers of two digits, years, days. Does not decide whether two reports belong
together: ``crossing`` does. Chinese, Japanese and Korean give figures alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from dateline.stages.group.languages.kinds import kind
from dateline.stages.group.languages.skeletons import skeleton
from dateline.stages.group.languages.toponyms import leads, place
from dateline.stages.group.remembered import Remembered
from dateline.stages.group.tables import lines as table_lines

#: Who, where and how many is said in the title and the first paragraphs: so many code points are read, and of
#: them so many for what happened. Further down other happenings are told of, too.
READ, _OPENING = 1000, 700
#: A shorter text is a summary or nothing, so that names are read in its title, too. Other titles are not read
#: for names: some languages print them with Capitals Throughout.
_SHORT = 400
_LONGEST_PLACE = 3
#: A name with fewer consonants is too many names.
_TELLING = 4
_EDGES = re.compile(r"\A[^\w]+|(?:['’]s)?[^\w]+\Z|['’]s?\Z")
_OPENS = frozenset('.!?:…"“”„«»')
_NUMBER = re.compile(r"\A[^\w]*(\d+(?:[.,:h]\d+)*)")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
#: The second half of a number that a space parts: 1 400.
_GROUP = re.compile(r"\d{3}(?!\d)")
_DASHES = re.compile(r"[-–—/]")
_CLOCK = re.compile(r"(\d{1,2})[:h.](\d\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SMALLEST = 100


def anchors(text: str, title: str = "", language: str = "") -> tuple[str, ...]:
    """The anchors of a report, each once: kinds, then places and names, then figures, as they stand.

    ``language`` is a code of two letters, or nothing where it is not known; it decides how ``ch`` is said,
    what a capital tells, and in which words kinds of happening are looked for (English, if not known).
    """
    language = language[:2].lower()
    opening = f"{title} {text[:_OPENING]}".split()
    found = dict.fromkeys(map(_kinds_in(language or "en").__getitem__, opening))
    found.pop("", None)
    words = (text[:READ] if len(text) > _SHORT else f"{title}. {text}").split()
    if len(text) > READ:
        words.pop()  # it may be cut
    marked = [(at, mark) for at, mark in enumerate(map(_marks.__getitem__, words)) if mark]
    for run, opens in _runs(words, marked):
        found.update(_of_run(run, opens, language))
    found.update(_figures(words, marked))
    return tuple(found)


@cache
def _kinds_in(language: str) -> Remembered[str]:
    def token(word: str) -> str:
        code = kind(_EDGES.sub("", word), language)
        return f"!{code}" if code else ""

    return Remembered(token)


class _Mark(NamedTuple):
    """What of a word may be a name or a figure, and whether a mark behind it closes a run of names."""

    name: str
    closes: bool
    figure: str


def _mark(word: str) -> _Mark | None:
    if word[0].islower():
        return None
    number = _NUMBER.match(word)
    if number:
        return _Mark("", True, number[1])
    bare = _EDGES.sub("", word)
    if not bare or bare[0].islower() or bare.casefold() in _not_names():
        return None
    return _Mark(bare, not word.endswith(bare), "")


#: Of most words nothing: the look-up is all that they cost.
_marks = Remembered(_mark)


@cache
def _not_names() -> frozenset[str]:
    return frozenset(word for line in table_lines("not_names.txt") for word in line.split())


def _runs(words: list[str], marked: list[tuple[int, _Mark]]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Each run of capitalised words, and whether it opens a sentence, where a capital tells nothing."""
    run: list[str] = []
    opens = False
    last = -2
    for at, (name, closes, _) in marked:
        if run and (at != last + 1 or not name):
            yield tuple(run), opens
            run = []
        if not name:
            continue
        if not run:
            opens = at == 0 or words[at - 1][-1] in _OPENS
        run.append(name)
        last = at
        if closes:
            yield tuple(run), opens
            run = []
    if run:
        yield tuple(run), opens


@lru_cache(maxsize=1 << 15)
def _of_run(run: tuple[str, ...], opens: bool, language: str) -> dict[str, None]:
    """The places and names of a run of capitals; where it opens a sentence, not of its first word alone.

    A wide place (a country, a capital) that is the whole run gives nothing.
    """
    parted = [part for word in run for part in _DASHES.split(word) if part]
    if len(parted) == 1 and opens:
        return {}
    known = _places(parted if len(run) == 1 else run, 1 if len(run) == 1 else 2, language)
    if (len(parted) == 1 and language == "de" and not known) or any(name[0] == "^" for name in known):
        return {}  # a German noun, or any word at all
    found = dict.fromkeys(known)
    bones = ["".join(map(skeleton, name[1:].split())) for name in known]
    bones += (said := [skeleton(word, language) for word in parted])[opens:]
    found.update((f"~{bone}", None) for bone in bones if len(bone) >= _TELLING)
    found.update((f"~{one} {other}", None) for one, other in pairwise(said) if one[1:] and other[1:])
    return found


def _places(words: Sequence[str], shortest: int, language: str) -> list[str]:
    """The longest places in a run, each as its class and name.

    One word among several is a place only where a dash parts it from the others (a line from Lviv to
    Ternopil): people are called Sofia and Victoria, too.
    """
    found = []
    at = 0
    while at < len(words):
        longest = min(_LONGEST_PLACE, len(words) - at)
        for length in range(longest if longest > 1 and leads(words[at]) else 1, shortest - 1, -1):
            known = place(" ".join(words[at : at + length]), language)
            if known:
                found.append(known)
                at += length - 1
                break
        at += 1
    return found


def _figures(words: list[str], marked: list[tuple[int, _Mark]]) -> dict[str, None]:
    """Numbers and times of a text, each in one spelling, the first ones."""
    found: dict[str, None] = {}
    for at, (_, _, figure) in marked:
        if figure:
            behind = words[at + 1] if at + 1 < len(words) else ""
            parted = len(figure) <= 3 and _GROUP.match(behind)
            found[_figure(f"{figure},{behind[:3]}" if parted else figure, behind[:3] == "Uhr")] = None
    found.pop("", None)
    return found


@lru_cache(maxsize=1 << 14)
def _figure(number: str, clock: bool) -> str:
    """A number as an anchor; nothing for a small one or a year, which are in every report."""
    time = _CLOCK.fullmatch(number)
    if time and int(time[1]) < 24 and int(time[2]) < 60 and (clock or "." not in number):
        return f"#{int(time[1])}:{time[2]}"
    if _GROUPED.fullmatch(number):
        return "#" + "".join(filter(str.isdigit, number))
    plain = number.replace(",", ".").replace("h", ":")
    common = plain.isdigit() and (int(plain) < _SMALLEST or _YEAR.fullmatch(plain))
    return "" if common else f"#{plain}"

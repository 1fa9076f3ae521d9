"""Noun phrases around a trigger, by the tags of their words: who may have taken part.

Decides where a phrase begins and ends, and which word it is about. Does not decide whether it names anybody,
nor which part that took. Every search looks at most ``REACH`` tokens far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.stages.interpret.reading.lexicon import classes

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

REACH = 30
NOMINAL = frozenset({"N", "NS", "NP"})
_INSIDE = frozenset({"N", "NS", "NP", "J", "JR", "CD"})
_VERBS = frozenset({"VD", "VZ", "MD", "V"})
_TIMES = classes("events/grammar")["time_word"]

Range = tuple[int, int]


def left(view: Annotation, end: int, floor: int) -> Range | None:
    """The noun phrase that ends right before token ``end``, with what "of" joins to it; None for none."""
    floor = max(floor, end - REACH)
    last = end - 1
    if last < floor or view.tags[last] not in NOMINAL or timed(view, last):
        return None
    first = _back(view, last, floor)
    while first - 2 >= floor and view.lower[first - 1] == "of" and view.tags[first - 2] in NOMINAL:
        first = _back(view, first - 2, floor)
    return first, end


def right(view: Annotation, start: int, ceiling: int) -> Range | None:
    """The noun phrase that begins with token ``start``, with what "of" joins to it; None for none."""
    ceiling = min(ceiling, start + REACH)
    end = _on(view, start, ceiling)
    if end is None:
        return None
    while end + 1 < ceiling and view.lower[end] == "of":
        joined = _on(view, end + 1, ceiling)
        if joined is None:
            break
        end = joined
    return start, end


def joined(view: Annotation, first: Range, ceiling: int, *, both: bool = False) -> tuple[Range, ...]:
    """A phrase and those that "and" joins to it, if no verb follows that they open (``both``: even so)."""
    found = [first]
    while found[-1][1] + 1 < ceiling and view.tags[found[-1][1]] == "C" and len(found) < 4:
        following = right(view, found[-1][1] + 1, ceiling)
        if following is None or (not both and following[1] < ceiling and view.tags[following[1]] in _VERBS):
            break
        found.append(following)
    return tuple(found)


def head(view: Annotation, phrase: Range) -> int:
    """The token that a phrase is about: the last noun before "of"."""
    for i in range(phrase[0], phrase[1]):
        if view.lower[i] == "of":
            return i - 1
    return phrase[1] - 1


def words_of(view: Annotation, phrase: Range) -> str:
    """The words of a phrase without its article, on one line."""
    first, end = phrase
    while first < end - 1 and view.tags[first] in ("D", "PS"):
        first += 1
    return " ".join(view.report.text[view.starts[first] : view.ends[end - 1]].split())


def _back(view: Annotation, last: int, floor: int) -> int:
    first = last
    while first > floor:
        tag = view.tags[first - 1]
        if tag in _INSIDE and not timed(view, first - 1):
            first -= 1
        elif first - 2 >= floor and _bound(view, first):
            first -= 2
        elif tag in ("VN", "VG") and first - 2 >= floor and view.tags[first - 2] in ("D", "PS", "CD", "J"):
            first -= 1
        elif tag in ("D", "PS"):
            return first - 1
        else:
            break
    return first


def _bound(view: Annotation, first: int) -> bool:
    """Whether an apostrophe, a hyphen, an initial's point or "and" binds a token to the one before it."""
    mark = view.lower[first - 1]
    if mark in ("'s", "'"):
        return view.tags[first - 2] in NOMINAL
    if mark == ".":
        return len(view.words[first - 2]) == 1
    if mark == "and":  # "Danish and Swedish troops"
        return view.tags[first] == "J" and view.tags[first - 2] == "J"
    return mark == "-" and view.ends[first - 1] == view.starts[first]


def _on(view: Annotation, start: int, ceiling: int) -> int | None:
    """Where the simple noun phrase from ``start`` ends."""
    i, end = start, None
    while i < ceiling:
        tag = view.tags[i]
        if tag in NOMINAL and not timed(view, i):
            end = i + 1
        elif view.lower[i] in ("'s", "'") and end == i:
            end = None
        elif not (_leads(view, i, started=end is not None) or _joining(view, i, start)) and (
            end is not None or i == start or tag not in ("VN", "VG", "R")
        ):
            break
        i += 1
    return end


def _leads(view: Annotation, at: int, *, started: bool) -> bool:
    """Whether a word may stand before the nouns of a phrase, or (``started``) between two of them."""
    if started:
        return view.tags[at] in ("J", "CD") and view.tags[at + 1 : at + 2] in (("N",), ("NS",))
    return view.tags[at] in ("D", "PS", "J", "JR", "CD")


def _joining(view: Annotation, at: int, start: int) -> bool:
    """Whether a mark joins what stands around it: a hyphen, the point of an initial."""
    if view.lower[at] == ".":
        return at > start and len(view.words[at - 1]) == 1 and view.tags[at + 1 : at + 2] == ("NP",)
    return view.lower[at] == "-" and at > start and view.ends[at - 1] == view.starts[at]


def timed(view: Annotation, at: int) -> bool:
    """Whether a token is a word of the calendar or the clock."""
    return view.lower[at] in _TIMES

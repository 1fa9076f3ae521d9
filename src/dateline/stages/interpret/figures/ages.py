"""How old: "a 24-year-old", "three months old", "aged 24", "Jan Holt, 31, said", "87 years of age".

Decides that a number is an age, and in which unit. Does not decide whose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.stages.interpret.figures.quantities import Unit
from dateline.stages.interpret.reading.lexicon import classes

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation
    from dateline.stages.interpret.reading.number import Number

_UNITS = {
    "year": "year",
    "years": "year",
    "yr": "year",
    "month": "month",
    "months": "month",
    "week": "week",
    "weeks": "week",
    "day": "day",
    "days": "day",
}
_AGED = classes("figures/counted")["aged"]
_CLOSING = frozenset({",", ".", ")", ";", "and"})
_OLDEST = 115


def age(view: Annotation, number: Number) -> Unit | None:
    """The age that a number tells, with the words that make it one."""
    return _behind(view, number) or _before(view, number)


def _behind(view: Annotation, number: Number) -> Unit | None:
    """“24-year-old”, “24 years old”, “three months of age”, “87 yo”."""
    lower, at = view.lower, number.last
    if at < len(lower) and lower[at] in ("-", "‑", "–"):
        at += 1
    if at >= len(lower):
        return None
    word = lower[at]
    if word[0] not in "ymwd":
        return None
    if word == "yo":
        return _unit("year", number.first, at + 1)
    for name, unit in _UNITS.items():
        if word.startswith(name) and word[len(name) : len(name) + 4] == "-old":
            return _unit(unit, number.first, at + 1)
    unit = _UNITS.get(word, "")
    following = lower[at + 1 : at + 3]
    if not unit or not following:
        return None
    if following[0] in ("old", "olds"):
        return _unit(unit, number.first, at + 2)
    if following == ("of", "age"):
        return _unit(unit, number.first, at + 3)
    return _unit(unit, number.first, at + 3) if following in (("-", "old"), ("-", "olds")) else None


def _before(view: Annotation, number: Number) -> Unit | None:
    """“Aged 24”, “at the age of 24”, “a woman of age 87”, “Jan Holt, 31, said”."""
    lower, first = view.lower, number.first
    if first == 0 or not 0 < number.low <= _OLDEST:
        return None
    before = lower[first - 1]
    if before in ("aged", "age", "ages"):
        return _unit("year", first - 1, number.last)
    if before == "of" and first > 1 and lower[first - 2] == "age":
        return _unit("year", first - 2, number.last)
    if before == "of" and first > 1 and lower[first - 2] in _AGED and number.last == number.core + 1:
        return _unit("year", first, number.last)
    if before != "," or first < 2 or number.first != number.core or number.last != number.core + 1:
        return None
    named = view.tags[first - 2] == "NP" and view.words[first - 2][0].isupper()
    named = named and (first < 3 or view.tags[first - 3] not in ("I", "D"))
    closed = number.last < len(lower) and lower[number.last] in _CLOSING
    return _unit("year", first, number.last) if named and closed and lower[number.core].isdigit() else None


def _unit(name: str, first: int, last: int) -> Unit:
    return Unit(measure="age", name=name, first=first, last=last)

"""Numbers in a report, in figures and in words, with how exact they claim to be.

Decides where a number stands, its value and its ends: "1,300", "two dozen", "between 30 and 35", "dozens" (a
floor of 24 and no top). Does not decide what is counted. Dates, times of day, ordinals, scores, names,
telephone numbers and years are no numbers here (``not_numbers``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.core.types import Qualifier
from dateline.stages.interpret.reading.not_numbers import is_elsewhere, spelled_name
from dateline.stages.interpret.reading.number import Number
from dateline.stages.interpret.reading.numeral_values import (
    STARTING,
    digits,
    fraction,
    in_parts,
    kind_of,
    scaled,
    spelled,
)
from dateline.stages.interpret.reading.qualifying import is_change, qualified
from dateline.stages.interpret.reading.signs import CURRENCY, DASHES, touches

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

__all__ = ["Number", "numbers"]

#: No report counts so many: a run of digits as long as this is a key or a joke.
_TOO_MUCH = 1e21
_PARTS = frozenset({"half", "quarter", "quarters"})
_ONE_OF_A_SCALE = frozenset({"a", "the", "one"})
_SPANS = frozenset({"to", "and", "or"})
_OF_SCORES = frozenset({"of", "were", "more", "injured"})
_FEW = frozenset({"few", "several"})


def numbers(view: Annotation) -> tuple[Number, ...]:
    """The numbers of a report in order."""
    found: list[Number] = []
    taken = 0
    for at in _candidates(view):
        if at < taken:
            continue
        number = _number(view, at)
        if number is not None:
            number = qualified(view, _range(view, number))
            taken = number.last
            if max(number.low, number.high or 0.0) < _TOO_MUCH:
                found.append(number)
    return tuple(found)


def _candidates(view: Annotation) -> list[int]:
    starting = [word for word in view.index if word < ":" and word[0].isdigit()]
    starting += view.index.keys() & STARTING
    return sorted(position for word in starting for position in view.index[word])


def _number(view: Annotation, at: int, within: bool = False) -> Number | None:
    """The number that begins at a token, without qualifier; ``within`` a range a dash may stand before it."""
    word = view.lower[at]
    if not word[0].isnumeric():
        return _in_words(view, at)
    value = digits(word)
    value = fraction(word) if value is None else value
    if value is None or (not within and is_elsewhere(view, at)):
        return None
    first = at
    if at and view.words[at - 1] in ("-", "−") and touches(view, at) and not touches(view, at - 1):
        value, first = -value, at - 1
    value, last = scaled(view.lower, value, at + 1, _may_shorten(view, at))
    return Number(first=first, core=at, last=last, low=value, high=value)


def _may_shorten(view: Annotation, at: int) -> bool:
    """Whether "5m" is five million: of money, or before people and things in the plural."""
    if at and (view.words[at - 1][-1] in CURRENCY or (view.words[at - 1].isupper() and touches(view, at))):
        return True
    following = view.lower[at + 2 : at + 3]
    if not following or not touches(view, at + 1):
        return False
    return view.tags[at + 2] == "NS" or following[0] in ("people", "dollars", "euros")


def _in_words(view: Annotation, at: int) -> Number | None:
    lower = view.lower
    kind, value = kind_of(lower[at])
    if kind == "vague":
        return _vague(view, at, value)
    if kind == "abbreviation" or spelled_name(view, at):
        return None
    first = at
    if lower[at] in _PARTS:
        value, last = in_parts(lower, at)
        if last > at and lower[at] != "half" and at and lower[at - 1] in _ONE_OF_A_SCALE:
            first -= 1
    elif kind == "scale":  # "a hundred", "a dozen", "a few thousand"
        if at and lower[at - 1] == "few":
            return Number(
                first=at - 1, core=at - 1, last=at + 1, low=3 * value, high=None, qualifier=Qualifier.VAGUE
            )
        if at == 0 or lower[at - 1] not in _ONE_OF_A_SCALE:
            return None
        first = at - 1
        value, last = spelled(lower, at, 1.0)
    else:
        value, last = spelled(lower, at)
        if last < len(lower) and lower[last] in ("quarter", "quarters"):  # "three quarters of a million"
            whole, end = in_parts(lower, last)
            value, last = (whole, end) if end > last else (value, last)
    if last == at:
        return None
    value, last = scaled(lower, value, last, short=False)
    return Number(first=first, core=first, last=last, low=value, high=value)


def _vague(view: Annotation, at: int, floor: float) -> Number | None:
    """“Dozens” and its like: a floor and no top. “Tens of thousands” is twenty thousand."""
    last = at + 1
    if view.lower[last : last + 1] == ("of",) and last + 1 < len(view.lower):
        kind, scale = kind_of(view.lower[last + 1])
        if kind == "vague" and scale >= 200:
            floor, last = floor * scale / 2, last + 2
    elif view.lower[at] in _FEW and last < len(view.lower):
        kind, scale = kind_of(view.lower[last])
        if kind == "scale":
            floor, last = 3 * scale, last + 1
    if view.lower[at] == "tens" and last == at + 1:
        return None
    if view.lower[at] == "scores" and not set(view.lower[last : last + 1]) & _OF_SCORES:
        return None
    return Number(first=at, core=at, last=last, low=floor, high=None, qualifier=Qualifier.VAGUE)


def _range(view: Annotation, number: Number) -> Number:
    """“30-35”, “30 to 35”, “between 30 and 35”, “$5-$6m”, “two or three”: one number with two ends."""
    lower, at = view.lower, number.last
    if at + 1 >= len(lower) or number.high is None or not (lower[at] in DASHES or lower[at] in _SPANS):
        return number
    between = number.first > 0 and lower[number.first - 1] == "between"
    if lower[at] == "and" and not between:
        return number
    if lower[at] in DASHES and not (touches(view, at) and touches(view, at + 1)):
        return number
    start = at + 1
    while start < len(lower) - 1 and lower[start][-1] in CURRENCY:
        start += 1
    if lower[at] == "to" and is_change(view, number.first, told_twice=start > at + 1 or at > number.core + 1):
        return number
    other = _number(view, start, within=True)
    if other is None or other.high is None:
        return number
    low = _lifted(view, number, other)
    if other.low <= low or (lower[at] == "or" and other.low != low + 1):
        return number
    return replace(number, first=number.first - between, last=other.last, low=low, high=other.high)


def _lifted(view: Annotation, number: Number, other: Number) -> float:
    """The lower end in the scale of the upper one: "2 to 3 million"."""
    written = digits(view.lower[other.core])
    scale = other.low / written if written else 1.0
    if other.last == other.core + 1 or scale < 1000 or number.last != number.core + 1:
        return number.low
    return number.low * scale if number.low < other.low / scale else number.low

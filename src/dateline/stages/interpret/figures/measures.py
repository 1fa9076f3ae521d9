"""Measures: distances, areas, money, shares, temperatures and other numbers with a unit.

Decides the unit of a number, and that two units side by side tell one quantity ("1,300 km (808
miles)" is one figure). Does not convert: that is for who checks. A number whose unit is not in
``data/units.tsv`` gives no figure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from dateline.core.types import Figure
from dateline.stages.interpret.figures.scope import scope_of
from dateline.stages.interpret.reading.annotate import Annotation
from dateline.stages.interpret.reading.lexicon import mapping, rows
from dateline.stages.interpret.reading.numerals import Number
from dateline.stages.interpret.statements.voices import Voices

_UNITS = {
    word: (measure, unit) for measure, unit, forms in rows("figures/units.tsv") for word in forms.split("|")
}
_CURRENCIES = mapping("figures/currencies")
_SQUARE = {"km": "square kilometre", "m": "square metre", "mile": "square mile", "foot": "square foot"}
_SPEED = {"km": "km/h", "mile": "mph"}
_AN_HOUR = (("an", "hour"), ("per", "hour"), ("/", "h"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quantity:
    measure: str
    unit: str
    first: int
    last: int
    number: Number


def measures(
    view: Annotation, numbers: Sequence[Number], taken: Collection[int], voices: Voices
) -> Iterator[Figure]:
    """The measures of a report in order; ``taken`` are tokens that tell counts of people."""
    found = [q for number in numbers if number.core not in taken and (q := _quantity(view, number))]
    skip = -1
    for position, quantity in enumerate(found):
        if quantity.first < skip:
            continue
        following = found[position + 1] if position + 1 < len(found) else None
        last = _other_unit(view, quantity, following) if following else quantity.last
        skip = last
        yield _figure(view, quantity, last, voices)


def _quantity(view: Annotation, number: Number) -> _Quantity | None:
    lower, at = view.lower, number.last
    before = lower[number.core - 1] if number.core else ""
    if before == "-" and number.core > 1:
        return None
    if before in _CURRENCIES:
        sign = number.core - 1
        first = min(number.first, sign)
        if lower[at : at + 1] and _UNITS.get(lower[at], ("",))[0] == "money":
            at += 1
        return _Quantity(measure="money", unit=_CURRENCIES[before], first=first, last=at, number=number)
    if at >= len(lower):
        return None
    if lower[at] == "-" and at + 1 < len(lower) and view.starts[at] == view.ends[at - 1]:
        return _hyphened(view, number, at + 1)
    if lower[at : at + 2] == ("per", "cent"):
        return _Quantity(measure="share", unit="percent", first=number.first, last=at + 2, number=number)
    square = lower[at] in ("square", "sq") and at + 1 < len(lower)
    at += square
    known = _UNITS.get(lower[at])
    if known is None:
        return None
    return _unit(view, number, at, known, square)


def _unit(
    view: Annotation, number: Number, at: int, known: tuple[str, str], square: bool
) -> _Quantity | None:
    """The quantity of a number and the unit at a token, with what the next words make of it."""
    lower = view.lower
    measure, unit = known
    last = at + 1
    if square:
        measure, unit = "area", _SQUARE.get(unit, unit)
    following = lower[last : last + 2]
    if unit == "degree" and following[:1] and _UNITS.get(following[0], ("",))[0] == "temperature":
        unit, last = _UNITS[following[0]][1], last + 1
    elif unit == "percent" and following[:1] in (("points",), ("point",)):
        unit, last = "percentage point", last + 1
    elif following in _AN_HOUR and unit in _SPEED:
        measure, unit, last = "speed", _SPEED[unit], last + 2
    elif measure == "duration":
        if following[:1] == ("old",):
            return _Quantity(measure="age", unit=unit, first=number.first, last=last + 1, number=number)
        return None  # how long is for ``moments``
    return _Quantity(measure=measure, unit=unit, first=number.first, last=last, number=number)


def _hyphened(view: Annotation, number: Number, at: int) -> _Quantity | None:
    """“a 40-kilometre convoy”, “a 35-year-old”."""
    word = view.lower[at]
    if word.startswith(("year-old", "month-old")):
        unit = word.split("-", maxsplit=1)[0]
        return _Quantity(measure="age", unit=unit, first=number.first, last=at + 1, number=number)
    known = _UNITS.get(word.split("-", maxsplit=1)[0])
    if known is None or known[0] == "duration":
        return None
    return _Quantity(measure=known[0], unit=known[1], first=number.first, last=at + 1, number=number)


def _other_unit(view: Annotation, quantity: _Quantity, following: _Quantity) -> int:
    """The end of a quantity with its other unit behind it: "(808 miles)", "or about 808 miles"."""
    between = view.lower[quantity.last : following.first]
    if following.measure != quantity.measure or following.unit == quantity.unit:
        return quantity.last
    if between in {("(",), ("or",), (",", "or"), ("/",)}:
        closed = between == ("(",) and view.lower[following.last : following.last + 1] == (")",)
        return following.last + closed
    return quantity.last


def _figure(view: Annotation, quantity: _Quantity, last: int, voices: Voices) -> Figure:
    phrase = view.phrase_of(quantity.first, last)
    start, end = phrase.span.start, phrase.span.end
    return Figure(
        measure=quantity.measure,
        low=quantity.number.low,
        high=quantity.number.high,
        phrase=phrase,
        evidence=view.evidence(start, end),
        qualifier=quantity.number.qualifier,
        unit=quantity.unit,
        scope=scope_of(view, start, end),
        speaker=voices.at(start, end),
    )

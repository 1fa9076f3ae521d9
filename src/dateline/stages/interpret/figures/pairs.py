"""Two quantities that are one: the same told in two units, or the two ends of a range with a unit each.

Decides whether "1,300 km (808 miles)" tells one distance: both must measure the same and convert into each
other as far as rounding goes. A pair that does not convert stays two figures, and so do two currencies, whose
rate no table knows. Decides that "10% to 12%" is a range and "rose from 10% to 12%" is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.stages.interpret.figures.quantities import Quantity
from dateline.stages.interpret.reading.lexicon import rows
from dateline.stages.interpret.reading.qualifying import is_change
from dateline.stages.interpret.reading.signs import DASHES, touches

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation
    from dateline.stages.interpret.reading.number import Number

_FACTORS = {unit: (measure, float(factor)) for measure, unit, factor in rows("figures/conversions.tsv")}
#: How many of the second unit make one of the first, for quantities told in two steps.
_PARTS = {
    ("foot", "inch"): 12,
    ("lb", "ounce"): 16,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
    ("day", "hour"): 24,
    ("year", "month"): 12,
    ("USD", "cent"): 100,
    ("EUR", "cent"): 100,
    ("AUD", "cent"): 100,
    ("CAD", "cent"): 100,
    ("GBP", "penny"): 100,
}
_OTHERWISE = frozenset({("(",), ("or",), (",", "or"), ("/",), (",",), ("-",), ("[",)})
_CLOSING = {"(": ")", "[": "]"}
#: Reports round what they convert: so much, as a share, may be lost.
_ROUNDING = 0.1
#: A small whole number may have been rounded by this much.
_UNIT_OFF = 0.6


def joined(view: Annotation, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities of a report with those put together that are one."""
    whole: list[Quantity] = []
    for quantity in found:
        before = whole[-1] if whole else None
        one = before and quantity.unit.first - before.unit.last <= 2 and _one(view, before, quantity)
        if one:
            whole[-1] = one
        else:
            whole.append(quantity)
    return tuple(whole)


def _one(view: Annotation, left: Quantity, right: Quantity) -> Quantity | None:
    """Two neighbouring quantities as one, None where they are two."""
    if left.unit.measure != right.unit.measure or left.unit.measure in ("count", "age"):
        return None
    between = view.lower[left.unit.last : right.unit.first]
    if left.unit.name == right.unit.name:
        return _range(view, left, right, between)
    if between in ((), ("and",)):
        return _sum(left, right)
    if between not in _OTHERWISE or not converts(left, right):
        return None
    last = right.unit.last
    closing = _CLOSING.get(between[0])
    last += closing is not None and view.lower[last : last + 1] == (closing,)
    return replace(left, unit=replace(left.unit, last=last))


def _sum(left: Quantity, right: Quantity) -> Quantity | None:
    """“Five feet ten inches”, “two hours and 30 minutes”: all of it in the first unit."""
    factor = _PARTS.get((left.unit.name, right.unit.name))
    if factor is None or not _whole(left.number) or right.number.low >= factor:
        return None
    whole = round(left.number.low + right.number.low / factor, 6)
    number = replace(left.number, last=right.number.last, low=whole, high=whole)
    return Quantity(number=number, unit=replace(left.unit, last=right.unit.last))


def _whole(number: Number) -> bool:
    return number.low == number.high == int(number.low)


def converts(left: Quantity, right: Quantity) -> bool:
    """Whether two quantities are the same but for rounding."""
    one, other = _FACTORS.get(left.unit.name), _FACTORS.get(right.unit.name)
    ends = zip(_ends(left.number), _ends(right.number), strict=True)
    if left.unit.measure == "temperature":
        return all(_same_degrees(left.unit.name, a, b) for a, b in ends)
    if one is None or other is None or one[0] != other[0]:
        return False
    factor = one[1] / other[1]
    return all(abs(a * factor - b) <= max(_ROUNDING * abs(b), _UNIT_OFF) for a, b in ends)


def _ends(number: Number) -> tuple[float, float]:
    return number.low, number.low if number.high is None else number.high


def _same_degrees(unit: str, one: float, other: float) -> bool:
    """Degrees as a reading of a thermometer, or as a difference between two."""
    if unit == "fahrenheit":
        one, other = other, one
    return min(abs(one * 1.8 + 32 - other), abs(one * 1.8 - other)) <= 1.5


def _range(view: Annotation, left: Quantity, right: Quantity, between: tuple[str, ...]) -> Quantity | None:
    """“10% to 12%”, “50%-52%”, “between 5 km and 7 km”; not "rose from 10% to 12%"."""
    low, high = left.number, right.number
    if len(between) != 1 or low.low != low.high or high.low != high.high or not low.low < high.low:
        return None
    opening = view.lower[left.unit.first - 1] if left.unit.first else ""
    if between[0] == "to":
        if is_change(view, left.unit.first, told_twice=True):
            return None
    elif between[0] in DASHES:
        if not touches(view, left.unit.last):
            return None
    elif not (between[0] == "and" and opening == "between"):
        return None
    first = left.unit.first - (opening == "between")
    number = replace(low, first=first, last=high.last, high=high.high)
    return Quantity(number=number, unit=replace(right.unit, first=first))

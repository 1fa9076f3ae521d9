"""Pairs of units as news prints them, and what one is in the other.

Decides what is a pair and whether it is one quantity, to the precision printed. It objects to nothing
(``units`` does) and knows no currencies: their rate is a fact of a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

#: How news spells a unit, and the names that pint knows for it (several where the word is ambiguous).
UNITS: dict[str, tuple[str, ...]] = {
    spelling: names
    for spellings, names in {
        "kilometres kilometers kilometre kilometer kms km": ("kilometer",),
        "centimetres centimeters centimetre centimeter cm": ("centimeter",),
        "millimetres millimeters millimetre millimeter mm": ("millimeter",),
        "metres meters metre meter m": ("meter",),
        "miles mile mi": ("mile",),
        "feet foot ft": ("foot",),
        "inches inch in": ("inch",),
        "yards yard yd yds": ("yard",),
        "nm": ("nautical_mile",),
        "kilograms kilogrammes kilogram kilos kilo kg kgs": ("kilogram",),
        "grams grammes gram g": ("gram",),
        "pounds pound lbs lb": ("pound",),
        "ounces ounce oz": ("ounce",),
        "stone st": ("stone",),
        "tonnes tonne": ("metric_ton",),
        "tons ton": ("metric_ton", "short_ton", "long_ton"),
        "litres liters litre liter": ("liter",),
        "millilitres milliliters ml": ("milliliter",),
        "gallons gallon": ("gallon", "imperial_gallon"),
        "pints pint": ("pint", "imperial_pint"),
        "barrels barrel": ("oil_barrel",),
        "hectares hectare ha": ("hectare",),
        "acres acre": ("acre",),
        "km/h kph kmph kmh": ("kilometer / hour",),
        "mph": ("mile / hour",),
        "knots knot": ("knot",),
        "m/s": ("meter / second",),
        "sqm m² m2": ("meter ** 2",),
        "km² km2": ("kilometer ** 2",),
        "°c c celsius centigrade": ("degree_Celsius",),
        "°f f fahrenheit": ("degree_Fahrenheit",),
    }.items()
    for spelling in spellings.split()
    for names in (names,)
}
_PHRASES: dict[str, tuple[str, ...]] = (
    {
        "nautical miles": ("nautical_mile",),
        "nautical mile": ("nautical_mile",),
        "kilometres per hour": ("kilometer / hour",),
        "kilometers per hour": ("kilometer / hour",),
        "kilometres an hour": ("kilometer / hour",),
        "kilometers an hour": ("kilometer / hour",),
        "miles per hour": ("mile / hour",),
        "miles an hour": ("mile / hour",),
        "degrees celsius": ("degree_Celsius",),
        "degrees fahrenheit": ("degree_Fahrenheit",),
        "degrees c": ("degree_Celsius",),
        "degrees f": ("degree_Fahrenheit",),
        "metric tons": ("metric_ton",),
        "metric tonnes": ("metric_ton",),
        "us gallons": ("gallon",),
        "fluid ounces": ("fluid_ounce", "imperial_fluid_ounce"),
        "fl oz": ("fluid_ounce", "imperial_fluid_ounce"),
    }
    | {
        f"{square} {spelling}": tuple(f"({name}) ** 2" for name in UNITS[spelling])
        for square in ("square", "sq")
        for spelling in [
            "kilometres",
            "kilometers",
            "kilometre",
            "kilometer",
            "km",
            "metres",
            "meters",
            "metre",
            "meter",
            "m",
            "miles",
            "mile",
            "mi",
            "feet",
            "foot",
            "ft",
            "yards",
            "yard",
            "inches",
            "inch",
        ]
    }
    | {
        f"cubic {spelling}": tuple(f"({name}) ** 3" for name in UNITS[spelling])
        for spelling in ("metres", "meters", "feet", "yards")
    }
)
_NAMES = {**UNITS, **_PHRASES}
_UNIT = "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True))
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


def _quantity_pattern(side: int) -> str:
    return (
        rf"(?P<number{side}>(?<![\w.,$€£])-?(?:{_NUMBER}))(?:(?: ?[-–] ?| to )(?P<upper{side}>{_NUMBER}))?"
        rf"(?: (?P<scale{side}>million|billion|thousand))?[ -]?(?P<unit{side}>{_UNIT})(?![\w²³/])"
        rf"(?:[ ,]{{0,2}}(?P<rest{side}>\d+(?:\.\d+)?) ?"
        rf"(?P<minor{side}>inches|inch|in|lbs?|pounds|oz|ounces)(?!\w))?"
    )


_PAIR = re.compile(
    _quantity_pattern(1)
    + r"(?:,? ?[(\[] ?|,? or | ?/ ?)"
    + r"(?:(?:about|around|some|roughly|approximately|nearly|almost|approx\.?|or|over|more than) |~ ?){0,3}"
    + _quantity_pattern(2),
    re.IGNORECASE,
)
_SCALES = {"million": 1e6, "billion": 1e9, "thousand": 1e3}
#: Off by no more than this share, a conversion was probably cut instead of rounded: a warning.
_LOOSE = 0.02
#: A number that ends in noughts may be rounded to them, but not by more than this share.
_COARSE = 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One side of a pair by offsets in the text. ``values`` has one number, or the two of a range.

    ``units`` are the names that pint knows; ``step`` is the last place printed.
    """

    start: int
    end: int
    values: tuple[float, ...]
    units: tuple[str, ...]
    step: float
    minor: tuple[float, str] | None = None

    @property
    def printed(self) -> tuple[float, ...]:
        """The numbers as they stand there."""
        return (*self.values, *((self.minor[0],) if self.minor else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A quantity and the same in another unit."""

    left: Quantity
    right: Quantity


def pairs(text: str) -> Iterator[Pair]:
    """The pairs of units of a text, such as "1,000 km (620 miles)"."""
    for match in _PAIR.finditer(text):
        left, right = _quantity(match, 1), _quantity(match, 2)
        if left.units != right.units and len(left.values) == len(right.values):
            yield Pair(left=left, right=right)


def _quantity(match: re.Match[str], side: int) -> Quantity:
    number, upper = match[f"number{side}"], match[f"upper{side}"]
    scale = _SCALES.get((match[f"scale{side}"] or "").lower(), 1.0)
    rest, minor = match[f"rest{side}"], match[f"minor{side}"]
    last = minor or match[f"unit{side}"]
    return Quantity(
        start=match.start(f"number{side}"),
        end=match.end(f"minor{side}" if last is minor and minor else f"unit{side}"),
        values=tuple(float(part.replace(",", "")) * scale for part in (number, upper) if part),
        units=_NAMES[match[f"unit{side}"].lower()],
        step=_step(upper or number) * scale if not rest else 1.0,
        minor=(float(rest), _NAMES[minor.lower()][0]) if rest and minor else None,
    )


def _step(printed: str) -> float:
    digits = printed.replace(",", "").lstrip("-")
    if "." in digits:
        return 10.0 ** -len(digits.split(".")[1])
    return 10.0 ** (len(digits) - len(digits.rstrip("0") or digits))


@cache
def _registry() -> Any:
    from pint import UnitRegistry

    return UnitRegistry(cache_folder=None)


@cache
def _factor(unit: str, other: str, delta: bool) -> tuple[float, float] | None:
    """``value * factor + offset`` takes one unit into the other; None where they measure other things."""
    registry = _registry()
    if registry.Unit(unit).dimensionality != registry.Unit(other).dimensionality:
        return None
    zero = registry.Quantity(0.0, unit).to(other).magnitude
    one = registry.Quantity(1.0, unit).to(other).magnitude
    return float(one - zero), 0.0 if delta else float(zero)


def conversions(pair: Pair) -> list[tuple[float, ...]]:
    """What the left side is in the unit of the right, by every reading of an ambiguous unit.

    Empty where the two do not measure the same thing.
    """
    found = []
    temperature = any("degree" in unit for unit in pair.left.units)
    for unit in pair.left.units:
        for other in pair.right.units:
            for delta in (False, True) if temperature else (False,):
                if factor := _factor(unit, other, delta):
                    found.append(tuple(_value(q, pair.left, factor) for q in pair.left.values))
    return found


def _value(value: float, quantity: Quantity, factor: tuple[float, float]) -> float:
    if quantity.minor and (minor := _factor(quantity.minor[1], quantity.units[0], False)):
        value += quantity.minor[0] * minor[0]
    return value * factor[0] + factor[1]


def _printed(pair: Pair) -> tuple[float, ...]:
    return tuple(_value(value, pair.right, (1.0, 0.0)) for value in pair.right.values)


def fits(pair: Pair) -> bool:
    """Whether some reading converts to what is printed, to the precision printed."""
    step = 0.1 if pair.right.minor else pair.right.step
    for true in conversions(pair):
        near = [abs(t - p) <= step / 2 * 1.02 for t, p in zip(true, _printed(pair), strict=True)]
        coarse = [
            step <= 1 or abs(t - p) <= _COARSE * abs(t) for t, p in zip(true, _printed(pair), strict=True)
        ]
        if all(near) and all(coarse):
            return True
    return False


def is_close(pair: Pair) -> bool:
    """Whether what is printed is off by no more than a cut instead of a rounding."""
    slack = 1.0 if any("degree" in unit for unit in pair.right.units) else 0.0
    return any(
        all(abs(t - p) <= max(_LOOSE * abs(t), slack) for t, p in zip(true, _printed(pair), strict=True))
        for true in conversions(pair)
    )


def converts(pair: Pair) -> bool:
    """Whether the two sides are one quantity, exactly or nearly."""
    return bool(conversions(pair)) and (fits(pair) or is_close(pair))

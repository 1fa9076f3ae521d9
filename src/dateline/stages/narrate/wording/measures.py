"""A distance, a height or a speed in both units: "10 miles [16 km]".

Decides which measures are converted, and how the result is printed: in whole units from ten on, else
with two figures. Square brackets mark the conversion as the desk's (HOUSE_STYLE rule 11). A line that
has both units already, a measure in quotation marks, and a number in words stay as they are.
"""

from __future__ import annotations

import re
from math import floor, log10

from dateline.stages.narrate.wording.letters import QUOTED

#: The unit as printed, the other one, and how many of that one it is: exact by definition; the acre is that
#: of the US survey, as pint has it.
_UNITS: dict[str, tuple[str, float]] = {
    "miles": ("km", 1.609344),
    "mile": ("km", 1.609344),
    "mph": ("km/h", 1.609344),
    "feet": ("m", 0.3048),
    "foot": ("m", 0.3048),
    "inches": ("cm", 2.54),
    "inch": ("cm", 2.54),
    "acres": ("ha", 0.40468726099),
    "acre": ("ha", 0.40468726099),
    "kilometres": ("miles", 1 / 1.609344),
    "kilometre": ("miles", 1 / 1.609344),
    "kilometers": ("miles", 1 / 1.609344),
    "kilometer": ("miles", 1 / 1.609344),
    "km": ("miles", 1 / 1.609344),
    "km/h": ("mph", 1 / 1.609344),
    "kph": ("mph", 1 / 1.609344),
}
_MEASURE = re.compile(
    rf"(?<![\w.,/$£€–-])(?P<number>[1-9]\d{{0,2}}(?:,\d{{3}})+|[1-9]\d*(?:\.\d+)?)[ -]?"
    rf"(?P<unit>{'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})(?![\w/-])"
    r"(?! ?[\[(]|,? or |,? and \d| \d| long jump| per | an hour)"
)
_OTHERS = re.compile(
    r"\b\d[\d,.]*[ -]?(?:km|miles?|(?:centi|kilo|milli)?met(?:re|er)s?|cm|mm|feet|foot|inch(?:es)?|mph|kph|m"
    r"|ha|acres?)\b"
)
_WHOLE = 10


def both_units(text: str) -> str:
    """The text with its one measure in the other unit behind it; of several measures none is converted."""
    plain = " ".join(QUOTED.split(text)[::2])
    found = _MEASURE.search(text)
    if found is None or len(_OTHERS.findall(plain)) != 1 or _inside(text, found.start()):
        return text
    unit, factor = _UNITS[found["unit"]]
    value = _rounded(float(found["number"].replace(",", "")) * factor)
    if value == "1":
        unit = unit.removesuffix("s") if unit == "miles" else unit
    return f"{text[: found.end()]} [{value} {unit}]{text[found.end() :]}"


def _inside(text: str, at: int) -> bool:
    """Whether somebody is quoted there, or the measure is itself a conversion: "six metres (19.7 feet)"."""
    before = text[:at]
    return before.count("“") != before.count("”") or before.count("(") != before.count(")")


def _rounded(value: float) -> str:
    """The value as it is printed: whole from ten on, else with two figures."""
    whole = round(value) >= _WHOLE
    return f"{value:,.0f}" if whole else f"{value:.{0 - floor(log10(value)) + 1}f}".removesuffix(".0")

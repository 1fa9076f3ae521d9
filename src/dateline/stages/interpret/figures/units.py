"""The unit behind a number, or the currency on either side of it: "km/h", "US$", "barrels a day".

Decides which unit the tokens name and where it ends. Does not decide what a number without a unit counts
(``nouns``), and converts nothing. Names of units are those of the table; money has ISO 4217 codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.stages.interpret.figures.quantities import Unit
from dateline.stages.interpret.reading.lexicon import classes, rows, words
from dateline.stages.interpret.reading.signs import CURRENCY, touches

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation
    from dateline.stages.interpret.reading.number import Number

_RATES = words("figures/rates")
#: Of one unit behind another: the name that the two have together.
_SPEEDS = {
    ("km", "hour"): ("speed", "km/h"),
    ("mile", "hour"): ("speed", "mph"),
    ("m", "second"): ("speed", "m/s"),
}
_POWERS = (
    ("area", "square ", ("square ", "sq ", "sq . "), "²", "2"),
    ("volume", "cubic ", ("cubic ", "cu ", "cu . "), "³", "3"),
)

_WHOLE = {"km": "kilometre", "m": "metre", "cm": "centimetre", "mm": "millimetre"}
#: From this on pounds may be money in a report without the sign; of beef or thrust they are not.
_POUNDS_OF_MONEY = 1e6
#: "18 % a year earlier" compares two years; it is no rate.
_COMPARED = frozenset({"earlier", "ago", "later", "before", "after", "previously", "on"})
#: Beside degrees: they tell an angle, and no warmth.
_TURNING = classes("figures/counted")["turning"]
_NOUNS = frozenset({"N", "NS", "NP"})
_WEIGHTS = frozenset({"kg", "kilograms", "kilos", "tonnes", "tons", "lb", "lbs", "ounces", "oz"})
#: Units of one letter that a capital does not mean.
_SMALL = frozenset("gmhdl")
_Unit = tuple[str, str]


def _forms() -> Iterator[tuple[str, _Unit]]:
    """Every written form of a unit with what it names."""
    for measure, unit, forms in rows("figures/units.tsv"):
        for form in forms.split("|"):
            yield form, (measure, unit)
            if measure != "distance" or "-" in form:
                continue
            for power, name, prefixes, sign, digit in _POWERS:
                raised = (power, name + _WHOLE.get(unit, unit))
                yield from ((prefix + form, raised) for prefix in prefixes)
                yield from ((form + sign, raised), (f"~{form} {digit}", raised))
    for code, _, after in rows("figures/currencies.tsv"):
        for form in after.split("|"):
            yield form, ("money", code)


def _by_first(
    forms: Iterator[tuple[str, _Unit]],
) -> dict[str, tuple[tuple[tuple[str, ...], _Unit, bool], ...]]:
    """Forms by their first token, the longest first: the other tokens, the unit, whether it must touch."""
    found: dict[str, dict[tuple[str, ...], tuple[_Unit, bool]]] = {}
    for form, unit in forms:
        first, *rest = form.removeprefix("~").split(" ")
        found.setdefault(first, {}).setdefault(tuple(rest), (unit, form.startswith("~")))
    return {
        first: tuple((rest, *of) for rest, of in sorted(forms.items(), key=lambda pair: -len(pair[0])))
        for first, forms in found.items()
    }


_UNITS = _by_first(_forms())
_SIGNS = {
    tuple(form.split(" ")): code
    for code, before, _ in rows("figures/currencies.tsv")
    for form in before.split("|")
    if form
}
_LAST_OF_SIGNS = frozenset(form[-1] for form in _SIGNS)


def unit_of(view: Annotation, number: Number) -> Unit | None:
    """The unit of a number, before or behind it, with the rate that it is told by."""
    return _money(view, number) or _behind(view, number)


def _money(view: Annotation, number: Number) -> Unit | None:
    """“$5”, “US$5 million”, “Rs 500 crore”, “USD 200”."""
    at = number.core - (1 if number.low < 0 and view.words[number.core - 1] in ("-", "−") else 0)
    lower = view.lower
    if at == 0 or lower[at - 1] not in _LAST_OF_SIGNS:
        return None
    for size in (2, 1):
        sign = lower[max(at - size, 0) : at]
        code = _SIGNS.get(sign)
        if code is None or not _meant(view, at - size, at):
            continue
        known = named(lower, number.last, touching=False)
        last = known[1] if known and known[0][0] == "money" else number.last
        name, last = _rated(view, code, last)
        return Unit(measure="money", name=name, first=min(number.first, at - size), last=last)
    return None


def _meant(view: Annotation, first: int, at: int) -> bool:
    """Whether a sign is one: letters stand in capitals ("Rs", "USD"); "US" alone is the country."""
    written = view.words[first]
    if written[0] in CURRENCY:
        return at - first == 1 or touches(view, at - 1)
    if len(written) == 1:
        return (touches(view, first + 1) and written.isupper()) or written == "c"
    if at - first == 2:
        return touches(view, first + 1) or view.starts[first + 1] == view.ends[first] + 1
    return written != written.lower() and written.lower() not in ("us", "try") and not written.islower()


def _behind(view: Annotation, number: Number) -> Unit | None:
    """“5 km”, “5-km”, “5 (km)”, “5km”: the unit behind the number, a hyphen or a bracket between."""
    lower, at = view.lower, number.last
    if at >= len(lower):
        return None
    bracket = lower[at] in ("(", "{") and lower[at + 2 : at + 3] in ((")",), ("}",))
    hyphen = (
        lower[at] in ("-", "‑") and touches(view, at + 1) == touches(view, at) and _attributive(view, at + 1)
    )
    start = at + 1 if bracket or hyphen else at
    found = named(lower, start, touching=touches(view, at))
    if found is None and start < len(lower):
        return _within_word(view, number, start) if "-" in lower[start] else _degrees(view, number, start)
    if found is None:
        return None
    (measure, name), last = found
    if touches(view, at) and touches(view, last) and lower[last][0].isalnum():
        return None  # "24703L202" is a label
    if name == "lb" and lower[start].startswith("pound") and _sterling(view, number):
        measure, name = "money", "GBP"
    if lower[start] in _SMALL and view.words[start].isupper():
        return None  # "5G"
    if name == "degree" and _TURNING & {
        *lower[last : last + 1],
        *lower[max(number.first - 2, 0) : number.first],
    }:
        measure = "angle"
    composed = _rate(view, last) if not bracket else None
    if composed:
        by, last = composed
        measure, name = _SPEEDS.get((name, by), (measure, f"{name} per {by}"))
    return Unit(measure=measure, name=name, first=number.first, last=last + bracket)


def named(lower: Sequence[str], at: int, touching: bool) -> tuple[_Unit, int] | None:
    """The unit that begins at a token and the token behind it."""
    if at >= len(lower):
        return None
    for rest, unit, must_touch in _UNITS.get(lower[at], ()):
        if touching >= must_touch and tuple(lower[at + 1 : at + 1 + len(rest)]) == rest:
            return unit, at + 1 + len(rest)
    return None


def _sterling(view: Annotation, number: Number) -> bool:
    """Whether pounds are money: where the report has the sign and weighs nothing, or millions of no thing."""
    words = view.index.keys()
    if "£" in words:
        return not words & _WEIGHTS
    weighed = view.lower[number.last + 1 : number.last + 2] == ("of",)
    return number.low >= _POUNDS_OF_MONEY and "$" not in words and not weighed


def _attributive(view: Annotation, at: int) -> bool:
    """Whether a hyphen can join a token to a number; a spaced one only a unit in the singular."""
    return touches(view, at) or (at < len(view.lower) and view.tags[at] == "N" and view.lower[at][-1] != "s")


def _degrees(view: Annotation, number: Number, at: int) -> Unit | None:
    """“40 C”, “104 F”: a capital alone, no name's initial behind it."""
    name = {"C": "celsius", "F": "fahrenheit"}.get(view.words[at])
    if name is None or (at + 1 < len(view.tags) and view.tags[at + 1] in ("NP", "N", "NS", "CD", "J")):
        return None
    return Unit(measure="temperature", name=name, first=number.first, last=at + 1)


def _within_word(view: Annotation, number: Number, at: int) -> Unit | None:
    """“12-cent-a-share”, “a 40-kilometre-long convoy”: the unit opens a compound."""
    first, *rest = view.lower[at].split("-")
    found = named((first,), 0, touching=False)
    if found is None or not all(map(str.isalpha, rest)):
        return None  # "5-foot-11" is neither five feet nor eleven
    measure, name = found[0]
    if len(rest) == 2 and rest[0] in ("a", "an", "per") and rest[1] in _RATES:
        name = f"{name} per {rest[1]}"
    return Unit(measure=measure, name=name, first=number.first, last=at + 1)


def _rated(view: Annotation, name: str, last: int) -> tuple[str, int]:
    """A currency with the rate behind the amount: "a share", "-a-share", "per barrel"."""
    composed = _rate(view, last)
    return (f"{name} per {composed[0]}", composed[1]) if composed else (name, last)


def _rate(view: Annotation, at: int) -> tuple[str, int] | None:
    """What a quantity is told by, and the token behind it: "per day", "a day", "/h", "-a-share"."""
    lower = view.lower
    if at + 1 >= len(lower):
        return None
    if lower[at] in ("-", "‑") and touches(view, at + 1):
        article, _, by = lower[at + 1].partition("-")
        if article in ("a", "an", "per") and by in _RATES:
            return by, at + 2
        at += 1
        if at + 1 >= len(lower) or lower[at] not in ("a", "an", "per"):
            return None
    while at + 2 < len(lower) and lower[at] == "-":
        at += 1
    after = at + 1 + (lower[at + 1] == "-")
    if after >= len(lower) or not lower[after][0].isalpha():
        return None
    if lower[at] in ("a", "an", "each", "every") and lower[after] in _RATES:
        earlier = lower[after + 1 : after + 2]
        return None if earlier and earlier[0] in _COMPARED else (lower[after], after + 1)
    if lower[at] == "per" and lower[after] not in ("cent", "capita"):
        known = named(lower, after, touching=False)
        if known or view.tags[after] in _NOUNS:
            return (known[0][1] if known else view.lemma(after)), after + 1
    if lower[at] == "/" and touches(view, at):
        known = named(lower, after, touching=True)
        return (known[0][1], known[1]) if known else None
    return None

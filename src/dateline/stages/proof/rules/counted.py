"""What a number counts, in which unit, and how exactly: each as its source has it.

Decides about numbers that a source does give: three killed are not three injured (HOUSE_STYLE rule 9), twelve
miles are not twelve kilometres, and "at least twelve" is neither twelve nor "up to twelve". Whether a source
gives the number at all is for ``numbers``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.stages.proof.case import Case, Objection, Passage
from dateline.stages.proof.ground.conversions import UNITS
from dateline.stages.proof.ground.measures import measure_of
from dateline.stages.proof.ground.spelling import WORD
from dateline.stages.proof.ground.words import BOUNDS, MEASURE_SIGNS, MEASURES
from dateline.stages.proof.rules.numbers import claimed

if TYPE_CHECKING:
    from dateline.stages.proof.ground.ground import Ground
    from dateline.stages.proof.ground.numerals import Numeral
    from dateline.stages.proof.ground.stretches import Sighting

#: How far from a number, in letters, a source may say what it counts.
_NEAR = 220
#: Units of one dimension that a slip puts for each other, beside those that convert; the first names each.
_SPANS_OF_TIME = (
    "seconds second",
    "minutes minute",
    "hours hour",
    "days day",
    "weeks week",
    "months month",
    "years year",
)
_CURRENCIES = (
    "dollars dollar $",
    "euros euro €",
    "pounds pound £",
    "yen ¥",
    "roubles rouble rubles ruble",
    "rupees rupee",
    "hryvnias hryvnia",
    "francs franc",
    "yuan renminbi",
    "lira liras",
    "pesos peso",
    "zlotys zloty",
    "kronor krona",
    "kroner krone",
    "shekels shekel",
)
_SPEEDS = ("km/h kmh kph", "mph")
_DIMENSIONS = {
    "length": "kilometer centimeter millimeter meter mile foot inch yard nautical_mile",
    "mass": "kilogram gram pound ounce stone metric_ton",
    "area": "hectare acre",
    "volume": "liter milliliter gallon pint oil_barrel",
}
_UNIT_OF: dict[str, tuple[str, str]] = {
    spelling: (dimension, names[0])
    for dimension, members in _DIMENSIONS.items()
    for spelling, names in UNITS.items()
    if names[0] in members.split() and (len(spelling) > 1)
} | {name: ("time", row.split()[0]) for row in _SPANS_OF_TIME for name in row.split()}
_UNIT_OF |= {name: ("speed", row.split()[0]) for row in _SPEEDS for name in row.split()}
_CURRENCY_OF = {sign: row.split()[0] for row in _CURRENCIES for sign in row.split()}
_AFTER = re.compile(r"[ -]?(km/h|[a-z]+)", re.IGNORECASE)
_SIGN_BEFORE = re.compile(r"([$€£¥]) ?$")
_BOUND = re.compile(
    rf"\b({'|'.join(sorted((re.escape(words) for words in BOUNDS), key=len, reverse=True))}) (?:[$€£¥#] ?)?$",
    re.IGNORECASE,
)


def number_of_another_measure(case: Case) -> Iterator[Objection]:
    """A number that counts something else wherever a source gives it, or in the sentence retold (rule 9)."""
    for passage, numeral, measure in _measured(case):
        same = passage.ground.sighted(numeral.value)
        measures = [_measure_seen(passage.ground, sighting) for sighting in same]
        if measure in measures:
            continue
        told = 0 if same and all(measures) else _told_crosswise(passage, measure, same, measures)
        if told is not None and same:
            number = passage.text[numeral.start : numeral.end]
            why = f"{number} is the number {measure} here, but the number {measures[told]} in the source"
            yield _objection(passage, numeral, why, same[told])


def _told_crosswise(
    passage: Passage, measure: str, same: Sequence[Sighting], measures: Sequence[str]
) -> int | None:
    """Which of the places of a number is in the nearest sentence, of another measure, beside one of this.

    "Five killed and 34 injured" of a source makes "five injured" wrong, whatever else is five elsewhere.
    """
    ground = passage.ground
    near = ground.nearest(passage.text)[:1]
    beside = [
        _measure_seen(ground, sighting)
        for sighting in ground.sightings
        for span in near
        if sighting.span.report == span.report and span.start <= sighting.span.start < span.end
    ]
    if measure not in beside:
        return None
    return next(
        (
            place
            for place, sighting in enumerate(same)
            for span in near
            if measures[place]
            and sighting.span.report == span.report
            and span.start <= sighting.span.start < span.end
        ),
        None,
    )


def number_never_counted(case: Case) -> Iterator[Objection]:
    """A number of people killed, injured … that stands in the sources, but nowhere near a word of that."""
    for passage, numeral, measure in _measured(case):
        ground = passage.ground
        same = ground.sighted(numeral.value)
        read = any(f.measure == measure and numeral.value in (f.low, f.high) for f in ground.figures)
        if same and not read and not any(_tells(ground, sighting, measure) for sighting in same):
            number = passage.text[numeral.start : numeral.end]
            why = f"No source gives {number} as the number {measure}; there it counts something else"
            yield _objection(passage, numeral, why, same[0])


def number_of_another_unit(case: Case) -> Iterator[Objection]:
    """A number whose unit is another one than in every place where a source gives it."""
    for passage, numeral in claimed(case):
        dimension, unit = _unit(passage.text, numeral.start, numeral.end)
        if not unit:
            continue
        same = passage.ground.sighted(numeral.value)
        units = [_unit_seen(passage.ground, sighting) for sighting in same]
        others = [place for place, found in enumerate(units) if found[0] == dimension]
        if others and all(found != (dimension, unit) for found in units):
            number = passage.text[numeral.start : numeral.end]
            why = f"{number} is in {_plain(unit)} here, but in {_plain(units[others[0]][1])} in the source"
            yield _objection(passage, numeral, why, same[others[0]])


def turned_bound(case: Case) -> Iterator[Objection]:
    """A bound that is turned round: "at least" for what every source gives as "up to"."""
    for passage, numeral, bound, seen in _bounded(case):
        if {bound, *seen.values()} == {"lower", "upper"} and bound not in seen.values():
            yield _of_bound(passage, numeral, seen)


def dropped_bound(case: Case) -> Iterator[Objection]:
    """A number given as exact that no source gives so: each says "at least", "up to" or "about" (rule 12)."""
    for passage, numeral, bound, seen in _bounded(case):
        if not bound and all(seen.values()):
            yield _of_bound(passage, numeral, seen)


def added_bound(case: Case) -> Iterator[Objection]:
    """A bound that no source sets: "at least" for what each gives as exact (rule 12)."""
    for passage, numeral, bound, seen in _bounded(case):
        if bound and not passage.cites and not any(seen.values()):
            sighting = next(iter(seen))
            number = passage.text[numeral.start : numeral.end]
            why = f"The source gives {sighting.text} as exact: the draft makes a bound of {number}"
            yield _objection(passage, numeral, why, sighting)


def _measured(case: Case) -> Iterator[tuple[Passage, Numeral, str]]:
    for passage, numeral in claimed(case):
        if measure := measure_of(passage.text, numeral.start, numeral.end):
            yield passage, numeral, measure


def _measure_seen(ground: Ground, sighting: Sighting) -> str:
    text, start = ground.around(sighting.span, _NEAR)
    return measure_of(text, start, start + len(sighting.text))


def _tells(ground: Ground, sighting: Sighting, measure: str) -> bool:
    """Whether a word of the measure stands near a number of a source."""
    text, _ = ground.around(sighting.span, _NEAR)
    words = {word.lower() for word in WORD.findall(text)}
    return not words.isdisjoint(MEASURES[measure]) or not words.isdisjoint(MEASURE_SIGNS.get(measure, ()))


def _unit(text: str, start: int, end: int) -> tuple[str, str]:
    """The dimension and the name of a number's unit, each empty where it has none that we know."""
    if sign := _SIGN_BEFORE.search(text, max(0, start - 3), start):
        return "money", _CURRENCY_OF[sign[1]]
    after = _AFTER.match(text, end)
    if after is None:
        return "", ""
    word = after[1].lower()
    if word in _CURRENCY_OF and word not in {"pound", "pounds"}:
        return "money", _CURRENCY_OF[word]
    return _UNIT_OF.get(word, ("", ""))


def _unit_seen(ground: Ground, sighting: Sighting) -> tuple[str, str]:
    text, start = ground.around(sighting.span, 30)
    return _unit(text, start, start + len(sighting.text))


def _plain(unit: str) -> str:
    name = unit.replace("_", " ")
    return {"foot": "feet", "inch": "inches"}.get(name) or (
        name if name.endswith(("s", "yen")) else f"{name}s"
    )


def _bounded(case: Case) -> Iterator[tuple[Passage, Numeral, str, dict[Sighting, str]]]:
    """The numbers with their bound and, for each place where a source has the number, its bound there."""
    for passage, numeral in claimed(case):
        same = passage.ground.sighted(numeral.value)
        if same:
            seen = {sighting: _bound_seen(passage.ground, sighting) for sighting in same}
            yield passage, numeral, _bound(passage.text, numeral.start), seen


def _bound(text: str, start: int) -> str:
    found = _BOUND.search(text, max(0, start - 28), start)
    return BOUNDS[found[1].lower()] if found else ""


def _bound_seen(ground: Ground, sighting: Sighting) -> str:
    text, start = ground.around(sighting.span, 30)
    return _bound(text, start)


def _of_bound(passage: Passage, numeral: Numeral, seen: dict[Sighting, str]) -> Objection:
    sighting = next(iter(seen))
    text, start = passage.ground.around(sighting.span, 30)
    found = _BOUND.search(text, 0, start)
    words = found[1] if found else ""
    why = f"The source has “{words} {sighting.text}”: the draft says it otherwise"
    return _objection(passage, numeral, why, sighting)


def _objection(passage: Passage, numeral: Numeral, why: str, sighting: Sighting) -> Objection:
    return Objection(
        start=passage.start + numeral.start,
        end=passage.start + numeral.end,
        why=f"{why}.",
        evidence=(sighting.span,),
    )

"""Which place of several of one name a report means.

Decides by the report's own geography: the state or country named right behind, the countries and
regions that the report names anywhere, how the place is commonly called, and its size last. Does
not decide whether a name is a place.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.stages.interpret.places.gazetteer import Reading, name_key
from dateline.stages.interpret.reading.annotate import Annotation
from dateline.stages.interpret.reading.lexicon import rows

#: Weights over a logarithm of the population (3 for a thousand people, 7 for ten millions).
_PRIMARY, _COUNTRY, _REGION, _NAMED_BEHIND = 2.0, 2.5, 3.0, 20.0
_KINDS = {"country": 6.0, "area": 2.0, "water": 2.0, "region": 2.5, "city": 0.0}
_LEAST_SURE = 15_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """Words that are a place, and the places that they may stand for."""

    first: int
    last: int
    name: str
    readings: tuple[Reading, ...]


_PEOPLE: dict[str, str] = {
    word.lower(): code
    for code, _, _, _, people in rows("places/countries.tsv")
    for word in people.split("|")
    if word and " " not in word
}


def resolve(
    view: Annotation, toponyms: Sequence[Toponym], strict: bool = False
) -> list[tuple[Toponym, Reading]]:
    """Each toponym with the place that it means, one and the same for a name all through the report.

    ``strict`` keeps only those that another place of the report speaks for: for languages whose
    grammar we do not know.
    """
    countries, regions = _geography(view, toponyms)
    chosen: dict[str, Reading] = {}
    behind = {toponym.first: toponym for toponym in toponyms}
    for toponym in toponyms:
        named = _named_behind(view, toponym, behind)
        if named is not None:
            chosen.setdefault(name_key(toponym.name), named)
    for toponym in toponyms:
        key = name_key(toponym.name)
        if key not in chosen:
            chosen[key] = max(toponym.readings, key=lambda reading: _score(reading, countries, regions))
    resolved = [(toponym, chosen[name_key(toponym.name)]) for toponym in toponyms]
    return _borne_out(resolved) if strict else resolved


def named_countries(view: Annotation, readings: Sequence[Reading]) -> frozenset[str]:
    """The countries that a report names, by themselves, by their people or by their regions."""
    people = {_PEOPLE[word] for word in view.index.keys() & _PEOPLE}
    wide = ("country", "region")
    return frozenset(people | {r.entry.country for r in readings if r.primary and r.entry.kind in wide})


def _geography(
    view: Annotation, toponyms: Sequence[Toponym]
) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """The countries and the regions that a report names, with how often."""
    countries: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    for word in view.index.keys() & _PEOPLE:
        countries[_PEOPLE[word]] += len(view.index[word])
    for toponym in toponyms:
        entry = toponym.readings[0].entry
        if entry.kind == "country" and not (entry.name == "Georgia" and len(toponym.readings) > 1):
            countries[entry.country] += 1
        elif entry.kind == "region" and toponym.readings[0].primary:
            countries[entry.country] += 1
            regions[entry.country, entry.region] += 1
        elif len({reading.entry.country for reading in toponym.readings}) == 1:
            countries[entry.country] += 1
    return countries, regions


def _named_behind(view: Annotation, toponym: Toponym, behind: dict[int, Toponym]) -> Reading | None:
    """The reading that the state or country right behind a comma picks out."""
    if view.lower[toponym.last : toponym.last + 1] != (",",):
        return None
    wider = behind.get(toponym.last + 1)
    if wider is None:
        return None
    for outer in wider.readings:
        if outer.entry.kind not in ("country", "region"):
            continue
        inside = [
            reading
            for reading in toponym.readings
            if reading.entry.country == outer.entry.country
            and reading.entry.kind == "city"
            and outer.entry.region in ("", reading.entry.region)
        ]
        if inside:
            return max(inside, key=lambda reading: (reading.primary, reading.entry.population))
    return None


def _score(reading: Reading, countries: Counter[str], regions: Counter[tuple[str, str]]) -> float:
    entry = reading.entry
    score = math.log10(entry.population + 1000) + _KINDS[entry.kind] + _PRIMARY * reading.primary
    total = sum(countries.values())
    if total and entry.country in countries:
        score += _COUNTRY * (0.4 + 0.6 * countries[entry.country] / total)
    if entry.kind == "city" and (entry.country, entry.region) in regions:
        score += _REGION * (0.5 + 0.5 * regions[entry.country, entry.region] / sum(regions.values()))
    return score


def _borne_out(resolved: Sequence[tuple[Toponym, Reading]]) -> list[tuple[Toponym, Reading]]:
    """The towns of some size, and countries, in whose country another name of the report lies."""
    names: dict[str, set[str]] = {}
    for _, reading in resolved:
        names.setdefault(reading.entry.country, set()).add(reading.entry.name)
    return [
        (toponym, reading)
        for toponym, reading in resolved
        if (reading.entry.kind == "country" or reading.entry.population >= _LEAST_SURE)
        and len(names[reading.entry.country]) > 1
    ]

"""Where: the toponyms of a report and the places of the gazetteer that they stand for.

Decides which facts come out of what the rooms beside it find: names of the gazetteer (``toponyms``) that
are places here (``finding``) and the place that each means (``resolving``), names that say what they are,
and peoples. The longest name wins. ``kind`` tells what may be drawn on a map: a ``people`` ("Kenyan")
carries its country's point and is no place; a ``street``, a ``line`` or a ``distance`` has no point.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.core.types import Place
from dateline.stages.interpret.places.described import Described, described
from dateline.stages.interpret.places.finding import is_paired, likelihoods
from dateline.stages.interpret.places.gazetteer import Entry, Reading, name_key
from dateline.stages.interpret.places.geography import Geography, geography, peoples
from dateline.stages.interpret.places.mistaken import is_paper, mistaken
from dateline.stages.interpret.places.resolving import resolve
from dateline.stages.interpret.places.toponyms import Candidate, candidates
from dateline.stages.interpret.reading.lexicon import classes
from dateline.stages.interpret.reading.words import lexicon

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

_NEVER = classes("places/grammar")["never"]
#: As likely as this a name is printed as a place; a wrong one is worse than a missing one.
_LIKELY = 0.55
_LARGE = 100_000
_LEAST_SURE = 15_000
_SHORTEST = 4
_METROPOLIS = 1_000_000
_KNOWN_IN_CAPITALS = frozenset({"country", "region", "sea", "ocean"})
_NOUNS = frozenset({"N", "NS"})
_LINES = frozenset({"line", "distance"})
_WATERS = frozenset({"river", "ocean"})
_DIRECTIONS = classes("places/signs")["direction"]


def places(view: Annotation, persons: Collection[str], english: bool) -> tuple[Place, ...]:
    """The places of a report in order. ``persons`` are names of those that it introduces."""
    told = described(view) if english else []
    found = named(view, told)
    if not english:
        return tuple(
            _place(view, each.start, each.end, reading.entry) for each, reading in _borne_out(view, found)
        )
    setting = geography(view, found)
    written = _as_written(found, setting)
    if any(each is not before for each, before in zip(written, found, strict=True)):
        found, setting = written, geography(view, written)
    likely = likelihoods(view, found, persons, setting)
    wrong = mistaken(view, found, likely, _LIKELY)
    wrong -= {number for number, each in enumerate(found) if each.region or _paired(view, each)}
    kept = [
        each
        for number, (each, chance) in enumerate(zip(found, likely, strict=True))
        if chance >= _LIKELY and number not in wrong and not _hidden(view, each)
    ]
    placed = [_place(view, each.start, each.end, r.entry) for each, r, _ in resolve(view, kept, setting)]
    every = [*placed, *_without_point(view, told, kept), *_peoples(view, kept, setting)]
    return tuple(sorted(every, key=lambda place: (place.phrase.span.start, place.phrase.span.end)))


def _paired(view: Annotation, each: Candidate) -> bool:
    """Whether a comma and a state or a country follow a name."""
    return view.lower[each.last : each.last + 1] == (",",) and is_paired(view, each.last)


def named(view: Annotation, told: Sequence[Described]) -> list[Candidate]:
    """The names of the gazetteer that no longer name holds: not "Oxford" of "Oxford Street".

    A county that the report names lends its name to the short form: "Dale" beside "Dale County".
    """
    holder = {
        token: each for each in told if each.kind not in _LINES for token in range(each.first, each.last)
    }
    found = [
        each
        for each in candidates(view)
        if (over := holder.get(each.first) or holder.get(each.last - 1)) is None
        or each.first <= over.head < each.last
    ]
    counties = {each.key: each for each in found if each.readings[0].entry.kind == "county"}
    found = [_as_city(_as_water(view, each)) for each in found if not _is_people(each)]
    return [_with_county(each, counties) for each in found]


def _as_water(view: Annotation, each: Candidate) -> Candidate:
    """A name behind "the" that a river or an ocean bears too is the water's: "the Elbe", "the western
    Pacific", not "the Tennessee governor".
    """
    at, last = each.first - 1, each.last
    directed = at > 0 and view.lower[at] in _DIRECTIONS
    at -= directed
    if at < 0 or last - each.first != 1 or view.lower[at] != "the" or is_paper(view, each):
        return each
    kinds = _WATERS - {"river"} if directed else _WATERS
    waters = tuple(reading for reading in each.readings if reading.entry.kind in kinds)
    goes_on = last < len(view.words) and (view.words[last][0].isupper() or view.tags[last] in _NOUNS)
    return (
        each if goes_on or not waters else replace(each, readings=waters, key=f"the {each.key}", region=True)
    )


def _as_city(each: Candidate) -> Candidate:
    """A name that a metropolis goes by is not its region's, where that has the word for its kind in its own:
    "Moscow" is no "Moscow Oblast".
    """
    if each.region or not any(_is_metropolis(reading, each) for reading in each.readings):
        return each
    kept = tuple(r for r in each.readings if r.entry.kind != "region" or name_key(r.entry.name) == each.key)
    return replace(each, readings=kept)


def _is_metropolis(reading: Reading, each: Candidate) -> bool:
    entry = reading.entry
    large = entry.kind == "city" and entry.population >= _METROPOLIS
    return large and reading.primary and name_key(entry.name) == each.key


def _as_written(found: Sequence[Candidate], setting: Geography) -> list[Candidate]:
    """The names without the places that write them with accents, where another one writes it as the report:
    "Falcon" is no "Falcón" in a report that tells nothing else of Venezuela.
    """
    times = Counter(each.key for each in found)
    return [each if each.region else _plain(each, setting, times[each.key]) for each in found]


def _plain(each: Candidate, setting: Geography, times: int) -> Candidate:
    kept = tuple(
        reading
        for reading in each.readings
        if reading.entry.name.isascii()
        or reading.entry.population >= _METROPOLIS
        or setting.countries.get(reading.entry.country, 0) > times * (reading.entry.kind == "region")
    )
    if len(kept) == len(each.readings) or not each.name.isascii():
        return each
    exact = any(reading.primary and name_key(reading.entry.name) == each.key for reading in kept)
    return replace(each, readings=kept) if exact else each


def _is_people(each: Candidate) -> bool:
    """Whether a name is the word for a people before it is that of a town: "Saxon", "Brits"."""
    if each.readings[0].entry.kind not in ("city", "county") or each.region:
        return False
    return each.last - each.first == 1 and each.name.lower() in peoples()


def _hidden(view: Annotation, each: Candidate) -> bool:
    """Whether a text in capitals hides that a town's name is a common word: "CAPITAL", "FEDERAL"."""
    if not view.capitals or each.last - each.first > 1 or each.region:
        return False
    entry = each.readings[0].entry
    if each.readings[0].primary and (entry.kind in _KNOWN_IN_CAPITALS or entry.population >= _METROPOLIS):
        return False
    classes_of = lexicon().get(each.key, ("NP",))
    return each.key in _NEVER or len(each.key) < _SHORTEST or "NP" not in classes_of


def _with_county(each: Candidate, counties: Mapping[str, Candidate]) -> Candidate:
    county = counties.get(f"{each.key} county")
    if county is None:
        return each
    more = tuple(reading for reading in county.readings if reading not in each.readings)
    return replace(each, readings=each.readings + more)


def _without_point(
    view: Annotation, told: Sequence[Described], found: Sequence[Candidate]
) -> Iterator[Place]:
    """Places whose names say what they are and that the gazetteer does not know."""
    covered = {token for each in found for token in range(each.first, each.last)}
    for each in told:
        if each.kind in _LINES or each.head not in covered:
            phrase = view.phrase_of(each.first, each.last)
            evidence = view.evidence(phrase.span.start, phrase.span.end)
            yield Place(phrase=phrase, name=phrase.text, evidence=evidence, kind=each.kind)


def _peoples(view: Annotation, found: Sequence[Candidate], setting: Geography) -> Iterator[Place]:
    """Adjectives and nouns of peoples, which are no place and carry the point of their land."""
    covered = {token for each in found for token in range(each.first, each.last) if not each.attached}
    for start, end, reading in setting.peoples:
        if view.token_from(start) not in covered:
            yield _place(view, start, end, reading.entry, "people")


def _place(view: Annotation, start: int, end: int, entry: Entry, kind: str = "") -> Place:
    return Place(
        phrase=view.phrase(start, end),
        name=entry.name,
        evidence=view.evidence(start, end),
        kind=kind or entry.kind,
        country=entry.country,
        lat=entry.latitude,
        lon=entry.longitude,
        geonames=entry.geonames,
        radius_km=_radius(entry),
    )


def _radius(entry: Entry) -> float | None:
    """How far a place reaches from its point: as the table has it, else by the people who live there."""
    if entry.reach:
        return float(entry.reach)
    return round(1 + math.sqrt(entry.population) / 60, 1) if entry.latitude is not None else None


def _borne_out(view: Annotation, found: Sequence[Candidate]) -> list[tuple[Candidate, Reading]]:
    """In a language whose grammar we do not know: known names in whose country another name lies too."""
    worth = [each for each in found if _known(each)]
    resolved = [(each, reading) for each, reading, _ in resolve(view, worth, geography(view, worth))]
    names: dict[str, set[str]] = {}
    for _, reading in resolved:
        names.setdefault(reading.entry.country, set()).add(reading.entry.name)
    return [
        (each, reading)
        for each, reading in resolved
        if (reading.entry.kind == "country" or reading.entry.population >= _LEAST_SURE)
        and len(names[reading.entry.country]) > 1
    ]


def _known(each: Candidate) -> bool:
    """Whether a name is worth trying where we know no grammar."""
    entry = each.readings[0].entry
    if entry.kind == "country" or each.region:
        return True
    return entry.population >= _LARGE and len(each.name) > 3 and each.name.lower() not in _NEVER

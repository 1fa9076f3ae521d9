"""Which place of several of one name a report means.

Decides by the report's own geography: the state or country named right behind, the countries and regions that
the report names anywhere, where the places lie that its other names may stand for, how a place is commonly
called, and its size. Does not decide whether a name is a place (``finding``).

Every reading of every name gets a score, a sum of numbers with weights, and by it a share of its name. In the
second pass the shares of the other names tell how much speaks for a reading's region, country
and surroundings: "Paris" beside "Henry County" and "Puryear" is the one in Tennessee. The weights
(``resolving.tsv``, one column for each pass) are made by ``scripts/train_places.py``; they carry no word.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dateline.stages.interpret.places.gazetteer import Entry, Reading
from dateline.stages.interpret.places.geography import Geography
from dateline.stages.interpret.reading.lexicon import classes, rows

if TYPE_CHECKING:
    from dateline.stages.interpret.places.toponyms import Candidate
    from dateline.stages.interpret.reading.view import Annotation

Vector = NDArray[np.float64]
Codes = NDArray[np.int64]

#: The numbers of a reading that its own entry and the report's wording give, then those of the other names.
FIXED = (
    "people", "primary", "country", "region", "county", "area", "natural", "behind", "not behind",
    "country named", "country share", "region named", "region share", "host, wide", "domain",
    "dateline, town", "first", "official",
)  # fmt: skip
#: What of these speaks for a small town beside a great city of its name.
_OWN_EVIDENCE = [FIXED.index(number) for number in ("behind", "region named", "domain")]
_GREAT_CITY, _TIMES = 150_000, 5
SHARED = ("in region", "in country", "near")
_MOST = 25
_CELL = 1.2
_PASSES = 2
_REMEMBERED = 50_000
_LANDS = frozenset({"country", "region"})
_WORDS = classes("places/grammar")
_SEATS, _ACTS, _STATES = _WORDS["seat"], _WORDS["act_of_state"], _WORDS["state"]
_FEW = 6
_HEAD = 80
_NATURAL = frozenset({"sea", "ocean", "strait", "canal", "lake", "river", "mountain", "island"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """All readings of a report's names, one a row: which name a row is of, its numbers, where it lies."""

    names: tuple[str, ...]
    readings: tuple[Reading, ...]
    name_of: Codes
    fixed: Vector
    places: tuple[Shared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Which readings lie in one region, country or square: its number, and that of it with the name."""

    of: Codes
    own: Codes


def resolve(
    view: Annotation, found: Sequence[Candidate], setting: Geography
) -> list[tuple[Candidate, Reading, float]]:
    """Each name with the place that it means, the same all through the report, and its share."""
    if all(len(each.readings) == 1 for each in found):
        return [(each, each.readings[0], 1.0) for each in found]
    table = tabled(view, found, setting)
    shares = chances(table, weights())
    chosen: dict[str, tuple[Reading, float]] = {}
    best: dict[int, int] = {}
    for row in np.argsort(shares, kind="stable").tolist():
        chosen[table.names[table.name_of[row]]] = (table.readings[row], float(shares[row]))
        best[table.name_of[row]] = row
    for name, row in best.items():
        greatest = _greatest(table, name, row)
        if greatest is not None and table.names[name] not in setting.host:
            chosen[table.names[name]] = (greatest, float(shares[row]))
    chosen |= _seats(view, found, chosen)
    return [(each, *chosen[each.key]) for each in found]


def _greatest(table: Table, name: int, row: int) -> Reading | None:
    """The great city that a name means all the same, where nothing by it speaks for a small one.

    That another name of its country stands somewhere in the report is not enough: "Geneva" is not the one in
    Illinois since "the US" is named, nor "London" the one in Ontario.
    """
    small = table.readings[row].entry
    if small.kind != "city" or table.fixed[row, _OWN_EVIDENCE].any():
        return None
    rows = np.flatnonzero(table.name_of == name).tolist()
    cities = [r for r in (table.readings[each] for each in rows) if r.primary and r.entry.kind == "city"]
    greatest = max(cities, key=lambda reading: reading.entry.population, default=None)
    if greatest is None or greatest.entry.population < _GREAT_CITY:
        return None
    return greatest if greatest.entry.population > _TIMES * small.population else None


def _seats(
    view: Annotation, found: Sequence[Candidate], chosen: Mapping[str, tuple[Reading, float]]
) -> dict[str, tuple[Reading, float]]:
    """The seats of government that act in a report, taken for the region of their name till then.

    "Washington condemned" is the capital; not where the report names another place of the state, or calls
    the name a state.
    """
    after = {(each.key, view.lower[each.last]) for each in found if each.last < len(view.lower)}
    states = {key for key, word in after if word in _STATES}
    acting = {key for key, word in after if key in _SEATS and word in _ACTS} - states
    changed = {}
    for each in found:
        land, share = chosen[each.key]
        if each.key not in acting or land.entry.kind != "region" or _named_inside(land.entry, chosen):
            continue
        cities = [reading for reading in each.readings if reading.primary and reading.entry.kind == "city"]
        if cities:
            changed[each.key] = max(cities, key=lambda reading: reading.entry.population), share
    return changed


def _named_inside(land: Entry, chosen: Mapping[str, tuple[Reading, float]]) -> bool:
    """Whether a report names another place of a region."""
    entries = (reading.entry for reading, _ in chosen.values())
    return any((e.country, e.region) == (land.country, land.region) for e in entries if e is not land)


@cache
def weights() -> tuple[Vector, ...]:
    """The weights of each pass, in the order of ``FIXED`` and ``SHARED``."""
    known = {row[0]: [float(cell) for cell in row[1:]] for row in rows("places/resolving.tsv")}
    table = np.array([known[name] for name in (*FIXED, *SHARED)])
    return tuple(table[:, number] for number in range(_PASSES))


def chances(table: Table, known: Sequence[Vector]) -> Vector:
    """The share of each reading in its name after every pass."""
    shares = np.zeros(len(table.readings))
    for weight in known:
        shares = softmax(table, numbers(table, shares) @ weight)
    return shares


def softmax(table: Table, scores: Vector) -> Vector:
    """Scores as shares of the name that they are of."""
    highest = np.maximum.reduceat(scores, np.flatnonzero(np.diff(table.name_of, prepend=-1)))
    powers = np.exp(scores - highest[table.name_of])
    return np.asarray(powers / np.bincount(table.name_of, powers)[table.name_of])


def numbers(table: Table, shares: Vector) -> Vector:
    """The numbers of each reading, with those that the shares of the other names give."""
    region, country, *cells = (_others(each, shares) for each in table.places)
    return np.column_stack((table.fixed, _grown(region), _grown(country), _grown(np.maximum(*cells))))


def _grown(counted: Vector) -> Vector:
    return np.asarray(np.log1p(3 * np.maximum(counted, 0)))


def _others(each: Shared, shares: Vector) -> Vector:
    """How much of the other names lies where a reading lies."""
    return np.asarray(np.bincount(each.of, shares)[each.of] - np.bincount(each.own, shares)[each.own], float)


def tabled(view: Annotation, found: Sequence[Candidate], setting: Geography) -> Table:
    """The readings of a report's names with their numbers."""
    by_name: dict[str, list[Candidate]] = {}
    for each in found:
        by_name.setdefault(each.key, []).append(each)
    behind = {each.first: each for each in found}
    readings: list[Reading] = []
    fixed: list[tuple[float, ...]] = []
    name_of: list[int] = []
    for number, (key, each_one) in enumerate(by_name.items()):
        every = [q for one in each_one if (q := _behind(view, one, behind)) is not None]
        outer = list({q.key: q for q in every}.values())
        kept = _kept(each_one[0].readings, outer)
        wide = [q for q in outer if any(r.entry.kind in _LANDS for r in q.readings[:_FEW])]
        local = key.replace(" ", "") in setting.host, each_one[0].start < _HEAD
        readings += kept
        name_of += [number] * len(kept)
        fixed += [_numbers(reading, rank, wide, setting, local) for rank, reading in enumerate(kept)]
    return Table(
        names=tuple(by_name),
        readings=tuple(readings),
        name_of=np.array(name_of),
        fixed=np.array(fixed, float),
        places=_shared([reading.entry for reading in readings], name_of),
    )


def _kept(readings: Sequence[Reading], qualifiers: Sequence[Candidate]) -> list[Reading]:
    """The readings that are worth a look: the largest, and those that what stands behind picks out.

    A town that is only called so as well goes behind one whose name it is: "Görlitz" is not Zgorzelec.
    """
    own = max((r.entry.population for r in readings if r.primary and r.entry.kind == "city"), default=0)
    readings = [r for r in readings if r.primary or r.entry.kind != "city" or r.entry.population > own]
    if len(readings) <= _MOST:
        return list(readings)
    inside = [r for r in readings[_MOST:] if any(_inside(r.entry, q) for q in qualifiers)]
    return [*readings[:_MOST], *inside[:_MOST]]


def _behind(view: Annotation, each: Candidate, behind: Mapping[int, Candidate]) -> Candidate | None:
    """The state, county or country right behind a comma, or in brackets."""
    at = each.last
    if at < len(view.words) and view.words[at] in (",", "("):
        return behind.get(at + 1)
    return None


def _inside(entry: Entry, outer: Candidate) -> bool:
    """Whether a place lies in one of the lands that a name stands for."""
    for reading in outer.readings[:_FEW]:
        land = reading.entry
        same = land.kind == "country" or (land.kind == "region" and land.region == entry.region)
        if same and land.country == entry.country and entry.kind != land.kind:
            return True
    return False


def _numbers(
    reading: Reading, rank: int, qualifiers: Sequence[Candidate], setting: Geography, local: tuple[bool, bool]
) -> tuple[float, ...]:
    """The fixed numbers of a reading. ``local``: whether the outlet's address, a dateline have it."""
    entry = reading.entry
    kind, place = entry.kind, (entry.country, entry.region)
    inside = any(_inside(entry, outer) for outer in qualifiers)
    country, region = kind == "country", kind == "region"
    return (
        *_lasting(reading),
        inside,
        bool(qualifiers) and not inside,
        not country and entry.country in setting.countries,
        0.0 if country else setting.share_of_country(entry.country),
        not region and place in setting.regions,
        0.0 if region else setting.share_of_region(place),
        kind != "city" and local[0],
        entry.country == setting.domain,
        kind == "city" and local[1],
        rank == 0,
        entry.geonames is not None,
    )


@lru_cache(maxsize=_REMEMBERED)
def _lasting(reading: Reading) -> tuple[float, ...]:
    """The numbers of a reading that no report changes."""
    entry = reading.entry
    kinds = tuple(float(entry.kind == kind) for kind in ("country", "region", "county", "area"))
    people = math.log10(entry.population + 300) - 4
    return (people, float(reading.primary), *kinds, float(entry.kind in _NATURAL))


def _shared(entries: Sequence[Entry], name_of: Sequence[int]) -> tuple[Shared, ...]:
    """The region, the country and two squares of each place, in numbers; a place of none stands alone."""
    numbered = range(len(entries))
    found: list[list[object]] = [
        [(e.country, e.region) if e.region else n for n, e in zip(numbered, entries, strict=True)],
        [e.country or n for n, e in zip(numbered, entries, strict=True)],
        [_cell(e, 0.0) or n for n, e in zip(numbered, entries, strict=True)],
        [_cell(e, 0.5) or n for n, e in zip(numbered, entries, strict=True)],
    ]
    return tuple(
        Shared(of=_numbered(each), own=_numbered(list(zip(name_of, each, strict=True)))) for each in found
    )


@lru_cache(maxsize=_REMEMBERED)
def _cell(entry: Entry, shift: float) -> tuple[int, int] | None:
    """The square of about a hundred kilometres that a town or a county lies in."""
    if entry.latitude is None or entry.longitude is None or entry.kind not in ("city", "county"):
        return None
    row = math.floor(entry.latitude / _CELL + shift)
    wide = _CELL / max(math.cos(math.radians(row * _CELL)), 0.1)
    return row, math.floor(entry.longitude / wide + shift)


def _numbered(values: Sequence[object]) -> Codes:
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return np.array([numbers[value] for value in values])

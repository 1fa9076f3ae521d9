"""The table of places that ships in the package, and how a name is looked up in it.

Decides which places a name may stand for. Does not decide which of them is meant, nor whether the
name is a place at all: that takes the report (``places``). The table is made by
``scripts/build_gazetteer.py``; where it comes from is told in ``data/README.md``.

The file is two sorted lists in one gzip: places, one a line, then names with the line numbers of
the places that bear them. Names are searched where they lie, by halving: half a million of them
as Python strings would cost a hundred megabytes and half a second.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.core.text import fold

_TABLE = "gazetteer.tsv.gz"
_REMEMBERED = 50_000
_PLAIN = str.maketrans({"-": " ", "‐": " ", "–": " ", ".": " ", "'": "", "ʼ": "", "`": "", ",": " "})
_DOTTED = {"u s": "us", "u s a": "usa", "u k": "uk", "u a e": "uae", "d r congo": "dr congo"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place of the table. ``kind`` is city, region, country, area or water.

    ``latitude`` and ``longitude`` are degrees north and east, None for what has no one point.
    """

    geonames: int | None
    name: str
    kind: str
    country: str
    region: str
    latitude: float | None
    longitude: float | None
    population: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One place that a name may stand for; ``primary`` when it is the name that the place goes by."""

    entry: Entry
    primary: bool


def name_key(name: str) -> str:
    """A name as the table compares it: no case, accents, dots, hyphens or apostrophes."""
    plain = name.lower() if name.isascii() else fold(name)
    key = " ".join(plain.translate(_PLAIN).split())
    key = _DOTTED.get(key, key)
    for long, short in (("saint ", "st "), ("sainte ", "ste "), ("mount ", "mt "), ("fort ", "ft ")):
        if key.startswith(long):
            return short + key[len(long) :]
    return key


class Gazetteer:
    """The table, opened once and only read."""

    def __init__(self, content: bytes) -> None:
        places, _, self._names = content.partition(b"\n\n")
        self._places = places.split(b"\n")
        self._found: dict[str, tuple[Reading, ...]] = {}

    def readings(self, name: str) -> tuple[Reading, ...]:
        """The places that a name may stand for, those that go by it first, then by population."""
        if name not in self._found:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            self._found[name] = self._search(name_key(name))
        return self._found[name]

    def _search(self, key: str) -> tuple[Reading, ...]:
        wanted = key.encode("utf-8", "surrogatepass") + b"\t"
        names = self._names
        low, high = 0, len(names)
        while low < high:
            middle = names.rfind(b"\n", low, (low + high) // 2) + 1 or low
            if names[middle : middle + len(wanted)] < wanted:
                end = names.find(b"\n", middle)
                low = len(names) if end < 0 else end + 1
            else:
                high = middle
        if not names.startswith(wanted, low):
            return ()
        end = names.find(b"\n", low)
        _, primary, other = names[low : end if end >= 0 else len(names)].decode().split("\t")
        found = [Reading(entry=self._entry(int(n, 36)), primary=True) for n in primary.split()]
        found += [Reading(entry=self._entry(int(n, 36)), primary=False) for n in other.split()]
        return tuple(found)

    def _entry(self, row: int) -> Entry:
        geonames, name, kind, country, region, latitude, longitude, population = (
            self._places[row].decode().split("\t")
        )
        return Entry(
            geonames=int(geonames) if geonames else None,
            name=name,
            kind=kind,
            country=country,
            region=region,
            latitude=float(latitude) if latitude else None,
            longitude=float(longitude) if longitude else None,
            population=int(population or 0),
        )


@cache
def gazetteer() -> Gazetteer:
    """The table of the package, read at the first use."""
    packed = files("dateline.stages.interpret").joinpath("places", _TABLE).read_bytes()
    return Gazetteer(gzip.decompress(packed))

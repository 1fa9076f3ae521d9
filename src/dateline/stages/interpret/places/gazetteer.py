"""The table of places that ships in the package, and how a name is looked up in it.

Decides which places a name may stand for. Does not decide which of them is meant, nor whether the
name is a place at all: that takes the report (``grammar``). The table is made by
``scripts/build_gazetteer.py``; where it comes from is told in ``TABLES.md``.

The file is two sorted lists in one gzip: places, one a line, then names with the line numbers of
the places that bear them. Names are searched where they lie, by way of the first name of every
block: half a million of them as Python strings would cost a hundred megabytes and half a second.
"""

from __future__ import annotations

import gzip
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from dateline.core.text import fold

_TABLE = "gazetteer.tsv.gz"
_REMEMBERED = 50_000
_BLOCK = 2048
_PLAIN = str.maketrans({"-": " ", "‐": " ", "–": " ", ".": " ", "'": "", "ʼ": "", "`": "", ",": " "})
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_DOTTED = {
    "u s": "us",
    "u s a": "usa",
    "u k": "uk",
    "u a e": "uae",
    "d r congo": "dr congo",
    "l a": "la city",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # the table makes each place once
class Entry:
    """A place of the table.

    ``kind`` is country, region (first-level division), county (second-level), city, area (any other stretch
    of land), sea, ocean, strait, canal, lake, river, mountain or island. ``region`` is GeoNames's code of the
    division within the country. ``latitude`` and ``longitude`` are degrees north and east, None for what has
    no one point; ``reach`` is how far the place extends from there in kilometres, 0 where nobody told.
    """

    geonames: int | None
    name: str
    kind: str
    country: str
    region: str
    latitude: float | None
    longitude: float | None
    population: int
    reach: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """One place that a name may stand for; ``primary`` when it is the name that the place goes by."""

    entry: Entry
    primary: bool


@lru_cache(maxsize=_REMEMBERED)
def name_key(name: str) -> str:
    """A name as the table compares it: no case, accents, dots, hyphens or apostrophes."""
    plain = name.lower() if name.isascii() else fold(name)
    key = " ".join(plain.translate(_PLAIN).split())
    key = _DOTTED.get(key, key)
    first, blank, rest = key.partition(" ")
    return f"{abbreviated(first)} {rest}" if blank else key


def abbreviated(first: str) -> str:
    """The first word of a name of several as the table has it: "st" for "saint"."""
    return _SHORT.get(first, first)


class Gazetteer:
    """The table, opened once and only read."""

    def __init__(self, content: bytes) -> None:
        places, _, self._names = content.partition(b"\n\n")
        self._places = places.split(b"\n")
        self._found: dict[str, tuple[Reading, ...]] = {}
        self._entries: dict[int, Entry] = {}
        self._seconds: dict[str, frozenset[str]] = {}
        self._starts = [0]
        while (at := self._names.find(b"\n", self._starts[-1] + _BLOCK)) >= 0:
            self._starts.append(at + 1)
        self._firsts = [self._names[at : self._names.find(b"\t", at) + 1] for at in self._starts]

    def readings(self, name: str) -> tuple[Reading, ...]:
        """The places that a name may stand for, those that go by it first, then by population."""
        if name not in self._found:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            self._found[name] = self._search(name_key(name))
        return self._found[name]

    def goes_on(self, first: str, second: str) -> bool:
        """Whether a longer name begins with two words, each in the form of ``name_key``."""
        if first not in self._seconds:
            if len(self._seconds) > _REMEMBERED:
                self._seconds.clear()
            self._seconds[first] = self._behind(f"{first} ".encode("utf-8", "surrogatepass"))
        return second in self._seconds[first]

    def _behind(self, begun: bytes) -> frozenset[str]:
        """The second words of the names that begin with one word and a blank."""
        names, size = self._names, len(begun)
        at = names.find(b"\n" + begun, self._starts[max(bisect_right(self._firsts, begun) - 2, 0)])
        last = bisect_right(self._firsts, begun + b"\xff")
        stop = self._starts[last] if last < len(self._starts) else len(names)
        lines = names[at + 1 : stop].split(b"\n") if 0 <= at < stop else []
        if names.startswith(begun):
            lines.append(names[: names.find(b"\n")])
        keys = {line[size : line.find(b"\t")].partition(b" ")[0] for line in lines if line.startswith(begun)}
        return frozenset(key.decode("utf-8", "surrogatepass") for key in keys)

    def _search(self, key: str) -> tuple[Reading, ...]:
        wanted = key.encode("utf-8", "surrogatepass") + b"\t"
        block = bisect_right(self._firsts, wanted) - 1
        if block < 0:
            return ()
        start = self._starts[block]
        stop = self._starts[block + 1] if block + 1 < len(self._starts) else len(self._names)
        if not self._names.startswith(wanted, start):
            start = self._names.find(b"\n" + wanted, start, stop) + 1
        if not start and not self._names.startswith(wanted):
            return ()
        end = self._names.find(b"\n", start)
        _, primary, other = self._names[start : end if end >= 0 else stop].decode().split("\t")
        found = [Reading(entry=self._entry(int(row, 36)), primary=True) for row in primary.split()]
        found += [Reading(entry=self._entry(int(row, 36)), primary=False) for row in other.split()]
        return tuple(found)

    def _entry(self, row: int) -> Entry:
        if row not in self._entries:
            if len(self._entries) > _REMEMBERED:
                self._entries.clear()
            self._entries[row] = _parsed(self._places[row].decode().split("\t"))
        return self._entries[row]


def _parsed(cells: list[str]) -> Entry:
    geonames, name, kind, country, region, latitude, longitude, population, reach = cells
    return Entry(
        geonames=int(geonames) if geonames else None,
        name=name,
        kind=kind,
        country=country,
        region=region,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        population=int(population or 0),
        reach=int(reach or 0),
    )


@cache
def gazetteer() -> Gazetteer:
    """The table of the package, read at the first use."""
    packed = files("dateline.stages.interpret").joinpath("places", _TABLE).read_bytes()
    return Gazetteer(gzip.decompress(packed))

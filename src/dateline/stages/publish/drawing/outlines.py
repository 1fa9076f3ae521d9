"""What the earth looks like, out of the file that the package carries: coasts, lines, countries, towns.

Reads no more than the tiles that a map touches. Decides neither what is drawn nor how; ``outlines.md`` tells
where the file comes from, ``scripts/build_outlines.py`` makes it and says how it is laid out.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from dateline.stages.publish.drawing.projections import Points

#: What is drawn as lines or areas, in the order of the file.
LAYERS = ("land", "lakes", "rivers", "divisions", "boundaries", "disputed")
#: Degrees that a tile is wide, by level of detail.
LEVELS = {"near": 4, "mid": 20, "far": 90}
#: How far a line of all its points may lie from where it runs, in degrees.
TOLERANCES = {"near": 0.008, "mid": 0.03, "far": 0.15, "shape": 0.03}
_TILE = 4000  # units
_CELL = 0.25  # degrees a cell of the grid of countries
_SHAPE = 50  # units a degree of a country's shape
_LAKE = 255

#: The rank of points that are always drawn.
TOP = 15

Numbers = npt.NDArray[np.intp]
Ranks = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
#: West, south, east, north, in degrees; east is greater than west, beyond 180 if need be.
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town to find one's way by."""

    name: str
    country: str
    lon: float
    lat: float
    people: int


def offsets(counts: Numbers | Flags) -> Numbers:
    """Where each of so many begins among all that stand one after the other, and where the last ends.

    Of flags: how many before each are set.
    """
    found = np.zeros(len(counts) + 1, np.intp)
    np.cumsum(counts, out=found[1:])
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines one after the other: their points, where each begins (and the last ends), the layer of each.

    The rank of a point tells how much of a line it carries: those of rank ``n`` and above make the line that
    lies no farther from the whole one than the tolerance of its level times 2 to the power of ``n / 2``.
    """

    points: Points
    ranks: Ranks
    starts: Numbers
    layers: npt.NDArray[np.uint8]

    def chosen(self, wanted: npt.NDArray[np.bool_]) -> Lines:
        """Some of the lines."""
        counts = np.diff(self.starts)
        kept = np.repeat(wanted, counts)
        return Lines(
            points=self.points[kept], ranks=self.ranks[kept],
            starts=offsets(counts[wanted]), layers=self.layers[wanted],
        )  # fmt: skip

    def seen(self, bounds: Bounds) -> Lines:
        """The stretches that a rectangle of degrees may show: the points inside, and one more at each end."""
        if len(self.points) < 2:
            return self
        below, above = self.points < bounds[:2], self.points > bounds[2:]
        hidden = (below[:-1] & below[1:]) | (above[:-1] & above[1:])
        shown = ~(hidden[:, 0] | hidden[:, 1])
        shown[self.starts[1:-1] - 1] = False
        before, after = np.zeros(len(self.points), bool), np.zeros(len(self.points), bool)
        before[1:] = after[:-1] = shown
        kept = before | after
        first = np.flatnonzero(after & ~before)
        line = np.searchsorted(self.starts, first, side="right") - 1
        places = offsets(kept)
        return Lines(
            points=self.points[kept],
            ranks=self.ranks[kept],
            starts=np.append(places[first], places[-1]),
            layers=self.layers[line],
        )


_NOTHING = Lines(
    points=np.empty((0, 2)),
    ranks=np.empty(0, np.uint8),
    starts=np.zeros(1, np.intp),
    layers=np.empty(0, np.uint8),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tile:
    """The lines of a tile, in degrees, and the rectangle of each: least and greatest of both."""

    lines: Lines
    low: Points
    high: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """The file as bytes, and where its chunks lie: by kind and key, offset and size."""

    body: bytes
    chunks: Mapping[str, Mapping[str, tuple[int, int]]]
    codes: tuple[str, ...]

    def chunk(self, kind: str, key: str) -> bytes:
        at, size = self.chunks[kind].get(key, (0, 0))
        return zlib.decompress(self.body[at : at + size]) if size else b""


@cache
def _file() -> _File:
    held = (files("dateline.stages.publish") / "drawing" / "outlines.bin").read_bytes()
    size = int.from_bytes(held[4:8], "little")
    index = json.loads(zlib.decompress(held[8 : 8 + size]))
    return _File(body=held[8 + size :], chunks=index["chunks"], codes=("", *index["codes"]))


def lines(level: str, bounds: Bounds, layers: Sequence[str] = LAYERS) -> Lines:
    """The lines of layers that a rectangle of degrees may show, as (longitude, latitude).

    Longitudes go on beyond 180 where the rectangle does. Lines are cut at the borders of tiles, where the
    pieces share a point, and where they leave the rectangle, with one point beyond. An area lies to the right
    of its line.
    """
    asked = np.array([layer in layers for layer in LAYERS])
    found = []
    for column, row, turn in _tiles(LEVELS[level], bounds):
        tile = _tile(level, column, row)
        if tile is None:
            continue
        east, window = 360.0 * turn, np.array(bounds)
        window[0::2] -= east
        meets = (tile.low <= window[2:]).all(axis=1) & (tile.high >= window[:2]).all(axis=1)
        here = tile.lines.chosen(meets & asked[tile.lines.layers])
        if east:
            here.points[:, 0] += east
        found.append(here)
    return _together(found).seen(bounds)


def towns(level: str, bounds: Bounds) -> list[Town]:
    """The towns of a rectangle of degrees, the largest first."""
    west, south, east, north = bounds
    found = []
    for column, row, turn in _tiles(LEVELS[level], bounds):
        for town in _towns(level, column, row):
            lon = town.lon + 360 * turn
            if west <= lon <= east and south <= town.lat <= north:
                found.append(replace(town, lon=lon) if turn else town)
    found.sort(key=lambda town: (-town.people, town.name))
    return found


def country_at(lon: float, lat: float) -> str:
    """The country that a point lies in, to a quarter of a degree: "" at sea, "lake" on a large lake."""
    return countries_at(np.array(((lon, lat),)))[0]


def countries_at(degrees: Points) -> list[str]:
    """The countries that points lie in; "" where a point is NaN."""
    held, codes = _grid(), _file().codes
    tall, wide = held.shape
    known = ~np.isnan(degrees[:, 0])
    at = np.where(known[:, None], degrees, 0.0)
    columns = np.floor((at[:, 0] + 180) / _CELL).astype(int) % wide
    rows = np.clip(np.floor((90 - at[:, 1]) / _CELL).astype(int), 0, tall - 1)
    found = np.where(known, held[rows, columns], 0)
    return ["lake" if value == _LAKE else codes[value] for value in found.tolist()]


@lru_cache(maxsize=64)
def shape(country: str) -> Lines:
    """The rings of a country, none where it has no code or no land."""
    held = _file().chunk("shapes", country)
    return _unpacked(held, 1, (180 * _SHAPE, 90 * _SHAPE), 1 / _SHAPE) if held else _NOTHING


def _tiles(degrees: int, bounds: Bounds) -> Iterator[tuple[int, int, int]]:
    """Column and row of each tile of a rectangle, and how often the world was gone round to get there."""
    west, south, east, north = bounds
    around = 360 // degrees
    first, last = math.floor((west + 180) / degrees), math.floor((east + 180) / degrees)
    low = max(0, math.floor((south + 90) / degrees))
    high = min(180 // degrees - 1, math.floor((north + 90) / degrees))
    for column in range(first, min(last, first + around) + 1):
        for row in range(low, high + 1):
            yield column % around, row, column // around


@lru_cache(maxsize=256)
def _tile(level: str, column: int, row: int) -> _Tile | None:
    """A tile; None where there is nothing but sea, or land without a line."""
    held = _file().chunk(level, f"{column},{row}")
    if not held:
        return None
    found = _unpacked(held, len(LAYERS), (column * _TILE, row * _TILE), LEVELS[level] / _TILE)
    starts = found.starts[:-1]
    return _Tile(
        lines=found,
        low=np.minimum.reduceat(found.points, starts),
        high=np.maximum.reduceat(found.points, starts),
    )


def _unpacked(held: bytes, layers: int, corner: tuple[int, int], scale: float) -> Lines:
    """The lines of some layers: of the points of a line each is told as steps from the one before.

    ``corner`` is where lines set out from in units, of which each is so many degrees.
    """
    count = int.from_bytes(held[:4], "little")
    ranks, half = np.frombuffer(held[len(held) - count :], np.uint8), (len(held) - count - 4) // 2
    low, high = (
        np.frombuffer(held, kind, half, 4 + half * at) for at, kind in enumerate((np.uint8, np.int8))
    )
    numbers = low.astype(int) + 256 * high.astype(int)
    lengths = numbers[layers : layers + int(numbers[:layers].sum())]
    steps = numbers[layers + len(lengths) :].reshape(2, count).T
    units, starts = np.cumsum(steps, axis=0), offsets(lengths)
    units -= np.repeat(units[starts[:-1]] - steps[starts[:-1]], lengths, axis=0)
    return Lines(
        points=(units + corner) * scale - (180, 90),
        ranks=ranks,
        starts=starts,
        layers=np.repeat(np.arange(layers, dtype=np.uint8), numbers[:layers]),
    )


def _together(found: Sequence[Lines]) -> Lines:
    if len(found) < 2:
        return found[0] if found else _NOTHING
    counts = [np.diff(one.starts) for one in found]
    return Lines(
        points=np.concatenate([one.points for one in found]),
        ranks=np.concatenate([one.ranks for one in found]),
        starts=offsets(np.concatenate(counts)),
        layers=np.concatenate([one.layers for one in found]),
    )


@lru_cache(maxsize=256)
def _towns(level: str, column: int, row: int) -> tuple[Town, ...]:
    rows = _file().chunk(f"{level} towns", f"{column},{row}").decode()
    return tuple(_town(line.split("\t")) for line in rows.splitlines())


def _town(cells: list[str]) -> Town:
    name, country, lon, lat, people = cells
    return Town(name=name, country=country, lon=float(lon), lat=float(lat), people=int(people))


@cache
def _grid() -> npt.NDArray[np.uint8]:
    """Which country lies where: a cell each a quarter of a degree, from the north-west on."""
    return np.frombuffer(_file().chunk("grid", ""), np.uint8).reshape(-1, round(360 / _CELL))

"""What the earth looks like, out of the file that the package carries: coasts, lines, countries, towns.

Reads no more than the tiles that a map touches. Decides neither what is drawn nor how; ``outlines.md`` tells
where the file comes from, ``scripts/build_outlines.py`` makes it and says how it is laid out.
"""

from __future__ import annotations

import json
import math
import sys
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise

#: What is drawn as lines or areas, in the order of the file.
LAYERS = ("land", "lakes", "rivers", "divisions", "boundaries", "disputed")
#: Degrees that a tile is wide, by level of detail.
LEVELS = {"near": 4, "mid": 20, "far": 90}
_TILE = 4000  # units
_CELL = 0.25  # degrees a cell of the grid of countries
_SHAPE = 50  # units a degree of a country's shape
_LAKE = 255

Point = tuple[float, float]
Points = list[Point]
#: West, south, east, north, in degrees; east is greater than west, beyond 180 if need be.
Bounds = tuple[float, float, float, float]
_Units = list[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town to find one's way by."""

    name: str
    country: str
    lon: float
    lat: float
    people: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line in the units of its level, and the rectangle that it lies in."""

    points: _Units
    bounds: tuple[int, int, int, int]


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


def lines(level: str, bounds: Bounds, layers: Sequence[str] = LAYERS) -> dict[str, list[Points]]:
    """The lines of layers that a rectangle of degrees may show, as (longitude, latitude).

    Longitudes go on beyond 180 where the rectangle does. Lines are cut at the borders of tiles, where the
    pieces share a point, and where they leave the rectangle, with one point beyond. An area lies to the right
    of its line.
    """
    degrees = LEVELS[level]
    scale = degrees / _TILE
    found: dict[str, list[Points]] = {layer: [] for layer in layers}
    for column, row, turn in _tiles(degrees, bounds):
        east = 360 * turn - 180
        held = _tile(level, column, row)
        window = _Window(
            west=(bounds[0] - east) / scale - 1,
            south=(bounds[1] + 90) / scale - 1,
            east=(bounds[2] - east) / scale + 1,
            north=(bounds[3] + 90) / scale + 1,
        )
        for layer in layers:
            for piece in held.get(layer, ()):
                for run in window.seen(piece):
                    found[layer].append([(x * scale + east, y * scale - 90) for x, y in run])
    return found


def towns(level: str, bounds: Bounds) -> list[Town]:
    """The towns of a rectangle of degrees, the largest first."""
    west, south, east, north = bounds
    found = []
    for column, row, turn in _tiles(LEVELS[level], bounds):
        for town in _towns(level, column, row):
            lon = town.lon + 360 * turn
            if west <= lon <= east and south <= town.lat <= north:
                found.append((town.people, lon, town))
    found.sort(key=lambda one: (-one[0], one[2].name))
    return [
        Town(name=town.name, country=town.country, lon=lon, lat=town.lat, people=people)
        for people, lon, town in found
    ]


def country_at(lon: float, lat: float) -> str:
    """The country that a point lies in, to a quarter of a degree: "" at sea, "lake" on a large lake."""
    held = _grid()
    column = math.floor((lon + 180) / _CELL) % round(360 / _CELL)
    row = min(max(math.floor((90 - lat) / _CELL), 0), round(180 / _CELL) - 1)
    value = held[row * round(360 / _CELL) + column]
    return "lake" if value == _LAKE else _file().codes[value]


@lru_cache(maxsize=64)
def shape(country: str) -> tuple[Points, ...]:
    """The rings of a country, none where it has no code or no land."""
    held = _file().chunk("shapes", country)
    if not held:
        return ()
    (rings,) = _unpacked(held, 1, 180 * _SHAPE, 90 * _SHAPE)
    return tuple([(x / _SHAPE - 180, y / _SHAPE - 90) for x, y in ring] for ring in rings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """A rectangle in the units of a level."""

    west: float
    south: float
    east: float
    north: float

    def seen(self, piece: _Piece) -> list[_Units]:
        """The stretches of a line that may be seen: the points inside, and one more at each end."""
        west, south, east, north = self.west, self.south, self.east, self.north
        low_x, low_y, high_x, high_y = piece.bounds
        if high_x < west or low_x > east or high_y < south or low_y > north:
            return []
        points = piece.points
        if low_x >= west and high_x <= east and low_y >= south and high_y <= north:
            return [points]
        runs: list[_Units] = []
        for one, two in pairwise(self._turned(points)):
            if (
                (one[0] < west and two[0] < west)
                or (one[0] > east and two[0] > east)
                or (one[1] < south and two[1] < south)
                or (one[1] > north and two[1] > north)
            ):
                continue
            if runs and runs[-1][-1] is one:
                runs[-1].append(two)
            else:
                runs.append([one, two])
        return runs

    def _turned(self, points: _Units) -> _Units:
        """A ring that begins outside; a line as it is."""
        if points[0] != points[-1]:
            return points
        for at, (x, y) in enumerate(points):
            if not (self.west <= x <= self.east and self.south <= y <= self.north):
                return [*points[at:-1], *points[: at + 1]]
        return points


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
def _tile(level: str, column: int, row: int) -> dict[str, list[_Piece]]:
    held = _file().chunk(level, f"{column},{row}")
    if not held:
        return {}
    layers = _unpacked(held, len(LAYERS), column * _TILE, row * _TILE)
    return {
        layer: [_Piece(line, _extent(line)) for line in every]
        for layer, every in zip(LAYERS, layers, strict=True)
        if every
    }


def _extent(line: _Units) -> tuple[int, int, int, int]:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return min(xs), min(ys), max(xs), max(ys)


def _unpacked(held: bytes, layers: int, west: int, south: int) -> list[list[_Units]]:
    """The lines of some layers: how many, how long each is, then steps east and steps north."""
    half = len(held) // 2
    low, high = (0, 1) if sys.byteorder == "little" else (1, 0)
    raw = bytearray(2 * half)
    raw[low::2], raw[high::2] = held[:half], held[half:]
    numbers = array("h", bytes(raw)).tolist()
    counts = numbers[:layers]
    lengths = numbers[layers : layers + sum(counts)]
    at, points = layers + len(lengths), sum(lengths)
    found: list[_Units] = []
    for length in lengths:
        steps = numbers[at : at + length], numbers[at + points : at + points + length]
        steps[0][0] += west
        steps[1][0] += south
        found.append(list(zip(accumulate(steps[0]), accumulate(steps[1]), strict=True)))
        at += length
    return [found[start:end] for start, end in pairwise(accumulate(counts, initial=0))]


@lru_cache(maxsize=256)
def _towns(level: str, column: int, row: int) -> tuple[Town, ...]:
    rows = _file().chunk(f"{level} towns", f"{column},{row}").decode()
    return tuple(_town(line.split("\t")) for line in rows.splitlines())


def _town(cells: list[str]) -> Town:
    name, country, lon, lat, people = cells
    return Town(name=name, country=country, lon=float(lon), lat=float(lat), people=int(people))


@cache
def _grid() -> bytes:
    return _file().chunk("grid", "")

"""The rectangle that a map shows: its projection, its scale, which degrees it spans.

Decides how degrees become units of the drawing and which meridians and parallels are named at its edge.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dateline.stages.publish.drawing.outlines import LEVELS, Bounds
from dateline.stages.publish.drawing.projections import (
    KM_PER_DEGREE,
    Azimuthal,
    EqualEarth,
    Plane,
    Points,
    Projection,
    point_at,
)

#: Steps between named degrees, and lengths of the scale in kilometres.
_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
_SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
#: Degrees of latitude that are drawn at a level of detail, and how many tiles.
_TALLEST = {"near": 5.5, "mid": 30.0, "far": 180.0}
_MOST_TILES = 20
#: Points along the edge that tell which degrees are seen, as shares of width and height.
_AROUND = np.array(
    [
        corner
        for share in np.arange(8) / 8
        for corner in ((share, 0.0), (1.0, share), (1 - share, 1.0), (0.0, 1 - share))
    ]
)
_FINE = np.linspace(0, 1, 49)  # between so many of one edge its degrees are as good as evenly spread


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on a projection: units a kilometre, the size in units. Y grows downwards, as in SVG."""

    projection: Projection
    scale: float
    width: int
    height: int
    middle: Plane = (0.0, 0.0)

    def units(self, degrees: Points) -> Points:
        """Longitudes and latitudes as units from the upper left corner."""
        return (self.projection.forward(degrees) - self.middle) * self._turned + self._centre

    def degrees(self, units: Points) -> Points:
        """The longitudes and latitudes of points of the drawing; NaN where the world ends."""
        return self.projection.inverse((units - self._centre) / self._turned + self.middle)

    def spot(self, lon: float, lat: float) -> Plane:
        """Where one point stands, in units."""
        x, y = self.units(np.array(((lon, lat),)))[0].tolist()
        return x, y

    @property
    def centre(self) -> Plane | None:
        """The longitude and latitude in the middle of the drawing."""
        return point_at(self.projection, *self.middle)

    @property
    def _centre(self) -> Plane:
        return self.width / 2, self.height / 2

    @property
    def _turned(self) -> Plane:
        """Units a kilometre eastwards and northwards, which is up."""
        return self.scale, -self.scale

    def edge(self, beyond: float = 0.0) -> Points:
        """Points along the edge, ``beyond`` units outside it."""
        wide, tall = self.width + 2 * beyond, self.height + 2 * beyond
        return _AROUND * (wide, tall) - beyond

    @property
    def height_km(self) -> float:
        """From the lower to the upper edge."""
        return self.height / self.scale

    def bounds(self, beyond: float = 0.0) -> Bounds:
        """The degrees that the frame lies in, and so many units around it; about a pole all longitudes."""
        return _bounds(self, beyond)

    def meridians(self) -> Iterator[tuple[float, float]]:
        """Where named meridians cross the upper edge: how far along, and their longitude."""
        along = _FINE * self.width
        yield from _crossings(along, self.degrees(np.column_stack((along, 0 * along)))[:, 0])

    def parallels(self) -> Iterator[tuple[float, float]]:
        """Where named parallels cross the right edge, from below: how far down, and their latitude."""
        down = (1 - _FINE) * self.height
        yield from _crossings(down, self.degrees(np.column_stack((0 * down + self.width, down)))[:, 1])

    def scale_km(self, most: float) -> int:
        """A round length of the scale that takes up no more than so many units."""
        return max((km for km in _SCALES if km * self.scale <= most), default=_SCALES[0])


@lru_cache(maxsize=1024)
def _bounds(frame: Frame, beyond: float) -> Bounds:
    seen = frame.degrees(frame.edge(beyond))
    known = seen[~np.isnan(seen[:, 0])]
    if len(known) < len(seen):
        middle = frame.projection.lon if isinstance(frame.projection, EqualEarth) else 0.0
        return middle - 180, -90.0, middle + 180, 90.0
    (west, south), (east, north) = known.min(axis=0).tolist(), known.max(axis=0).tolist()
    for pole in (90.0, -90.0):
        x, y = frame.spot(0.0, pole)
        if -1 <= x <= frame.width + 1 and -1 <= y <= frame.height + 1:
            return (-180.0, south, 180.0, 90.0) if pole > 0 else (-180.0, -90.0, 180.0, north)
    return west, south, east, north


def _crossings(along: Points, degrees: Points) -> Iterator[tuple[float, float]]:
    """The round degrees along an edge, and where; none where degrees do not grow along it."""
    first, last = degrees[[0, -1]].tolist()
    if not 0 < last - first < 180:
        return
    step = next((step for step in _STEPS if (last - first) / step <= 4), 45.0)
    values = [step * count for count in range(math.ceil(first / step), math.floor(last / step) + 1)]
    for at, value in zip(np.interp(values, degrees, along).tolist(), values, strict=True):
        yield at, round(value, 3)


def about(lon: float, lat: float, height_km: float, size: tuple[int, int]) -> Frame:
    """A frame with a point in its middle, so many kilometres high."""
    return Frame(Azimuthal(lon, lat), size[1] / height_km, *size)


def world(width: int, lon: float = 11.0) -> Frame:
    """All inhabited lands, from Cape Horn to the north of Siberia; Antarctica is cut off.

    About 11° E the edge runs through the Bering Strait.
    """
    ends = np.array(((lon, -56.5), (lon, 80.0), (lon + 180, 0.0)))
    (_, low), (_, high), (wide, _) = EqualEarth(lon).forward(ends).tolist()
    scale = width / (2 * wide)
    return Frame(EqualEarth(lon), scale, width, round((high - low) * scale), middle=(0.0, (low + high) / 2))


def level(frame: Frame) -> str:
    """How much detail a frame can show: that of its height, or less where that spans too many tiles."""
    west, south, east, north = frame.bounds()
    for name, degrees in LEVELS.items():
        tiles = ((east - west) / degrees + 1) * ((north - south) / degrees + 1)
        if frame.height_km / KM_PER_DEGREE <= _TALLEST[name] and tiles <= _MOST_TILES:
            return name
    return "far"

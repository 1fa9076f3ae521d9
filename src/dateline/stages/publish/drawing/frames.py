"""The rectangle that a map shows: its projection, its scale, which degrees it spans.

Decides how degrees become units of the drawing and which meridians and parallels are named at its edge.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.stages.publish.drawing.outlines import LEVELS, Bounds
from dateline.stages.publish.drawing.projections import (
    KM_PER_DEGREE,
    Azimuthal,
    EqualEarth,
    Plane,
    Projection,
)

#: Steps between named degrees, and lengths of the scale in kilometres.
_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
_SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
#: Degrees of latitude that are drawn at a level of detail, and how many tiles.
_TALLEST = {"near": 5.5, "mid": 30.0, "far": 180.0}
_MOST_TILES = 20
_ALONG = 8  # so many points of each edge tell which degrees are seen


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on a projection: units a kilometre, the size in units. Y grows downwards, as in SVG."""

    projection: Projection
    scale: float
    width: int
    height: int
    middle: Plane = (0.0, 0.0)

    def projector(self) -> Callable[[float, float], Plane]:
        """The function from longitude and latitude to units from the upper left corner."""
        forward, scale = self.projection.forward(), self.scale
        left, top = self.width / 2 - self.middle[0] * scale, self.height / 2 + self.middle[1] * scale

        def place(lon: float, lat: float) -> Plane:
            x, y = forward(lon, lat)
            return left + x * scale, top - y * scale

        return place

    def degrees(self, x: float, y: float) -> Plane | None:
        """The longitude and latitude of a point of the drawing; None where the world ends."""
        east = (x - self.width / 2) / self.scale + self.middle[0]
        return self.projection.inverse(east, (self.height / 2 - y) / self.scale + self.middle[1])

    def edge(self, beyond: float = 0.0) -> Iterator[Plane]:
        """Points along the edge, ``beyond`` units outside it."""
        left, right, top, bottom = -beyond, self.width + beyond, -beyond, self.height + beyond
        for share in (step / _ALONG for step in range(_ALONG)):
            across, down = share * (right - left), share * (bottom - top)
            yield from (
                (left + across, top),
                (right, top + down),
                (right - across, bottom),
                (left, bottom - down),
            )

    @property
    def height_km(self) -> float:
        """From the lower to the upper edge."""
        return self.height / self.scale

    def bounds(self, beyond: float = 0.0) -> Bounds:
        """The degrees that the frame lies in, and so many units around it; about a pole all longitudes."""
        return _bounds(self, beyond)

    def meridians(self) -> Iterator[tuple[float, float]]:
        """Where named meridians cross the upper edge: how far along, and their longitude."""
        ends = self.degrees(0, 0), self.degrees(self.width, 0)
        yield from _crossings(ends, 0, self.width, lambda at: self.degrees(at, 0))

    def parallels(self) -> Iterator[tuple[float, float]]:
        """Where named parallels cross the right edge: how far down, and their latitude."""
        ends = self.degrees(self.width, self.height), self.degrees(self.width, 0)
        yield from _crossings(
            ends, 1, self.height, lambda at: self.degrees(self.width, self.height - at), turned=True
        )

    def scale_km(self, most: float) -> int:
        """A round length of the scale that takes up no more than so many units."""
        return max((km for km in _SCALES if km * self.scale <= most), default=_SCALES[0])


@lru_cache(maxsize=1024)
def _bounds(frame: Frame, beyond: float) -> Bounds:
    seen = [frame.degrees(x, y) for x, y in frame.edge(beyond)]
    known = [point for point in seen if point]
    if len(known) < len(seen):
        middle = frame.projection.lon if isinstance(frame.projection, EqualEarth) else 0.0
        return middle - 180, -90.0, middle + 180, 90.0
    project = frame.projector()
    for pole in (90.0, -90.0):
        x, y = project(0.0, pole)
        if -1 <= x <= frame.width + 1 and -1 <= y <= frame.height + 1:
            reach = [lat for _, lat in known]
            low, high = (min(reach), 90.0) if pole > 0 else (-90.0, max(reach))
            return -180.0, low, 180.0, high
    lons, lats = [lon for lon, _ in known], [lat for _, lat in known]
    return min(lons), min(lats), max(lons), max(lats)


def _crossings(
    ends: tuple[Plane | None, Plane | None],
    axis: int,
    length: float,
    degrees: Callable[[float], Plane | None],
    *,
    turned: bool = False,
) -> Iterator[tuple[float, float]]:
    """The round degrees along an edge, found by halving; none where they do not grow along it."""
    if ends[0] is None or ends[1] is None or not 0 < ends[1][axis] - ends[0][axis] < 180:
        return
    first, last = ends[0][axis], ends[1][axis]
    step = next((step for step in _STEPS if (last - first) / step <= 4), 45.0)
    for count in range(math.ceil(first / step), math.floor(last / step) + 1):
        value, low, high = count * step, 0.0, float(length)
        for _ in range(14):
            half = (low + high) / 2
            found = degrees(half)
            low, high = (half, high) if found and found[axis] < value else (low, half)
        yield (length - low if turned else low), round(value, 3)


def about(lon: float, lat: float, height_km: float, size: tuple[int, int]) -> Frame:
    """A frame with a point in its middle, so many kilometres high."""
    return Frame(Azimuthal(lon, lat), size[1] / height_km, *size)


def world(width: int, lon: float = 11.0) -> Frame:
    """All inhabited lands, from Cape Horn to the north of Siberia; Antarctica is cut off.

    About 11° E the edge runs through the Bering Strait.
    """
    project = EqualEarth(lon).forward()
    (_, low), (_, high), (wide, _) = project(lon, -56.5), project(lon, 80.0), project(lon + 180, 0.0)
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

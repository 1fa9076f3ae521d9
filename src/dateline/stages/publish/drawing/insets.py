"""A small map beside the map: where in its country lies what the large one shows.

Decides when a reader needs it: where the large map is so small a part of the country that its outline tells
nothing. It has land, borders and the country alone, and the frame of the large map, no names: its words are
told beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from dateline.stages.publish.drawing.frames import Frame, about
from dateline.stages.publish.drawing.ground import Ground, ground
from dateline.stages.publish.drawing.outlines import Lines, shape
from dateline.stages.publish.drawing.projections import Azimuthal, point_at

#: The size of the picture in units.
WIDTH, HEIGHT = 160, 120
#: A map that is so large a part of the country's height shows the country well enough.
_SHARE = 0.45
#: The frame is drawn no smaller than this, or it would not be seen.
_LEAST = 9
#: Parts of a country so near to its largest are shown with it, and not as Hawaii lies by the United States:
#: as shares of its width and height.
_BESIDE = (0.12, 0.25)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inset:
    """The small map, and where on it the frame of the large one lies. ``country`` is an ISO 3166-1 code."""

    country: str
    ground: Ground
    x: int
    y: int
    wide: int
    tall: int
    width: int = WIDTH
    height: int = HEIGHT


def inset(frame: Frame, country: str) -> Inset | None:
    """The small map for a large one; None where that shows a good part of the country, or has none."""
    rings = shape(country) if country else None
    if rings is None or not len(rings.points):
        return None
    whole = _whole(country)
    if frame.height_km > _SHARE * whole.height_km:
        return None
    corners = whole.units(frame.degrees(frame.edge()))
    if np.isnan(corners).any():
        return None
    (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    wide, tall = max(_LEAST, round(right - left)), max(_LEAST, round(bottom - top))
    x, y = round((left + right - wide) / 2), round((top + bottom - tall) / 2)
    if not (0 <= x <= WIDTH - wide and 0 <= y <= HEIGHT - tall):
        return None
    return Inset(country=country, ground=_ground(country), x=x, y=y, wide=wide, tall=tall)


@lru_cache(maxsize=256)
def _whole(country: str) -> Frame:
    return around(shape(country), (WIDTH, HEIGHT))


@lru_cache(maxsize=256)
def _ground(country: str) -> Ground:
    return replace(ground(_whole(country), country), rivers="", divisions="", lakes="")


def around(rings: Lines, size: tuple[int, int], least_km: float = 0.0) -> Frame:
    """A frame that holds a country: its largest part and what lies near that, far islands left out."""
    starts = rings.starts[:-1]
    low, high = np.minimum.reduceat(rings.points, starts), np.maximum.reduceat(rings.points, starts)
    main = int(np.argmax((high - low).prod(axis=1)))
    room = (high[main] - low[main]) * _BESIDE
    near = ((low >= low[main] - room) & (high <= high[main] + room)).all(axis=1)
    (west, south), (east, north) = low[near].min(axis=0).tolist(), high[near].max(axis=0).tolist()
    plane = Azimuthal((west + east) / 2, (south + north) / 2)
    rim = plane.forward(rings.chosen(near).points)
    (left, bottom), (right, top) = rim.min(axis=0).tolist(), rim.max(axis=0).tolist()
    tall = max(least_km, (top - bottom) * 1.25, (right - left) * size[1] / size[0] * 1.3)
    lon, lat = point_at(plane, (left + right) / 2, (bottom + top) / 2) or (plane.lon, plane.lat)
    return about(lon, lat, tall, size)

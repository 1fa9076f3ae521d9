"""The ground of a map: land, lakes, rivers and boundaries as paths of SVG, small enough for a page.

Decides how finely lines are drawn and that the whole stays under :data:`MOST_BYTES`. A stretch of land is one
path, filled and stroked: what the frame cuts off is closed along an edge that lies outside the picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.stages.publish.drawing.clipping import Box, Line, Point, at_edge, clipped, closed, joined
from dateline.stages.publish.drawing.frames import Frame, level
from dateline.stages.publish.drawing.outlines import LAYERS, Points, country_at, lines, shape
from dateline.stages.publish.drawing.projections import KM_PER_DEGREE, EqualEarth

#: What the paths of a map may weigh together.
MOST_BYTES = 8_500
#: The frame that areas are closed along lies so far outside the picture.
_BEYOND = 8.0
_AREAS = ("land", "lakes", "shape")
#: Steps between points, in units: as fine as the map stays small enough with.
_FINEST, _COARSEST = 1.6, 12.0
#: First-level divisions are drawn on maps no higher than this; smaller ones crowd it.
_DIVIDED_KM = 450.0
#: Where divisions are as small as municipalities their lines would be all one sees: in bytes of path.
_MOST_DIVIDED = 2_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Paths of SVG by layer, "" where there is nothing. ``shape`` is the country that the map is about."""

    land: str = ""
    lakes: str = ""
    rivers: str = ""
    divisions: str = ""
    boundaries: str = ""
    disputed: str = ""
    shape: str = ""


@lru_cache(maxsize=512)
def ground(frame: Frame, country: str = "") -> Ground:
    """The ground of a frame; ``country`` (ISO 3166-1 alpha-2) is set off, "" for none."""
    box = (-_BEYOND, -_BEYOND, frame.width + _BEYOND, frame.height + _BEYOND)
    layers = [layer for layer in LAYERS if layer != "divisions" or frame.height_km <= _DIVIDED_KM]
    found = lines(level(frame), frame.bounds(2 * _BEYOND), layers)
    drawn = {layer: joined(_inside(every, frame, box)) for layer, every in found.items()}
    drawn["shape"] = _inside(shape(country), frame, box) if country else []
    for area in _AREAS:
        drawn[area] = closed(drawn[area], box)
    uncut = not any(at_edge(point, box) for ring in drawn["land"] for point in ring)
    if uncut and _on_land(frame):
        drawn["land"].insert(0, _whole(box))
    if country and not drawn["shape"] and country_at(*_middle(frame)) == country:
        drawn["shape"] = [_whole(box)]
    return _small(drawn)


def _inside(every: Iterable[Points], frame: Frame, box: Box) -> list[Line]:
    """What of some lines lies in the frame, in units."""
    project = frame.projector()
    north = 1 / (frame.scale * KM_PER_DEGREE)
    east = north / max(0.1, math.cos(math.radians(_middle(frame)[1])))
    return [
        part for line in every for part in clipped([project(*at) for at in _thinned(line, east, north)], box)
    ]


def _thinned(line: Points, east: float, north: float) -> Points:
    """A line without points that lie nearer than so many degrees to the last; both its ends stay."""
    if len(line) < 4:
        return line
    lon, lat = line[0]
    kept = [line[0]]
    for point in line[1:-1]:
        if abs(point[0] - lon) > east or abs(point[1] - lat) > north:
            kept.append(point)
            lon, lat = point
    kept.append(line[-1])
    return kept


def _on_land(frame: Frame) -> bool:
    """Whether the edge of a frame that no coast crosses lies on land: by most of its points."""
    if isinstance(frame.projection, EqualEarth):
        return False
    at = [frame.degrees(x, y) for x, y in frame.edge()]
    land = [country_at(*point) not in ("", "lake") for point in at if point]
    return 2 * sum(land) > len(land)


def _middle(frame: Frame) -> tuple[float, float]:
    return frame.degrees(frame.width / 2, frame.height / 2) or (0.0, 0.0)


def _whole(box: Box) -> Line:
    left, top, right, bottom = box
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _small(drawn: dict[str, list[Line]]) -> Ground:
    """The paths, drawn the more coarsely the more there is of them."""
    paths: dict[str, str] = {}
    grain = _FINEST
    while True:
        paths = {layer: path(parts, grain, area=layer in _AREAS) for layer, parts in drawn.items()}
        size = sum(map(len, paths.values()))
        if size <= MOST_BYTES or grain > _COARSEST:
            break
        grain *= max(1.4, size / MOST_BYTES)
    if len(paths.get("divisions", "")) > _MOST_DIVIDED:
        paths["divisions"] = ""
    return Ground(**paths)


def path(parts: Iterable[Sequence[Point]], grain: float, *, area: bool) -> str:
    """Lines as the path data of SVG, in whole units, without the points that lie nearer than ``grain``.

    Areas smaller than a dot are left out.
    """
    return "".join(_drawn(part, grain, area=area) for part in parts)


def _drawn(part: Sequence[Point], grain: float, *, area: bool) -> str:
    """One line: a move, then steps ("M3 4l2-1 0 5")."""
    x, y = round(part[0][0]), round(part[0][1])
    told, last = [f"M{x} {y}l"], part[0]
    end = len(part) - 1
    for at, point in enumerate(part):
        if at == 0 or (at < end and abs(point[0] - last[0]) + abs(point[1] - last[1]) < grain):
            continue
        across, down = round(point[0]) - x, round(point[1]) - y
        last = point
        if across or down:
            told.append(
                f"{'' if across < 0 or len(told) == 1 else ' '}{across}{'' if down < 0 else ' '}{down}"
            )
            x, y = x + across, y + down
    if len(told) < (4 if area else 2):
        return ""
    return "".join(told[:-1]) + "z" if area and part[0] == part[-1] else "".join(told)

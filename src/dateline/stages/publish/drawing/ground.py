"""The ground of a map: land, lakes, rivers and boundaries as paths of SVG, small enough for a page.

Decides how finely lines are drawn and that the whole stays under :data:`MOST_BYTES`. A stretch of land is one
path, filled and stroked: what the frame cuts off is closed along an edge that lies outside the picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dateline.stages.publish.drawing.clipping import (
    Box,
    Parts,
    Stroke,
    clipped,
    closed,
    joined,
    strokes,
)
from dateline.stages.publish.drawing.frames import Frame, level
from dateline.stages.publish.drawing.outlines import (
    LAYERS,
    TOLERANCES,
    TOP,
    Lines,
    Numbers,
    Ranks,
    countries_at,
    country_at,
    lines,
    shape,
)
from dateline.stages.publish.drawing.projections import KM_PER_DEGREE, EqualEarth

#: What the paths of a map may weigh together.
MOST_BYTES = 7_000
#: The frame that areas are closed along lies so far outside the picture.
_BEYOND = 8.0
_AREAS = ("land", "lakes", "shape")
#: A line may be drawn so far from where it runs, in units: half a pixel of a telephone.
_FINEST = 1.0
#: Where there is much to draw, lines are drawn by so many ranks more coarsely, and no more: to six units.
_COARSEST = 5
#: First-level divisions are drawn on maps no higher than this; smaller ones crowd it.
_DIVIDED_KM = 450.0
#: Where divisions are as small as municipalities their lines would be all one sees: so many points.
_MOST_DIVIDED = 600


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
    detail = level(frame)
    finest, cut = _rank(frame, detail), _cut(_found(frame, detail), frame)
    outline = _cut(shape(country).seen(frame.bounds(2 * _BEYOND)), frame)
    rank = finest
    while True:
        drawn = _drawn(cut, frame, rank)
        drawn["shape"] = _shape(outline, frame, country, rank - finest) if country else []
        paths = {layer: path(every, area=layer in _AREAS) for layer, every in drawn.items()}
        size = sum(map(len, paths.values()))
        if size <= MOST_BYTES or rank >= finest + _COARSEST:
            return Ground(**paths)
        rank = min(_sparser(cut[0].ranks, rank, MOST_BYTES / size), finest + _COARSEST)


def _found(frame: Frame, detail: str) -> Lines:
    """The lines that a frame may show, divisions only where they are few."""
    layers = [layer for layer in LAYERS if layer != "divisions" or frame.height_km <= _DIVIDED_KM]
    found = lines(detail, frame.bounds(2 * _BEYOND), layers)
    divisions = found.layers == LAYERS.index("divisions")
    crowded = np.diff(found.starts)[divisions].sum() > _MOST_DIVIDED
    return found.chosen(~divisions) if crowded else found


def _cut(found: Lines, frame: Frame) -> tuple[Parts, Numbers]:
    """What of some lines lies in the frame, in units, and the layer of each part.

    Lines are cut as fine as they are: coarser ones might cross where they leave the frame, and land be sea.
    """
    parts = clipped(np.round(frame.units(found.points), 2), found.ranks, found.starts, _box(frame))
    return parts, found.layers[parts.lines].astype(np.intp)


def _drawn(cut: tuple[Parts, Numbers], frame: Frame, rank: int) -> dict[str, list[Stroke]]:
    """The lines of a frame by layer; areas are closed, the edge being land or not."""
    told, box = strokes(*cut, rank), _box(frame)
    drawn = {layer: joined(told.get(number, ())) for number, layer in enumerate(LAYERS)}
    inland = all(part.ring for part in drawn["land"]) and _on_land(frame)
    drawn = {layer: closed(every, box) if layer in _AREAS else every for layer, every in drawn.items()}
    return {**drawn, "land": [_whole(frame), *drawn["land"]]} if inland else drawn


def _shape(cut: tuple[Parts, Numbers], frame: Frame, country: str, coarser: int) -> list[Stroke]:
    """A country as areas, so many ranks coarser than need be; all of the frame where it lies around it."""
    rank = min(_rank(frame, "shape") + coarser, TOP)
    found = closed(joined(strokes(*cut, rank).get(0, ())), _box(frame))
    around = not found and frame.centre and country_at(*frame.centre) == country
    return [_whole(frame)] if around else found


def _rank(frame: Frame, detail: str) -> int:
    """The rank of the points without which no line is farther off than can be seen."""
    tolerance = _FINEST / (frame.scale * KM_PER_DEGREE)
    return min(max(0, math.floor(2 * math.log2(tolerance / TOLERANCES[detail]))), TOP)


def _sparser(ranks: Ranks, rank: int, share: float) -> int:
    """The lowest higher rank that keeps no more than a share of the points of this one."""
    most = share * np.count_nonzero(ranks >= rank)
    return next((r for r in range(rank + 1, TOP) if np.count_nonzero(ranks >= r) <= most), TOP)


def _on_land(frame: Frame) -> bool:
    """Whether the edge of a frame that no coast crosses lies on land: by most of its points."""
    if isinstance(frame.projection, EqualEarth):
        return False
    found = countries_at(frame.degrees(frame.edge()))
    return 2 * sum(code not in ("", "lake") for code in found) > len(found)


def _box(frame: Frame) -> Box:
    return -_BEYOND, -_BEYOND, frame.width + _BEYOND, frame.height + _BEYOND


def _whole(frame: Frame) -> Stroke:
    left, top, right, bottom = _box(frame)
    wide, tall = round(right - left), round(bottom - top)
    steps = [str(step) for step in (wide, 0, 0, tall, -wide, 0, 0, -tall)]
    return Stroke((left, top), (left, top), steps)


def path(parts: Iterable[Stroke], *, area: bool) -> str:
    """Lines as the path data of SVG: a move, then steps ("M3 4l2-1 0 5").

    An area of fewer than three steps is none.
    """
    least = 6 if area else 2
    return "".join(_told(part, ring=area and part.ring) for part in parts if len(part.steps) >= least)


def _told(part: Stroke, *, ring: bool) -> str:
    """One line; the last step of a ring is its way back."""
    x, y = part.first
    steps = " ".join(part.steps[:-2] if ring else part.steps).replace(" -", "-")
    return f"M{round(x)} {round(y)}l{steps}{'z' if ring else ''}"

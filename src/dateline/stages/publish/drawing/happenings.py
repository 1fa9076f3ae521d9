"""A map of many happenings: a spot for each place, the larger the more stories tell of it, each a link.

Decides the part of the world that is shown and which spots stand together as one. The same places stand as a
list in the page beside it: the map is never the only way to a story.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dateline.stages.publish.drawing.frames import Frame, about, world
from dateline.stages.publish.drawing.ground import Ground, ground
from dateline.stages.publish.drawing.labels import Label, Sheet
from dateline.stages.publish.drawing.projections import Azimuthal, point_at
from dateline.stages.publish.drawing.surroundings import name_countries
from dateline.stages.publish.wording import Phrase, phrase

WIDTH, HEIGHT = 640, 400
#: Beyond this height of a frame, in kilometres, the whole world is shown.
_MOST_KM, _LEAST_KM = 7_000.0, 300.0
#: The radius of a spot of one story, and the largest, in units: about a place, and on the world, where large
#: ones would cover countries. The list beside the map has links of full size (WCAG 2.5.8, equivalent).
_RADII = {False: (13.0, 34.0), True: (7.0, 20.0)}
#: A spot is as large as can be from so many stories on; where all have few, all are small.
_MANY = 15
#: A spot so large has its count printed in it.
_ROOM = 13.0
_MOST_SPOTS, _NAMED = 60, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A place, how many stories tell of it, and where they are listed. ``language`` is that of its name."""

    name: str
    lat: float
    lon: float
    count: int
    href: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A spot on the map: ``title`` says what it is, ``count`` is printed in it, 0 for no figure."""

    x: int
    y: int
    radius: int
    href: str
    title: Phrase
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningsMap:
    """All that the template draws. ``words`` say what the map shows."""

    ground: Ground
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    words: Phrase
    scale: int = 0
    scale_label: Phrase | None = None
    width: int = WIDTH
    height: int = HEIGHT


#: A place, where it stands, its radius, and how many places it covers.
_Stood = tuple[Happening, float, float, float, int]


def happenings(places: Sequence[Happening], language: str = "en") -> HappeningsMap | None:
    """The map of some places, the weightiest drawn last but one, so that no large spot hides a small one.

    None where there are fewer than two: one place is a locator's matter.
    """
    known = [place for place in places if abs(place.lat) <= 90 and abs(place.lon) <= 180 and place.count > 0]
    known.sort(key=lambda place: (-place.count, place.name, place.href))
    known = known[:_MOST_SPOTS]
    if len({(place.lat, place.lon) for place in known}) < 2:
        return None
    frame = _framed(known)
    sheet = Sheet(frame.width, frame.height)
    kept = _gathered(known, frame)
    marks = []
    for place, x, y, radius, near in kept:
        marks.append(_mark(place, x, y, radius, near))
        sheet.keep((x - radius, y - radius, x + radius, y + radius))
    for (place, *_), mark in list(zip(kept, marks, strict=True))[:_NAMED]:
        own = sheet.taken.pop(marks.index(mark))
        sheet.beside(place.name, mark.x, mark.y, mark.radius + 5.0, "place")
        sheet.taken.insert(marks.index(mark), own)
    if not _whole_world(frame):
        sheet.keep((0, frame.height - 52.0, frame.width * 0.34, frame.height))
        name_countries(sheet, frame, language)
    return _drawn(frame, tuple(marks), sheet, known)


def _drawn(frame: Frame, marks: tuple[Mark, ...], sheet: Sheet, known: Sequence[Happening]) -> HappeningsMap:
    """The view; a scale would be wrong on a map of the world."""
    drawn = HappeningsMap(
        ground=ground(frame),
        marks=marks,
        labels=tuple(sheet.labels),
        words=phrase(
            "Map of %(count)s place; it is named in the list too.",
            "Map of %(count)s places, the largest spots where most stories are; the most named: %(names)s.",
            len(known),
            names=[place.name for place in known[:3]],
        ),
        height=frame.height,
    )
    if _whole_world(frame):
        return drawn
    km = frame.scale_km(WIDTH * 0.28)
    return replace(drawn, scale=round(km * frame.scale), scale_label=phrase("%(km)s km", km=km))


def _gathered(known: Sequence[Happening], frame: Frame) -> list[_Stood]:
    """Places where they stand, without those whose middle a weightier one covers: these are counted."""
    units = frame.units(np.array([(_unrolled(place.lon, frame), place.lat) for place in known]))
    small, large = _RADII[_whole_world(frame)]
    most = max(_MANY, known[0].count - 1)
    kept: list[_Stood] = []
    for place, (x, y) in zip(known, units.tolist(), strict=True):
        over = next((at for at, (_, a, b, r, _) in enumerate(kept) if math.hypot(x - a, y - b) < r), None)
        if over is None:
            radius = small + (large - small) * math.sqrt((place.count - 1) / most)
            kept.append((place, x, y, radius, 0))
        else:
            kept[over] = (*kept[over][:4], kept[over][4] + 1)
    return kept


def _mark(place: Happening, x: float, y: float, radius: float, near: int) -> Mark:
    title = phrase(
        "%(place)s: %(count)s story", "%(place)s: %(count)s stories", place.count, place=place.name
    )
    if near:
        title = phrase(
            "%(told)s; %(count)s more place near it",
            "%(told)s; %(count)s more places near it",
            near,
            told=title,
        )
    count = place.count if place.count > 1 and radius >= _ROOM else 0
    return Mark(x=round(x), y=round(y), radius=round(radius), href=place.href, title=title, count=count)


def _framed(places: Sequence[Happening]) -> Frame:
    """A frame about the middle of all places, with a margin; the world where they lie far apart."""
    middle = _middle(places)
    if middle is None:
        return world(WIDTH)
    plane = Azimuthal(*middle)
    spots = plane.forward(np.array([(place.lon, place.lat) for place in places]))
    (left, low), (right, high) = spots.min(axis=0).tolist(), spots.max(axis=0).tolist()
    tall = max(_LEAST_KM, (high - low) * 1.3, (right - left) * HEIGHT / WIDTH * 1.35)
    if tall > _MOST_KM:
        return world(WIDTH)
    lon, lat = point_at(plane, (left + right) / 2, (low + high) / 2) or middle
    return about(lon, lat, tall, (WIDTH, HEIGHT))


def _middle(places: Sequence[Happening]) -> tuple[float, float] | None:
    """The mean of points on the globe; None where they lie all around it."""
    x = y = z = 0.0
    for place in places:
        lon, lat = math.radians(place.lon), math.radians(place.lat)
        x, y, z = x + math.cos(lat) * math.cos(lon), y + math.cos(lat) * math.sin(lon), z + math.sin(lat)
    if math.sqrt(x * x + y * y + z * z) < 0.3 * len(places):
        return None
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def _whole_world(frame: Frame) -> bool:
    return not isinstance(frame.projection, Azimuthal)


def _unrolled(lon: float, frame: Frame) -> float:
    """A longitude that lies no more than half the world from the middle of the map."""
    middle = frame.projection.lon
    return middle + (lon - middle + 180) % 360 - 180

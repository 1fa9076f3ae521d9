"""A locator: where a happening lies, with land, water, borders and towns to find it by, and that in words.

Decides what the map shows: the surroundings of a place, the reach of a region, the whole of a country; and
what it says of itself. Puts no point where only a region or a country is known. Does NOT resolve places;
``interpret`` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from dateline.core.types import Place
from dateline.stages.publish.drawing.frames import Frame, about
from dateline.stages.publish.drawing.ground import Ground, ground
from dateline.stages.publish.drawing.insets import Inset, around, inset
from dateline.stages.publish.drawing.labels import Label, Sheet, width
from dateline.stages.publish.drawing.outlines import shape, towns
from dateline.stages.publish.drawing.projections import Azimuthal, distance_km, point_at
from dateline.stages.publish.drawing.surroundings import Dot, name_countries, name_towns
from dateline.stages.publish.drawing.whereabouts import (
    WIDE_KM,
    Point,
    coordinates,
    exactness,
    in_words,
    meridian,
    parallel,
)
from dateline.stages.publish.wording import Phrase, phrase, tongue

#: The size of the picture in units; it is shown about half as large.
WIDTH, HEIGHT = 640, 428
#: How high a map is at least, and at most where nothing near is worth a name.
_LEAST_KM, _MOST_KM = 220.0, 1_400.0
#: Places so near to the main one are shown with it, and if there is none, up to so far.
_NEAR_KM, _FARTHEST_KM = 300.0, 900.0
_POINTS = 5
#: Of these kinds the middle is no place: they are shown whole, or not at all.
_WIDE = ("country", "continent", "people", "area", "ocean", "line")
#: From this radius on a place is drawn as a ring of its reach, in units.
_WIDE_UNITS = 14.0
#: A ring so small is kept free of names; in a larger one they may stand.
_KEPT_UNITS = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place of the page. ``radius`` is its reach in units, 0 for a point; ``open`` tells of a rough one."""

    x: int
    y: int
    radius: int = 0
    main: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A meridian or a parallel where it meets the edge, and what it is called."""

    at: int
    label: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """All that the template draws, and the same in words.

    ``words`` say where it is, ``note`` how exact that is (None: nothing to say),
    ``position`` gives degrees. ``scale`` is in units. ``inset`` shows where in its country the map lies.
    """

    ground: Ground
    spots: tuple[Spot, ...]
    labels: tuple[Label, ...]
    dots: tuple[Dot, ...]
    meridians: tuple[Rule, ...]
    parallels: tuple[Rule, ...]
    scale: int
    scale_label: Phrase
    words: Phrase
    note: Phrase | None
    position: Phrase | None
    inset: Inset | None = None
    width: int = WIDTH
    height: int = HEIGHT


def locator(places: Sequence[Place], language: str = "en") -> Locator | None:
    """The locator of a page's places, the first being the main one; None where none has a position.

    ``language`` is the edition's: countries are named in it. Where nothing but a country is known, the map
    shows that country.
    """
    return _made(tuple(_points(places)), language)


@lru_cache(maxsize=1024)
def _made(points: tuple[Point, ...], language: str) -> Locator | None:
    """The locator of some places; stories of one town share it."""
    close = [point for point in points if point.kind not in _WIDE]
    if close:
        return _of_points(_shown(close), close, language)
    land = next(
        (point for point in points if point.kind == "country" and len(shape(point.country).points)), None
    )
    return _of_country(land, language) if land else None


def locator_at(
    *, name: str, kind: str, country: str, lat: float | None, lon: float | None, language: str = "en"
) -> Locator | None:
    """The locator of one place of a list; None where its position is not known.

    Of a country no note is made: stories of its page name many places in it.
    """
    if lat is None or lon is None or not (abs(lat) <= 90 and abs(lon) <= 180):
        return None
    point = Point(name=name, country=country, kind=kind, lat=lat, lon=lon)
    found = _made((point,), language)
    return replace(found, note=None) if found and kind == "country" else found


def _points(places: Iterable[Place]) -> list[Point]:
    """Places with a position, each name once."""
    found: dict[str, Point] = {}
    for place in places:
        if place.lat is None or place.lon is None or not (abs(place.lat) <= 90 and abs(place.lon) <= 180):
            continue
        reach = place.radius_km or 0.0
        point = Point(
            name=place.name, country=place.country, kind=place.kind,
            lat=place.lat, lon=place.lon, radius_km=reach if 0 < reach < 3000 else 0.0,
        )  # fmt: skip
        found.setdefault(place.name, point)
    return list(found.values())


def _shown(points: Sequence[Point]) -> list[Point]:
    """The places near the main one; where there is none, those farther away."""
    main = points[0]
    near = [point for point in points if distance_km(main.at, point.at) <= _NEAR_KM + main.radius_km]
    far = [point for point in points if distance_km(main.at, point.at) <= _FARTHEST_KM]
    return (near if len(near) > 1 else far)[:_POINTS]


def _of_points(shown: Sequence[Point], points: Sequence[Point], language: str) -> Locator:
    frame = _framed(shown)
    sheet = _sheet(frame)
    places = frame.units(np.array([point.at for point in shown])).tolist()
    spots = tuple(
        _spot(point, frame, at, main=point is shown[0]) for point, at in zip(shown, places, strict=True)
    )
    for spot in spots:
        half = _kept(spot)
        sheet.keep((spot.x - half, spot.y - half, spot.x + half, spot.y + half))
    for number, (point, spot, (x, y)) in enumerate(zip(shown, spots, places, strict=True)):
        off = max(20.0, _kept(spot) + 5.0) if spot.main else 12.0
        own = sheet.taken.pop(number)
        sheet.beside(point.name, x, y, off, "main" if spot.main else "place")
        sheet.taken.insert(number, own)
    name_countries(sheet, frame, language)
    dots = name_towns(sheet, frame, [point.at for point in shown])
    main = points[0]
    drawn = _drawn(
        frame,
        sheet,
        spots=spots,
        dots=dots,
        words=in_words(points, language),
        note=exactness(main),
        position=coordinates(main),
    )
    return replace(drawn, inset=inset(frame, main.country))


def _of_country(land: Point, language: str) -> Locator:
    """A country as a whole, its largest towns, and its neighbours."""
    frame = around(shape(land.country), (WIDTH, HEIGHT), _LEAST_KM)
    sheet = _sheet(frame)
    name_countries(sheet, frame, language, first=land.country)
    dots = name_towns(sheet, frame, (), land.country)
    name = tongue(language).territory(land.country)
    return _drawn(
        frame,
        sheet,
        country=land.country,
        dots=dots,
        words=phrase("%(place)s.", place=name),
        note=phrase("The reports name the country and no place in it that is known to us."),
    )


def _drawn(
    frame: Frame,
    sheet: Sheet,
    *,
    words: Phrase,
    note: Phrase,
    dots: tuple[Dot, ...],
    spots: tuple[Spot, ...] = (),
    position: Phrase | None = None,
    country: str = "",
) -> Locator:
    km = frame.scale_km(WIDTH * 0.28)
    return Locator(
        ground=ground(frame, country),
        spots=spots,
        labels=tuple(sheet.labels),
        dots=dots,
        meridians=tuple(
            Rule(at=round(at), label=meridian(lon)) for at, lon in frame.meridians() if _clear(at)
        ),
        parallels=tuple(Rule(at=round(at), label=parallel(lat)) for at, lat in frame.parallels() if at > 40),
        scale=round(km * frame.scale),
        scale_label=phrase("%(km)s km", km=km),
        words=words,
        note=note,
        position=position,
    )


def _clear(at: float) -> bool:
    return 40 < at < WIDTH - 90


def _sheet(frame: Frame) -> Sheet:
    """An empty sheet; its edges belong to the degrees and the scale."""
    sheet = Sheet(frame.width, frame.height)
    sheet.keep((0, 0, frame.width, 26))
    sheet.keep((frame.width - 70.0, 0, frame.width, frame.height))
    sheet.keep((0, frame.height - 52.0, frame.width * 0.34, frame.height))
    return sheet


def _framed(shown: Sequence[Point]) -> Frame:
    """A frame that has all the places in it with room for their names, about the middle of them."""
    main = shown[0]
    plane = Azimuthal(*main.at)
    reach = np.array([point.radius_km if point is main else 0.0 for point in shown])[:, None]
    spots = plane.forward(np.array([point.at for point in shown]))
    (left, low), (right, high) = (spots - reach).min(axis=0).tolist(), (spots + reach).max(axis=0).tolist()
    room = max((width(point.name, "place") for point in shown[1:]), default=0.0) / WIDTH
    tall = max(_LEAST_KM, (high - low) * 1.45, (right - left) * HEIGHT / WIDTH * (1.3 + room))
    middle = point_at(plane, (left + right) / 2, (low + high) / 2) or main.at
    return _with_towns(*middle, tall)


def _with_towns(lon: float, lat: float, tall: float) -> Frame:
    """The frame, widened where it would show nothing but an empty plain or sea."""
    while True:
        frame = about(lon, lat, tall, (WIDTH, HEIGHT))
        west, south, east, north = frame.bounds()
        if tall * 1.8 > _MOST_KM or towns("near", (west, south, east, north)):
            return frame
        tall *= 1.8


def _kept(spot: Spot) -> int:
    """How far about a spot no name may stand, in units."""
    return max(9, spot.radius if spot.radius <= _KEPT_UNITS else 0)


def _spot(point: Point, frame: Frame, at: Sequence[float], *, main: bool) -> Spot:
    reach = point.radius_km * frame.scale
    ring = main and point.radius_km >= WIDE_KM and reach >= _WIDE_UNITS
    return Spot(
        x=round(at[0]), y=round(at[1]), radius=round(reach) if ring else 0, main=main, open=not point.spot
    )

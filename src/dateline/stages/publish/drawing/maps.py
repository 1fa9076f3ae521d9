"""A locator: where a happening lies, drawn from the places of a page and nothing else.

Decides the frame, the graticule, the scale and where labels fit. Draws no boundary, so it takes no side;
puts no point where only a region or a country is known. Does NOT resolve places; ``interpret`` does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.core.types import Place

WIDTH, HEIGHT = 320, 214
_MARGIN = 30
_KM_PER_DEGREE = 111.195  # of latitude, on a sphere of 6,371 km
#: The frame shows at least so much, places so near to the main one, and if there is none, up to so far.
_LEAST_KM, _NEAR_KM, _FARTHEST_KM = 60.0, 300.0, 900.0
_POINTS = 5
_WIDE = ("country", "continent", "people", "area", "ocean")
#: Kinds of places that one can be so many kilometres from; the middle of a region says nothing.
_SPOTS = ("", "city", "island", "mountain", "lake")
_STEPS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0)
_SCALES = (5, 10, 20, 50, 100, 200, 500, 1000)
_WINDS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
_LETTER = 6.1  # the width of a letter of a label, on the average


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on the map. ``area`` tells that it is a region, drawn as a ring and not as a point."""

    x: float
    y: float
    name: str
    text_x: float = 0.0
    text_y: float = 0.0
    anchor: str = ""
    main: bool = False
    area: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A meridian or a parallel: where it lies and what it is called."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """All that the template draws, and the same in words."""

    spots: tuple[Spot, ...]
    meridians: tuple[Rule, ...]
    parallels: tuple[Rule, ...]
    scale: float
    scale_label: str
    words: str
    position: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """A place with coordinates, longitude unrolled so that the date line does not tear the map."""

    name: str
    country: str
    kind: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """An equirectangular projection true to scale at the middle parallel."""

    west: float
    north: float
    squeeze: float
    pixels: float  # a degree of latitude

    def x(self, lon: float) -> float:
        return (lon - self.west) * self.squeeze * self.pixels

    def y(self, lat: float) -> float:
        return (self.north - lat) * self.pixels


def locator(places: Sequence[Place]) -> Locator | None:
    """The locator of a page's places, the first being the main one; None where none has a position."""
    points = _points(places)
    if not points:
        return None
    main = points[0]
    shown = _shown(points)
    frame = _framed(shown)
    scale_km = _nice(_SCALES, WIDTH * 0.3 / frame.pixels * _KM_PER_DEGREE)
    return Locator(
        spots=_labelled(shown, frame),
        meridians=tuple(_meridians(frame)),
        parallels=tuple(_parallels(frame)),
        scale=round(scale_km / _KM_PER_DEGREE * frame.pixels, 1),
        scale_label=f"{scale_km:,.0f} km",
        words=_in_words(points),
        position=f"{_degrees(main.lat, 'N', 'S', 2)}, {_degrees(main.lon, 'E', 'W', 2)}",
    )


def _shown(points: Sequence[_Point]) -> list[_Point]:
    """The places near the main one; where there is none, those farther away."""
    near = [point for point in points if _km(points[0], point) <= _NEAR_KM]
    far = [point for point in points if _km(points[0], point) <= _FARTHEST_KM]
    return (near if len(near) > 1 else far)[:_POINTS]


def _points(places: Iterable[Place]) -> list[_Point]:
    found: dict[str, _Point] = {}
    for place in places:
        if place.lat is None or place.lon is None or not (abs(place.lat) <= 85 and abs(place.lon) <= 180):
            continue
        known = _Point(name=place.name, country=place.country, kind=place.kind, lat=place.lat, lon=place.lon)
        found.setdefault(place.name, known)
    points = [point for point in found.values() if point.kind not in _WIDE]
    return [_unrolled(point, points[0].lon) for point in points]


def _unrolled(point: _Point, beside: float) -> _Point:
    lon = (
        point.lon + 360
        if point.lon - beside < -180
        else point.lon - 360
        if point.lon - beside > 180
        else point.lon
    )
    return _Point(name=point.name, country=point.country, kind=point.kind, lat=point.lat, lon=lon)


def _framed(points: Sequence[_Point]) -> _Frame:
    south, north = min(p.lat for p in points), max(p.lat for p in points)
    west, east = min(p.lon for p in points), max(p.lon for p in points)
    middle = (south + north) / 2
    squeeze = max(0.1, math.cos(math.radians(middle)))
    tall = max(north - south, _LEAST_KM / _KM_PER_DEGREE)
    wide = max((east - west) * squeeze, _LEAST_KM / _KM_PER_DEGREE)
    pixels = min((HEIGHT - 2 * _MARGIN - 12) / tall, (WIDTH - 2 * _MARGIN - 40) / wide)
    return _Frame(
        west=(west + east) / 2 - WIDTH / 2 / pixels / squeeze,
        north=middle + HEIGHT / 2 / pixels,
        squeeze=squeeze,
        pixels=pixels,
    )


def _labelled(points: Sequence[_Point], frame: _Frame) -> tuple[Spot, ...]:
    """Each place with its label where it covers no other; without one where there is no room."""
    taken = [(frame.x(p.lon) - 6, frame.y(p.lat) - 6, frame.x(p.lon) + 6, frame.y(p.lat) + 6) for p in points]
    taken.append((0.0, HEIGHT - 34.0, WIDTH * 0.4, float(HEIGHT)))  # the scale
    spots = []
    for index, point in enumerate(points):
        x, y = frame.x(point.lon), frame.y(point.lat)
        spot = Spot(
            x=round(x, 1),
            y=round(y, 1),
            name=point.name,
            main=index == 0,
            area=point.kind not in ("", "city"),
        )
        wide = len(point.name) * _LETTER * (1.12 if index == 0 else 1.0)
        for text_x, text_y, anchor, box in _sites(x, y, wide, 14 if index == 0 else 8):
            if _free(box, [other for other in taken if other != taken[index]]):
                taken.append(box)
                spot = Spot(
                    x=spot.x, y=spot.y, name=spot.name, main=spot.main, area=spot.area,
                    text_x=round(text_x, 1), text_y=round(text_y, 1), anchor=anchor,
                )  # fmt: skip
                break
        spots.append(spot)
    return tuple(spots)


_Box = tuple[float, float, float, float]


def _sites(x: float, y: float, wide: float, off: float) -> list[tuple[float, float, str, _Box]]:
    """Where a label may stand: right, left, above, below its place, ``off`` pixels from it."""
    return [
        (x + off, y + 4, "start", (x + off, y - 8, x + off + wide, y + 8)),
        (x - off, y + 4, "end", (x - off - wide, y - 8, x - off, y + 8)),
        (x, y - off - 2, "middle", (x - wide / 2, y - off - 14, x + wide / 2, y - off)),
        (x, y + off + 10, "middle", (x - wide / 2, y + off, x + wide / 2, y + off + 14)),
    ]


def _free(box: _Box, taken: Iterable[_Box]) -> bool:
    if box[0] < 2 or box[1] < 2 or box[2] > WIDTH - 2 or box[3] > HEIGHT - 2:
        return False
    return all(box[2] < t[0] or box[0] > t[2] or box[3] < t[1] or box[1] > t[3] for t in taken)


def _meridians(frame: _Frame) -> Iterable[Rule]:
    span = WIDTH / frame.pixels / frame.squeeze
    for lon in _rounds(frame.west, frame.west + span, span):
        turned = (lon + 180) % 360 - 180
        yield Rule(at=round(frame.x(lon), 1), label=_degrees(turned, "E", "W"))


def _parallels(frame: _Frame) -> Iterable[Rule]:
    span = HEIGHT / frame.pixels
    for lat in _rounds(frame.north - span, frame.north, span):
        if abs(lat) < 90:
            yield Rule(at=round(frame.y(lat), 1), label=_degrees(lat, "N", "S"))


def _rounds(low: float, high: float, span: float) -> list[float]:
    """The round degrees in a range, about three of them."""
    step = next((step for step in _STEPS if span / step <= 4), 20.0)
    first = math.ceil(low / step)
    return [round(count * step, 4) for count in range(first, math.floor(high / step) + 1)]


def _nice(steps: Sequence[int], most: float) -> float:
    return float(max((step for step in steps if step <= most), default=steps[0]))


def _in_words(points: Sequence[_Point]) -> str:
    main = points[0]
    near = [
        f"{p.name}, {_far(main, p)} to the {_wind(main, p)}"
        for p in points[1 : _POINTS + 1]
        if p.kind in _SPOTS and _km(main, p) >= 1
    ]
    name = f"{main.name} ({main.country})" if main.country else main.name
    return f"Locator map of {name}." + (f" From there: {'; '.join(near)}." if near else "")


def _far(one: _Point, other: _Point) -> str:
    km = _km(one, other)
    return f"{round(km, -1 if km >= 100 else 0):,.0f} km"


def _km(one: _Point, other: _Point) -> float:
    """Great-circle distance by the haversine formula."""
    lat, other_lat = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((other_lat - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other_lat) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * math.degrees(math.asin(min(1.0, math.sqrt(half)))) * _KM_PER_DEGREE


def _wind(one: _Point, other: _Point) -> str:
    east = (other.lon - one.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    angle = math.degrees(math.atan2(east, other.lat - one.lat)) % 360
    return _WINDS[round(angle / 45) % 8]


def _degrees(value: float, positive: str, negative: str, digits: int | None = None) -> str:
    size = f"{abs(value):g}" if digits is None else f"{abs(value):.{digits}f}"
    return f"{size}° {positive if value >= 0 else negative}"

"""Where a place is, in words: its country, how far it lies from a known town, its degrees, how exact that is.

Decides what is told of a place; every sentence is one of the house, told in the language of the edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.stages.publish.drawing.outlines import country_at
from dateline.stages.publish.drawing.projections import bearing, distance_km
from dateline.stages.publish.drawing.surroundings import landmark, well_known
from dateline.stages.publish.wording import Phrase, phrase, tongue

#: Of these kinds one can be so many kilometres away; the middle of any other says nothing.
SPOTS = ("", "city", "island", "mountain", "lake")
#: From this radius on a place is an area, in kilometres; a town of no greater reach is a spot still.
WIDE_KM, _SPOT_KM = 8.0, 60.0
#: Another place of the page is told of so far away.
_NEAR_KM = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place with coordinates."""

    name: str
    country: str
    kind: str
    lat: float
    lon: float
    radius_km: float = 0.0

    @property
    def at(self) -> tuple[float, float]:
        return self.lon, self.lat

    @property
    def spot(self) -> bool:
        return self.kind in SPOTS and self.radius_km <= _SPOT_KM


def in_words(points: Sequence[Point], language: str) -> Phrase:
    """Where the main place is: its country, and how far it is from a town that one knows."""
    main = points[0]
    code = main.country or country_at(*main.at)
    country = tongue(language).territory(code) if code not in ("", "lake") else ""
    named = country and country != main.name
    name = phrase("%(place)s, %(country)s", place=main.name, country=country) if named else main.name
    if not main.spot or well_known(*main.at):
        return phrase("%(place)s.", place=name)
    others = [point for point in points[1:] if point.spot and 3 <= distance_km(main.at, point.at) <= _NEAR_KM]
    town = landmark(*main.at, main.name, code)
    if town:
        lies = away((town.lon, town.lat), main.at, town.name)
    elif others:
        lies = away(others[0].at, main.at, others[0].name)
    else:
        return phrase("%(place)s.", place=name)
    return phrase("%(place)s: %(lies)s.", place=name, lies=lies)


def away(start: tuple[float, float], end: tuple[float, float], name: str) -> Phrase:
    """How far and in which direction one comes to a point from a named one: "23 km north-west of Dresden"."""
    km = distance_km(start, end)
    far = round(km) if km < 100 else round(km, -1)
    winds = (
        phrase("%(km)s km north of %(place)s", km=far, place=name),
        phrase("%(km)s km north-east of %(place)s", km=far, place=name),
        phrase("%(km)s km east of %(place)s", km=far, place=name),
        phrase("%(km)s km south-east of %(place)s", km=far, place=name),
        phrase("%(km)s km south of %(place)s", km=far, place=name),
        phrase("%(km)s km south-west of %(place)s", km=far, place=name),
        phrase("%(km)s km west of %(place)s", km=far, place=name),
        phrase("%(km)s km north-west of %(place)s", km=far, place=name),
    )
    return winds[round(bearing(start, end) / 45) % 8]


def exactness(point: Point) -> Phrase:
    """What the mark stands for: a place has a middle, and a happening was somewhere in it."""
    if point.radius_km >= WIDE_KM and not point.spot:
        km = round(point.radius_km) if point.radius_km < 100 else round(point.radius_km, -1)
        return phrase(
            "The ring reaches %(km)s km from the middle of the area; where in it is not known.", km=km
        )
    if not point.spot:
        return phrase("The open circle marks the middle of an area; where in it is not known.")
    return phrase("The mark is the middle of the place, not the spot of the happening.")


def coordinates(point: Point) -> Phrase:
    """Latitude and longitude of a place, to about a kilometre."""
    return phrase(
        "%(latitude)s, %(longitude)s",
        latitude=parallel(round(point.lat, 2)),
        longitude=meridian(round(point.lon, 2)),
    )


def parallel(lat: float) -> Phrase:
    """A latitude as it is written."""
    if lat < 0:
        return phrase("%(degrees)s° S", degrees=-lat)
    return phrase("%(degrees)s° N", degrees=lat)


def meridian(lon: float) -> Phrase:
    """A longitude as it is written, brought between 180° W and 180° E."""
    turned = round((lon + 180) % 360 - 180, 3)
    if turned < 0:
        return phrase("%(degrees)s° W", degrees=-turned)
    return phrase("%(degrees)s° E", degrees=turned)

"""What a reader finds a place by: the countries and the towns of a map, named where there is room.

Decides which of them are worth a name. Names of countries are told in the language of the edition (CLDR),
names of towns as the table has them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dateline.stages.publish.drawing.frames import Frame, level
from dateline.stages.publish.drawing.labels import Sheet
from dateline.stages.publish.drawing.outlines import Town, countries_at, towns
from dateline.stages.publish.drawing.projections import distance_km
from dateline.stages.publish.wording import tongue

#: The samples of a frame that tell which country lies where; a country with fewer gets no name.
_SAMPLES = np.array([((x + 0.5) / 13, (y + 0.5) / 9) for y in range(9) for x in range(13)])
_LEAST = 3
_MOST_COUNTRIES, _MOST_TOWNS = 9, 7
#: A town with so many people needs no other to be found by; so far off a landmark may lie.
_KNOWN, _TOLD_KM = 300_000, 160.0
#: So many of the largest towns of a frame are tried.
_TRIED = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A town on the map."""

    x: int
    y: int


def name_countries(sheet: Sheet, frame: Frame, language: str, first: str = "") -> None:
    """Name the countries of a frame, ``first`` before the others, each where most of it lies around."""
    found = _sampled(frame)
    if len(found) < 2 and not first:
        return
    spoken = tongue(language)
    order = sorted(found, key=lambda code: (code != first, -len(found[code]), code))
    for code in order[:_MOST_COUNTRIES]:
        if len(found[code]) >= _LEAST or code == first:
            sheet.amid(spoken.territory(code), _inner(found[code]), "country")


def name_towns(
    sheet: Sheet, frame: Frame, apart: Sequence[tuple[float, float]], country: str = ""
) -> tuple[Dot, ...]:
    """Name the largest towns of a frame, of one country alone if it is given.

    Those that lie at places named already (longitude, latitude) are left out.
    """
    near = frame.height_km / 40
    seen = [town for town in towns(level(frame), frame.bounds()) if country in ("", town.country)]
    tried = [
        town
        for town in seen[:_TRIED]
        if not any(distance_km((town.lon, town.lat), place) < near for place in apart)
    ]
    dots: list[Dot] = []
    places = frame.units(np.array([(town.lon, town.lat) for town in tried]).reshape(-1, 2))
    for town, (x, y) in zip(tried, places.tolist(), strict=True):
        dot = (x - 6, y - 6, x + 6, y + 6)
        if sheet.free(dot) and sheet.beside(town.name, x, y, 9, "town"):
            sheet.keep(dot)
            dots.append(Dot(x=round(x), y=round(y)))
        if len(dots) == _MOST_TOWNS:
            break
    return tuple(dots)


def landmark(lon: float, lat: float, name: str, country: str = "") -> Town | None:
    """The town that a place is told by: a large one near by, in its own country where there is one.

    None where none is.
    """
    here, reach = (lon, lat), 1.5
    wide = reach / max(0.2, math.cos(math.radians(lat)))
    around = towns("near", (lon - wide, lat - reach, lon + wide, lat + reach))
    far = [(distance_km(here, (town.lon, town.lat)), town) for town in around]
    known = [(km / town.people**0.4, town) for km, town in far if town.name != name and 3 <= km <= _TOLD_KM]
    ranked = sorted(known, key=lambda one: (one[1].country != country, one[0], one[1].name))
    return ranked[0][1] if ranked else None


def well_known(lon: float, lat: float) -> bool:
    """Whether a place is a city that needs no other to be found by."""
    around = towns("near", (lon - 0.3, lat - 0.1, lon + 0.3, lat + 0.1))
    return any(town.people >= _KNOWN for town in around)


def _sampled(frame: Frame) -> dict[str, list[tuple[float, float]]]:
    """Points of a frame by the country that they lie in."""
    points = _SAMPLES * (frame.width, frame.height)
    found: dict[str, list[tuple[float, float]]] = {}
    for code, (x, y) in zip(countries_at(frame.degrees(points)), points.tolist(), strict=True):
        if code not in ("", "lake"):
            found.setdefault(code, []).append((x, y))
    return found


def _inner(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points of a country, the one nearest to the middle of them all first."""
    x = sum(point[0] for point in points) / len(points)
    y = sum(point[1] for point in points) / len(points)
    return sorted(points, key=lambda point: (point[0] - x) ** 2 + 2 * (point[1] - y) ** 2)

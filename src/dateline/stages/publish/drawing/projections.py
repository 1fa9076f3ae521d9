"""From degrees to the plane of a map, true to area: what lies how far from the middle, in kilometres.

A map of a place uses Lambert's azimuthal equal-area projection about its own middle: nothing near it is
distorted, be it at a pole or on the date line. A map of the world uses Equal Earth (Šavrič, Patterson and
Jenny 2018). Decides no frame and no scale. Formulas: Snyder, Map Projections (1987), p. 185.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

EARTH_KM = 6371.0
KM_PER_DEGREE = math.radians(EARTH_KM)

Plane = tuple[float, float]


class Projection(Protocol):
    """Degrees to kilometres east and north of the middle, and back."""

    @property
    def lon(self) -> float:
        """The meridian in the middle."""
        ...

    def forward(self) -> Callable[[float, float], Plane]:
        """The function from longitude and latitude to the plane."""
        ...

    def inverse(self, x: float, y: float) -> Plane | None:
        """The longitude (not wrapped) and latitude of a point of the plane; None beyond the world."""
        ...


@dataclass(frozen=True, slots=True)
class Azimuthal:
    """Lambert's azimuthal equal-area projection about a point."""

    lon: float
    lat: float

    def forward(self) -> Callable[[float, float], Plane]:
        sin, cos, sqrt, radians = math.sin, math.cos, math.sqrt, math.pi / 180
        middle, up, out = self.lon, sin(self.lat * radians), cos(self.lat * radians)

        def project(lon: float, lat: float) -> Plane:
            turn, rise = (lon - middle) * radians, lat * radians
            s, c = sin(rise), cos(rise)
            level = c * cos(turn)
            near = 1 + up * s + out * level
            if near < 1e-6:  # the other side of the earth lies nowhere
                return 4 * EARTH_KM, 4 * EARTH_KM
            reach = EARTH_KM * sqrt(2 / near)
            return reach * c * sin(turn), reach * (out * s - up * level)

        return project

    def inverse(self, x: float, y: float) -> Plane | None:
        rho = math.hypot(x, y)
        if rho < 1e-9:
            return self.lon, self.lat
        if rho > 2 * EARTH_KM:
            return None
        angle = 2 * math.asin(rho / (2 * EARTH_KM))
        up, out = math.sin(math.radians(self.lat)), math.cos(math.radians(self.lat))
        s, c = math.sin(angle), math.cos(angle)
        lat = math.degrees(math.asin(max(-1.0, min(1.0, c * up + y * s * out / rho))))
        turn = math.degrees(math.atan2(x * s, rho * out * c - y * up * s))
        return self.lon + turn, lat


#: The coefficients of Equal Earth.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The whole world about a meridian."""

    lon: float

    def forward(self) -> Callable[[float, float], Plane]:
        sin, asin, cos, radians, middle = math.sin, math.asin, math.cos, math.pi / 180, self.lon

        def project(lon: float, lat: float) -> Plane:
            t = asin(_M * sin(lat * radians))
            t2 = t * t
            t6 = t2 * t2 * t2
            wide = _M * (_A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2))
            x = (lon - middle) * radians * cos(t) / wide
            return EARTH_KM * x, EARTH_KM * t * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))

        return project

    def inverse(self, x: float, y: float) -> Plane | None:
        t = y / EARTH_KM
        for _ in range(12):
            t2 = t * t
            t6 = t2 * t2 * t2
            high = t * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2)) - y / EARTH_KM
            t -= high / (_A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2))
        t2 = t * t
        t6 = t2 * t2 * t2
        wide = _M * (_A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2))
        turn = math.degrees(x / EARTH_KM * wide / math.cos(t))
        rise = math.sin(t) / _M
        return (
            (self.lon + turn, math.degrees(math.asin(rise))) if abs(turn) <= 180 and abs(rise) <= 1 else None
        )


def distance_km(one: Plane, two: Plane) -> float:
    """Kilometres between two points given as (longitude, latitude), by the haversine formula."""
    lat, other = math.radians(one[1]), math.radians(two[1])
    half = math.sin((other - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other) * math.sin(math.radians(two[0] - one[0]) / 2) ** 2
    return 2 * math.degrees(math.asin(min(1.0, math.sqrt(half)))) * KM_PER_DEGREE


def bearing(one: Plane, two: Plane) -> float:
    """In which direction one point sees another when it sets out: degrees from north, clockwise."""
    lat, other = math.radians(one[1]), math.radians(two[1])
    turn = math.radians(two[0] - one[0])
    east = math.sin(turn) * math.cos(other)
    north = math.cos(lat) * math.sin(other) - math.sin(lat) * math.cos(other) * math.cos(turn)
    return math.degrees(math.atan2(east, north)) % 360

"""From degrees to the plane of a map, true to area: what lies how far from the middle, in kilometres.

A map of a place uses Lambert's azimuthal equal-area projection about its own middle: nothing near it is
distorted, be it at a pole or on the date line. A map of the world uses Equal Earth (Šavrič, Patterson and
Jenny 2018). Decides no frame and no scale. Formulas: Snyder, Map Projections (1987), p. 185.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

EARTH_KM = 6371.0
KM_PER_DEGREE = math.radians(EARTH_KM)

Plane = tuple[float, float]
#: So many rows of two: degrees east and north, kilometres on a plane, or units across and down.
Points = npt.NDArray[np.float64]


class Projection(Protocol):
    """Degrees to kilometres east and north of the middle, and back."""

    @property
    def lon(self) -> float:
        """The meridian in the middle."""
        ...

    def forward(self, degrees: Points) -> Points:
        """Longitudes and latitudes to the plane."""
        ...

    def inverse(self, plane: Points) -> Points:
        """Points of the plane to longitudes (not wrapped) and latitudes; NaN beyond the world."""
        ...


@dataclass(frozen=True, slots=True)
class Azimuthal:
    """Lambert's azimuthal equal-area projection about a point."""

    lon: float
    lat: float

    def forward(self, degrees: Points) -> Points:
        up, out = math.sin(math.radians(self.lat)), math.cos(math.radians(self.lat))
        turn, rise = np.radians(degrees[:, 0] - self.lon), np.radians(degrees[:, 1])
        s, c = np.sin(rise), np.cos(rise)
        level = c * np.cos(turn)
        near = 1 + up * s + out * level
        reach = EARTH_KM * np.sqrt(2 / np.maximum(near, 1e-6))
        plane = np.empty_like(degrees)
        plane[:, 0] = reach * c * np.sin(turn)
        plane[:, 1] = reach * (out * s - up * level)
        plane[near < 1e-6] = 4 * EARTH_KM  # the other side of the earth lies nowhere
        return plane

    def inverse(self, plane: Points) -> Points:
        up, out = math.sin(math.radians(self.lat)), math.cos(math.radians(self.lat))
        x, y = plane[:, 0], plane[:, 1]
        rho = np.hypot(x, y)
        angle = 2 * np.arcsin(np.minimum(rho / (2 * EARTH_KM), 1.0))
        s, c = np.sin(angle), np.cos(angle)
        rise = c * up + s * out * y / np.maximum(rho, 1e-9)
        degrees = np.empty_like(plane)
        degrees[:, 0] = self.lon + np.degrees(np.arctan2(x * s, rho * out * c - y * up * s))
        degrees[:, 1] = np.degrees(np.arcsin(np.clip(rise, -1.0, 1.0)))
        degrees[rho > 2 * EARTH_KM] = math.nan
        return degrees


#: The coefficients of Equal Earth.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The whole world about a meridian."""

    lon: float

    def forward(self, degrees: Points) -> Points:
        t = np.arcsin(_M * np.sin(np.radians(degrees[:, 1])))
        plane = np.empty_like(degrees)
        plane[:, 0] = EARTH_KM * np.radians(degrees[:, 0] - self.lon) * np.cos(t) / _wide(t)
        plane[:, 1] = EARTH_KM * _high(t)
        return plane

    def inverse(self, plane: Points) -> Points:
        x, y = plane[:, 0] / EARTH_KM, np.clip(plane[:, 1] / EARTH_KM, -1.5, 1.5)
        t = y.copy()
        for _ in range(12):
            t -= (_high(t) - y) / (_wide(t) / _M)
        degrees = np.empty_like(plane)
        rise = np.sin(t) / _M
        degrees[:, 0] = self.lon + np.degrees(x * _wide(t) / np.cos(t))
        degrees[:, 1] = np.degrees(np.arcsin(np.clip(rise, -1.0, 1.0)))
        degrees[(np.abs(degrees[:, 0] - self.lon) > 180) | (np.abs(rise) > 1)] = math.nan
        return degrees


def _high(t: Points) -> Points:
    """How far north a parallel of Equal Earth runs, by its parameter."""
    found: Points = t * (_A1 + t**2 * (_A2 + t**4 * (_A3 + _A4 * t**2)))
    return found


def _wide(t: Points) -> Points:
    """How much a parallel of Equal Earth is shortened, by its parameter."""
    found: Points = _M * (_A1 + 3 * _A2 * t**2 + t**6 * (7 * _A3 + 9 * _A4 * t**2))
    return found


def point_at(projection: Projection, x: float, y: float) -> Plane | None:
    """The longitude (not wrapped) and latitude of one point of the plane; None beyond the world."""
    lon, lat = projection.inverse(np.array(((x, y),)))[0].tolist()
    return None if math.isnan(lon) else (lon, lat)


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

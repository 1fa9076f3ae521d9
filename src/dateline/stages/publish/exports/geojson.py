"""GeoJSON by RFC 7946: one feature a story, longitude before latitude, WGS 84.

A story whose place is not known is a feature without geometry, not a point at zero; ``where_precision`` and
``where_radius_km`` say how near the point is to the spot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dateline.stages.publish.exports.forms import array
from dateline.stages.publish.exports.happenings import Happening, happening
from dateline.stages.publish.exports.tables import row_of

if TYPE_CHECKING:
    from dateline.core.site import Edition
    from dateline.stages.publish.exports.accounts import Account

_IN_GEOMETRY = ("latitude", "longitude")


def geojson(edition: Edition, accounts: Iterable[Account]) -> Iterator[bytes]:
    """A FeatureCollection of all stories."""
    features = (feature(happening(account, edition)) for account in accounts)
    return array(features, '{"type": "FeatureCollection", "features": [', "]}")


def feature(told: Happening) -> dict[str, Any]:
    """A story as a feature; what is not known is left out of its properties."""
    place = told.place
    known = place is not None and place.lat is not None and place.lon is not None
    properties = {
        key: value
        for key, value in row_of(told).items()
        if key not in _IN_GEOMETRY and value not in ("", None)
    }
    return {
        "type": "Feature",
        "id": told.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if known and place else None,
        "properties": properties,
    }

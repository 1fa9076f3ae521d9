"""GeoJSON by RFC 7946: one feature a story, longitude before latitude, WGS 84.

A story whose place is not known is a feature without geometry, not a point at zero; ``where_precision`` says
how near the point is to the spot.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dateline.core.types import Facts
from dateline.stages.publish.exports.happenings import Happening, happenings
from dateline.stages.publish.exports.tables import row_of
from dateline.stages.publish.issue import Shelf

_IN_GEOMETRY = ("latitude", "longitude")


def geojson(shelf: Shelf, facts: Mapping[str, Facts]) -> bytes:
    """A FeatureCollection of all stories."""
    features = [_feature(happening) for happening in happenings(shelf, facts)]
    form = {"type": "FeatureCollection", "features": features}
    return (json.dumps(form, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _feature(happening: Happening) -> dict[str, Any]:
    place = happening.place
    known = place is not None and place.lat is not None and place.lon is not None
    properties = {
        key: value
        for key, value in row_of(happening).items()
        if key not in _IN_GEOMETRY and value not in ("", None)
    }
    return {
        "type": "Feature",
        "id": happening.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if known and place else None,
        "properties": properties,
    }

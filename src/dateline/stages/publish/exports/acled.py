"""A table with ACLED's columns, filled only as far as the reports go.

``event_type`` follows ACLED's codebook where a PLOVER category has one counterpart, and stays empty where
it has several: an assault may be a battle, a riot or remote violence, and no rule here knows which. The
PLOVER category stands in ``tags``. ``fatalities`` is the best figure, else the lowest that stands, as ACLED's
codebook prefers; the range is in ``notes``. Columns of our own about provenance follow.
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.core.types import Facts
from dateline.stages.publish.exports.happenings import Happening, happenings, provenance, timestamp
from dateline.stages.publish.exports.tables import Cell, write_csv
from dateline.stages.publish.issue import Shelf, outlets

COLUMNS = (
    *(
        "event_id_cnty",
        "event_date",
        "year",
        "time_precision",
        "disorder_type",
        "event_type",
        "sub_event_type",
    ),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction"),
    *("civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location"),
    *(
        "latitude",
        "longitude",
        "geo_precision",
        "source",
        "source_scale",
        "notes",
        "fatalities",
        "tags",
        "timestamp",
    ),
)
_PROVENANCE = (
    *("report_ids", "n_outlets", "n_independent", "first_reported", "last_revised", "status"),
    *("fatalities_low", "fatalities_high"),
)
#: PLOVER category: ACLED's disorder type and event type.
_TYPES = {"PROTEST": ("Demonstrations", "Protests")}


def acled(shelf: Shelf, facts: Mapping[str, Facts]) -> bytes:
    """CSV, one row a story."""
    rows = [_row(happening) for happening in happenings(shelf, facts)]
    return write_csv((*COLUMNS, *_PROVENANCE), rows)


def _row(happening: Happening) -> dict[str, Cell]:
    page, place, event = happening.page, happening.place, happening.event
    toll = happening.tolls["killed"]
    disorder, kind = _TYPES.get(event.type if event else "", ("", ""))
    row: dict[str, Cell] = dict.fromkeys(COLUMNS, "")
    row |= {
        "event_id_cnty": happening.id,
        "event_date": happening.date,
        "year": happening.date[:4],
        "time_precision": happening.date_precision or None,
        "disorder_type": disorder,
        "event_type": kind,
        "actor1": "; ".join(event.actors) if event else "",
        "actor2": "; ".join(event.targets) if event else "",
        "country": place.country if place else "",
        "location": place.name if place else "",
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "geo_precision": happening.place_precision or None,
        "source": "; ".join(outlets(page)),
        "notes": _notes(happening),
        "fatalities": toll.low if toll.best is None else toll.best,
        "tags": f"plover:{event.type}" if event else "",
        "timestamp": timestamp(page),
        "fatalities_low": toll.low,
        "fatalities_high": toll.high,
    }
    return row | provenance(happening)


def _notes(happening: Happening) -> str:
    page, toll = happening.page, happening.tolls["killed"]
    told = [line.text for line in (page.headline, page.opening) if line]
    if toll.low is not None and not toll.low == toll.best == toll.high:
        high = "no upper figure given" if toll.high is None else f"at most {toll.high}"
        told.append(f"Fatalities: at least {toll.low}, {high}.")
    return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in told)

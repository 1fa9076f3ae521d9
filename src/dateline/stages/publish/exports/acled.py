"""A table with ACLED's columns, filled only as far as the reports go.

``event_type`` follows ACLED's codebook where a PLOVER category has one counterpart, and stays empty where
it has several: an assault may be a battle, a riot or remote violence, and no rule here knows which. The
PLOVER category stands in ``tags``. A month becomes its middle, as the codebook has it, and a mere year no
date. Codings of ACLED's own (regions, kinds of actors, scale of sources) stay empty. ``fatalities`` is the
best figure, else the lowest that stands, as ACLED's codebook prefers; the range is in ``notes``. Columns of
our own about provenance follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.stages.publish.exports.countries import country
from dateline.stages.publish.exports.happenings import (
    PROVENANCE,
    SEVERAL,
    Happening,
    happening,
    provenance,
    timestamp,
)
from dateline.stages.publish.exports.tables import Cell, write_csv
from dateline.stages.publish.standing import outlets

if TYPE_CHECKING:
    from dateline.core.site import Edition
    from dateline.stages.publish.exports.accounts import Account

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision"),
    *("disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction"),
    *("civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location"),
    *("latitude", "longitude", "geo_precision", "source", "source_scale", "notes"),
    *("fatalities", "tags", "timestamp"),
)
_OWN = ("fatalities_low", "fatalities_high", *PROVENANCE)
#: PLOVER category: ACLED's disorder type and event type.
_TYPES = {"PROTEST": ("Demonstrations", "Protests")}
#: What makes a day of a date, by its length: of a year nothing does.
_DAY = {4: None, 7: "-15", 10: ""}


def acled(edition: Edition, accounts: Iterable[Account]) -> Iterator[bytes]:
    """CSV, one row a story."""
    return write_csv((*COLUMNS, *_OWN), (_row(happening(account, edition)) for account in accounts))


def _row(told: Happening) -> dict[str, Cell]:
    page, place, event = told.page, told.place, told.event
    toll, land = told.tolls["killed"], country(place.country if place else "")
    disorder, kind = _TYPES.get(event.type if event else "", ("", ""))
    row: dict[str, Cell] = dict.fromkeys(COLUMNS, "")
    row |= {
        "event_id_cnty": told.id,
        "event_date": _day(told.date),
        "year": told.date[:4],
        "time_precision": told.date_precision or None,
        "disorder_type": disorder,
        "event_type": kind,
        "actor1": SEVERAL.join(event.actors) if event else "",
        "actor2": SEVERAL.join(event.targets) if event else "",
        "iso": land.number,
        "country": land.name,
        "location": place.name if place else "",
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "geo_precision": told.place_precision or None,
        "source": SEVERAL.join(outlets(page)),
        "notes": _notes(told),
        "fatalities": toll.low if toll.best is None else toll.best,
        "tags": f"plover:{event.type}" if event else "",
        "timestamp": timestamp(page),
        "fatalities_low": toll.low,
        "fatalities_high": toll.high,
    }
    return row | provenance(told)


def _day(date: str) -> str:
    rest = _DAY.get(len(date))
    return "" if rest is None else date + rest


def _notes(told: Happening) -> str:
    page, toll = told.page, told.tolls["killed"]
    notes = [line.text for line in (page.headline, page.opening) if line]
    if toll.low is not None and not toll.low == toll.best == toll.high:
        high = "no upper figure given" if toll.high is None else f"at most {toll.high}"
        notes.append(f"Fatalities: at least {toll.low}, {high}.")
    return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in notes)

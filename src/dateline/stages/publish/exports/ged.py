"""A table with the columns of UCDP's Georeferenced Event Dataset, filled only as far as the reports go.

``best``, ``low`` and ``high`` are the page's toll of the killed as it stands: UCDP's three columns.
``best`` stays empty where reports differ and none has greater authority; deaths by side stay empty, because
no toll tells sides: all of ``best`` is in ``deaths_unknown``. Conflicts, dyads and types of violence are
codings of UCDP's own that no rule here gives; ``country`` is the common English name, not UCDP's history of
names. Only stories whose event is an assault, and that tell of a death, are events in UCDP's sense: its
codebook wants armed force and one death at least. Columns of our own about provenance follow.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.core.types import Scope
from dateline.stages.publish.exports.countries import country
from dateline.stages.publish.exports.happenings import PROVENANCE, SEVERAL, Happening, happening, provenance
from dateline.stages.publish.exports.tables import Cell, write_csv
from dateline.stages.publish.standing import origins, outlets

if TYPE_CHECKING:
    from dateline.core.pages import Page
    from dateline.core.site import Edition
    from dateline.core.types import Place
    from dateline.stages.publish.exports.accounts import Account

COLUMNS = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence"),
    *("conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name"),
    *("side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b"),
    *("number_of_sources", "source_article", "source_office", "source_date", "source_headline"),
    *("source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2"),
    *("latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region"),
    *("event_clarity", "date_prec", "date_start", "date_end"),
    *("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
)
#: How exact a place is, by UCDP's codebook: 1 the spot, 2 within some 25 km, 3 a district, 4 a province,
#: 5 a stretch or an area that is no unit of administration, 6 a country, 7 a sea or the air above.
_WHERE = {
    "city": 1, "": 1, "street": 1, "distance": 2, "island": 2, "county": 3, "region": 4, "area": 5, "line": 5,
    "river": 5, "canal": 5, "lake": 5, "mountain": 5, "country": 6, "people": 6, "sea": 7, "ocean": 7,
}  # fmt: skip
_NEAR_KM = 25.0
#: How exact a date is, by its length: a year (5), a month (4), a day (1). 2 is "within six days".
_WHEN = {4: 5, 7: 4, 10: 1}
_WITHIN_DAYS = 2
_KILLED, _ASSAULT = "killed", "ASSAULT"


def ged(edition: Edition, accounts: Iterable[Account]) -> Iterator[bytes]:
    """CSV, one row for each story of violence that killed."""
    told = (happening(account, edition) for account in accounts)
    return write_csv((*COLUMNS, *PROVENANCE), (_row(each) for each in told if _violent(each)))


def _violent(told: Happening) -> bool:
    """Whether it is an event in UCDP's sense: violence by somebody, and at least one death."""
    killed = told.tolls[_KILLED]
    return told.event is not None and told.event.type == _ASSAULT and bool(killed.high or killed.low)


def _row(told: Happening) -> dict[str, Cell]:
    page, toll = told.page, told.tolls[_KILLED]
    start, end = _days(told.date)
    row: dict[str, Cell] = dict.fromkeys(COLUMNS, "")
    row |= {
        "id": told.id,
        "relid": told.id,
        "year": told.date[:4],
        "side_a": SEVERAL.join(told.event.actors) if told.event else "",
        "side_b": SEVERAL.join(told.event.targets) if told.event else "",
        "number_of_sources": origins(page),
        "date_prec": _WITHIN_DAYS if told.reported else _WHEN.get(len(told.date)),
        "date_start": start,
        "date_end": end,
        "deaths_unknown": toll.best,
        "best": toll.best,
        "low": toll.low,
        "high": toll.high,
    }
    return row | _sources(page) | _where(told.place) | provenance(told)


def _sources(page: Page) -> dict[str, Cell]:
    """The reports as UCDP cites them: office, date and title; and who is quoted for the figure."""
    cited = [
        ", ".join(
            part for part in (credit.outlet, credit.published and credit.published.rfc3339()[:10]) if part
        )
        + (f": “{credit.title}”" if credit.title else "")
        for credit in page.sources
    ]
    first = page.sources[0] if page.sources else None
    speakers = [
        entry.speaker
        for entry in page.figures
        if entry.measure == _KILLED
        and entry.scope is Scope.HAPPENING
        and not entry.replaced
        and entry.speaker
    ]
    return {
        "source_article": SEVERAL.join(cited),
        "source_office": SEVERAL.join(outlets(page)),
        "source_date": first.published.rfc3339()[:10] if first and first.published else "",
        "source_headline": first.title if first else "",
        "source_original": SEVERAL.join(dict.fromkeys(speakers)),
    }


def _where(place: Place | None) -> dict[str, Cell]:
    if place is None or place.lat is None or place.lon is None:
        return {}
    exact = _WHERE.get(place.kind, 5)
    if exact == 1 and (place.radius_km or 0) > _NEAR_KM:
        exact = 2
    return {
        "where_prec": exact,
        "where_coordinates": place.name,
        "where_description": place.phrase.text,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})",
        "priogrid_gid": _cell(place.lat, place.lon),
        "country": country(place.country).name,
    }


def _cell(lat: float, lon: float) -> int:
    """The cell of PRIO-GRID: squares of half a degree, numbered from 1 in the south-west, row by row."""
    row, column = (min(int((at + edge) * 2), last) for at, edge, last in ((lat, 90, 359), (lon, 180, 719)))
    return row * 720 + column + 1


def _days(date: str) -> tuple[str, str]:
    """The first and the last day of a day, a month or a year."""
    if len(date) == 4:
        return f"{date}-01-01", f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-01", f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]:02d}"
    return date, date

"""UCDP's columns: what is violence there, how exact place and date are, and no death on a side untold."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from dateline.core.pages import Page, Toll
from dateline.core.types import Event, Facts, Scope
from dateline.stages.publish.exports import export
from dateline.stages.publish.exports.ged import COLUMNS
from dateline.stages.publish.exports.happenings import PROVENANCE
from tests.newsroom import COPY, FACTS, FERRY, FERRY_PAGE, hurt, place, span, stamp, toll
from tests.stages.shelves import PUBLIC, account

SHOT = replace(FACTS["rferry"].events[1], type="ASSAULT", actors=("raiders",), targets=("ferrymen",))
KILLED = toll(3, 4, 5, measure="killed")
RAID = replace(FERRY_PAGE, tolls=(KILLED,))


def table(page: Page, *events: Event) -> list[dict[str, str]]:
    facts = {"rferry": Facts(report="rferry", events=events)}
    content = b"".join(export("ged", PUBLIC, [account(page, facts)])).decode()
    return list(csv.DictReader(io.StringIO(content, newline="")))


def row(page: Page = RAID, event: Event = SHOT) -> dict[str, str]:
    (found,) = table(page, event)
    return found


def test_it_has_ucdp_s_columns_and_then_where_a_row_comes_from() -> None:
    assert len(COLUMNS) == 49
    assert tuple(row()) == (*COLUMNS, *PROVENANCE)


def test_a_death_has_its_range_and_no_side() -> None:
    told = row()
    assert (told["low"], told["best"], told["high"]) == ("3", "4", "5")
    assert (told["deaths_unknown"], told["deaths_a"], told["deaths_b"], told["deaths_civilians"]) == (
        "4",
        "",
        "",
        "",
    )
    assert (told["side_a"], told["side_b"]) == ("raiders", "ferrymen")
    assert (told["type_of_violence"], told["conflict_name"], told["event_clarity"]) == ("", "", "")


def test_where_none_is_known_to_be_right_there_is_no_best() -> None:
    told = row(replace(FERRY_PAGE, tolls=(toll(3, None, 5, measure="killed"),)))
    assert (told["low"], told["best"], told["deaths_unknown"], told["high"]) == ("3", "", "", "5")


@pytest.mark.parametrize(
    ("tolls", "kind", "count"),
    [
        ((KILLED,), "ASSAULT", 1),
        ((KILLED,), "ACCIDENT", 0),
        ((KILLED,), "PROTEST", 0),
        ((), "ASSAULT", 0),
        ((toll(0, 0, 0, measure="killed"),), "ASSAULT", 0),
        ((toll(0, None, 2, measure="killed"),), "ASSAULT", 1),
        ((toll(3, 3, 3),), "ASSAULT", 0),
        ((replace(KILLED, scope=Scope.HISTORICAL),), "ASSAULT", 0),
    ],
)
def test_only_violence_that_killed_is_an_event_there(tolls: tuple[Toll, ...], kind: str, count: int) -> None:
    assert len(table(replace(FERRY_PAGE, tolls=tolls), replace(SHOT, type=kind))) == count


def test_sources_are_counted_by_origin_and_cited_by_report() -> None:
    told = row()
    assert told["number_of_sources"] == "3"
    assert told["source_article"].startswith(f"Watt-Anzeiger, 2025-07-01: “{FERRY.title}”; {COPY.outlet}, ")
    assert (told["source_headline"], told["source_date"]) == (FERRY.title, "2025-07-01")


def test_who_is_quoted_for_the_figure_stands_as_its_original_source() -> None:
    figures = (
        replace(hurt(4, FERRY, span(FERRY, "three")), measure="killed", speaker="coastguard"),
        replace(hurt(3, FERRY, span(FERRY, "three")), measure="killed", speaker="police", replaced=True),
        replace(hurt(9, FERRY, span(FERRY, "three")), speaker="hospital"),
    )
    assert row(replace(RAID, figures=figures))["source_original"] == "coastguard"


@pytest.mark.parametrize(
    ("kind", "radius", "exact"),
    [
        ("city", None, "1"),
        ("city", 10.0, "1"),
        ("city", 60.0, "2"),
        ("island", None, "2"),
        ("county", None, "3"),
        ("region", 200.0, "4"),
        ("river", None, "5"),
        ("country", 500.0, "6"),
        ("sea", None, "7"),
        ("odd", None, "5"),
    ],
)
def test_how_exact_a_place_is(kind: str, radius: float | None, exact: str) -> None:
    where = replace(place("Hooge", 54.5, -8.5, kind), radius_km=radius)
    told = row(replace(RAID, places=(where,)))
    assert told["where_prec"] == exact
    assert (told["geom_wkt"], told["longitude"]) == ("POINT (-8.5 54.5)", "-8.5")


def test_no_place_is_no_point() -> None:
    told = row(replace(RAID, places=()))
    assert (told["where_prec"], told["geom_wkt"], told["latitude"]) == ("", "", "")


@pytest.mark.parametrize(
    ("happened", "exact", "start", "end"),
    [
        ("2025-07-01", "1", "2025-07-01", "2025-07-01"),
        ("2024-02", "4", "2024-02-01", "2024-02-29"),
        ("2025", "5", "2025-01-01", "2025-12-31"),
        ("", "2", "2025-07-03", "2025-07-03"),
    ],
)
def test_how_exact_a_date_is(happened: str, exact: str, start: str, end: str) -> None:
    page = replace(RAID, happened=happened, first_reported=stamp("2025-07-03T08:00:00"))
    told = row(page)
    assert (told["date_prec"], told["date_start"], told["date_end"]) == (exact, start, end)


def test_a_place_has_its_country_by_name_and_its_cell_of_the_grid() -> None:
    told = row()
    assert told["country"] == "Germany"
    assert told["priogrid_gid"] == str((287 * 720) + 374 + 1)
    assert told["country_id"] == told["region"] == ""


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(-90.0, -180.0, 1), (90.0, 180.0, 259200), (34.53, 69.17, 179779), (-0.01, -0.01, 129240)],
)
def test_cells_are_numbered_from_the_south_west(lat: float, lon: float, cell: int) -> None:
    (first, *rest) = RAID.places
    moved = replace(RAID, places=(replace(first, lat=lat, lon=lon), *rest))
    assert row(moved)["priogrid_gid"] == str(cell)

"""The happenings as data: each format read back by somebody else's reader or by the rules of its standard."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.errors import MissingExtra, UsageError
from dateline.core.pages import Page, Toll
from dateline.core.site import Edition
from dateline.core.types import Facts, Scope
from dateline.stages.publish.exports import KINDS, Account, export
from dateline.stages.publish.exports.acled import COLUMNS as ACLED
from dateline.stages.publish.exports.happenings import PROVENANCE, Bounds
from dateline.stages.publish.exports.happenings import toll as told
from dateline.stages.publish.exports.tables import BATCH, COLUMNS, harmless
from tests.newsroom import FACTS, FERRY_PAGE, LIBRARY_PAGE, toll
from tests.stages.shelves import LOCAL, PAGES, PUBLIC, account, accounts


def written(kind: str, *pages: Page, edition: Edition = PUBLIC, facts: Mapping[str, Facts] = FACTS) -> bytes:
    return b"".join(export(kind, edition, accounts(*pages, facts=facts)))


def table(kind: str, *pages: Page, edition: Edition = PUBLIC) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(kind, *pages, edition=edition).decode(), newline="")))


def test_an_unknown_format_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="acled, annotations, csv, ged, geojson, ninjs, parquet, plover"):
        export("xlsx", PUBLIC, [])


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_stories_give_the_same_bytes(kind: str) -> None:
    assert written(kind) == written(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_an_edition_without_a_story_is_exported(kind: str) -> None:
    b"".join(export(kind, LOCAL, []))


@pytest.mark.parametrize("kind", ["annotations", "csv", "acled", "ged", "geojson", "ninjs", "plover"])
def test_stories_are_taken_as_bytes_are_asked_for_and_never_all_at_once(kind: str) -> None:
    taken = 0
    shot = replace(FERRY_PAGE, tolls=(toll(1, 1, 1, measure="killed"),))

    def many() -> Iterator[Account]:
        nonlocal taken
        for number in range(4 * BATCH):
            taken += 1
            yield account(replace(shot, story=f"s{number}"), _assault())

    next(export(kind, PUBLIC, many()))
    assert taken <= BATCH


def _assault() -> dict[str, Facts]:
    protest = FACTS["rferry"].events[1]
    return {"rferry": Facts(report="rferry", events=(replace(protest, type="ASSAULT"),))}


def test_parquet_is_written_in_groups() -> None:
    parquet = pytest.importorskip("pyarrow.parquet", exc_type=ImportError)
    many = (account(replace(LIBRARY_PAGE, story=f"s{number}"), {}) for number in range(5_001))
    pieces = list(export("parquet", PUBLIC, many))
    read = parquet.ParquetFile(io.BytesIO(b"".join(pieces)))
    assert len(pieces) == 3
    assert (read.metadata.num_rows, read.metadata.num_row_groups) == (5_001, 2)


# --- tolls --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tolls", "expected"),
    [
        ((), Bounds()),
        ((toll(3, 3, 3),), Bounds(low=3, best=3, high=3)),
        ((toll(3, 4, 5),), Bounds(low=3, best=4, high=5)),
        ((toll(3, None, 5),), Bounds(low=3, high=5)),
        ((toll(24, None, None),), Bounds(low=24)),
        ((toll(90, 90, 90, measure="killed"),), Bounds()),
        ((replace(toll(90, 90, 90), scope=Scope.CUMULATIVE),), Bounds()),
        ((replace(toll(90, 90, 90), scope=Scope.HISTORICAL), toll(3, 3, 3)), Bounds(low=3, best=3, high=3)),
        ((toll(32, 2, 32),), Bounds(low=2, best=2, high=32)),
        ((toll(3, 9, None),), Bounds(low=3, best=9)),
    ],
)
def test_low_best_and_high_are_the_page_s_own_of_this_happening(
    tolls: tuple[Toll, ...], expected: Bounds
) -> None:
    assert told("injured", replace(FERRY_PAGE, tolls=tolls)) == expected


# --- tables -------------------------------------------------------------------------------


def test_a_row_for_each_story_with_where_it_comes_from() -> None:
    rows = table("csv")
    assert list(rows[0]) == list(COLUMNS)
    assert [row["id"] for row in rows] == ["sferry", "slibrary", "stide"]
    ferry = rows[0]
    assert (ferry["date"], ferry["place"], ferry["latitude"]) == ("2025-07-01", "Baltrum", "53.73")
    assert (ferry["injured_low"], ferry["injured_best"], ferry["injured_high"]) == ("3", "", "5")
    assert (ferry["n_reports"], ferry["n_outlets"], ferry["n_independent"]) == ("4", "4", "3")
    assert (ferry["status"], ferry["revision"]) == ("disputed", "2")
    assert ferry["report_ids"] == "rferry rcopy rradio rwall"
    assert ferry["story_url"] == "https://kueste.example/story/sferry/"
    assert ferry["event_type"] == "PROTEST"


@pytest.mark.parametrize("kind", ["csv", "acled", "geojson"])
def test_every_row_says_where_it_comes_from(kind: str) -> None:
    if kind == "geojson":
        rows = [feature["properties"] for feature in json.loads(written(kind))["features"]]
    else:
        rows = table(kind)
    known = set(PROVENANCE) - {"models"}
    assert len(rows) == len(PAGES)
    assert all(row[name] for row in rows for name in known)


def test_what_is_hypothetical_is_no_event_of_the_story() -> None:
    only = {"rferry": replace(FACTS["rferry"], events=FACTS["rferry"].events[:1])}
    rows = list(csv.DictReader(io.StringIO(written("csv", facts=only).decode(), newline="")))
    assert rows[0]["event_type"] == ""


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r", "\n=1", "  =1", "＝1"])
def test_a_formula_is_made_harmless(cell: str) -> None:
    assert str(harmless(cell)).startswith("'")


@given(st.text())
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    assert not str(harmless(cell)).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_numbers_stay_numbers() -> None:
    assert harmless(-7.5) == -7.5
    hostile = replace(FERRY_PAGE, headline=replace(FERRY_PAGE.headline, text='=HYPERLINK("x"),\r\ny'))
    (row,) = table("csv", hostile)
    assert row["headline"] == '\'=HYPERLINK("x"),\r\ny'


def test_parquet_has_the_same_table() -> None:
    parquet = pytest.importorskip("pyarrow.parquet", exc_type=ImportError)
    rows = parquet.read_table(io.BytesIO(written("parquet"))).to_pylist()
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["injured_low"], rows[0]["injured_best"], rows[0]["n_independent"]) == (3, None, 3)
    assert rows[0]["latitude"] == 53.73


def test_parquet_without_its_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"dateline\[parquet\]"):
        export("parquet", PUBLIC, [])


def test_acled_has_its_columns_and_guesses_no_type() -> None:
    rows = table("acled")
    assert tuple(rows[0])[: len(ACLED)] == ACLED
    ferry = rows[0]
    assert (ferry["event_date"], ferry["year"], ferry["time_precision"]) == ("2025-07-01", "2025", "1")
    assert (ferry["disorder_type"], ferry["event_type"], ferry["tags"]) == (
        "Demonstrations",
        "Protests",
        "plover:PROTEST",
    )
    assert ferry["fatalities"] == ""
    assert ferry["timestamp"] == "1751436600"
    assert rows[1]["event_type"] == ""


def test_acled_names_the_country_and_numbers_it() -> None:
    ferry = table("acled")[0]
    assert (ferry["country"], ferry["iso"]) == ("Germany", "276")
    assert ferry["region"] == ferry["inter1"] == ferry["source_scale"] == ""


@pytest.mark.parametrize(
    ("happened", "date", "year", "precision"),
    [
        ("2025-07-01T14:20", "2025-07-01", "2025", "1"),
        ("2025-07", "2025-07-15", "2025", "3"),  # the codebook's middle of the month
        ("2025", "", "2025", "3"),
    ],
)
def test_acled_has_a_day_or_no_date(happened: str, date: str, year: str, precision: str) -> None:
    (row,) = table("acled", replace(FERRY_PAGE, happened=happened))
    assert (row["event_date"], row["year"], row["time_precision"]) == (date, year, precision)


def test_acled_fatalities_are_the_lowest_that_stands_and_the_notes_say_so() -> None:
    tolls = (toll(3, None, 5, measure="killed"),)
    (row,) = table("acled", replace(FERRY_PAGE, tolls=tolls))
    assert (row["fatalities"], row["fatalities_low"], row["fatalities_high"]) == ("3", "3", "5")
    assert "Fatalities: at least 3, at most 5." in row["notes"]


# --- GeoJSON ------------------------------------------------------------------------------


def features(*pages: Page) -> list[dict[str, Any]]:
    form = json.loads(written("geojson", *pages))
    assert form["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = form["features"]
    return found


def test_geojson_has_longitude_first_and_no_point_where_none_is_known() -> None:
    ferry, library, _ = features()
    assert ferry["geometry"] == {"type": "Point", "coordinates": [7.37, 53.73]}
    assert library["geometry"] is None
    assert ferry["properties"]["where_precision"] == 1
    assert "latitude" not in ferry["properties"]


def test_one_feature_stands_on_each_line() -> None:
    lines = written("geojson").decode().splitlines()
    assert len(lines) == 2 + len(PAGES)
    assert json.loads(lines[1].removesuffix(","))["id"] == "sferry"

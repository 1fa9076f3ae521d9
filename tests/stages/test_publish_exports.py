"""The happenings as data: each format read back by somebody else's reader or by the rules of its standard."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.errors import MissingExtra, UsageError
from dateline.core.pages import Toll
from dateline.core.types import Scope
from dateline.stages.publish import KINDS, Issue, export
from dateline.stages.publish.exports.acled import COLUMNS as ACLED
from dateline.stages.publish.exports.happenings import Bounds
from dateline.stages.publish.exports.happenings import toll as told
from dateline.stages.publish.exports.tables import COLUMNS, harmless
from tests.newsroom import EDITION, FACTS, FERRY_PAGE, ISSUE, toll

PUBLIC = replace(ISSUE, edition=replace(EDITION, base_url="https://news.example"))


def table(kind: str, issue: Issue = ISSUE) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(kind, issue, FACTS).decode(), newline="")))


def test_an_unknown_format_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="acled, csv, geojson, ninjs, parquet, plover"):
        export("xlsx", ISSUE, FACTS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_issue_gives_the_same_bytes(kind: str) -> None:
    turned = replace(ISSUE, pages=ISSUE.pages[::-1])
    assert export(kind, ISSUE, FACTS) == export(kind, turned, FACTS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_edition_without_a_story_is_exported(kind: str) -> None:
    export(kind, Issue(edition=EDITION, pages=()), {})


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
    ],
)
def test_low_best_and_high_are_the_page_s_own_of_this_happening(
    tolls: tuple[Toll, ...], expected: Bounds
) -> None:
    assert told("injured", replace(FERRY_PAGE, tolls=tolls)) == expected


# --- tables -------------------------------------------------------------------------------


def test_a_row_for_each_story_with_where_it_comes_from() -> None:
    rows = table("csv", PUBLIC)
    assert list(rows[0]) == list(COLUMNS)
    assert [row["id"] for row in rows] == ["sferry", "slibrary", "stide"]
    ferry = rows[0]
    assert (ferry["date"], ferry["place"], ferry["latitude"]) == ("2025-07-01", "Baltrum", "53.73")
    assert (ferry["injured_low"], ferry["injured_best"], ferry["injured_high"]) == ("3", "", "5")
    assert (ferry["n_outlets"], ferry["n_independent"], ferry["status"]) == ("4", "3", "disputed")
    assert ferry["report_ids"] == "rferry rcopy rradio rwall"
    assert ferry["url"] == "https://news.example/story/sferry/"
    assert ferry["event_type"] == "PROTEST"


def test_what_is_hypothetical_is_no_event_of_the_story() -> None:
    only = {"rferry": replace(FACTS["rferry"], events=FACTS["rferry"].events[:1])}
    rows = list(csv.DictReader(io.StringIO(export("csv", ISSUE, only).decode(), newline="")))
    assert rows[0]["event_type"] == ""


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r", "\n=1", "  =1", "＝1"])
def test_a_formula_is_made_harmless(cell: str) -> None:
    assert harmless(cell) == "'" + cell


@given(st.text())
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    assert not str(harmless(cell)).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_numbers_stay_numbers() -> None:
    assert harmless(-7.5) == -7.5
    hostile = replace(FERRY_PAGE, headline=replace(FERRY_PAGE.headline, text='=HYPERLINK("x"),\r\ny'))
    (row,) = table("csv", replace(ISSUE, pages=(hostile,)))
    assert row["headline"] == '\'=HYPERLINK("x"),\r\ny'


def test_parquet_has_the_same_table() -> None:
    parquet = pytest.importorskip("pyarrow.parquet", exc_type=ImportError)
    rows = parquet.read_table(io.BytesIO(export("parquet", ISSUE, FACTS))).to_pylist()
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["injured_low"] == 3
    assert rows[0]["injured_best"] is None
    assert rows[0]["latitude"] == 53.73


def test_parquet_without_its_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"dateline\[parquet\]"):
        export("parquet", ISSUE, FACTS)


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


def test_acled_fatalities_are_the_lowest_that_stands_and_the_notes_say_so() -> None:
    tolls = (toll(3, None, 5, measure="killed"),)
    (row,) = table("acled", replace(ISSUE, pages=(replace(FERRY_PAGE, tolls=tolls),)))
    assert (row["fatalities"], row["fatalities_low"], row["fatalities_high"]) == ("3", "3", "5")
    assert "Fatalities: at least 3, at most 5." in row["notes"]


# --- JSON ---------------------------------------------------------------------------------


def test_geojson_has_longitude_first_and_no_point_where_none_is_known() -> None:
    form = json.loads(export("geojson", ISSUE, FACTS))
    assert form["type"] == "FeatureCollection"
    ferry, library, _ = form["features"]
    assert ferry["geometry"] == {"type": "Point", "coordinates": [7.37, 53.73]}
    assert library["geometry"] is None
    assert ferry["properties"]["where_precision"] == 1
    assert "latitude" not in ferry["properties"]


def test_plover_keeps_the_mode_of_each_event() -> None:
    lines = [json.loads(held) for held in export("plover", ISSUE, FACTS).decode().splitlines()]
    assert [(held["event"], held.get("mode"), held["quad_code"]) for held in lines] == [
        ("ASSAULT", "hypothetical", 4),
        ("PROTEST", None, 4),
    ]
    assert all({"id", "date", "actor", "event"} <= held.keys() for held in lines)
    assert lines[0]["event_loc"] == {"location_text": "Baltrum", "country": "DE", "lat": 53.73, "lon": 7.37}
    assert (lines[0]["date"], lines[0]["cite_info"]) == ("2025-07-01", "Watt-Anzeiger")
    assert len({held["id"] for held in lines}) == 2


def test_ninjs_names_its_standard_its_sources_and_makes_up_no_hour() -> None:
    ferry, library, _ = json.loads(export("ninjs", PUBLIC, FACTS))
    assert ferry["uri"] == "https://news.example/story/sferry/"
    assert ferry["standard"]["version"] == "3.1"
    assert [source["name"] for source in ferry["infoSources"]][:2] == ["Watt-Anzeiger", "Norden heute"]
    assert ferry["trustIndicators"][0]["href"] == "https://news.example/corrections/"
    assert [held.get("versionCreated", "") for held in ferry["associations"]] == [
        "2025-07-01T19:27:47Z",
        "2025-07-01T20:05:00Z",
        "",
        "2025-07-02T06:00:00Z",
    ]
    assert "bodies" not in library
    assert json.loads(export("ninjs", ISSUE, FACTS))[0]["uri"] == "urn:dateline:story:sferry"

"""Tables and maps: cells that no spreadsheet runs, longitude first, and no number made up."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import Page, Toll
from dateline.core.types import Event, Facts, Mode, Place, Span, Stamp
from dateline.stages.publish.exports import export
from dateline.stages.publish.exports.happenings import MEASURES, happening, main_event, timestamp
from dateline.stages.publish.exports.tables import Cell, harmless, write_csv
from tests.newsroom import FACTS, FERRY, FERRY_PAGE, LIBRARY_PAGE, place, span, stamp, toll
from tests.stages.shelves import PUBLIC, account

FEW = settings(max_examples=25, deadline=None)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
HURT = span(FERRY, "three people were hurt")
ASSAULT, PROTEST = FACTS["rferry"].events
CELLS = st.none() | st.integers() | st.text(st.characters(codec="utf-8"))


def rows(kind: str, page: Page, facts: Mapping[str, Facts] = FACTS) -> list[dict[str, str]]:
    content = b"".join(export(kind, PUBLIC, [account(page, facts)])).decode()
    return list(csv.DictReader(io.StringIO(content, newline="")))


def features(page: Page) -> Any:
    return json.loads(b"".join(export("geojson", PUBLIC, [account(page)])))["features"]


# --- cells --------------------------------------------------------------------------------


@FEW
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5))
def test_a_table_can_be_read_back_and_runs_nothing(told: list[tuple[Cell, Cell, Cell]]) -> None:
    names = ("one", "two", "three")
    raw = b"".join(write_csv(names, (dict(zip(names, row, strict=True)) for row in told))).decode()
    header, *read = list(csv.reader(io.StringIO(raw, newline="")))
    assert header == list(names)
    assert len(read) == len(told)
    for cells, row in zip(read, told, strict=True):
        for cell, value in zip(cells, row, strict=True):
            assert cell == ("" if value is None else str(harmless(value)))
            assert not isinstance(value, str) or not cell.startswith(FORMULA)
            assert value is None or cell.replace("'", "") == str(value).replace("'", "")


@pytest.mark.parametrize("mark", FORMULA)
@pytest.mark.parametrize("before", ["", " ", "   ", "\u00a0", "\u200b", "\ufeff"])
def test_a_mark_of_a_formula_is_found_behind_blanks(mark: str, before: str) -> None:
    cell = f"{before}{mark}cmd|' /C calc'!A0"
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("a;=cmd()", "a;'=cmd()"),
        ("Watt; =cmd()", "Watt; '=cmd()"),
        ("a\t+1", "a\t'+1"),
        ("a\r\n@x", "a\r\n'@x"),
        ("one\n- two", "one\n'- two"),
        ("a;\u200b=1", "a;\u200b'=1"),
        ("a;＝1", "a;'＝1"),
        ("=a;=b", "'=a;'=b"),
        ("a; b; c", "a; b; c"),
        ("a = b", "a = b"),
        ("3,-1", "3,-1"),
    ],
)
def test_where_a_spreadsheet_may_cut_a_text_no_formula_begins(cell: str, expected: str) -> None:
    assert harmless(cell) == expected


@FEW
@given(st.text(st.sampled_from("ab;\t\r\n =+-@＝＠\u00a0\u200b'\"")))
def test_no_piece_of_a_text_runs_whatever_ends_a_cell(cell: str) -> None:
    for piece in re.split("[;\t\r\n]", str(harmless(cell))):
        assert not piece.lstrip(" \u00a0\u200b").startswith(FORMULA)


@pytest.mark.parametrize(
    "cell", ["", "mill", "1+1", "a=b", "'=1", "desk@mill.example", "7", None, -3, -0.5, 0]
)
def test_what_is_no_formula_stays(cell: Cell) -> None:
    assert harmless(cell) == cell


@pytest.mark.parametrize("kind", ["csv", "acled"])
@pytest.mark.parametrize("payload", ["=1+1", "@SUM(A1)", "-2+3", '=HYPERLINK("x")', "\t=1"])
def test_no_column_of_a_story_runs(kind: str, payload: str) -> None:
    page = replace(
        FERRY_PAGE,
        headline=replace(FERRY_PAGE.headline, text=payload),
        places=(replace(place(payload, 1.0, 2.0), country=payload),),
        sources=tuple(replace(credit, outlet=payload, report=payload) for credit in FERRY_PAGE.sources),
    )
    facts = {
        payload: Facts(report=payload, events=(replace(PROTEST, actors=(payload,), targets=(payload,)),))
    }
    (row,) = rows(kind, page, facts)
    hot = {name: cell for name, cell in row.items() if cell.startswith(FORMULA)}
    assert hot == {}
    assert sum(cell.startswith("'") for cell in row.values()) >= 5


# --- tolls and events ---------------------------------------------------------------------


@FEW
@given(st.integers(0, 9), st.none() | st.integers(10, 19), st.none() | st.integers(20, 99))
def test_a_row_has_the_toll_as_it_is(low: int, best: int | None, high: int | None) -> None:
    (row,) = rows("csv", replace(FERRY_PAGE, tolls=(toll(low, best, high),)), {})
    assert row["injured_low"] == str(low)
    assert row["injured_best"] == ("" if best is None else str(best))
    assert row["injured_high"] == ("" if high is None else str(high))
    assert row["killed_low"] == ""


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((), ""),
        ((ASSAULT,), ""),
        ((ASSAULT, PROTEST), "PROTEST"),
        ((PROTEST, replace(ASSAULT, mode=Mode.ACTUAL)), "PROTEST"),
        ((replace(PROTEST, mode=Mode.FUTURE),), ""),
        ((replace(PROTEST, mode=Mode.NEGATED),), ""),
        ((replace(PROTEST, mode=Mode.HISTORICAL),), ""),
    ],
)
def test_only_what_happened_is_the_event_of_a_story(events: tuple[Event, ...], expected: str) -> None:
    found = main_event(FERRY_PAGE, {"rferry": Facts(report="rferry", events=events)})
    assert (found.type if found else "") == expected


def test_the_event_of_most_reports_is_that_of_the_story() -> None:
    aid = replace(PROTEST, type="AID")
    facts = {
        "rferry": Facts(report="rferry", events=(PROTEST, PROTEST)),
        "rcopy": Facts(report="rcopy", events=(aid,)),
        "rradio": Facts(report="rradio", events=(aid,)),
    }
    found = main_event(FERRY_PAGE, facts)
    assert found is not None
    assert found.type == "AID"


def test_what_one_report_of_three_tells_is_not_what_happened() -> None:
    """A rumour that one of them denies, an earlier case: no kind at all is better than such a one."""
    facts = {"rferry": Facts(report="rferry", events=(PROTEST,))}
    assert main_event(FERRY_PAGE, facts) is not None
    facts |= {name: Facts(report=name) for name in ("rcopy", "rradio")}
    assert main_event(FERRY_PAGE, facts) is None


def test_a_deed_goes_before_words_about_it_however_many_tell_those() -> None:
    accused = replace(PROTEST, type="ACCUSE")
    facts = {
        "rferry": Facts(report="rferry", events=(accused, PROTEST)),
        "rcopy": Facts(report="rcopy", events=(accused,)),
    }
    found = main_event(FERRY_PAGE, facts)
    assert found is not None
    assert found.type == "PROTEST"


def test_what_stands_below_the_lead_is_not_what_happened_however_many_tell_it() -> None:
    late = replace(
        PROTEST, type="AID", phrase=replace(PROTEST.phrase, span=Span(report="rferry", start=90, end=95))
    )
    lead = (Span(report="rferry", start=0, end=80),)
    facts = {
        "rferry": Facts(report="rferry", sentences=lead, events=(PROTEST, late)),
        "rcopy": Facts(report="rcopy", sentences=lead, events=(late,)),
    }
    found = main_event(FERRY_PAGE, facts)
    assert found is not None
    assert found.type == "PROTEST"
    assert main_event(FERRY_PAGE, {"rcopy": facts["rcopy"]}) is None


@pytest.mark.parametrize(
    ("happened", "first", "date", "precision"),
    [
        ("2025-07-01", stamp("2025-07-02T00:00:00"), "2025-07-01", 1),
        ("2025-07-01T21:05", None, "2025-07-01", 1),
        ("2025-07", None, "2025-07", 3),
        ("2025", None, "2025", 3),
        ("PRESENT_REF", stamp("2025-07-02T00:00:00"), "2025-07-02", 2),
        ("", None, "", 0),
    ],
)
def test_the_date_of_a_row(happened: str, first: Stamp | None, date: str, precision: int) -> None:
    page = replace(LIBRARY_PAGE, happened=happened, first_reported=first)
    row = happening(account(page, {}), PUBLIC)
    assert (row.date, row.date_precision) == (date, precision)


@pytest.mark.parametrize(
    ("kind", "near"),
    [("", 1), ("city", 1), ("street", 1), ("lake", 2), ("area", 3), ("country", 3), ("odd", 3)],
)
def test_how_near_the_point_is_to_the_spot(kind: str, near: int) -> None:
    (row,) = rows("csv", replace(FERRY_PAGE, places=(place("Hooge", 54.57, 8.54, kind),)))
    assert row["where_precision"] == str(near)


def test_the_time_of_a_row_is_never_below_zero() -> None:
    assert timestamp(FERRY_PAGE) == 1751436600
    undated = replace(LIBRARY_PAGE, first_reported=None, revisions=(replace(LIBRARY_PAGE.revision, at=None),))
    assert timestamp(undated) == 0


def test_what_is_not_known_is_an_empty_cell_and_not_zero() -> None:
    (row,) = rows("csv", LIBRARY_PAGE, {})
    assert {row[f"{measure}_{end}"] for measure in MEASURES for end in ("low", "best", "high")} == {""}
    assert (row["latitude"], row["place"], row["event_type"]) == ("", "", "")


@pytest.mark.parametrize(
    ("counted", "told", "note"),
    [
        (toll(4, 4, 4, measure="killed"), "4", ""),
        (toll(4, None, None, measure="killed"), "4", "Fatalities: at least 4, no upper figure given."),
        (toll(0, None, 9, measure="killed"), "0", "Fatalities: at least 0, at most 9."),
        (toll(4, 6, 9, measure="killed"), "6", "Fatalities: at least 4, at most 9."),
    ],
)
def test_fatalities_and_their_note(counted: Toll, told: str, note: str) -> None:
    (row,) = rows("acled", replace(FERRY_PAGE, tolls=(counted,)))
    assert row["fatalities"] == told
    assert row["notes"].endswith(note)
    assert bool(note) == ("Fatalities" in row["notes"])


# --- GeoJSON ------------------------------------------------------------------------------


@FEW
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_longitude_stands_before_latitude(lat: float, lon: float) -> None:
    (feature,) = features(replace(FERRY_PAGE, places=(place("Hooge", lat, lon),)))
    assert feature["geometry"] == {"type": "Point", "coordinates": [lon, lat]}
    assert not {"latitude", "longitude"} & set(feature["properties"])


@pytest.mark.parametrize("places", [(), (replace(place("Hooge", 1.0, 2.0), lat=None, lon=None),)])
def test_no_place_is_no_geometry(places: tuple[Place, ...]) -> None:
    (feature,) = features(replace(FERRY_PAGE, places=places))
    assert feature["geometry"] is None
    assert feature["id"] == "sferry"

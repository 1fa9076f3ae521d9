"""PLOVER: no threat, no denial and no history is exported as a deed of today; copies are told once."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from dateline.core.pages import Page
from dateline.core.types import Event, Facts, Mode, Span
from dateline.stages.publish.exports import export
from tests.newsroom import COPY, FACTS, FERRY, FERRY_PAGE, LIBRARY_PAGE, span
from tests.stages.shelves import LOCAL, PUBLIC, account, accounts

ASSAULT, PROTEST = FACTS["rferry"].events


def records(*events: Event, page: Page = FERRY_PAGE, lead: int = 0) -> list[dict[str, Any]]:
    """The records of events of one report; with ``lead`` its first five sentences end there."""
    sentences = tuple(Span(report="rferry", start=0, end=lead) for _ in range(5)) if lead else ()
    told = {"rferry": Facts(report="rferry", sentences=sentences, events=events)}
    return read(page, told)


def read(page: Page, facts: dict[str, Facts]) -> list[dict[str, Any]]:
    return [
        json.loads(form) for form in b"".join(export("plover", PUBLIC, [account(page, facts)])).splitlines()
    ]


def test_plover_keeps_the_mode_of_each_event() -> None:
    lines = [json.loads(held) for held in b"".join(export("plover", PUBLIC, accounts())).splitlines()]
    assert [(held["event"], held.get("mode"), held["quad_code"]) for held in lines] == [
        ("ASSAULT", "hypothetical", 4),
        ("PROTEST", None, 4),
    ]
    assert all({"id", "date", "actor", "event"} <= held.keys() for held in lines)
    assert lines[0]["event_loc"] == {"location_text": "Baltrum", "country": "DE", "lat": 53.73, "lon": 7.37}
    assert (lines[0]["date"], lines[0]["cite_info"]) == ("2025-07-01", "Watt-Anzeiger")
    assert len({held["id"] for held in lines}) == 2


def test_a_record_says_where_it_comes_from() -> None:
    (record,) = records(PROTEST)
    assert (record["story"], record["story_url"]) == ("sferry", "https://kueste.example/story/sferry/")
    assert (record["reports"], record["outlets"], record["origin"]) == (
        ["rferry"],
        ["Watt-Anzeiger"],
        "owire",
    )
    assert (record["published"], record["status"]) == ("2025-07-01T19:27:47Z", "disputed")
    assert record["link"] == FERRY.url


def test_a_story_without_an_address_says_none() -> None:
    (line,) = b"".join(
        export("plover", LOCAL, [account(FERRY_PAGE, {"rferry": Facts(report="rferry", events=(PROTEST,))})])
    ).splitlines()
    assert "story_url" not in json.loads(line)


@pytest.mark.parametrize(
    ("kind", "quadrant"), [("AGREE", 1), ("AID", 2), ("ACCUSE", 3), ("ASSAULT", 4), ("PROTEST", 4)]
)
def test_the_quadrant_of_an_event(kind: str, quadrant: int) -> None:
    (record,) = records(replace(PROTEST, type=kind))
    assert (record["event"], record["quad_code"]) == (kind, quadrant)


@pytest.mark.parametrize("kind", ["ACCIDENT", "DISASTER", "STRANGE"])
def test_a_category_that_plover_has_not_is_left_out(kind: str) -> None:
    assert records(replace(PROTEST, type=kind)) == []


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        (Mode.ACTUAL, None),
        (Mode.HISTORICAL, "historical"),
        (Mode.FUTURE, "future"),
        (Mode.HYPOTHETICAL, "hypothetical"),
        (Mode.NEGATED, "negation"),
    ],
)
def test_the_mode_of_an_event_is_never_lost(mode: Mode, told: str | None) -> None:
    (record,) = records(replace(PROTEST, mode=mode))
    assert record.get("mode") == told


@pytest.mark.parametrize(
    ("time", "mode"),
    [
        ("2025-07-01", None),
        ("2025-06-24", None),
        ("2025-06-23", "historical"),
        ("1998-08-31", "historical"),
        ("2025-06", None),
        ("2025-05", "historical"),
        ("2025-08-01", None),
    ],
)
def test_what_lies_long_before_its_story_is_history(time: str, mode: str | None) -> None:
    (record,) = records(replace(PROTEST, time=time))
    assert record.get("mode") == mode


def test_a_denied_deed_of_old_stays_denied() -> None:
    (record,) = records(replace(PROTEST, time="1998-08-31", mode=Mode.NEGATED))
    assert record["mode"] == "negation"


# --- days ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("time", "happened", "first", "last"),
    [
        ("2025-06-30", "2025-07-01", "2025-06-30", None),
        ("2025-06-30T21:05", "2025-07-01", "2025-06-30", None),
        ("2025-06", "2025-07-01", "2025-06-01", "2025-06-30"),
        ("2024-02", "2025-07-01", "2024-02-01", "2024-02-29"),
        ("", "2025-07-01", "2025-07-01", None),
        ("", "", "2025-07-01", None),
        ("", "2025-07", "2025-07-01", "2025-07-31"),
    ],
)
def test_when_an_event_was(time: str, happened: str, first: str, last: str | None) -> None:
    (record,) = records(replace(PROTEST, time=time), page=replace(FERRY_PAGE, happened=happened))
    assert (record["date"], record.get("enddate")) == (first, last)


@pytest.mark.parametrize("time", ["P2D", "197X", "1998", "PRESENT_REF", "2025-W27"])
def test_a_time_that_is_no_day_gives_no_record_and_never_the_day_of_the_story(time: str) -> None:
    assert records(replace(PROTEST, time=time)) == []


def test_background_without_a_date_is_left_out() -> None:
    late = replace(PROTEST, phrase=replace(PROTEST.phrase, span=span(FERRY, "harbour master")))
    lead = FERRY.text.index("The harbour")
    assert [record["id"] for record in records(PROTEST, late, lead=lead)] == [records(PROTEST)[0]["id"]]
    dated = replace(late, time="2025-06-30")
    assert [record["date"] for record in records(PROTEST, dated, lead=lead)] == ["2025-07-01", "2025-06-30"]


def test_what_one_report_tells_twice_is_one_record() -> None:
    again = replace(PROTEST, phrase=replace(PROTEST.phrase, span=span(FERRY, "harbour master")))
    (record,) = records(PROTEST, again)
    assert record["reports"] == ["rferry"]


def test_a_story_without_any_day_gives_no_record() -> None:
    assert records(PROTEST, page=replace(FERRY_PAGE, happened="", first_reported=None)) == []


# --- copies and rights --------------------------------------------------------------------


def test_copies_of_one_text_are_one_record_with_all_their_reports() -> None:
    there = span(COPY, "ran aground")
    copied = replace(PROTEST, phrase=replace(PROTEST.phrase, span=there), evidence=(there,))
    facts = {
        "rferry": Facts(report="rferry", events=(PROTEST,)),
        "rcopy": Facts(report="rcopy", events=(copied,)),
    }
    (record,) = read(FERRY_PAGE, facts)
    assert record["reports"] == ["rferry", "rcopy"]
    assert record["outlets"] == ["Watt-Anzeiger", "Norden heute"]


def test_independent_reports_are_records_of_their_own() -> None:
    facts = {
        "rferry": Facts(report="rferry", events=(PROTEST,)),
        "rradio": Facts(report="rradio", events=(PROTEST,)),
    }
    assert [record["reports"] for record in read(FERRY_PAGE, facts)] == [["rferry"], ["rradio"]]


def test_no_word_of_a_reserved_report_is_exported() -> None:
    facts = {"rwall": Facts(report="rwall", events=(PROTEST,))}
    (record,) = read(FERRY_PAGE, facts)
    assert "event_text" not in record
    assert records(PROTEST)[0]["event_text"] == "ran aground"


def test_ids_of_events_are_unique_and_stay() -> None:
    first = [record["id"] for record in records(ASSAULT, PROTEST)]
    assert len(set(first)) == 2
    assert [record["id"] for record in records(PROTEST, ASSAULT)] == first[::-1]


@pytest.mark.parametrize(
    ("where", "located"),
    [("Baltrum", {"country": "DE", "lat": 53.73, "lon": 7.37}), ("Elsewhere", {}), ("", None)],
)
def test_where_an_event_was(where: str, located: dict[str, Any] | None) -> None:
    (record,) = records(replace(PROTEST, place=where))
    expected = None if located is None else {"location_text": where, **located}
    assert record.get("event_loc") == expected


def test_a_report_without_facts_is_passed_over() -> None:
    assert read(LIBRARY_PAGE, {}) == []

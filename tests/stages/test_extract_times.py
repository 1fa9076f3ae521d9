"""Times as pages write them: read with zone and precision, or not at all."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Basis, Precision, Stamp
from dateline.stages.extract.times import choose, read_time, time_in_url

NOW = datetime(2025, 7, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "instant", "precision", "zone"),
    [
        ("2025-07-01T19:27:47Z", "2025-07-01T19:27:47", Precision.SECOND, "Z"),
        ("2025-07-01T21:27:47.123456+02:00", "2025-07-01T19:27:47", Precision.SECOND, "+02:00"),
        ("2025-07-01T14:27-0500", "2025-07-01T19:27:00", Precision.MINUTE, "-0500"),
        ("2025-07-01 19:27:47 +00", "2025-07-01T19:27:47", Precision.SECOND, "+00"),
        ("2025-07-01 19:27 UTC", "2025-07-01T19:27:00", Precision.MINUTE, "UTC"),
        ("20250701T192747Z", "2025-07-01T19:27:47", Precision.SECOND, "Z"),
        ("2025-07-01T19:27:47", "2025-07-01T19:27:47", Precision.SECOND, None),
        ("2025-07-01 9:05", "2025-07-01T09:05:00", Precision.MINUTE, None),
        ("2025-07-01", "2025-07-01T00:00:00", Precision.DAY, None),
        ("20250701", "2025-07-01T00:00:00", Precision.DAY, None),
        ("2025-07", "2025-07-01T00:00:00", Precision.MONTH, None),
        ("Tue, 01 Jul 2025 21:27:47 +0200", "2025-07-01T19:27:47", Precision.SECOND, "+0200"),
        ("1 Jul 2025 21:27 GMT", "2025-07-01T21:27:00", Precision.MINUTE, "GMT"),
        ("Tue, 01 Jul 2025 21:27:47 -0000", "2025-07-01T21:27:47", Precision.SECOND, None),
        ("1751398067", "2025-07-01T19:27:47", Precision.SECOND, "Z"),
        ("1751398067000", "2025-07-01T19:27:47", Precision.SECOND, "Z"),
        ("1.7.2025", "2025-07-01T00:00:00", Precision.DAY, None),
        ("01.07.2025, 21:27 Uhr", "2025-07-01T21:27:00", Precision.MINUTE, None),
        ("31/12/2024", "2024-12-31T00:00:00", Precision.DAY, None),
        ("12/31/2024", "2024-12-31T00:00:00", Precision.DAY, None),
        ("July 1, 2025", "2025-07-01T00:00:00", Precision.DAY, None),
        ("Tuesday, 1st July 2025", "2025-07-01T00:00:00", Precision.DAY, None),
        ("Sept. 3, 2024 at 12:15 a.m.", "2024-09-03T00:15:00", Precision.MINUTE, None),
        ("1 July 2025 - 9:05 PM GMT", "2025-07-01T21:05:00", Precision.MINUTE, "GMT"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59", Precision.SECOND, "Z"),
    ],
)
def test_what_is_written_is_read(text: str, instant: str, precision: Precision, zone: str | None) -> None:
    stamp = read_time(text, Basis.META)
    at = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert stamp == Stamp(at=at, precision=precision, zone=zone, basis=Basis.META)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "03/04/2025",  # the third of April or the fourth of March
        "2025-02-30",
        "2025-07-01T25:00",
        "2025-07-01T10:00:61Z",
        "2025-13-01",
        "45",
        "may",
        "1 Smarch 2025",
        "updated 2025-07-01 by the desk",
        "9999-12-31T23:59:59-23:59",
        "٢٠٢٥-٠٧-٠١" * 10,
    ],
)
def test_what_is_not_certain_is_no_time(text: str) -> None:
    assert read_time(text, Basis.META) is None


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_iso_times_come_back_to_the_second(naive: datetime, offset: int) -> None:
    at = naive.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))
    stamp = read_time(at.isoformat(), Basis.JSON_LD)
    assert stamp is not None
    assert stamp.at == at
    assert not stamp.floating


@given(st.text(max_size=80))
def test_no_words_break_the_reading(text: str) -> None:
    stamp = read_time(text, Basis.META)
    assert stamp is None or stamp.at.tzinfo is UTC


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/news/2025/07/01/ferry", "2025-07-01"),
        ("https://a.example/2025-07-01-ferry.html", "2025-07-01"),
        ("https://a.example/20250701/ferry", "2025-07-01"),
        ("https://a.example/2025/07/ferry", None),
        ("https://a.example/2025/02/30/ferry", None),
        ("https://a.example/item/120250701555", None),
        ("https://a.example/ferry?from=2025/07/01", None),
    ],
)
def test_a_day_in_an_address(url: str, day: str | None) -> None:
    stamp = time_in_url(url)
    assert (stamp.rfc3339() if stamp else None) == day
    assert stamp is None or (stamp.basis, stamp.precision) == (Basis.URL, Precision.DAY)


def stamp(text: str, basis: Basis = Basis.META) -> Stamp | None:
    return read_time(text, basis)


@pytest.mark.parametrize(
    ("text", "why"), [("2090-01-01", "lies in the future"), ("1970-01-01T00:00:00Z", "is before 1971")]
)
def test_a_time_that_cannot_be_is_set_aside_with_a_note(text: str, why: str) -> None:
    chosen, notes = choose([stamp(text), stamp("2025-07-01")], NOW, "published")
    assert chosen == stamp("2025-07-01")
    assert notes == (f"published: {text} (meta) {why} and was set aside",)


@pytest.mark.parametrize("text", ["2025-07-03T02:00:00", "2025-07-03", "2025-07-02T12:09:00Z"])
def test_a_clock_without_a_zone_a_day_and_a_clock_that_errs_may_be_ahead(text: str) -> None:
    assert choose([stamp(text)], NOW, "published") == (stamp(text), ())


@pytest.mark.parametrize("text", ["2025-07-02T12:11:00Z", "2025-07-03T02:00:00Z", "2090-01-01"])
def test_a_time_in_the_future_is_clamped_to_when_it_was_fetched_and_flagged(text: str) -> None:
    chosen, notes = choose([stamp(text), stamp(text)], NOW, "published")
    assert chosen == Stamp(at=NOW, basis=Basis.GUESS)
    assert notes == (
        f"published: {text} (meta) lies in the future and was set aside",
        "published: clamped to when it was fetched",
    )


def test_where_nothing_can_be_there_is_no_time() -> None:
    assert choose([None], NOW, "updated") == (None, ())
    assert choose([stamp("1970-01-01")], NOW, "updated")[0] is None


def test_midnight_to_the_second_is_a_day() -> None:
    chosen, _ = choose([stamp("2025-07-01T00:00:00Z")], NOW, "published")
    assert chosen == stamp("2025-07-01")
    chosen, _ = choose([stamp("2025-07-01T00:00:00+02:00")], NOW, "published")
    assert chosen == stamp("2025-07-01")
    assert choose([stamp("2025-07-01T00:00:00")], NOW, "published")[0] == stamp("2025-07-01T00:00:00")
    assert choose([stamp("2025-07-01T00:00:01Z")], NOW, "published")[0] == stamp("2025-07-01T00:00:01Z")


def test_two_places_that_agree_outvote_one_with_the_wrong_zone() -> None:
    first, meta, shown = (
        stamp(text)
        for text in ("2025-07-01T17:10:46-07:00", "2025-07-01T17:10:46Z", "2025-07-01T10:10:46-07:00")
    )
    chosen, notes = choose([first, meta, shown], NOW, "published")
    assert chosen is not None
    assert chosen.rfc3339() == "2025-07-01T17:10:46Z"
    assert "another zone" in notes[0]
    assert choose([first, meta], NOW, "published") == (first, ())
    assert choose([first, meta, shown, first], NOW, "published") == (first, ())


def test_a_day_in_the_address_tells_that_an_article_was_dated_anew() -> None:
    address = time_in_url("https://a.example/2023/5/2/ferry")
    chosen, notes = choose([stamp("2025-06-17T18:28:00+02:00"), address], NOW, "published")
    assert chosen == address
    assert "later than the day in its address" in notes[0]
    near = stamp("2023-05-03T01:00:00Z")
    assert choose([near, address], NOW, "published") == (near, ())


@pytest.mark.parametrize("shown", ["2025-06-30T21:30:00-04:00", "June 30, 2025 9:30 pm", "2025-06-30T21:30"])
def test_an_instant_in_utc_takes_the_zone_that_the_page_shows_it_in(shown: str) -> None:
    chosen, _ = choose(
        [stamp("2025-07-01T01:30:12Z"), stamp(shown), stamp("2025-06-30T21:30:12-04:00")], NOW, "x"
    )
    assert chosen == Stamp(at=datetime(2025, 7, 1, 1, 30, 12, tzinfo=UTC), zone="-04:00", basis=Basis.META)


def test_a_shown_clock_of_another_minute_tells_no_zone() -> None:
    first = stamp("2025-07-01T01:30:12Z")
    assert choose([first, stamp("2025-06-30T21:31")], NOW, "x")[0] == first


def test_a_clock_of_the_same_day_makes_a_bare_day_exact_and_another_day_does_not() -> None:
    day, clock, other = stamp("2025-07-01"), stamp("2025-07-01T08:00:00Z"), stamp("2025-06-30T08:00:00Z")
    assert choose([day, other, clock], NOW, "published")[0] == clock
    assert choose([day, other], NOW, "published")[0] == day
    assert choose([other, clock], NOW, "published")[0] == other


@pytest.mark.shared
def test_hostile_dates_are_read_right_or_not_at_all(shared: Path) -> None:
    for line in (shared / "data" / "hostile" / "dates.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        found = read_time(case["input"], Basis.META)
        if found is not None and case.get("utc"):
            year = found.at.isoformat()[:19]
            assert year == case["utc"][:19], case["input"]

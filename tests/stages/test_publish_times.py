"""Times as they are printed: every precision, floating or not, never more than is known."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.types import Basis, Precision, Stamp
from dateline.stages.publish.times import Note, Part, When, moment, when
from dateline.stages.publish.wording import tongue

FEW = settings(max_examples=25, deadline=None)
AT = datetime(2024, 2, 29, 6, 5, 59, tzinfo=UTC)
INSTANTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))
CLOCKS = st.sampled_from([Precision.SECOND, Precision.MINUTE])
DATES = st.sampled_from([Precision.DAY, Precision.MONTH, Precision.YEAR])


ENGLISH = tongue("en")
HOSTILE = Path(__file__).parents[3] / "shared" / "data" / "hostile" / "dates.jsonl"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def text(shown: When | None) -> str:
    return ENGLISH.when(shown)


@pytest.mark.parametrize(
    ("precision", "zone", "machine", "told", "note"),
    [
        (Precision.SECOND, "Z", "2024-02-29T06:05:59Z", "29 February 2024, 06:05 UTC", None),
        (Precision.SECOND, "+02:00", "2024-02-29T06:05:59Z", "29 February 2024, 06:05 UTC", None),
        (Precision.MINUTE, "+02:00", "2024-02-29T06:05Z", "29 February 2024, 06:05 UTC", None),
        (Precision.SECOND, None, "2024-02-29T06:05", "29 February 2024, 06:05", Note.FLOATING),
        (Precision.MINUTE, None, "2024-02-29T06:05", "29 February 2024, 06:05", Note.FLOATING),
        (Precision.DAY, None, "2024-02-29", "29 February 2024", None),
        (Precision.DAY, "Z", "2024-02-29", "29 February 2024", None),
        (Precision.MONTH, None, "2024-02", "February 2024", None),
        (Precision.YEAR, None, "2024", "2024", None),
    ],
)
def test_every_precision_is_printed_as_far_as_it_goes(
    precision: Precision, zone: str | None, machine: str, told: str, note: Note | None
) -> None:
    shown = when(Stamp(at=AT, precision=precision, zone=zone))
    assert shown is not None
    assert (shown.machine, text(shown), shown.note) == (machine, told, note)
    assert shown.zoned is machine.endswith("Z")


@pytest.mark.parametrize(
    ("language", "instant", "floating", "day", "month"),
    [
        (
            "uk",
            "1 липня 2025\u202fр., 16:00 UTC",
            "1 липня 2025\u202fр., 16:00",
            "1 липня 2025\u202fр.",
            "липень 2025\u202fр.",
        ),
        ("de", "1. Juli 2025, 16:00 Uhr UTC", "1. Juli 2025, 16:00 Uhr", "1. Juli 2025", "Juli 2025"),
        ("en", "1 July 2025, 16:00 UTC", "1 July 2025, 16:00", "1 July 2025", "July 2025"),
    ],
)
def test_each_language_writes_times_its_own_way(
    language: str, instant: str, floating: str, day: str, month: str
) -> None:
    values = ("2025-07-01T16:00Z", "2025-07-01T16:00", "2025-07-01", "2025-07")
    assert [tongue(language).when(moment(value)) for value in values] == [instant, floating, day, month]


@pytest.mark.parametrize("zone", ["+03:00", "Europe/Kyiv", "EST"])
def test_the_zone_that_a_source_gave_is_kept_beside_the_instant(zone: str) -> None:
    shown = when(Stamp(at=AT, zone=zone))
    assert shown is not None
    assert shown.zone == zone


@pytest.mark.parametrize("zone", ["Z", "UTC", "GMT", "+00:00", None])
def test_no_zone_is_kept_where_it_is_utc_or_none(zone: str | None) -> None:
    shown = when(Stamp(at=AT, zone=zone))
    assert shown is not None
    assert shown.zone == ""


@pytest.mark.parametrize("stamp", [None, Stamp(at=AT, precision=Precision.UNKNOWN)])
def test_what_is_not_known_is_not_printed(stamp: Stamp | None) -> None:
    assert when(stamp) is None


def test_an_instant_of_another_offset_is_turned_to_utc_over_midnight() -> None:
    at = datetime(2025, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=3)))
    shown = when(Stamp(at=at, zone="+03:00"))
    assert shown is not None
    assert (text(shown), shown.machine) == ("31 December 2024, 21:30 UTC", "2024-12-31T21:30:00Z")


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize("precision", [Precision.SECOND, Precision.DAY, Precision.MONTH, Precision.YEAR])
def test_only_a_guess_is_called_estimated(basis: Basis, precision: Precision) -> None:
    shown = when(Stamp(at=AT, precision=precision, basis=basis))
    assert shown is not None
    assert shown.note == (Note.GUESSED if basis is Basis.GUESS else None)


@FEW
@given(INSTANTS, CLOCKS)
def test_a_floating_clock_is_never_converted_and_never_called_utc(at: datetime, precision: Precision) -> None:
    shown = when(Stamp(at=at, precision=precision, zone=None))
    assert shown is not None
    assert not shown.zoned
    assert "UTC" not in text(shown)
    assert not shown.machine.endswith("Z")
    assert datetime.fromisoformat(shown.machine) == at.replace(second=0, microsecond=0, tzinfo=None)


@FEW
@given(INSTANTS, CLOCKS)
def test_an_instant_is_the_same_for_machines(at: datetime, precision: Precision) -> None:
    shown = when(Stamp(at=at, precision=precision))
    assert shown is not None
    assert shown.zoned
    seconds = at.second if precision is Precision.SECOND else 0
    assert datetime.fromisoformat(shown.machine) == at.replace(second=seconds, microsecond=0)


@FEW
@given(INSTANTS, DATES, st.sampled_from([None, "Z", "+05:30"]))
def test_a_date_has_no_clock(at: datetime, precision: Precision, zone: str | None) -> None:
    shown = when(Stamp(at=at, precision=precision, zone=zone))
    assert shown is not None
    assert not shown.zoned
    assert ":" not in shown.machine + text(shown)
    assert at.isoformat().startswith(shown.machine)
    assert str(at.year) in text(shown)


@FEW
@given(st.dates())
def test_a_day_is_written_with_its_month_in_letters(at: date) -> None:
    of_month, month, year = ENGLISH.day(at).split(" ")
    assert date(int(year), MONTHS.index(month) + 1, int(of_month)) == at


@FEW
@given(st.dates())
def test_dates_of_timex_and_of_stamps_read_alike(at: date) -> None:
    midnight = datetime(at.year, at.month, at.day, tzinfo=UTC)
    assert moment(at.isoformat()) == when(Stamp(at=midnight, precision=Precision.DAY, zone=None))
    assert moment(at.isoformat()[:7]) == when(Stamp(at=midnight, precision=Precision.MONTH, zone=None))
    assert moment(at.isoformat()[:4]) == when(Stamp(at=midnight, precision=Precision.YEAR, zone=None))


@pytest.mark.parametrize(
    ("value", "machine", "told", "zoned"),
    [
        ("2025-08-03T14:20Z", "2025-08-03T14:20Z", "3 August 2025, 14:20 UTC", True),
        ("2025-08-03T14:20:09Z", "2025-08-03T14:20Z", "3 August 2025, 14:20 UTC", True),
        ("2025-08-03T00:00", "2025-08-03T00:00", "3 August 2025, 00:00", False),
        ("2025-08-03TMO", "2025-08-03", "3 August 2025, morning", False),
        ("2025-08-03TMI", "2025-08-03", "3 August 2025, midday", False),
        ("2025-08-03TAF", "2025-08-03", "3 August 2025, afternoon", False),
        ("2025-08-03TEV", "2025-08-03", "3 August 2025, evening", False),
        ("2025-08-03TNI", "2025-08-03", "3 August 2025, night", False),
        ("2025-08-03TDT", "2025-08-03", "3 August 2025, daytime", False),
        ("2025-08-03TXX", "2025-08-03", "3 August 2025", False),
        ("2025-08", "2025-08", "August 2025", False),
        ("2025-08TMO", "2025-08", "August 2025", False),
        ("2025", "2025", "2025", False),
        ("0999", "0999", "999", False),
        ("0044-03-15", "0044-03-15", "15 March 44", False),
    ],
)
def test_timex_of_each_kind(value: str, machine: str, told: str, zoned: bool) -> None:
    shown = moment(value)
    assert shown is not None
    assert (shown.machine, text(shown), shown.zoned) == (machine, told, zoned)


@pytest.mark.parametrize(
    "value",
    [
        *("", "P3D", "PT2H", "PRESENT_REF", "XXXX-08-03", "2025-W31", "2025-SU", "202", "20X5"),
        *(
            "2025-13",
            "2025-00-01",
            "2023-02-29",
            "2025-08-32",
            "0000",
            "2025-08-03T24:01",
            "2025-08-03T12:60",
        ),
        *("2025-08-03 14:20", "2025-08-03T14", "2025-08-03T14:20+02:00", "on 2025-08-03", "2025-08-03!"),
    ],
)
def test_what_is_no_date_is_left_out(value: str) -> None:
    assert moment(value) is None


@FEW
@given(st.text(alphabet="0123456789-:TZMOAFEVNIXPW ", max_size=22))
def test_no_value_breaks_it_and_what_is_shown_begins_with_its_year(value: str) -> None:
    shown = moment(value)
    if shown is not None:
        assert str(int(value[:4])) in text(shown)
        assert not (shown.zoned and shown.note)


@pytest.mark.parametrize("part", list(Part))
def test_every_part_of_the_day_has_words(part: Part) -> None:
    assert text(moment(f"2025-08-03T{part}")).startswith("3 August 2025, ")


@pytest.mark.parametrize("year", [1, 999, 9999])
@pytest.mark.parametrize("hours", [-14, 14])
def test_the_ends_of_the_calendar_break_nothing(year: int, hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    for at in (datetime(year, 1, 1, tzinfo=zone), datetime(year, 12, 31, 23, 59, tzinfo=zone)):
        for precision in Precision:
            shown = when(Stamp(at=at, precision=precision, zone="+14:00"))
            assert shown is None or len(shown.machine.split("-")[0]) == 4


def test_digits_of_other_scripts_are_no_date() -> None:
    assert moment("２０２５-08-03") is None
    assert moment("٢٠٢٥") is None


@pytest.mark.skipif(not HOSTILE.is_file(), reason="needs ../shared")
def test_whatever_feeds_call_a_date_is_one_or_none() -> None:
    for row in HOSTILE.read_text("utf-8").splitlines():
        value = json.loads(row)["input"]
        for spoken in ("en", "uk", "de"):
            tongue(spoken).when(moment(value))

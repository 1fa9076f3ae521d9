"""Times as they are printed: every precision, floating or not, never more than is known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.types import Basis, Precision, Stamp
from dateline.stages.publish.times import MONTHS, When, day, moment, when

FEW = settings(max_examples=25, deadline=None)
AT = datetime(2024, 2, 29, 6, 5, 59, tzinfo=UTC)
INSTANTS = st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))
CLOCKS = st.sampled_from([Precision.SECOND, Precision.MINUTE])
DATES = st.sampled_from([Precision.DAY, Precision.MONTH, Precision.YEAR])


@pytest.mark.parametrize(
    ("precision", "zone", "expected"),
    [
        (
            Precision.SECOND,
            "Z",
            When(machine="2024-02-29T06:05:59Z", text="29 February 2024, 06:05 UTC", zoned=True),
        ),
        (
            Precision.MINUTE,
            "+02:00",
            When(machine="2024-02-29T06:05:59Z", text="29 February 2024, 06:05 UTC", zoned=True),
        ),
        (
            Precision.SECOND,
            None,
            When(
                machine="2024-02-29T06:05",
                text="29 February 2024, 06:05",
                note="local time, zone not given",
            ),
        ),
        (
            Precision.MINUTE,
            None,
            When(
                machine="2024-02-29T06:05",
                text="29 February 2024, 06:05",
                note="local time, zone not given",
            ),
        ),
        (Precision.DAY, None, When(machine="2024-02-29", text="29 February 2024")),
        (Precision.DAY, "Z", When(machine="2024-02-29", text="29 February 2024")),
        (Precision.MONTH, None, When(machine="2024-02", text="February 2024")),
        (Precision.YEAR, None, When(machine="2024", text="2024")),
    ],
)
def test_every_precision_is_printed_as_far_as_it_goes(
    precision: Precision, zone: str | None, expected: When
) -> None:
    assert when(Stamp(at=AT, precision=precision, zone=zone)) == expected


@pytest.mark.parametrize("stamp", [None, Stamp(at=AT, precision=Precision.UNKNOWN)])
def test_what_is_not_known_is_not_printed(stamp: Stamp | None) -> None:
    assert when(stamp) is None


def test_an_instant_of_another_offset_is_turned_to_utc_over_midnight() -> None:
    at = datetime(2025, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=3)))
    shown = when(Stamp(at=at, zone="+03:00"))
    assert shown is not None
    assert (shown.text, shown.machine) == ("31 December 2024, 21:30 UTC", "2024-12-31T21:30:00Z")


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize("precision", [Precision.SECOND, Precision.DAY, Precision.MONTH, Precision.YEAR])
def test_only_a_guess_is_called_estimated(basis: Basis, precision: Precision) -> None:
    shown = when(Stamp(at=AT, precision=precision, basis=basis))
    assert shown is not None
    assert shown.note == ("estimated" if basis is Basis.GUESS else "")


@FEW
@given(INSTANTS, CLOCKS)
def test_a_floating_clock_is_never_converted_and_never_called_utc(at: datetime, precision: Precision) -> None:
    shown = when(Stamp(at=at, precision=precision, zone=None))
    assert shown is not None
    assert not shown.zoned
    assert "UTC" not in shown.text
    assert not shown.machine.endswith("Z")
    assert datetime.fromisoformat(shown.machine) == at.replace(second=0, microsecond=0, tzinfo=None)


@FEW
@given(INSTANTS, CLOCKS)
def test_an_instant_is_the_same_for_machines(at: datetime, precision: Precision) -> None:
    shown = when(Stamp(at=at, precision=precision))
    assert shown is not None
    assert shown.zoned
    assert datetime.fromisoformat(shown.machine) == at.replace(microsecond=0)


@FEW
@given(INSTANTS, DATES, st.sampled_from([None, "Z", "+05:30"]))
def test_a_date_has_no_clock(at: datetime, precision: Precision, zone: str | None) -> None:
    shown = when(Stamp(at=at, precision=precision, zone=zone))
    assert shown is not None
    assert not shown.zoned
    assert ":" not in shown.machine + shown.text
    assert at.strftime("%Y-%m-%d").startswith(shown.machine)
    assert str(at.year) in shown.text


@FEW
@given(st.dates(date(1000, 1, 1)))
def test_a_day_is_written_with_its_month_in_letters(at: date) -> None:
    of_month, month, year = day(at).split(" ")
    assert date(int(year), MONTHS.index(month) + 1, int(of_month)) == at


@FEW
@given(st.dates(date(1000, 1, 1)))
def test_dates_of_timex_and_of_stamps_read_alike(at: date) -> None:
    midnight = datetime(at.year, at.month, at.day, tzinfo=UTC)
    assert moment(at.isoformat()) == when(Stamp(at=midnight, precision=Precision.DAY, zone=None))
    assert moment(at.isoformat()[:7]) == when(Stamp(at=midnight, precision=Precision.MONTH, zone=None))
    assert moment(at.isoformat()[:4]) == when(Stamp(at=midnight, precision=Precision.YEAR, zone=None))


@pytest.mark.parametrize(
    ("value", "machine", "text", "zoned"),
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
        ("2025", "2025", "2025", False),
    ],
)
def test_timex_of_each_kind(value: str, machine: str, text: str, zoned: bool) -> None:
    shown = moment(value)
    assert shown is not None
    assert (shown.machine, shown.text, shown.zoned) == (machine, text, zoned)


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
        assert str(int(value[:4])) in shown.text
        assert not (shown.zoned and shown.note)

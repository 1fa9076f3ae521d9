"""Times of the clock and the days that they belong to. The day is a Tuesday, 1 July 2025."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.reading import read, times


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It began at 06:10.", "06:10", "2025-07-01T06:10"),
        ("It began at 6:10 p.m.", "6:10 p.m.", "2025-07-01T18:10"),
        ("It began at 6.10pm.", "6.10pm", "2025-07-01T18:10"),
        ("It began at 6am.", "6am", "2025-07-01T06:00"),
        ("It began at 12:30 a.m. that day.", "12:30 a.m.", "2025-07-01T00:30"),
        ("It began at 12 p.m. that day.", "12 p.m.", "2025-07-01T12:00"),
        ("It began at 6 p.m. on Monday.", "6 p.m.", "2025-06-30T18:00"),
        ("It began at 6 p.m. Monday.", "6 p.m. Monday", "2025-06-30T18:00"),
        ("On Monday it began at about 6 p.m.", "6 p.m.", "2025-06-30T18:00"),
        ("It rained on Monday. It began at about 6 p.m.", "6 p.m.", "2025-06-30T18:00"),
        ("It began at 06:10 GMT.", "06:10 GMT", "2025-07-01T06:10Z"),
        ("It began at 0610 GMT.", "0610 GMT", "2025-07-01T06:10Z"),
        ("It began at 22:27:47 GMT+0300.", "22:27:47 GMT", "2025-07-01T22:27"),
        ("It began at 10 p.m. local time.", "10 p.m. local time", "2025-07-01T22:00"),
        ("It began at 9 a.m. EST.", "9 a.m. EST", "2025-07-01T09:00"),
        ("It began at 9 a.m. (0600 GMT) on Monday.", "9 a.m.", "2025-06-30T09:00"),
        ("It began at 9 a.m. (0600 GMT) on Monday.", "0600 GMT", "2025-06-30T06:00Z"),
        ("It began at 2030 hours.", "2030 hours", "2025-07-01T20:30"),
        ("It began at 2015 local time.", "2015 local time", "2025-07-01T20:15"),
        ("It began at noon on Monday.", "noon", "2025-06-30T12:00"),
        ("It began at midnight on Monday.", "midnight", "2025-06-30T24:00"),
        ("It began at six o'clock.", "six o'clock", "2025-07-01T06:00"),
        ("It began at three o’clock in the morning.", "three o’clock in the morning", "2025-07-01T03:00"),
        ("It began at 8 o'clock at night.", "8 o'clock at night", "2025-07-01T20:00"),
    ],
)
def test_a_time_has_its_day(text: str, words: str, value: str) -> None:
    assert times(text)[words] == value
    kinds = {moment.phrase.text: moment.type for moment in read(text).moments}
    assert kinds[words] == "TIME"


@pytest.mark.parametrize(
    "text",
    [
        "The score was 25:71.",
        "It cost 14 am.",
        "They lost 3.75 points.",
        "He is 45 o'clock.",
        "Psalm 24:70 is long.",
    ],
)
def test_what_is_no_time_stays_silent(text: str) -> None:
    assert times(text) == {}


def test_a_time_without_any_day_is_left_out() -> None:
    assert times("It began at 06:10 on a dry day.", published="") == {}


def test_a_deadline_looks_ahead_with_its_clock() -> None:
    assert times("They have until 9 a.m. Monday to leave.")["9 a.m. Monday"] == "2025-07-07T09:00"


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_written_time_is_read_back(hour: int, minute: int) -> None:
    written = f"{hour:02d}:{minute:02d}"
    assert times(f"It began at {written}.") == {written: f"2025-07-01T{written}"}
    half = f"{(hour - 1) % 12 + 1}:{minute:02d} {'p.m.' if hour >= 12 else 'a.m.'}"
    assert list(times(f"It began at {half} and went on.").values()) == [f"2025-07-01T{written}"]


STAMPS = "Wed, 18 Jun 2025 06:45:20 GMT\nTue, 17 Jun 2025 07:10:20 GMT\nBoat sinks off Riga"


def test_stamps_in_a_list_keep_their_own_day() -> None:
    assert [moment.value for moment in read(STAMPS).moments] == [
        "2025-06-18",
        "2025-06-18T06:45Z",
        "2025-06-17",
        "2025-06-17T07:10Z",
    ]


def test_a_day_on_the_next_line_of_a_sentence_is_still_that_of_its_time() -> None:
    assert times("It began at 6 p.m. on\nMonday.")["6 p.m."] == "2025-06-30T18:00"
    assert "2025-06-30T18:00" in times("It began at 6 p.m.\nMonday in Riga.").values()


def test_the_day_of_the_next_sentence_is_not_that_of_a_time() -> None:
    found = times("At 3.30pm (1430 GMT) the ship left. On 11 May talks went on.")
    assert (found["3.30pm"], found["1430 GMT"]) == ("2025-07-01T15:30", "2025-07-01T14:30Z")


@pytest.mark.parametrize("day", ["Sunday", "Monday", "29 June", "yesterday"])
def test_a_time_takes_the_day_of_its_sentence_from_either_side(day: str) -> None:
    before = times(f"On {day} the ship left at 6 p.m.")
    behind = times(f"At 6 p.m. the ship left Riga on {day}.")
    value = before[day]
    assert before["6 p.m."] == behind["6 p.m."] == f"{value}T18:00"

"""What holds of every time expression; each kind has its own file. The day is a Tuesday, 1 July 2025."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.stages.interpret.moments.calendar import (
    day_of,
    month_of,
    shifted,
    week,
    weekday,
)
from dateline.stages.interpret.moments.grammar import moments
from dateline.stages.interpret.reading.annotate import annotate
from tests.stages.reading import DAY, read, report, steps, times

#: The values that ``interpret`` may give, in the words of the TIMEX3 guidelines.
TIMEX3 = re.compile(
    r"""
    (?:PRESENT|PAST|FUTURE)_REF
  | \d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?       # 2024, 2024-06, 2024-06-04
  | \d{4}-\d\d-\d\dT(?:MO|AF|EV|NI)                                 # a part of a day
  | \d{4}-\d\d-\d\dT(?:[01]\d|2[0-4]):[0-5]\dZ?                     # a time of the clock
  | \d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])(?:-WE)?                        # a week, a weekend
  | \d{4}-(?:Q[1-4]|H[12]|SP|SU|FA|WI)                              # parts of a year
  | \d{3}X | \d{2}                                                  # a decade, a century
  | P(?:\d+|X)(?:Y|M|WE|W|D|Q) | PT(?:\d+|X)[HMS]                   # how long, how often
  | XXXX-WXX-[1-7] | XXXX-XX-XXT(?:MO|NI)                           # every Monday, every night
    """,
    re.VERBOSE,
)
WORDS = """
    monday tuesday sunday june may march sept. the a an of in on at by and to until since for over
    last next this that same previous following past day days week weeks month year years hour hours
    minutes decade century weekend quarter half second first third 1 3 12 24 31 90 1999 2024 0610
    06:10 6.30 4/6/2024 p.m. GMT noon midnight o'clock ago later earlier before after early mid late
    every each other per times now recently future spring fall summer winter morning night yesterday
    today tomorrow tonight overnight , . - 's s th ' few several mid-July mid-1990s five-hour
    decades-long Christmas Easter Day Monday's 9/11 said will was ( )
"""


@given(
    st.lists(st.sampled_from(WORDS.split()), max_size=14),
    st.sampled_from([DAY, "", "0001-01-01", "9999-12-31"]),
)
@example(["next", "century"], "9999-12-31")
@example(["the", "Following", "week"], "0001-01-01")
@example(["31", "february", "2024"], DAY)
def test_every_value_is_one_of_timex3(words: list[str], published: str) -> None:
    text = " ".join(word.capitalize() for word in words)
    found = read(text, published).moments
    for moment in found:
        assert TIMEX3.fullmatch(moment.value), (text, moment.value)
        assert moment.type in ("DATE", "TIME", "DURATION", "SET")
        assert text[moment.phrase.span.start : moment.phrase.span.end] == moment.phrase.text
    spans = [(moment.phrase.span.start, moment.phrase.span.end) for moment in found]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(st.text(max_size=120))
def test_moments_stand_where_they_say(text: str) -> None:
    for moment in read(text).moments:
        assert text[moment.phrase.span.start : moment.phrase.span.end] == moment.phrase.text
        assert TIMEX3.fullmatch(moment.value)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=14))
def test_the_same_text_has_the_same_moments(words: list[str]) -> None:
    text = " ".join(words)
    assert read(text).moments == read(text).moments


@given(st.lists(st.sampled_from(WORDS.split()), max_size=14))
def test_without_the_reports_day_nothing_is_reckoned_from_today(words: list[str]) -> None:
    year = str(date.today().year)
    assert not any(value.startswith(year) for value in times(" ".join(words), published="").values())


def test_without_the_reports_day_relative_words_stay_silent() -> None:
    text = "On Tuesday, two weeks ago and yesterday it rained; on June 4, 2024 it did not."
    assert times(text, published="") == {"June 4, 2024": "2024-06-04"}


def test_a_month_is_no_day_to_reckon_from() -> None:
    assert times("It happened on Tuesday.", published="2025-07") == {}


def test_an_expression_ends_with_its_sentence() -> None:
    assert times("Barn burns on Sunday\n\nMonday morning it rained.") == {
        "Sunday": "2025-06-29",
        "Monday morning": "2025-06-30TMO",
    }


def test_a_text_in_capitals_is_read() -> None:
    text = "TOWN, 30 JUN 25 (RADIO) -- A BRIDGE WAS BLOWN UP LAST NIGHT AND AGAIN AT 0610 GMT TODAY."
    assert times(text) == {
        "30 JUN 25": "2025-06-30",
        "LAST NIGHT": "2025-06-30TNI",
        "0610 GMT TODAY": "2025-07-01T06:10Z",
    }


def test_a_page_that_prints_a_browsers_date_is_read() -> None:
    assert times("Tue Jul 01 2025 22:27:47 it rained.")["Tue Jul 01 2025"] == "2025-07-01"


def test_evidence_is_the_sentence() -> None:
    text = "It is dry. It rained on Monday. It is dry."
    (moment,) = read(text).moments
    (span,) = moment.evidence
    assert text[span.start : span.end] == "It rained on Monday."


def test_a_text_without_any_time_has_none() -> None:
    assert moments(annotate(report(""))) == ()
    assert moments(annotate(report("Boats sail."))) == ()


@pytest.mark.parametrize(
    "piece",
    [
        "On Monday it rained. ",
        "the the ",
        "3 and ",
        "last ",
        "a few ",
        "of the night of ",
        "Monday, ",
        "June ",
    ],
)
def test_the_cost_is_linear(piece: str) -> None:
    def cost(size: int) -> int:
        view = annotate(report(piece * (size // len(piece))))
        return steps(lambda: moments(view))

    cost(2_000)
    assert cost(40_000) < 6 * cost(10_000) + 1_000


@given(st.dates(date(1950, 1, 10), date(2090, 12, 20)))
def test_a_weekday_is_today_or_one_of_the_six_days_before(today: date) -> None:
    for name in ("monday", "wednesday", "sunday"):
        found = weekday(name, today)
        assert 0 <= (today - found).days < 7
        ahead = weekday(name, today, ahead=True)
        assert 0 <= (ahead - today).days < 7
        assert found.strftime("%A").lower() == ahead.strftime("%A").lower() == name


@given(st.dates(date(1950, 1, 10), date(2090, 12, 20)), st.integers(1, 12), st.integers(1, 28))
def test_a_day_without_a_year_is_the_nearest(today: date, month: int, day: int) -> None:
    found = day_of(month, day, None, today)
    assert found is not None
    assert -246 <= (found - today).days <= 123


@given(st.dates(date(1950, 1, 10), date(2090, 12, 20)), st.integers(1, 12))
def test_a_months_name_is_the_latest_past(today: date, month: int) -> None:
    assert month_of(month, today) <= f"{today.year:04d}-{today.month:02d}"


@given(st.dates(date(1950, 1, 10), date(2090, 12, 20)), st.integers(-5000, 5000))
def test_shifting_never_breaks(today: date, count: int) -> None:
    for unit in ("day", "week", "fortnight", "month", "year", "decade", "century", "hour"):
        value = shifted(today, count, unit)
        assert value is None or value[:4].isdigit()
    assert shifted(today, 0, "week") == week(today)


def test_an_article_before_several_is_no_rate() -> None:
    assert read("Two deaths an years.").moments == ()
    assert [moment.type for moment in read("Two deaths a year.").moments] == ["SET"]

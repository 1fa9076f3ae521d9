"""Days: dates in every order, weekdays, yesterday, parts of days. The day is a Tuesday, 1 July 2025."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.contract import parse_stamp
from dateline.core.types import Report
from dateline.stages.interpret import interpret
from tests.stages.reading import DAY, read, times

DATES = [
    ("On 4 June they left.", "4 June", "2025-06-04"),
    ("On the 4th of June they left.", "the 4th of June", "2025-06-04"),
    ("On June 4th, 2024, they left.", "June 4th, 2024", "2024-06-04"),
    ("On 4 June 2024 they left.", "4 June 2024", "2024-06-04"),
    ("On Tuesday, June 4, 2024 they left.", "Tuesday, June 4, 2024", "2024-06-04"),
    ("On Tue, 4 Jun 2024 they left.", "Tue, 4 Jun 2024", "2024-06-04"),
    ("On Thurs., Sept. 5, 2024 they left.", "Thurs., Sept. 5, 2024", "2024-09-05"),
    ("On February 03, 2009 they left.", "February 03, 2009", "2009-02-03"),
    ("It opened on 12 August 1961.", "12 August 1961", "1961-08-12"),
    ("It opened on 12 August 1843.", "12 August 1843", "1843-08-12"),
    ("They left on Dec 24.", "Dec 24", "2024-12-24"),
    ("They left on 5 may 2024.", "5 may 2024", "2024-05-05"),
    ("They will meet on 9 September.", "9 September", "2025-09-09"),
    ("On 2024-06-04 they left.", "2024-06-04", "2024-06-04"),
    ("They left last June 4.", "last June 4", "2025-06-04"),
    ("They left on 25 June last year.", "25 June last year", "2024-06-25"),
    ("They left on the morning of 25 June.", "the morning of 25 June", "2025-06-25TMO"),
    ("They left on 25 June 2024 and came back in 2025.", "25 June 2024", "2024-06-25"),
]


@pytest.mark.parametrize(("text", "words", "value"), DATES)
def test_a_date_is_read_in_every_order(text: str, words: str, value: str) -> None:
    assert times(text)[words] == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("From 24 to 26 June it rained.", {"24": "2025-06-24", "26 June": "2025-06-26"}),
        ("On 24 and 25 June 2023 it rained.", {"24": "2023-06-24", "25 June 2023": "2023-06-25"}),
        ("On June 24 and 25 it rained.", {"June 24": "2025-06-24", "25": "2025-06-25"}),
        ("It rained June 24-25.", {"June 24": "2025-06-24", "25": "2025-06-25"}),
        (
            "On the night of 30 June to 1 July it rained.",
            {"the night of 30 June": "2025-06-30TNI", "1 July": "2025-07-01"},
        ),
        (
            "Between Monday and Tuesday it rained.",
            {"Monday": "2025-06-30", "Tuesday": "2025-07-01"},
        ),
    ],
)
def test_two_days_that_share_a_month_are_two(text: str, values: dict[str, str]) -> None:
    assert times(text) == values


def test_a_count_behind_a_date_is_no_second_day() -> None:
    assert times("On June 4 and 12 boats they left.") == {"June 4": "2025-06-04"}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It happened on Tuesday.", "Tuesday", "2025-07-01"),
        ("It happened on Monday.", "Monday", "2025-06-30"),
        ("It happened on Wednesday.", "Wednesday", "2025-06-25"),
        ("It happened last Tuesday.", "last Tuesday", "2025-06-24"),
        ("It happened this past Sunday.", "this past Sunday", "2025-06-29"),
        ("It happened early Monday.", "early Monday", "2025-06-30"),
        ("It happened late on Monday.", "Monday", "2025-06-30"),
        ("It happened on Thurs. in Hull.", "Thurs.", "2025-06-26"),
        ("They meet next Tuesday.", "next Tuesday", "2025-07-08"),
        ("They will meet on Friday next week.", "Friday next week", "2025-07-11"),
        ("It happened on Monday of last week.", "Monday of last week", "2025-06-23"),
        ("It happened on Monday night.", "Monday night", "2025-06-30TNI"),
        ("It happened Sunday afternoon.", "Sunday afternoon", "2025-06-29TAF"),
        ("It happened on the night of Sunday.", "the night of Sunday", "2025-06-29TNI"),
        ("After Monday’s flood they left.", "Monday", "2025-06-30"),
    ],
)
def test_a_weekday_is_reckoned_from_the_report(text: str, words: str, value: str) -> None:
    assert times(text)[words] == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It began on 3 June. The following Friday it ended.", "The following Friday", "2025-06-06"),
        ("It began on 3 June. The previous Sunday was dry.", "The previous Sunday", "2025-06-01"),
        ("It began on 3 June. That Tuesday was dry.", "That Tuesday", "2025-06-03"),
        ("It began on 3 June. That evening it ended.", "That evening", "2025-06-03TEV"),
        ("It began on 3 June. The next day it ended.", "The next day", "2025-06-04"),
        ("It began on 3 June. The same day it ended.", "The same day", "2025-06-03"),
        ("It began on 3 June and ended later that day.", "later that day", "2025-06-03"),
        ("It began on 3 June and ended two days later.", "two days later", "2025-06-05"),
        ("It began on 3 June. A day earlier it was dry.", "A day earlier", "2025-06-02"),
        ("It began on 3 June. The day before, it was dry.", "The day before", "2025-06-02"),
        ("It began on 3 June. The day after, it was dry.", "The day after", "2025-06-04"),
    ],
)
def test_some_days_are_reckoned_from_the_one_named_before(text: str, words: str, value: str) -> None:
    assert times(text)[words] == value


@pytest.mark.parametrize(
    "text", ["That evening it ended.", "The day before, it was dry.", "On 3 June that year."]
)
def test_without_a_day_before_them_they_stay_silent(text: str) -> None:
    assert not any(value[:1].isdigit() for value in times(text).values())


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It happened yesterday.", "yesterday", "2025-06-30"),
        ("It happened yesterday morning.", "yesterday morning", "2025-06-30TMO"),
        ("It happened the day before yesterday.", "the day before yesterday", "2025-06-29"),
        ("They vote the day after tomorrow.", "the day after tomorrow", "2025-07-03"),
        ("It happened last night.", "last night", "2025-06-30TNI"),
        ("It rained overnight.", "overnight", "2025-06-30TNI"),
        ("It will rain overnight.", "overnight", "2025-07-01TNI"),
        ("They meet tonight.", "tonight", "2025-07-01TNI"),
        ("It rained earlier today.", "earlier today", "2025-07-01"),
        ("It rained early this morning.", "early this morning", "2025-07-01TMO"),
    ],
)
def test_words_for_near_days(text: str, words: str, value: str) -> None:
    assert times(text)[words] == value


@pytest.mark.parametrize(
    "text",
    [
        "The USA TODAY poll is out.",
        "Today's youth reads less.",
        "The sun sat low.",
        "They wed in haste.",
        "He watched Monday Night Football.",
        "He may leave soon after.",
        "They march on.",
        "An august body of men left.",
        "Call 555-1234 for more.",
        "Mary May Brown left.",
        "On 31 February it rained.",
    ],
)
def test_what_is_no_day_stays_silent(text: str) -> None:
    assert times(text) == {}


def slashed(text: str, url: str, published: str = DAY) -> dict[str, str]:
    stamp = parse_stamp(published) if published else None
    report = Report(id="r1", url=url, text=text, published=stamp, language="en")
    return {moment.phrase.text: moment.value for moment in interpret(report).moments}


@pytest.mark.parametrize(
    ("text", "url", "value"),
    [
        ("It closed on 4/6/2024.", "https://news.example.uk/a", "2024-06-04"),
        ("It closed on 4/6/2024.", "https://www.example.gov/a", "2024-04-06"),
        ("It closed on 24/6/2024.", "https://news.example.com/a", "2024-06-24"),
        ("It closed on 6/24/2024.", "https://news.example.uk/a", "2024-06-24"),
        ("It closed on 4/6/2024, not on 12 March 2024.", "https://news.example.com/a", "2024-06-04"),
        ("It closed on 4/6/2024, not on March 12, 2024.", "https://news.example.com/a", "2024-04-06"),
        ("It closed on 30/6/25.", "https://news.example.uk/a", "2025-06-30"),
        ("It closed on 05 / 05 / 2010.", "https://news.example.com/a", "2010-05-05"),
    ],
)
def test_a_date_in_figures_follows_the_country(text: str, url: str, value: str) -> None:
    assert value in slashed(text, url).values()


def test_a_date_in_figures_is_near_the_report_where_nothing_else_tells() -> None:
    assert slashed("It closed on 3/6/2025.", "https://news.example.com/a") == {"3/6/2025": "2025-06-03"}


def test_a_date_in_figures_that_nothing_decides_stays_silent() -> None:
    assert slashed("It closed on 4/6/2024.", "https://news.example.com/a") == {}
    assert slashed("It closed on 14/16/2024.", "https://news.example.uk/a") == {}


def test_a_report_without_a_stamp_has_the_day_of_its_dateline() -> None:
    text = "SAN ALTO, 16 NOV 90 (RADIO ALTO) -- A BRIDGE WAS BLOWN UP YESTERDAY."
    assert times(text, published="")["YESTERDAY"] == "1990-11-15"
    text = "Bridge blown up\n\nSeptember 1, 2007\n\nA bridge was blown up today near the port of Alto."
    assert times(text, published="")["today"] == "2007-09-01"


def test_a_date_in_a_sentence_is_no_dateline() -> None:
    text = "The bridge that was opened on 16 November 1990 was closed again yesterday by the town."
    assert times(text, published="") == {"16 November 1990": "1990-11-16"}


def test_a_report_that_says_said_tomorrow_was_stamped_a_day_early() -> None:
    text = "A barn burned down on Tuesday, police said Wednesday."
    assert times(text) == {"Tuesday": "2025-07-01", "Wednesday": "2025-07-02"}
    text = "A barn burned down on Wednesday, police said Tuesday."
    assert times(text) == {"Wednesday": "2025-06-25", "Tuesday": "2025-07-01"}


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_a_written_date_is_read_back(day: date) -> None:
    written = f"{day.day} {day:%B} {day.year}"
    assert times(f"It closed on {written}.", published="")[written] == day.isoformat()
    american = f"{day:%B} {day.day}, {day.year}"
    assert times(f"It closed on {american}.", published="")[american] == day.isoformat()


@given(st.dates(date(1950, 1, 10), date(2090, 12, 20)))
def test_yesterday_is_the_day_before(day: date) -> None:
    assert times("It closed yesterday.", published=day.isoformat()) == {
        "yesterday": date.fromordinal(day.toordinal() - 1).isoformat()
    }


def test_the_first_day_of_the_calendar_has_no_yesterday() -> None:
    assert read("It closed yesterday.", published="0001-01-01").moments == ()

"""Dates in words: many languages, what the label says, and silence where there are two readings."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.extract.written import dates_in, iso_offset, month_of, offset_of, whole_date


@pytest.mark.parametrize(
    ("line", "language", "found"),
    [
        ("Published 10:34 BST, 2 July 2025", "en", [("2025-07-02T10:34+01:00", "published")]),
        ("Posted: July 2, 2025 at 9:05 p.m. EDT", "en-US", [("2025-07-02T21:05-04:00", "published")]),
        ("Updated Jul 2, 2025 @ 10:42 am", "en", [("2025-07-02T10:42", "updated")]),
        ("First published on 2 July 2025 | Last updated on 3 July 2025", "en",
         [("2025-07-02", "published"), ("2025-07-03", "updated")]),
        ("Written: 2025-07-02 15:03:30 / Updated: 2025-07-02 15:30:46", "en",
         [("2025-07-02T15:03:30", "published"), ("2025-07-02T15:30:46", "updated")]),
        ("Aktualisiert: 3. Juli 2025, 9:15 Uhr", "de", [("2025-07-03T09:15", "updated")]),
        ("Veröffentlicht am 01.02.2025 14:33 Uhr", "de", [("2025-02-01T14:33", "published")]),
        ("Stand: 3. März 2025", "de", [("2025-03-03", "updated")]),
        ("Publié le 3 juillet 2025 à 14h05 - Mis à jour le 4 juillet 2025 à 10h12", "fr",
         [("2025-07-03T14:05", "published"), ("2025-07-04T10:12", "updated")]),
        ("Publicado el 3 de julio de 2025 a las 14:05", "es", [("2025-07-03T14:05", "published")]),
        ("Actualizado 5 de agosto de 2025", "es", [("2025-08-05", "updated")]),
        ("Pubblicato il 3 giugno 2025", "it", [("2025-06-03", "published")]),
        ("3 de março de 2025 às 10:00", "pt", [("2025-03-03", "")]),
        ("Gepubliceerd: 3 mei 2025 om 14:05", "nl", [("2025-05-03", "published")]),
        ("Publicerad 12 maj 2025", "sv", [("2025-05-12", "published")]),
        ("Opublikowano: 3 lipca 2025, 12:00", "pl", [("2025-07-03T12:00", "published")]),
        ("14:05, 3 липня 2025", "uk", [("2025-07-03T14:05", "")]),
        ("Оновлено 5 вересня 2025, 14:05", "uk", [("2025-09-05T14:05", "updated")]),
        ("Опубликовано 3 мая 2025 г., 14:05 МСК", "ru", [("2025-05-03T14:05+03:00", "published")]),
        ("2 Ekim 2025 14:00", "tr", [("2025-10-02T14:00", "")]),
        ("2025年7月3日 14:05", "ja", [("2025-07-03T14:05", "")]),
        ("입력 2025년 7월 3일 14:05", "ko", [("2025-07-03T14:05+09:00", "published")]),
        ("22.04.2025 / 06:15", "de", [("2025-04-22T06:15", "")]),
        ("03/04/2025", "fr", [("2025-04-03", "")]),
        ("03/04/2025", "en-US", [("2025-03-04", "")]),
        ("12/31/2024", "", [("2024-12-31", "")]),
        ("Thu 3 Jul 2025 14.05 UTC+2", "en", [("2025-07-03T14:05+02:00", "")]),
    ],
)  # fmt: skip
def test_dates_are_found_with_what_they_say(line: str, language: str, found: list[tuple[str, str]]) -> None:
    assert [(written.iso, written.says) for written in dates_in(line, language)] == found


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("03/04/2025", "en"),  # two readings
        ("12 Smarch 2025", "en"),
        ("32 July 2025", "en"),
        ("July 2025", "en"),
        ("3 July", "en"),
        ("in 2025 the ferry", "en"),
        ("call 2025-77-01", "en"),
        ("version 1.2.2025.7", "de"),
        ("", ""),
    ],
)
def test_what_is_no_date_or_has_two_readings_is_none(line: str, language: str) -> None:
    assert list(dates_in(line, language)) == []


@pytest.mark.parametrize(
    "text", ["Tuesday, 1st July 2025", "Posted: July 1, 2025", "(1 July 2025)", "Di., 1. Juli 2025"]
)
def test_a_text_that_is_a_date_but_for_a_label(text: str) -> None:
    written = whole_date(text)
    assert written is not None
    assert written.iso == "2025-07-01"


@pytest.mark.parametrize("text", ["1 July 2025 by the desk", "The ferry of 1 July 2025", "no date"])
def test_a_text_that_holds_more_than_a_date(text: str) -> None:
    assert whole_date(text) is None


@pytest.mark.parametrize(
    ("word", "number"),
    [("Sept", 9), ("März", 3), ("août", 8), ("Juin", 6), ("juillet", 7), ("ЛИПНЯ", 7), ("мая", 5), ("Mayıs",
    5),
     ("październik", 10), ("září", 9), ("toukokuuta", 5), ("ma", 0), ("Smarch", 0), ("Monday", 0)],
)  # fmt: skip
def test_months_by_name(word: str, number: int) -> None:
    assert month_of(word) == number


@pytest.mark.parametrize(
    ("zone", "offset"),
    [("BST", "+01:00"), ("GMT", "Z"), ("est", "-05:00"), ("UTC+5:30", "+05:30"), ("+0200", "+02:00"), ("+02",
    "+02:00"),
     ("", ""), ("IST", ""), ("-23:59", ""), ("LMT", "")],
)  # fmt: skip
def test_zones_that_mean_one_offset(zone: str, offset: str) -> None:
    assert offset_of(zone) == offset


@given(st.integers(-14 * 60, 14 * 60))
def test_an_offset_comes_back(minutes: int) -> None:
    written = iso_offset(timedelta(minutes=minutes))
    assert offset_of(written) == written


@given(st.text(max_size=120), st.sampled_from(["", "en", "de", "ko"]))
def test_no_line_breaks_it(line: str, language: str) -> None:
    for written in dates_in(line, language):
        assert len(written.iso) >= 10


@pytest.mark.parametrize(
    ("line", "language", "iso"),
    [
        ("1st of May 2025", "en", "2025-05-01"),
        ("May 1st, 2025", "en", "2025-05-01"),
        ("1 de mayo de 2025", "es", "2025-05-01"),
        ("1 мая 2025 года", "ru", "2025-05-01"),
        ("1er mai 2025", "fr", "2025-05-01"),
        ("1. května 2025", "cs", "2025-05-01"),
        ("2025.05.01", "", "2025-05-01"),
        ("2025/5/1", "", "2025-05-01"),
        ("1.5.2025", "", "2025-05-01"),
        ("05/05/2025", "", "2025-05-05"),
        ("13/05/2025", "en-US", "2025-05-13"),
        ("05-13-2025", "fr", "2025-05-13"),
        ("2025년 5월 1일", "ko", "2025-05-01"),
    ],
)
def test_a_day_however_it_is_written(line: str, language: str, iso: str) -> None:
    assert [written.iso for written in dates_in(line, language)] == [iso]


@pytest.mark.parametrize(
    ("clock", "iso"),
    [
        ("12:00 am", "2025-05-01T00:00"),
        ("12:30 pm", "2025-05-01T12:30"),
        ("1 pm", "2025-05-01T13:00"),
        ("14:05 pm", "2025-05-01T14:05"),  # a slip of those who write it
        ("9:05 a.m.", "2025-05-01T09:05"),
        ("23:59:58", "2025-05-01T23:59:58"),
        ("9h05", "2025-05-01T09:05"),
        ("9.05 Uhr", "2025-05-01T09:05"),
        ("14:05 CEST", "2025-05-01T14:05+02:00"),
        ("14:05 (GMT)", "2025-05-01T14:05Z"),
        ("14:05 +0530", "2025-05-01T14:05+05:30"),
        ("24:05", "2025-05-01"),
        ("7", "2025-05-01"),
    ],
)
def test_a_time_of_day_behind_its_date(clock: str, iso: str) -> None:
    assert [written.iso for written in dates_in(f"1 May 2025, {clock}", "en")] == [iso]


def test_a_zone_keeps_the_name_under_which_it_was_written() -> None:
    (written,) = dates_in("1 May 2025, 14:05 bst", "en")
    assert (written.iso, written.zone) == ("2025-05-01T14:05+01:00", "BST")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Published: 1 May 2025", "published"),
        ("Last modified 1 May 2025", "updated"),
        ("Published and then updated on 1 May 2025", "updated"),
        ("Mis à jour le 1 mai 2025", "updated"),
        ("Datum: 1.5.2025", "published"),
        ("Дата: 1 мая 2025", "published"),
        ("更新 2025年5月1日", "updated"),
        ("Oslo, 1 May 2025", ""),
        ("The ferry sank on 1 May 2025", ""),
    ],
)
def test_the_last_label_before_a_date_counts(line: str, says: str) -> None:
    assert [written.says for written in dates_in(line, "en")] == [says]


def test_a_label_holds_for_the_next_date_only_where_nothing_stands_between() -> None:
    assert [found.says for found in dates_in("Published 25 May 2025 - 26 May 2025", "en")] == [
        "published"
    ] * 2
    said = [found.says for found in dates_in("Published 1 May 2025, the quay of 2 May 2025", "en")]
    assert said == ["published", ""]


@pytest.mark.parametrize("year", [1970, 2100, 3000])
def test_years_that_no_report_has(year: int) -> None:
    assert list(dates_in(f"1 May {year}", "en")) == []


@given(st.dates(min_value=date(1971, 1, 1), max_value=date(2099, 12, 31)))
def test_any_day_in_words_comes_back(day: date) -> None:
    words = f"{day.day} {calendar.month_name[day.month]} {day.year}"
    assert [written.iso for written in dates_in(words, "en")] == [day.isoformat()]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Oslo | Sea | 25 May 2025 | Ada Quill", ["2025-05-25"]),
        ("25 May 2025, 26 May 2025 and 27 May 2025", ["2025-05-25", "2025-05-26", "2025-05-27"]),
        ("Sunday, 25 May 2025 09:30 - Oslo", ["2025-05-25T09:30"]),
        ("Created 25.05.2025 09:30:15", ["2025-05-25T09:30:15"]),
        ("(25/05/2025)", ["2025-05-25"]),
    ],
)
def test_dates_among_other_words(line: str, found: list[str]) -> None:
    assert [written.iso for written in dates_in(line, "en")] == found


@pytest.mark.parametrize("line", ["/2025-05-25/ferry", "a.2025-05-25", "125 May 2025", "2025-05-251"])
def test_a_date_stands_by_itself(line: str) -> None:
    assert list(dates_in(line, "en")) == []

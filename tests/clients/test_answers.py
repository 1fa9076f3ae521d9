"""What the head of an answer says, in every form that servers write it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.clients.answers import DEFAULT_HOLD, LONGEST_HOLD, complaint, fresh, hold, http_date, media

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


# --- Retry-After --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "value", "seconds"),
    [
        (429, "120", 120),
        (503, " 7 ", 7),
        (301, "30", 30),
        (404, "30", 30),
        (429, "Sun, 01 Mar 2026 12:01:00 GMT", 60),
        (503, "Sunday, 01-Mar-26 12:01:00 GMT", 60),
        (503, "Sun Mar  1 12:01:00 2026", 60),
        (429, "Sun, 01 Mar 2026 13:01:00 +0100", 60),
        (429, "0", None),
        (429, "Sun, 01 Mar 2026 11:00:00 GMT", None),
        (429, "99999999999999999999", LONGEST_HOLD),
        (503, "Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_HOLD),
        (429, "soon", DEFAULT_HOLD),
        (429, "", DEFAULT_HOLD),
        (429, "-5", DEFAULT_HOLD),
        (429, "1.5", DEFAULT_HOLD),
        (503, "１２０", DEFAULT_HOLD),
        (503, "Sun, 99 Mar 2026 12:01:00 GMT", DEFAULT_HOLD),
        (429, None, DEFAULT_HOLD),
        (503, None, None),
        (500, None, None),
        (200, "120", None),
    ],
)
def test_for_how_long_a_host_wants_to_be_left_alone(
    status: int, value: str | None, seconds: float | None
) -> None:
    assert hold(status, value, NOW) == seconds


@given(st.sampled_from([301, 404, 429, 503]), st.text(max_size=40))
def test_no_value_holds_for_ever_or_backwards(status: int, value: str) -> None:
    seconds = hold(status, value, NOW)
    assert seconds is None or 0 < seconds <= LONGEST_HOLD


# --- freshness ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": "public, Max-Age = 600"}, 600),
        ({"cache-control": 'max-age="600"'}, 600),
        ({"cache-control": "max-age=600, max-age=9"}, 600),
        ({"cache-control": "max-age=0"}, 0),
        ({"cache-control": "max-age=600", "age": "200"}, 400),
        ({"cache-control": "max-age=600", "age": "900"}, 0),
        ({"cache-control": "max-age=600", "age": "old"}, 600),
        ({"cache-control": "max-age=99999999999999999999"}, 2**31),
        ({"cache-control": "max-age=600, no-cache"}, None),
        ({"cache-control": "no-store, max-age=600"}, None),
        ({"cache-control": 'no-cache="set-cookie", max-age=600'}, None),
        ({"cache-control": "s-maxage=600"}, None),
        ({"cache-control": "s-maxage=600, max-age=60"}, 60),
        ({"cache-control": "max-age=soon"}, None),
        ({"cache-control": "max-age=-1"}, None),
        ({"cache-control": "max-age"}, None),
        ({"cache-control": "max-age=60", "expires": "Sun, 01 Mar 2026 13:00:00 GMT"}, 60),
        ({"cache-control": "no-cache", "expires": "Sun, 01 Mar 2026 13:00:00 GMT"}, None),
        ({"cache-control": "public", "expires": "Sun, 01 Mar 2026 13:00:00 GMT"}, 3600),
        ({"expires": "Sun, 01 Mar 2026 13:00:00 GMT"}, 3600),
        ({"expires": "Sun, 01 Mar 2026 13:00:00 GMT", "date": "Sun, 01 Mar 2026 12:30:00 GMT"}, 1800),
        ({"expires": "Sun, 01 Mar 2026 13:00:00 GMT", "date": "today"}, 3600),
        ({"expires": "Sun, 01 Mar 2020 13:00:00 GMT"}, 0),
        ({"expires": "0"}, 0),
        ({"expires": "-1"}, 0),
    ],
)
def test_for_how_long_an_answer_calls_itself_good(headers: dict[str, str], seconds: int | None) -> None:
    assert fresh(headers, NOW) == seconds


@given(st.text(max_size=60), st.text(max_size=40), st.text(max_size=10))
def test_no_header_makes_an_answer_good_for_a_negative_time(control: str, expires: str, age: str) -> None:
    seconds = fresh({"cache-control": control, "expires": expires, "age": age}, NOW)
    assert seconds is None or 0 <= seconds <= 2**31


# --- dates, media types, words ------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun, 06 Nov 1994 08:49:37 -0000",
        "Sun, 06 Nov 1994 09:49:37 +0100",
    ],
)
def test_the_forms_of_a_date(value: str) -> None:
    assert http_date(value) == datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_none(value: str) -> None:
    date = http_date(value)
    assert date is None or date.tzinfo is UTC


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("", ("", "")),
        ("Text/HTML", ("text/html", "")),
        ("text/html; charset=UTF-8", ("text/html", "utf-8")),
        ("text/html;charset='iso-8859-1'", ("text/html", "iso-8859-1")),
        ('text/xml; x=1; Charset="windows-1251"; y', ("text/xml", "windows-1251")),
        ("text/html; charset=", ("text/html", "")),
        ("text/html; charset=a; charset=b", ("text/html", "a")),
        ("text/html; xcharset=a", ("text/html", "")),
    ],
)
def test_media_type_and_charset(value: str, told: tuple[str, str]) -> None:
    assert media(value) == told


@pytest.mark.parametrize("status", [*range(100, 600), 0, 600, 999])
def test_every_status_is_told_in_words(status: int) -> None:
    error = complaint("https://harbour.example/", status)
    assert error.reason.startswith(f"answered {status}: it ")
    assert error.remedy
    assert error.status == status


def test_some_statuses_have_words_of_their_own() -> None:
    words = {complaint("x", status).reason for status in (401, 402, 403, 404, 410, 429, 451, 500, 503)}
    assert len({reason.partition(":")[2] for reason in words}) == len(words)
    assert "gone for good" in complaint("x", 410).reason
    assert complaint("x", 503, 60.0).hold == 60.0

"""What every answer says beside its body, by the kind of file; and what cannot stand in a header."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.app.serving.sought import Box, Cursor, Sought, decode, encode
from dateline.core.errors import InputError
from dateline.core.listings import Facet, Order
from dateline.web.answer import answer, encoded, json_answer
from dateline.web.policy import kind_of
from dateline.web.problems import not_allowed, problem

KINDS = [
    ("index.html", "text/html; charset=utf-8", "page"),
    ("story/s/feed.xml", "application/rss+xml; charset=utf-8", "feed"),
    ("theme/t/atom.xml", "application/atom+xml; charset=utf-8", "feed"),
    ("feed.json", "application/feed+json", "feed"),
    ("sources.opml", "text/x-opml; charset=utf-8", "feed"),
    ("sitemap.xml", "application/xml; charset=utf-8", "data"),
    ("story/s/page.json", "application/json", "data"),
    ("story/s/annotations.json", "application/ld+json", "data"),
    ("story/s/card.png", "image/png", "asset"),
    ("assets/dateline.js", "text/javascript; charset=utf-8", "asset"),
    ("robots.txt", "text/plain; charset=utf-8", "data"),
    ("unknown", "application/octet-stream", "data"),
    ("odd.exe", "application/octet-stream", "data"),
]


@pytest.mark.parametrize(("path", "media_type", "kind"), KINDS)
def test_a_file_is_what_its_name_ends_with(path: str, media_type: str, kind: str) -> None:
    found = kind_of(path)
    assert found[:2] == (media_type, kind)
    assert 0 < found[2] <= 300


def test_nothing_breaks_a_header() -> None:
    told = encoded([("location", "/a\r\nSet-Cookie: x=1"), ("x", "\u202eü\u4e2d")])
    assert told == ((b"location", b"/aSet-Cookie: x=1"), (b"x", b"\xfc?"))


@given(st.text(max_size=60))
def test_no_value_has_a_line_end(value: str) -> None:
    assert not set(encoded([("x", value)])[0][1]) & set(b"\r\n\x00")


def test_a_success_has_a_tag_of_its_bytes_and_an_error_none() -> None:
    assert answer(b"one", "text/plain").tag == answer(b"one", "text/html").tag
    assert answer(b"one", "text/plain").tag != answer(b"two", "text/plain").tag
    assert answer(b"one", "text/plain", status=404).tag == ""
    assert problem(404, "there is none").tag == ""


def test_half_a_character_does_not_break_json() -> None:
    assert json_answer({"a": "\ud800"}).body == b'{"a":"?"}'


def test_a_problem_tells_what_is_wrong_and_nothing_empty() -> None:
    made = problem(429, "too many", [("retry-after", "9")], instance="")
    assert made.body == (
        b'{"type": "about:blank", "title": "Too Many Requests", "status": 429, "detail": "too many"}'
    )
    assert (b"retry-after", b"9") in made.headers
    assert (b"allow", b"GET") in not_allowed("BREW" * 50, "GET").headers


# --- questions and cursors ----------------------------------------------------------------


@given(st.text(st.characters(categories=["L", "N", "P"]), max_size=40), st.text("abc-1", max_size=9))
def test_a_cursor_comes_back_as_it_was(story: str, row: str) -> None:
    cursor = Cursor(story=story, row=row, at="2025-07-01T19:27:47+00:00")
    assert decode(encode(cursor, "q"), "q") == cursor


@given(st.text(max_size=60))
def test_no_text_is_too_odd_for_a_cursor(text: str) -> None:
    with contextlib.suppress(InputError):
        assert isinstance(decode(text, "q"), Cursor)


def test_what_is_no_cursor_says_the_way_out() -> None:
    with pytest.raises(InputError, match="take 'next' of the last answer"):
        decode("made up", "q")
    with pytest.raises(InputError, match="same filters"):
        decode(encode(Cursor(story="s"), "other"), "q")
    assert decode("", "q") == Cursor()


def test_a_question_has_a_name_of_its_own() -> None:
    names = {
        Sought().name,
        Sought(order=Order.WEIGHT).name,
        Sought(theme="t").name,
        Sought(facets=((Facet.PLACE, "t"),)).name,
        Sought(kind="claims").name,
        Sought(rows=(("speaker", "t"),)).name,
    }
    assert len(names) == 6
    assert Sought(theme="t").name == Sought(theme="t").name


def test_the_narrowest_facet_is_looked_up_and_the_others_are_held_against_it() -> None:
    asked = Sought(facets=((Facet.COUNTRY, "de"), (Facet.OUTLET, "o"), (Facet.PERSON, "p")))
    lookup = asked.lookup(10, "s")
    assert (lookup.facet, lookup.key, lookup.limit, lookup.after) == (Facet.PERSON, "p", 10, "s")
    assert not asked.plain
    assert Sought(facets=((Facet.OUTLET, "o"),), theme="t").plain


@pytest.mark.parametrize(
    ("box", "inside"),
    [
        (Box(west=7, south=53, east=8, north=54), True),
        (Box(west=8, south=53, east=7, north=54), False),
        (Box(west=170, south=-90, east=10, north=90), True),
        (Box(west=7.5, south=53.5, east=7.5, north=53.5), True),
        (Box(west=7, south=54, east=8, north=55), False),
    ],
)
def test_a_box_holds_what_lies_in_it_also_over_the_antimeridian(box: Box, inside: bool) -> None:
    assert box.holds(53.5, 7.5) is inside

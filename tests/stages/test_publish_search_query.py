"""What a reader asks: how a line of text is read, and that it never fails."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.listings import Order
from dateline.core.types import Theme
from dateline.stages.publish.search.query import Query, Run, read, resolve

THEMES = (
    Theme(id="tsea", name="Shipping off the islands", stories=("s1", "s2")),
    Theme(id="tport", name="Shipping", stories=("s3",)),
    Theme(id="ttown", name="Esens"),
)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("harbour strikes", (("harbour",), ("strike",))),
        ('"harbour strike"', (("harbour", "strike"),)),
        ("“harbour strike”", (("harbour", "strike"),)),
        ('"harbour strike', (("harbour", "strike"),)),
        ("Jong-un", (("jong", "un"),)),
        ("harb*", (("harb*",),)),
        ("h*", (("h",),)),
        ("*", ()),
        ("東京タワー", (("東京", "京タ", "タワ", "ワー"),)),
        ("東", (("東*",),)),
        ("a", (("a",),)),
        ("12:30", (("12", "30"),)),
        ("https://a.example/x", (("http", "a", "example", "x"),)),
        ("mayor:Norden", (("mayor", "norden"),)),
        ("before:yesterday", (("before", "yesterday"),)),
        ("-", ()),
        ("", ()),
    ],
)
def test_words_are_read(text: str, phrases: tuple[Run, ...]) -> None:
    assert read(text).phrases == phrases


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("ferry -harbour", (("harbour",),)),
        ('ferry -"harbour master"', (("harbour", "master"),)),
        ("ferry -harb*", (("harb*",),)),
        ("ferry - harbour", ()),
        ("ferry-boat", ()),
    ],
)
def test_words_are_left_out(text: str, without: tuple[Run, ...]) -> None:
    assert read(text).without == without


@pytest.mark.parametrize(
    ("text", "filed"),
    [
        ("place:Norden", (("placeːnorden",),)),
        ('place:"New York"', (("placeːnew",), ("placeːyork",))),
        ("PERSON:Poppinga", (("personːpoppinga",),)),
        ("source:BBC", (("sourceːbbc",),)),
        ("outlet:BBC", (("sourceːbbc",),)),
        ("language:uk", (("languageːuk",),)),
        ("place:", ()),
        ('place:""', ()),
    ],
)
def test_filters_are_read(text: str, filed: tuple[Run, ...]) -> None:
    assert read(text).filed == filed


def day(year: int, month: int, of_month: int) -> datetime:
    return datetime(year, month, of_month, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("after:2025-06-15", day(2025, 6, 15), None),
        ("since:2025-06", day(2025, 6, 1), None),
        ("before:2025-06-15", None, day(2025, 6, 15)),
        ("until:2025-06-15", None, day(2025, 6, 16)),
        ("until:2025-12", None, day(2026, 1, 1)),
        ("until:2025", None, day(2026, 1, 1)),
        ("after:2025-6-1 before:2026", day(2025, 6, 1), day(2026, 1, 1)),
        ("after:2025-13", None, None),
        ("until:9999-12-31", None, None),
        ("after:0000", None, None),
    ],
)
def test_days_are_read(text: str, since: datetime | None, until: datetime | None) -> None:
    query = read(text)
    assert (query.since, query.until) == (since, until)


def test_what_is_no_day_is_searched_as_words() -> None:
    assert read("after:2025-13").phrases == (("after", "2025", "13"),)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("theme:shipping", "tport"),
        ("theme:islands", "tsea"),
        ('theme:"the island"', "tsea"),
        ("theme:tsea", "tsea"),
        ("theme:ESENS", "ttown"),
    ],
)
def test_a_theme_is_found_by_id_or_by_the_name_nearest(text: str, theme: str) -> None:
    query = resolve(read(text), THEMES)
    assert (query.theme_id, query.phrases) == (theme, ())


def test_where_no_theme_is_called_so_its_words_are_searched() -> None:
    query = resolve(read("ferry theme:volcano"), THEMES)
    assert (query.theme_id, query.phrases) == ("", (("ferry",), ("volcano",)))


def test_a_query_without_a_theme_is_as_it_was() -> None:
    query = read("ferry")
    assert resolve(query, THEMES) is query


def test_it_becomes_a_question_for_the_newest_stories() -> None:
    lookup = resolve(read('ferry "ran aground" -tide place:Norden theme:tsea after:2025'), THEMES).lookup(7)
    assert lookup.phrases == (("ferry",), ("ran", "aground"), ("placeːnorden",))
    assert lookup.without == (("tide",),)
    assert (lookup.theme, lookup.since, lookup.limit, lookup.order) == (
        "tsea",
        day(2025, 1, 1),
        7,
        Order.NEWEST,
    )


@pytest.mark.parametrize(
    ("text", "asks"), [("", False), ("-ferry", False), ("ferry", True), ("after:2025", True)]
)
def test_whether_anything_is_asked_for(text: str, asks: bool) -> None:
    assert bool(read(text)) is asks


def test_a_query_is_bounded_however_long_it_is() -> None:
    query = read("word-" * 1000 + " a b c d e f g h i j k l m n o p " * 100)
    assert len(query.text) <= 300
    assert len(read("a b " * 100).phrases) <= 12
    assert all(len(run) <= 12 for run in query.phrases)


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    query = read(text)
    assert isinstance(query, Query)
    lookup = resolve(query, THEMES).lookup(10)
    for run in (*lookup.phrases, *lookup.without):
        assert run
        assert all(word.strip("*") for word in run)


@given(
    st.lists(
        st.sampled_from(["-", '"', "place:", "theme:", "before:", "2025", "*", " ", "ä", "東", ":"]),
        max_size=20,
    )
)
def test_any_pieces_of_the_grammar_can_be_read(pieces: list[str]) -> None:
    assert read("".join(pieces)).lookup(1).limit == 1

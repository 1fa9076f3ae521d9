"""Cursors that nobody gave: each is refused in a sentence, and none is an error of the server."""

from __future__ import annotations

import base64
import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.app.serving.parts import keyset
from dateline.app.serving.sought import Box, Cursor, Sought, decode, encode
from dateline.app.serving.walk import Walk, cursor_of
from dateline.core.errors import InputError
from dateline.core.listings import Facet, Lookup, Order
from dateline.core.pages import Status, Toll
from tests.listed import country, filed, listed, mention, place

THINGS = [(-count, f"t{number}") for number, count in enumerate((9, 7, 7, 7, 2, 1))]
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


def part(limit: int, cursor: str = "") -> tuple[list[tuple[int, str]], str]:
    shown, after = keyset(THINGS, lambda one: one, "things", limit, cursor)
    return list(shown), after


@pytest.mark.parametrize("limit", range(1, 8))
def test_parts_of_a_list_make_the_whole_of_it(limit: int) -> None:
    found, cursor, shown = [], "", 0
    while True:
        items, cursor = part(limit, cursor)
        found += items
        shown += 1
        if not cursor:
            break
    assert found == THINGS
    assert shown == -(-len(THINGS) // limit)


def test_what_was_taken_out_of_the_list_shifts_nothing() -> None:
    _, cursor = part(3)
    left = [one for one in THINGS if one[1] != "t2"]
    shown, _ = keyset(left, lambda one: one, "things", 9, cursor)
    assert list(shown) == THINGS[3:]


def test_an_empty_list_has_one_empty_part() -> None:
    assert keyset([], lambda one: one, "things", 5, "") == ([], "")


@pytest.mark.parametrize(
    "at",
    [
        "[]",
        '["x"]',
        "7",
        "null",
        '{"a": 1}',
        "[1e999, 3]",
        '[[], "x"]',
        "not JSON",
        "[" * 9999,
    ],
)
def test_a_cursor_of_another_shape_is_refused(at: str) -> None:
    with pytest.raises(InputError, match="cursor"):
        part(3, encode(Cursor(at=at), "things"))


@given(anything)
def test_no_cursor_is_an_error_of_the_server(value: object) -> None:
    with suppress(InputError):
        part(3, encode(Cursor(at=json.dumps(value)), "things"))


@given(st.text(max_size=60))
def test_any_text_is_refused_or_a_cursor(text: str) -> None:
    with suppress(InputError):
        assert decode(text, "things") == Cursor() or text


@pytest.mark.parametrize(
    "held", [["things", "a", "b"], ["things", 1, "", ""], ["things", "a\x00", "", ""], {}, 7]
)
def test_what_only_looks_like_a_cursor_is_refused(held: object) -> None:
    text = base64.urlsafe_b64encode(json.dumps(held).encode()).decode().rstrip("=")
    with pytest.raises(InputError, match="none of ours"):
        decode(text, "things")


def test_a_cursor_of_another_question_is_refused_with_the_reason() -> None:
    text = encode(Cursor(story="s1", row="r1", at="x"), "one")
    assert decode(text, "one") == Cursor(story="s1", row="r1", at="x")
    with pytest.raises(InputError, match="another question"):
        decode(text, "other")


# --- a walk through stories ---------------------------------------------------------------


class Gone:
    """A catalogue in which the story of a cursor is gone; remembers what it was asked instead."""

    def __init__(self) -> None:
        self.asked: list[Lookup] = []

    def find(self, lookup: Lookup) -> list[object]:
        if lookup.after:
            raise KeyError(lookup.after)
        self.asked.append(lookup)
        return []


def walked(at: str, order: Order = Order.NEWEST, until: datetime | None = None) -> Gone:
    catalogue = Gone()
    sought = Sought(order=order, until=until)
    walk = Walk(catalogue=catalogue, sought=sought, begin=Cursor(story="sgone", at=at))  # type: ignore[arg-type]
    assert list(walk.stories(5)) == []
    assert walk.ended
    return catalogue


def test_where_the_story_is_gone_its_time_tells_where_to_go_on() -> None:
    (lookup,) = walked("2025-07-01T12:00:00+00:00").asked
    assert lookup.until == datetime(2025, 7, 1, 12, tzinfo=UTC) + timedelta(microseconds=1)
    bound = datetime(2025, 6, 1, tzinfo=UTC)
    assert walked("2025-07-01T12:00:00+00:00", until=bound).asked[0].until == bound
    assert walked("").asked == []


@pytest.mark.parametrize(
    "at", ["yesterday", "9999-12-31T23:59:59.999999+00:00", "0001-01-01T00:00:00+23:59", "2025-13-01"]
)
def test_a_time_that_cannot_be_is_refused(at: str) -> None:
    with pytest.raises(InputError, match="none of ours"):
        walked(at)


@pytest.mark.parametrize("order", [Order.WEIGHT, Order.CHANGED])
def test_other_orders_cannot_go_on_from_a_story_that_is_gone(order: Order) -> None:
    with pytest.raises(InputError, match="gone"):
        walked("2025-07-01T12:00:00+00:00", order)


def test_a_cursor_names_the_story_and_when_it_was_first_reported() -> None:
    assert cursor_of(listed("s1")) == Cursor(story="s1", at="2025-07-01T12:00:00+00:00")
    assert cursor_of(listed("s1", first_reported=None), "r2") == Cursor(story="s1", row="r2")


# --- what is held against a story ---------------------------------------------------------

TOLL = Toll(measure="killed", low=3, best=3, high=3, evidence=())
STORY = filed(
    listed("s1", origins=3, tolls=(TOLL,), status=Status.DISPUTED),
    place("Norden", "DE", lat=53.6, lon=7.2),
    country("DE", Facet.PLACE),
    mention(Facet.PERSON, "Greta Poppinga", "kgreta"),
)


@pytest.mark.parametrize(
    ("sought", "fits"),
    [
        (Sought(), True),
        (Sought(origins=3), True),
        (Sought(origins=4), False),
        (Sought(measure="killed"), True),
        (Sought(measure="injured"), False),
        (Sought(status=Status.DISPUTED), True),
        (Sought(status=Status.CONFIRMED), False),
        (Sought(facets=((Facet.PERSON, "kgreta"), (Facet.PLACE, "norden"))), True),
        (Sought(facets=((Facet.PERSON, "kgreta"), (Facet.PLACE, "oslo"))), False),
        (Sought(facets=((Facet.OUTLET, "kgreta"),)), False),
        (Sought(box=Box(west=7, south=53, east=8, north=54)), True),
        (Sought(box=Box(west=8, south=53, east=9, north=54)), False),
        (Sought(box=Box(west=8, south=53, east=7.5, north=54)), True),  # all around the world but 7.5 to 8
        (Sought(box=Box(west=170, south=-90, east=-170, north=90)), False),
    ],
)
def test_a_story_fits_where_all_that_is_asked_holds(sought: Sought, fits: bool) -> None:
    assert sought.fits(STORY) is fits


def test_a_country_is_no_point_on_the_map() -> None:
    wide = Sought(box=Box(west=-180, south=-90, east=180, north=90))
    assert not wide.fits(filed(listed("s1"), country("DE", Facet.PLACE)))


def test_the_store_is_asked_by_the_narrowest_facet() -> None:
    sought = Sought(facets=((Facet.COUNTRY, "de"), (Facet.PLACE, "norden")))
    lookup = sought.lookup(7, "s9")
    assert (lookup.facet, lookup.key, lookup.limit, lookup.after) == (Facet.PLACE, "norden", 7, "s9")
    assert not sought.plain
    assert Sought(facets=((Facet.PLACE, "norden"),)).plain
    assert Sought().lookup(1, "").facet is None

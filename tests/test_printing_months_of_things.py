"""Which months of places, people and outlets are made anew; and that it is enough: all others stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.core.listings import Dispatch, Entry, Facet, Listing, Mention
from dateline.core.site import Edition
from dateline.core.types import Membership, Stamp
from dateline.pipeline import printing
from dateline.pipeline.printing import months
from dateline.stages import publish
from dateline.stages.publish.addresses import Address, facet
from dateline.storage import SqlStore, open_store
from tests.listed import listed, mention, place

NOON = datetime(2025, 7, 31, 12, tzinfo=UTC)
NORDEN, SIEL = place("Norden", key="g1"), mention(Facet.OUTLET, "Radio Siel", "siel")
JULY, JUNE = facet(Facet.PLACE, "g1", "202507"), facet(Facet.PLACE, "g1", "202506")
SIEL_JULY = facet(Facet.OUTLET, "siel", "202507")


@pytest.fixture
def store() -> Iterator[SqlStore]:
    held = filled()
    yield held
    held.close()


def filled(stories: int = 31) -> SqlStore:
    """Stories of one place and one outlet, two a day, from the end of July back into its middle."""
    held = open_store(":memory:")
    keep(held, *(entry(number) for number in range(stories)))
    return held


def entry(
    number: int, days: float | None = None, things: tuple[Mention, ...] = (NORDEN, SIEL), title: str = "Told"
) -> Entry:
    at = Stamp(at=NOON - timedelta(days=number / 2 if days is None else days))
    story = replace(listed(f"s{number:03}"), first_reported=at, revised=at, mentions=things)
    return Entry(listing=story, key="key", dispatches={"siel": (Dispatch(report=f"r{number}", title=title),)})


def told(entry: Entry, **fields: object) -> Entry:
    listing: Listing = replace(entry.listing, **fields)  # type: ignore[arg-type]
    return replace(entry, listing=listing)


def keep(store: SqlStore, *entries: Entry) -> None:
    with store.transaction():
        names = [one.listing.story for one in entries]
        store.save_groups(
            [Membership(report=f"r{name}", story=name, theme="", origin=name) for name in names], []
        )
        store.catalogue.save(entries)


def stale(store: SqlStore, mark: str, there: set[str]) -> set[Address]:
    changes = store.catalogue.since(mark)
    assert changes is not None
    return set(months.stale_of_things(changes.months, store, there))


def pages(store: SqlStore) -> dict[str, bytes]:
    """Every page of a month, by path."""
    shelves = {one: printing.gather(one, store, Edition()) for one in months.every(store)}
    return {
        file.path: file.content
        for one, shelf in shelves.items()
        if shelf
        for file in publish.files(one, shelf)
    }


def test_what_many_stories_mention_has_a_page_for_each_month(store: SqlStore) -> None:
    assert set(months.every(store)) == {JULY, SIEL_JULY}
    keep(store, entry(90, days=40))
    assert JUNE in set(months.every(store))


def test_what_fewer_mention_has_none() -> None:
    small = filled(30)
    assert set(months.every(small)) == set()
    mark = small.catalogue.mark()
    keep(small, told(entry(3), headline="Otherwise"))
    assert stale(small, mark, set()) == set()
    small.close()


def test_with_one_story_more_all_months_come(store: SqlStore) -> None:
    small = filled(29)
    keep(small, entry(90, days=40))
    mark = small.catalogue.mark()
    keep(small, entry(40, days=1))
    assert stale(small, mark, set()) == set(months.every(small))
    assert len(set(months.every(small))) == 4
    small.close()


def test_a_headline_makes_its_month_alone(store: SqlStore) -> None:
    keep(store, entry(90, days=40))
    there, mark = set(pages(store)), store.catalogue.mark()
    keep(store, told(entry(90, days=40), headline="Otherwise"))
    assert {one.part for one in stale(store, mark, there)} == {"202506"}


def test_what_no_month_prints_makes_none(store: SqlStore) -> None:
    there, mark = set(pages(store)), store.catalogue.mark()
    keep(store, told(entry(3), standfirst="Otherwise.", origins=4, revision=3))
    assert stale(store, mark, there) == set()


def test_another_report_makes_the_month_of_its_outlet_alone(store: SqlStore) -> None:
    there, mark = set(pages(store)), store.catalogue.mark()
    keep(store, entry(3, title="Told otherwise"))
    assert stale(store, mark, there) == {SIEL_JULY}
    assert b"Told otherwise" in pages(store)[SIEL_JULY.page]


def test_a_story_that_ends_leaves_its_months(store: SqlStore) -> None:
    keep(store, entry(40, days=1))
    there, mark = set(pages(store)), store.catalogue.mark()
    with store.transaction():
        store.save_groups([Membership(report="rs003", story="s004", theme="", origin="o")], [])
    assert stale(store, mark, there) == {JULY, SIEL_JULY}
    assert b"s003" not in pages(store)[JULY.page]


numbers = st.integers(0, 33)
changes = st.one_of(
    st.builds(lambda n, words: told(entry(n), headline=words), numbers, st.sampled_from(["One", "Two"])),
    st.builds(entry, numbers, st.sampled_from([0.5, 20.0, 40.0, 41.0])),
    st.builds(lambda n: entry(n, things=(SIEL,)), numbers),
    st.builds(lambda n: entry(n, things=(replace(NORDEN, name="Nörden"), SIEL)), numbers),
    st.builds(lambda n: entry(n, title="Told otherwise"), numbers),
    st.builds(lambda n: told(entry(n), first_reported=None), numbers),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(changes, min_size=1, max_size=3), min_size=1, max_size=3))
def test_what_is_not_made_anew_is_as_it_was(rounds: list[list[Entry]]) -> None:
    store = filled(32)
    site = pages(store)
    for some in rounds:
        mark = store.catalogue.mark()
        keep(store, *{one.listing.story: one for one in some}.values())
        made = {one.page for one in stale(store, mark, set(site))}
        now = pages(store)
        assert {path for path in now if site.get(path) != now[path]} <= made
        site |= now
    store.close()

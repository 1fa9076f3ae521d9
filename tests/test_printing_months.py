"""Which pages of months are made anew: those in which a story came, went, or is headed or timed otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dateline.core.listings import Changes, Entry, Listing
from dateline.core.types import Membership, Stamp, Theme
from dateline.pipeline.printing import months
from dateline.stages.publish.addresses import Address, month
from dateline.storage import SqlStore, open_store
from tests.listed import listed

NOON = datetime(2025, 7, 31, 12, tzinfo=UTC)
JULY, JUNE = month("tsea", "202507"), month("tsea", "202506")


@pytest.fixture
def store() -> Iterator[SqlStore]:
    """A theme of thirty stories, two a day, from the end of July back into the middle of the month."""
    held = open_store(":memory:")
    keep(held, [story(number) for number in range(30)])
    yield held
    held.close()


def story(number: int, days: float | None = None) -> Listing:
    at = Stamp(at=NOON - timedelta(days=number / 2 if days is None else days))
    return replace(listed(f"s{number:03}", theme="tsea"), first_reported=at, revised=at)


def keep(store: SqlStore, listings: list[Listing]) -> None:
    with store.transaction():
        names = [listing.story for listing in listings]
        members = [Membership(report=f"r{name}", story=name, theme="tsea", origin=name) for name in names]
        known = {name for one in store.register.themes(["tsea"]) for name in one.stories}
        store.save_groups(members, [Theme(id="tsea", name="Sea", stories=tuple(sorted(known.union(names))))])
        store.catalogue.save(Entry(listing=listing, key="key") for listing in listings)


def since(store: SqlStore, mark: str, there: set[str] | None = None) -> set[Address]:
    changes = store.catalogue.since(mark)
    assert changes
    return set(months.stale(changes, set(changes.renamed), store, there or pages(store)))


def pages(store: SqlStore) -> set[str]:
    return {address.page for address in months.every(store)}


def test_a_large_theme_has_a_page_for_each_of_its_months(store: SqlStore) -> None:
    assert list(months.every(store)) == [JULY]
    keep(store, [story(90, days=40)])
    assert list(months.every(store)) == [JUNE, JULY]


def test_a_small_theme_has_none() -> None:
    small = open_store(":memory:")
    keep(small, [story(number) for number in range(24)])
    assert list(months.every(small)) == []
    keep(small, [story(24)])
    assert list(months.every(small)) == [JULY]
    small.close()


def test_a_new_story_makes_its_month_alone(store: SqlStore) -> None:
    keep(store, [story(90, days=40)])
    mark, there = store.catalogue.mark(), pages(store)
    keep(store, [story(91, days=1)])
    assert since(store, mark, there) == {JULY}


def test_a_month_that_the_site_lacks_is_made(store: SqlStore) -> None:
    mark, there = store.catalogue.mark(), pages(store)
    keep(store, [story(90, days=40)])
    assert since(store, mark, there) == {JUNE}
    assert since(store, mark, {"index.html"}) == {JUNE, JULY}


def test_a_story_that_is_timed_otherwise_makes_both_months(store: SqlStore) -> None:
    keep(store, [story(90, days=40)])
    mark = store.catalogue.mark()
    keep(store, [story(90, days=2)])
    assert since(store, mark, {JUNE.page, JULY.page}) == {JUNE, JULY}


def test_what_no_month_prints_makes_none(store: SqlStore) -> None:
    mark = store.catalogue.mark()
    keep(store, [replace(story(3), standfirst="Told otherwise.", origins=4)])
    assert since(store, mark) == set()


def test_another_headline_makes_its_month(store: SqlStore) -> None:
    mark = store.catalogue.mark()
    keep(store, [replace(story(3), headline="Otherwise")])
    assert since(store, mark) == {JULY}


def test_another_name_makes_all_months_of_a_theme(store: SqlStore) -> None:
    keep(store, [story(90, days=40)])
    there = pages(store)
    assert set(months.stale(Changes(), {"tsea"}, store, there)) == {JUNE, JULY}
    assert set(months.stale(Changes(), set(), store, there)) == set()

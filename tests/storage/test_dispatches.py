"""The reports of outlets as the catalogue keeps them: by story, the newest first, those that count."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.storage.entries import START, entry, member, said

from dateline.core.listings import Dispatch, Entry, Facet, Lookup
from dateline.core.types import Stamp
from dateline.storage import SqlStore

BOTE, KURIER = said(Facet.OUTLET, "bote"), said(Facet.OUTLET, "kurier")


def told(report: str, **beyond: object) -> Dispatch:
    return replace(Dispatch(report=report, title=f"Title of {report}"), **beyond)  # type: ignore[arg-type]


def of(story: str, day: int | None, **outlets: tuple[Dispatch, ...]) -> Entry:
    mentions = tuple(said(Facet.OUTLET, key) for key in outlets)
    return replace(entry(story, day, mentions=mentions), dispatches=outlets)


def keep(store: SqlStore, *entries: Entry) -> None:
    with store.transaction():
        store.save_groups([member(f"r-{one.listing.story}", one.listing.story) for one in entries], [])
        store.catalogue.save(entries)


def asked(limit: int = 30, **bounds: object) -> Lookup:
    return replace(Lookup(facet=Facet.OUTLET, key="bote", limit=limit), **bounds)  # type: ignore[arg-type]


def test_the_reports_of_an_outlet_come_by_its_newest_stories(store: SqlStore) -> None:
    keep(store, *(of(f"s{n}", n, bote=(told(f"r{n}"),)) for n in range(5)))
    found = store.catalogue.dispatches(asked(limit=3))
    assert list(found) == ["s4", "s3", "s2"]
    assert found["s4"] == (told("r4"),)


def test_of_a_story_only_the_outlets_own_are_given(store: SqlStore) -> None:
    keep(store, of("s1", 1, bote=(told("r1"), told("r2")), kurier=(told("r3"),)))
    assert store.catalogue.dispatches(asked()) == {"s1": (told("r1"), told("r2"))}


def test_all_that_is_known_of_a_report_comes_back(store: SqlStore) -> None:
    terms = {"licence": "CC BY", "reserved": True, "paywalled": True, "basis": ("paywall", "tdmrep")}
    at = {"url": "https://bote.example/1", "published": Stamp(at=START, zone="Z"), "language": "de"}
    whole = replace(told("r1", title="Wave\x00 — “хвиля”"), **terms, **at)  # type: ignore[arg-type]
    keep(store, of("s1", 1, bote=(whole,)))
    assert store.catalogue.dispatches(asked()) == {"s1": (whole,)}


def test_a_month_has_those_of_its_stories(store: SqlStore) -> None:
    keep(
        store,
        *(of(f"s{n}", n, bote=(told(f"r{n}"),)) for n in (0, 10, 40)),
        of("s9", None, bote=(told("r"),)),
    )
    since, until = START + timedelta(days=5), START + timedelta(days=40)
    assert list(store.catalogue.dispatches(asked(since=since, until=until))) == ["s10"]
    assert list(store.catalogue.dispatches(asked(until=until))) == ["s10", "s0"]
    assert list(store.catalogue.dispatches(asked(since=since))) == ["s40", "s10"]


def test_another_listing_takes_the_place_of_the_last(store: SqlStore) -> None:
    keep(store, of("s1", 1, bote=(told("r1"),)))
    keep(store, of("s1", 1, kurier=(told("r1"),)))
    assert store.catalogue.dispatches(asked()) == {}
    assert list(store.catalogue.dispatches(asked(key="kurier"))) == ["s1"]


def test_a_story_without_reports_does_not_count_until_it_has_some_again(store: SqlStore) -> None:
    keep(store, of("s1", 1, bote=(told("r1"),)))
    with store.transaction():
        store.save_groups([member("r-s1", "s2")], [])
    assert store.catalogue.dispatches(asked()) == {}
    with store.transaction():
        store.save_groups([member("r-s1", "s1")], [])
    assert list(store.catalogue.dispatches(asked())) == ["s1"]


def test_the_months_of_a_thing_are_counted_newest_first(store: SqlStore) -> None:
    keep(
        store,
        *(of(f"s{n}", n, bote=(told(f"r{n}"),)) for n in (0, 10, 40)),
        of("s9", None, bote=(told("r"),)),
    )
    assert list(store.catalogue.months(Facet.OUTLET, "bote").items()) == [
        ("202602", 1),
        ("202601", 2),
        ("", 1),
    ]
    assert store.catalogue.months(Facet.OUTLET, "kurier") == {}
    assert store.catalogue.months(Facet.PLACE, "bote") == {}

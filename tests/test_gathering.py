"""What an address needs, looked up in a store: subjects, names of themes, where merged stories lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dateline.core.listings import Changes, Facet, Lookup
from dateline.core.sources import Outline, SourceList
from dateline.core.stories import Story
from dateline.core.types import Span, Theme
from dateline.pipeline.printing import catalogue
from dateline.pipeline.printing.gathering import answered, gather, story_subjects
from dateline.pipeline.printing.plan import ALWAYS, EVERYWHERE, every, stale
from dateline.stages.publish.addresses import KEYED, Address, Room, facet, has_page, story, theme
from dateline.stages.publish.issue import Asked, Subject, Wants
from dateline.storage import SqlStore
from tests.edition import desk_of, stored
from tests.newsroom import EDITION, FERRY_PAGE, ISSUE, LIBRARY_PAGE, TIDE_PAGE, stamp

GONE = stamp("2025-07-02T07:00:00")


@pytest.fixture
def store() -> Iterator[SqlStore]:
    held = stored(ISSUE)
    yield held
    held.close()


def merge(store: SqlStore, story: str, *into: str) -> None:
    """All reports of a story move into the first of these; its address leads to all of them."""
    held = store.register.members(stories=[story])
    moved = [replace(member, story=into[0]) for member in held.values()] if into else []
    fate = Story(id=story, into=into, ended=GONE)
    with store.transaction():
        store.save_groups(moved, [])
        store.register.save_stories([fate])


def led(store: SqlStore, *stories: str, ended: bool = False) -> dict[str, tuple[str, ...]]:
    return dict(answered(Wants(stories=stories, ended=ended), Subject(), store, EDITION).led)


# --- subjects -----------------------------------------------------------------------------


def test_a_story_comes_with_its_reports_and_why_each_is_there(store: SqlStore) -> None:
    shelf = gather(story("sferry"), store, EDITION)
    assert shelf
    assert shelf.subject.page == FERRY_PAGE
    assert set(shelf.subject.reports) == {"rferry", "rcopy", "rradio", "rwall"}
    assert set(shelf.subject.members) == set(shelf.subject.reports)
    assert not shelf.subject.ended


def test_a_report_that_the_page_cites_and_nobody_kept_is_left_out(store: SqlStore) -> None:
    page = replace(FERRY_PAGE, sources=(*FERRY_PAGE.sources, replace(FERRY_PAGE.sources[0], report="rgone")))
    with store.transaction():
        store.save_page(page, "another key")
    found = story_subjects(["sferry"], store)["sferry"]
    assert "rgone" not in found.reports
    assert "rgone" not in found.members


def test_a_story_without_a_report_ended_and_shows_none(store: SqlStore) -> None:
    merge(store, "stide", "sferry")
    shelf = gather(story("stide"), store, EDITION)
    assert shelf
    assert shelf.subject.ended
    assert shelf.subject.reports == {}
    assert shelf.subject.story == Story(id="stide", into=("sferry",), ended=GONE)


@pytest.mark.parametrize(
    "address", [story("snone"), theme("tnone"), Address(Room.STORY, "x"), Address(Room.THEME, "x")]
)
def test_nothing_is_gathered_of_what_is_not_there(store: SqlStore, address: Address) -> None:
    assert gather(address, store, EDITION) is None


def test_subjects_are_those_that_were_printed_by_id(store: SqlStore) -> None:
    assert list(story_subjects(["stide", "snone", "sferry"], store)) == ["sferry", "stide"]
    assert story_subjects([], store) == {}


# --- themes -------------------------------------------------------------------------------


def renamed(store: SqlStore, *themes: Theme) -> None:
    with store.transaction():
        store.save_groups([], list(themes))


def test_a_theme_without_a_name_is_called_after_its_first_story(store: SqlStore) -> None:
    renamed(store, Theme(id="tsea", name="", stories=("sferry", "stide")))
    for address in (theme("tsea"), story("sferry"), Address(Room.FRONT), Address(Room.THEMES)):
        shelf = gather(address, store, EDITION)
        assert shelf
        assert shelf.themes["tsea"].name == TIDE_PAGE.headline.text, address


def test_a_theme_without_a_name_whose_first_story_was_never_printed_has_no_link(store: SqlStore) -> None:
    renamed(store, Theme(id="tsea", name="", stories=("sferry", "snone")))
    shelf = gather(Address(Room.FRONT), store, EDITION)
    assert shelf
    assert "tsea" not in shelf.themes
    assert "ttown" in shelf.themes


def test_the_themes_of_stories_found_come_unasked_and_no_others(store: SqlStore) -> None:
    renamed(store, Theme(id="tother", name="Elsewhere", stories=("snone",)))
    lookup = Lookup(theme="ttown")
    shelf = answered(Wants(lookups=(lookup,)), Subject(), store, EDITION)
    assert set(shelf.themes) == {"ttown"}
    assert answered(Wants(), Subject(), store, EDITION).themes == {}


def test_of_every_theme_those_of_one_story_are_left_out(store: SqlStore) -> None:
    renamed(store, Theme(id="told", name="Years ago", stories=("s8", "s9")), Theme(id="tnone", name="Empty"))
    held = answered(Wants(every_theme=True), Subject(), store, EDITION).themes
    assert set(held) == {"tsea", "told"}


def test_only_what_is_wanted_is_looked_up(store: SqlStore) -> None:
    feed = Outline(attributes=(("xmlUrl", "https://a.example/f"),))
    with store.transaction():
        store.roster.save_sources(SourceList(outlines=(feed,)))
    bare = answered(Wants(), Subject(), store, EDITION)
    assert (bare.totals.stories, bare.days, bare.sources.outlines, bare.led) == (0, {}, (), {})
    asked = Asked(Facet.OUTLET, 2)
    full = Wants(
        totals=True, days=True, sources=True, tallies=(asked,), counts=(Lookup(),), faces=(Lookup(),)
    )
    shelf = answered(full, Subject(), store, EDITION)
    assert shelf.totals.stories == shelf.counts[Lookup()] == len(shelf.faces[Lookup()]) == 3
    assert sum(shelf.days.values()) == 3
    assert len(shelf.sources.outlines) == 1
    assert len(shelf.tallies[asked]) == 2


# --- where addresses lead -----------------------------------------------------------------


def test_a_story_that_lives_leads_to_itself_and_one_that_never_was_nowhere(store: SqlStore) -> None:
    assert led(store, "sferry", "snone") == {"sferry": ("sferry",), "snone": ()}


def test_a_merge_is_followed_over_several_hops(store: SqlStore) -> None:
    with store.transaction():
        store.register.save_stories(
            [Story(id="sfirst", into=("ssecond",)), Story(id="ssecond", into=("stide",))]
        )
    merge(store, "stide", "sferry")
    assert led(store, "sfirst") == {"sfirst": ("sferry",)}


def test_a_story_that_parted_leads_to_each_of_its_heirs_once(store: SqlStore) -> None:
    with store.transaction():
        store.register.save_stories(
            [Story(id="sold", into=("smid", "slibrary", "sferry")), Story(id="smid", into=("sferry",))]
        )
    assert sorted(led(store, "sold")["sold"]) == ["sferry", "slibrary"]


def test_stories_that_lead_to_one_another_lead_nowhere_and_end(store: SqlStore) -> None:
    with store.transaction():
        store.register.save_stories([Story(id="sa", into=("sb",)), Story(id="sb", into=("sa",))])
    assert led(store, "sa", "sb") == {"sa": (), "sb": ()}


def test_a_story_that_was_merged_and_lives_again_leads_to_itself(store: SqlStore) -> None:
    with store.transaction():
        store.register.save_stories([Story(id="stide", into=("sferry",))])
    assert led(store, "stide") == {"stide": ("stide",)}


def test_all_that_ended_are_told_where_that_is_asked(store: SqlStore) -> None:
    merge(store, "stide", "sferry")
    with store.transaction():
        store.register.save_stories([Story(id="sgone", ended=GONE), Story(id="slibrary", forerunner="stide")])
    assert led(store, ended=True) == {"stide": ("sferry",), "sgone": ()}
    assert led(store) == {}


def test_the_listings_of_heirs_are_at_hand(store: SqlStore) -> None:
    merge(store, "stide", "sferry")
    shelf = answered(Wants(stories=("stide",)), Subject(), store, EDITION)
    assert [listing.headline for listing in shelf.led_to("stide")] == [FERRY_PAGE.headline.text]


# --- which addresses there are ------------------------------------------------------------


def test_every_address_has_something_at_it_and_stands_once(store: SqlStore) -> None:
    addresses = list(every(store))
    assert len(addresses) == len(set(addresses))
    assert [address for address in addresses if gather(address, store, EDITION) is None] == []
    assert set(ALWAYS) <= set(addresses)
    assert addresses[:3] == [story(name) for name in ("sferry", "slibrary", "stide")]


def test_what_one_story_mentions_has_no_address(store: SqlStore) -> None:
    addresses = set(every(store))
    tallies = store.catalogue.tallies(Facet.PERSON)
    for tally in tallies:
        has = has_page(Facet.PERSON, tally.mention.key, tally.stories)
        assert (Address(Room.PERSON, tally.mention.key) in addresses) is has


def test_pages_that_the_site_has_once_have_no_key() -> None:
    assert {address.room for address in ALWAYS} == set(Room) - KEYED
    assert all(address.key == "" for address in ALWAYS)


def changed(store: SqlStore, mark: str) -> list[Address]:
    changes = store.catalogue.since(mark)
    assert changes is not None
    return list(stale(changes, store))


def test_where_nothing_changed_nothing_is_stale(store: SqlStore) -> None:
    assert changed(store, store.catalogue.mark()) == []


def test_a_new_name_of_a_theme_makes_its_stories_stale_and_the_lists_that_they_stand_in(
    store: SqlStore,
) -> None:
    mark = store.catalogue.mark()
    renamed(store, Theme(id="ttown", name="The town of Esens", stories=("slibrary",)))
    found = changed(store, mark)
    assert {theme("ttown"), story("slibrary"), Address(Room.FRONT)} <= set(found)
    assert story("sferry") not in found
    assert any(address.room is Room.OUTLET for address in found)


def test_a_page_that_the_site_has_is_made_anew_though_too_few_stories_are_left(store: SqlStore) -> None:
    both = (Span(report="rferry", start=0, end=9), Span(report="rradio", start=0, end=9))
    baltrum = replace(FERRY_PAGE.places[0], evidence=both)
    with store.transaction():
        for page in (FERRY_PAGE, TIDE_PAGE):
            store.save_page(replace(page, places=(baltrum,), sources=FERRY_PAGE.sources), "with a place")
    catalogue(desk_of(store))
    (key,) = [one.mention.key for one in store.catalogue.tallies(Facet.PLACE) if len(one.mention.key) > 2]
    place, mark = Address(Room.PLACE, key), store.catalogue.mark()
    assert place in set(every(store))
    with store.transaction():
        store.save_page(replace(TIDE_PAGE, sources=FERRY_PAGE.sources), "without it")
    catalogue(desk_of(store))
    changes = store.catalogue.since(mark)
    assert changes is not None
    assert place not in set(stale(changes, store))
    assert place in set(stale(changes, store, {place.page}))


def test_a_page_of_many_days_has_a_shard_for_each(store: SqlStore) -> None:
    with store.transaction():
        store.save_page(replace(LIBRARY_PAGE, first_reported=None), "undated")
    catalogue(desk_of(store))
    days = {address.key for address in every(store) if address.room is Room.SITEMAP}
    assert days == {"2025-07-01", "2025-06-28", "undated"}


def test_a_served_page_of_a_thing_that_few_stories_name_is_stale_with_them() -> None:
    """A server has a page of everything: what it keeps of a place named once must go, too."""
    store = stored(ISSUE)
    once = Changes(facets=((Facet.PLACE, "g1"),))
    place = facet(Facet.PLACE, "g1")
    assert place in set(stale(once, store, EVERYWHERE))
    assert place not in set(stale(once, store))
    store.close()

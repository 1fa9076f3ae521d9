"""The catalogue: what is found, in which order, how often; the same on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.storage.entries import (
    CORRECTION,
    START,
    Plain,
    day,
    entries,
    entry,
    lookups,
    member,
    page,
    said,
    stories,
)

from dateline.core.ids import address
from dateline.core.listings import Entry, Face, Facet, Listing, Lookup, Order, Tally, Terms, Totals
from dateline.core.stories import Story
from dateline.core.types import Precision, Stamp, Theme
from dateline.storage import SqlStore
from dateline.storage.schema import metadata

ANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def shelve(store: SqlStore, *some: Entry, live: bool = True) -> None:
    """Keep entries; each of their stories has a report by its own name, unless it is not to be live."""
    with store.transaction():
        if live:
            members = [member(f"r-{one.listing.story}", one.listing.story, one.listing.theme) for one in some]
            store.save_groups(members, [])
        store.catalogue.save(some)


def names(found: list[Listing]) -> list[str]:
    return [listing.story for listing in found]


# --- orders and pages ---------------------------------------------------------------------


def test_the_newest_come_first_and_undated_last(store: SqlStore) -> None:
    shelve(store, entry("s1", 2), entry("s2", None), entry("s3", 9), entry("s4", 2))
    assert names(store.catalogue.find(Lookup())) == ["s3", "s4", "s1", "s2"]


def test_the_weightiest_come_first(store: SqlStore) -> None:
    shelve(store, entry("s1", weight=0.25), entry("s2", weight=-1.0), entry("s3", weight=40.0))
    assert names(store.catalogue.find(Lookup(order=Order.WEIGHT))) == ["s3", "s1", "s2"]


def test_the_last_changed_come_first_by_their_first_report_where_none_was_revised(store: SqlStore) -> None:
    shelve(store, entry("s1", 1, revised=day(7)), entry("s2", 3), entry("s3", 8, revised=day(5)))
    assert names(store.catalogue.find(Lookup(order=Order.CHANGED))) == ["s1", "s3", "s2"]


@pytest.mark.parametrize("order", Order)
def test_a_list_is_read_to_its_end_page_by_page(store: SqlStore, order: Order) -> None:
    shelve(store, *(entry(f"s{n:02}", n // 3, weight=n // 3) for n in range(20)))
    whole = names(store.catalogue.find(Lookup(order=order)))
    read: list[str] = []
    while found := store.catalogue.find(Lookup(order=order, limit=3, after=read[-1] if read else "")):
        read += names(found)
    assert read == whole
    assert len(read) == 20


def test_a_page_goes_on_behind_a_story_that_is_no_answer_any_more(store: SqlStore) -> None:
    shelve(store, *(entry(f"s{n}", n) for n in range(5)))
    with store.transaction():
        store.save_groups([member("r-s3", "s0")], [])
    assert names(store.catalogue.find(Lookup(after="s3"))) == ["s2", "s1", "s0"]
    assert names(store.catalogue.find(Lookup(after="s3", theme="t9"))) == []


def test_a_page_behind_a_story_that_nobody_listed_is_refused(store: SqlStore) -> None:
    with pytest.raises(KeyError, match="s9"):
        store.catalogue.find(Lookup(after="s9"))


# --- conditions ---------------------------------------------------------------------------


def test_stories_of_a_theme_or_with_corrections_are_found(store: SqlStore) -> None:
    shelve(store, entry("s1"), entry("s2", theme="t2"), entry("s3", corrections=(CORRECTION,)))
    assert names(store.catalogue.find(Lookup(theme="t2"))) == ["s2"]
    assert names(store.catalogue.find(Lookup(corrected=True))) == ["s3"]
    assert store.catalogue.count(Lookup(theme="t1")) == 2


def test_bounds_of_time_are_half_open_and_leave_out_what_has_none(store: SqlStore) -> None:
    shelve(store, entry("s1", 1), entry("s2", 2), entry("s3", 3), entry("s4", None))
    second, third = START + timedelta(days=2), START + timedelta(days=3)
    assert names(store.catalogue.find(Lookup(since=second, until=third))) == ["s2"]
    assert names(store.catalogue.find(Lookup(until=third))) == ["s2", "s1"]
    assert names(store.catalogue.find(Lookup(since=third))) == ["s3"]


@pytest.mark.parametrize("order", Order)
def test_what_mentions_a_thing_is_found_in_every_order(store: SqlStore, order: Order) -> None:
    shelve(
        store,
        entry("s1", 1, weight=1.0, mentions=(said(Facet.PLACE, "elbe"),)),
        entry("s2", 2, weight=2.0, mentions=(said(Facet.PLACE, "elbe"), said(Facet.PLACE, "oder"))),
        entry("s3", 3, weight=3.0, mentions=(said(Facet.OUTLET, "elbe"),)),
    )
    assert names(store.catalogue.find(Lookup(facet=Facet.PLACE, key="elbe", order=order))) == ["s2", "s1"]
    assert names(store.catalogue.find(Lookup(facet=Facet.PLACE, key="oder", order=order))) == ["s2"]
    assert store.catalogue.count(Lookup(facet=Facet.OUTLET, key="elbe")) == 1


FOUND_BY = [
    ((("elbe",),), True),
    ((("elb",),), False),
    ((("elb*",),), True),
    ((("Elbe",),), False),
    ((("wave", "passed"),), True),
    ((("passed", "wave"),), False),
    ((("wa*", "pas*"),), True),
    ((("s1", "wave"),), False),
    ((("elbe",), ("passed",)), True),
    ((("elbe",), ("weir",)), False),
    ((("київ",),), True),
    ((("ки*",),), True),
    ((("Київ",),), False),
    ((("o'neil",),), True),
    ((("o",),), False),
    ((("c++", "日本*"),), True),
    ((("c", "日本"),), False),
    (((),), True),
]


@pytest.mark.parametrize(("phrases", "found"), FOUND_BY)
def test_words_are_found_as_they_are_given(
    store: SqlStore, phrases: tuple[tuple[str, ...], ...], found: bool
) -> None:
    terms = Terms(headline=("elbe", "s1"), text=("wave", "passed", "київ", "o'neil", "c++", "日本語"))
    shelve(store, entry("s1", terms=terms))
    assert names(store.catalogue.find(Lookup(phrases=phrases))) == ["s1"] * found


def test_what_has_a_word_can_be_left_out(store: SqlStore) -> None:
    shelve(store, entry("s1"), entry("s2", terms=Terms(headline=("weir",))))
    assert names(store.catalogue.find(Lookup(without=(("wave", "passed"),)))) == ["s2"]
    assert names(store.catalogue.find(Lookup(without=(("wave",), ("weir",))))) == []
    assert names(store.catalogue.find(Lookup(without=((),)))) == ["s2", "s1"]


def test_new_words_take_the_place_of_the_old(store: SqlStore) -> None:
    shelve(store, entry("s1"))
    shelve(store, entry("s1", terms=Terms(text=("weir",))))
    assert store.catalogue.count(Lookup(phrases=(("wave",),))) == 0
    assert store.catalogue.count(Lookup(phrases=(("weir",),))) == 1


# --- what lists tell ----------------------------------------------------------------------


def test_listings_come_back_whole_with_or_without_reports(store: SqlStore) -> None:
    one = entry("s1", mentions=(said(Facet.PLACE, "elbe"),), corrections=(CORRECTION,), refers=("s2",))
    shelve(store, one, live=False)
    assert store.catalogue.listings(["s1", "s9"]) == {"s1": one.listing}
    assert store.catalogue.find(Lookup()) == []
    assert store.catalogue.totals() == Totals()


def test_faces_tell_what_a_list_of_addresses_prints(store: SqlStore) -> None:
    floating = Stamp(at=START, precision=Precision.MINUTE, zone=None)
    zoned = Stamp(at=START + timedelta(microseconds=1), zone="Europe/Kyiv (summer)")
    shelve(
        store,
        entry("s1", first_reported=floating, revised=zoned, language="uk", open=False),
        entry("s2", None),
    )
    assert store.catalogue.faces(Lookup(limit=1)) == [
        Face(
            story="s1", headline="Wave s1", language="uk", first_reported=floating, revised=zoned, open=False
        )
    ]
    assert store.catalogue.faces(Lookup(after="s1")) == [Face(story="s2", headline="Wave s2")]


def test_who_prints_a_headline_is_known(store: SqlStore) -> None:
    shelve(store, entry("s1", refers=("s2", "s3", "s2")), entry("s2", refers=("s3",)))
    assert store.catalogue.referring(["s3"]) == ["s1", "s2"]
    shelve(store, entry("s1", refers=("s2",)))
    assert store.catalogue.referring(["s3"]) == ["s2"]
    assert store.catalogue.referring([]) == []


def test_addresses_lead_to_stories_and_themes(store: SqlStore) -> None:
    odd = "S 1/../ü"
    with store.transaction():
        store.save_page(page(odd), "key")
        store.save_page(page("s1"), "key")
        store.save_groups([], [Theme(id=odd, name="Elbe"), Theme(id="t1", name="Oder")])
    assert store.catalogue.at(address(odd)) == odd
    assert store.catalogue.at("s1") == "s1"
    assert store.catalogue.at("s2") is store.catalogue.at(odd) is None
    assert store.catalogue.theme_at(address(odd)) == odd
    with store.transaction():
        store.register.drop_themes([odd])
    assert store.catalogue.theme_at(address(odd)) is None


# --- what is still to be listed -----------------------------------------------------------


def test_a_page_is_listed_once_for_each_version_and_each_key(store: SqlStore) -> None:
    with store.transaction():
        store.save_page(page("s1"), "a:1")
        store.save_page(page("s2"), "b")
    assert store.catalogue.unlisted("7") == {"s1": "7:a:1", "s2": "7:b"}
    shelve(store, entry("s1", key="7:a:1"))
    assert store.catalogue.unlisted("7") == {"s2": "7:b"}
    assert set(store.catalogue.unlisted("8")) == {"s1", "s2"}
    with store.transaction():
        store.save_page(page("s1", "The weir broke"), "a:2")
    assert set(store.catalogue.unlisted("7")) == {"s1", "s2"}


def test_a_listing_of_a_page_that_is_gone_by_counts_for_nothing(store: SqlStore) -> None:
    with store.transaction():
        store.save_page(page("s1"), "new")
    shelve(store, entry("s1", key="7:old"))
    assert store.catalogue.unlisted("7") == {"s1": "7:new"}


def test_the_same_listing_from_another_page_is_noted_and_changes_nothing(store: SqlStore) -> None:
    with store.transaction():
        store.save_page(page("s1"), "k2")
    shelve(store, entry("s1", key="7:k1"))
    mark = store.catalogue.mark()
    shelve(store, entry("s1", key="7:k2"))
    assert store.catalogue.unlisted("7") == {}
    assert store.catalogue.mark() == mark


def test_a_story_is_listed_anew_when_its_reports_or_its_fate_change(store: SqlStore) -> None:
    with store.transaction():
        store.save_page(page("s1"), "k")
        store.save_page(page("s2"), "k")
    changes: list[Callable[[], None]] = [
        lambda: store.save_groups([member("r1", "s1")], []),
        lambda: store.save_groups([member("r1", "s2")], []),
        lambda: store.register.save_stories([Story(id="s2", forerunner="s1")]),
    ]
    anew = [{"s1"}, {"s1", "s2"}, {"s2"}]
    for change, names in zip(changes, anew, strict=True):
        with store.transaction():
            store.catalogue.save([entry("s1", key="7:k"), entry("s2", key="7:k")])
        assert store.catalogue.unlisted("7") == {}
        for _ in range(2):
            with store.transaction():
                change()
            assert set(store.catalogue.unlisted("7")) == names


# --- counts -------------------------------------------------------------------------------


def test_things_are_counted_by_stories_then_by_times_then_by_key(store: SqlStore) -> None:
    elbe, oder, ems = (said(Facet.PLACE, key) for key in ("elbe", "oder", "ems"))
    shelve(
        store,
        entry("s2", mentions=(replace(elbe, name="Labe"), oder)),
        entry("s1", mentions=(elbe, elbe, ems), theme="t2"),
    )
    tallies = [
        Tally(mention=replace(elbe, count=2), stories=2, count=3),
        Tally(mention=ems, stories=1, count=1),
        Tally(mention=oder, stories=1, count=1),
    ]
    assert store.catalogue.tallies(Facet.PLACE) == tallies
    assert store.catalogue.tallies(Facet.PLACE, 1) == tallies[:1]
    assert store.catalogue.tallies(Facet.PERSON) == []
    within = store.catalogue.tallies(Facet.PLACE, of="t1")
    assert [(tally.mention.key, tally.stories, tally.count) for tally in within] == [
        ("elbe", 1, 1),
        ("oder", 1, 1),
    ]


def test_another_story_tells_of_a_thing_when_the_first_does_not_any_more(store: SqlStore) -> None:
    elbe = said(Facet.PLACE, "elbe")
    shelve(store, entry("s1", mentions=(elbe,)), entry("s2", mentions=(replace(elbe, name="Labe"),)))
    shelve(store, entry("s1"))
    assert [tally.mention.name for tally in store.catalogue.tallies(Facet.PLACE)] == ["Labe"]
    shelve(store, entry("s2"))
    assert store.catalogue.tallies(Facet.PLACE) == []


def test_a_story_without_reports_counts_nowhere_until_it_has_some(store: SqlStore) -> None:
    shelve(store, entry("s1", mentions=(said(Facet.PLACE, "elbe"),)), live=False)
    assert (store.catalogue.tallies(Facet.PLACE), store.catalogue.days()) == ([], {})
    with store.transaction():
        store.save_groups([member("r1", "s1")], [])
    assert store.catalogue.totals() == Totals(
        stories=1, themes=1, reports=2, origins=1, lines=3, one_origin=1
    )
    assert store.catalogue.days() == {"2026-01-01": 1}
    with store.transaction():
        store.save_groups([member("r1", "s2")], [])
    assert store.catalogue.totals() == Totals()
    assert store.catalogue.days() == {}
    assert names(store.catalogue.find(Lookup())) == []


def test_days_are_those_of_utc_newest_first(store: SqlStore) -> None:
    shelve(store, entry("s1", 1), entry("s2", 1), entry("s3", 40), entry("s4", None))
    assert list(store.catalogue.days().items()) == [("2026-02-10", 1), ("2026-01-02", 2), ("", 1)]


# --- whatever there is, and whatever is asked ---------------------------------------------


@ANY
@given(
    st.lists(st.lists(entries, max_size=4), max_size=3),
    st.lists(st.tuples(st.sampled_from("pqr"), stories), max_size=6),
    lookups,
    st.data(),
)
def test_it_answers_as_the_plainest_catalogue_does(
    lasting: SqlStore,
    batches: list[list[Entry]],
    moves: list[tuple[str, str]],
    lookup: Lookup,
    data: st.DataObject,
) -> None:
    plain = Plain()
    emptied(lasting)
    for batch in batches:
        with lasting.transaction():
            lasting.catalogue.save(batch)
        plain.save(batch)
        for report, story in moves[: len(moves) // 2 + 1]:
            with lasting.transaction():
                lasting.save_groups([member(report, story)], [])
            plain.stories[report] = story
        moves = moves[len(moves) // 2 + 1 :]
    after = data.draw(st.sampled_from(["", *sorted(plain.entries)]), "after")
    lookup = replace(lookup, after=after)
    found = plain.found(lookup)
    catalogue = lasting.catalogue
    assert catalogue.find(lookup) == found[: lookup.limit]
    assert catalogue.faces(lookup) == [face(one) for one in found[: lookup.limit]]
    assert catalogue.count(lookup) == len(plain.found(replace(lookup, after="")))
    for facet in (Facet.PLACE, Facet.OUTLET):
        assert catalogue.tallies(facet) == plain.tallies(facet)
        assert catalogue.tallies(facet, of="t1") == plain.tallies(facet, of="t1")
    assert catalogue.totals() == plain.totals()
    assert list(catalogue.days().items()) == list(plain.days().items())


def emptied(store: SqlStore) -> None:
    """Forget all that a catalogue holds, in the same database: a new one takes too long for each example."""
    with store.transaction():
        for table in metadata.sorted_tables:
            store._base.write(table.delete())
        store._base._open.exec_driver_sql("DELETE FROM words")  # type: ignore[union-attr]


def face(listing: Listing) -> Face:
    return Face(
        story=listing.story,
        headline=listing.headline,
        language=listing.language,
        first_reported=listing.first_reported,
        revised=listing.revised,
        open=listing.open,
    )

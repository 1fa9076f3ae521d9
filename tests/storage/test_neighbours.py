"""What stands next to a place: answers up to a story, neighbours in a theme, and who reads from elsewhere."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.storage.entries import START, Plain, day, entries, entry, lookups, member, page, said, stories

from dateline.core.listings import Entry, Facet, Listing, Lookup, Spot
from dateline.core.stories import Story
from dateline.core.types import Report
from dateline.storage import SqlStore, open_store

ANY = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def shelve(store: SqlStore, *some: Entry) -> None:
    with store.transaction():
        store.save_groups(
            [member(f"r-{one.listing.story}", one.listing.story, one.listing.theme) for one in some], []
        )
        store.catalogue.save(some)


def names(found: list[Listing]) -> list[str]:
    return [listing.story for listing in found]


def spot(story: str, number: int | None, theme: str = "t1") -> Spot:
    return Spot(theme=theme, first=None if number is None else START + timedelta(days=number), story=story)


# --- answers that go up to a story ----------------------------------------------------------


def test_an_answer_goes_up_to_a_story_and_holds_the_nearest(store: SqlStore) -> None:
    shelve(store, *(entry(f"s{number}", number) for number in range(6)))
    assert names(store.catalogue.find(Lookup(before="s2", limit=2))) == ["s4", "s3"]
    assert names(store.catalogue.find(Lookup(before="s5", limit=2))) == []
    assert names(store.catalogue.find(Lookup(after="s5", before="s2", limit=9))) == ["s4", "s3"]


def test_an_answer_up_to_a_story_that_is_not_listed_is_an_error(store: SqlStore) -> None:
    shelve(store, entry("s1"))
    for asked in (Lookup(before="snone"), Lookup(after="snone"), Lookup(after="s1", before="snone")):
        with pytest.raises(KeyError, match="snone"):
            store.catalogue.find(asked)


def test_where_an_answer_begins_does_not_change_how_many_there_are(store: SqlStore) -> None:
    shelve(store, *(entry(f"s{number}", number) for number in range(6)))
    asked = (Lookup(), Lookup(after="s2"), Lookup(before="s2"))
    assert [store.catalogue.count(one) for one in asked] == [6, 6, 6]


@ANY
@given(st.lists(entries, max_size=6), lookups, stories)
def test_before_and_behind_a_story_is_everything_else(
    lasting: SqlStore, some: list[Entry], lookup: Lookup, story: str
) -> None:
    with lasting.transaction():
        lasting.save_groups([member(f"r-{one.listing.story}", one.listing.story) for one in some], [])
        lasting.catalogue.save(some)
    if not lasting.catalogue.listings([story]):
        return
    whole = replace(lookup, limit=10_000)
    newer = names(lasting.catalogue.find(replace(whole, before=story)))
    older = names(lasting.catalogue.find(replace(whole, after=story)))
    around = names(lasting.catalogue.find(whole))
    assert [*newer, *([story] if story in around else []), *older] == around
    assert names(lasting.catalogue.find(replace(lookup, before=story))) == newer[-lookup.limit :]


def test_the_plain_catalogue_agrees_on_what_stands_behind() -> None:
    plain = Plain()
    plain.save([entry(f"s{number}", number) for number in range(4)])
    plain.stories = {f"r{number}": f"s{number}" for number in range(4)}
    assert names(plain.found(Lookup(after="s2"))) == ["s1", "s0"]


# --- neighbours in a theme ------------------------------------------------------------------


def test_the_stories_next_to_a_place_are_of_its_theme_and_live(store: SqlStore) -> None:
    shelve(store, *(entry(f"s{number}", number) for number in range(7)), entry("sother", 3, theme="t2"))
    with store.transaction():
        store.catalogue.save([entry("sdead", 3)])
    assert store.catalogue.beside([spot("s3", 3)], 2) == ["s1", "s2", "s4", "s5"]
    assert store.catalogue.beside([spot("sgone", 3)], 1) == ["s3", "s4"]
    assert store.catalogue.beside([spot("s0", 0), spot("s6", 6)], 1) == ["s1", "s5"]
    assert store.catalogue.beside([spot("s3", 3, "t9")], 4) == []


def test_one_without_a_time_stands_before_all_others(store: SqlStore) -> None:
    shelve(store, entry("s1", None), entry("s2", None), entry("s3", 5))
    assert store.catalogue.beside([spot("s2", None)], 1) == ["s1", "s3"]
    assert store.catalogue.beside([spot("s1", None)], 1) == ["s2"]


def test_a_headline_tells_where_its_story_stands_and_where_it_stood(store: SqlStore) -> None:
    shelve(store, entry("s1", 3))
    mark = store.catalogue.mark()
    shelve(store, entry("s1", 5, theme="t2"))
    changes = store.catalogue.since(mark)
    assert changes
    assert set(changes.spots) == {spot("s1", 3), spot("s1", 5, "t2")}


def test_what_other_pages_do_not_print_concerns_no_neighbour(store: SqlStore) -> None:
    shelve(store, entry("s1", 3))
    mark = store.catalogue.mark()
    shelve(store, entry("s1", 3, lines=9))
    changes = store.catalogue.since(mark)
    assert changes
    assert (changes.listed, changes.spots) == (("s1",), ())


def test_a_story_that_ends_leaves_its_place(store: SqlStore) -> None:
    shelve(store, entry("s1", 3), entry("s2", 4))
    mark = store.catalogue.mark()
    with store.transaction():
        store.save_groups([member("r-s1", "s2")], [])
    changes = store.catalogue.since(mark)
    assert changes
    assert changes.spots == (spot("s1", 3),)


# --- counts, former stories -----------------------------------------------------------------


def test_things_are_counted_by_the_stories_that_mention_them(store: SqlStore) -> None:
    rome, oslo = (Facet.PLACE, "rome"), (Facet.PLACE, "oslo")
    shelve(store, entry("s1", mentions=(said(*rome), said(*oslo))), entry("s2", mentions=(said(*rome),)))
    assert store.catalogue.counts([rome, oslo, (Facet.PERSON, "rome")]) == {rome: 2, oslo: 1}
    assert store.catalogue.counts([]) == {}


def test_former_stories_are_those_that_ended_or_moved(store: SqlStore) -> None:
    plain, parted = Story(id="s1"), Story(id="s2", forerunner="s9", parted=("s1",))
    merged, ended = Story(id="s3", into=("s1",)), Story(id="s4", ended=day(2))
    with store.transaction():
        store.register.save_stories([plain, parted, merged, ended])
    assert store.register.former_stories() == [merged, ended]


def test_the_newest_version_of_each_report_is_read(store: SqlStore) -> None:
    def report(name: str, text: str) -> Report:
        return Report(id=name, text=text)

    with store.transaction():
        for name, text in (("r1", "One."), ("r2", "Two."), ("r1", "One, put right."), ("r1", "One again.")):
            store.save_report(report(name, text), text)
    assert store.reports(["r1", "rnone"]) == {"r1": report("r1", "One again.")}
    assert store.reports() == {"r1": report("r1", "One again."), "r2": report("r2", "Two.")}


# --- readers --------------------------------------------------------------------------------


def test_a_store_in_memory_can_be_read_by_nobody_else() -> None:
    assert open_store(None).reader() is None


def test_another_process_reads_what_was_written_since(where: str | Path) -> None:
    store = open_store(where)
    opened: Callable[[], SqlStore] = pickle.loads(pickle.dumps(store.reader()))
    reader = opened()
    for number in range(2):
        with store.transaction():
            store.save_page(page(f"s{number}"), "k")
        with reader.reading():
            assert reader.page_keys() == store.page_keys()
            assert set(reader.pages()) == set(store.pages())
    assert opened() is reader
    store.close()


def test_a_store_that_took_the_place_of_another_is_opened_anew(tmp_path: Path) -> None:
    where = tmp_path / "site.db"
    first = open_store(where)
    opened = first.reader()
    assert opened
    old = opened()
    first.close()
    where.rename(tmp_path / "old.db")
    second = open_store(where)
    with second.transaction():
        second.save_page(page("s1"), "k")
    again = second.reader()
    assert again
    assert again() is not old
    assert set(again().page_keys()) == {"s1"}
    second.close()


def test_a_reader_leaves_no_file_beside_the_store(tmp_path: Path) -> None:
    store = open_store(tmp_path / "site.db")
    with store.transaction():
        store.save_page(page("s1"), "k")
    opened = store.reader()
    assert opened
    assert set(opened().page_keys()) == {"s1"}
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == ["site.db"]


def test_reads_within_reads_and_writes_go_over_one_connection(store: SqlStore) -> None:
    with store.reading():
        assert store.page_keys() == {}
        with store.reading():
            assert store.pages() == {}
        with store.transaction():
            store.save_page(page("s1"), "k")
            with store.reading():
                assert set(store.page_keys()) == {"s1"}
    assert set(store.page_keys()) == {"s1"}

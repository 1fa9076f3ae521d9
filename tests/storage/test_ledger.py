"""Marks, and what was touched since: each change is told, what changes nothing is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.storage.entries import START, entry, member, page, said

from dateline.core.listings import Changes, Dispatch, Entry, Facet, Spot
from dateline.core.stories import Ruling, RulingKind, Story
from dateline.core.subscriptions import Subscription
from dateline.core.types import Report, Stamp, Theme
from dateline.storage import SqlStore, ledger, open_store

ELBE = said(Facet.PLACE, "elbe")
BOTE = said(Facet.OUTLET, "bote")
ONE = entry("s1", 1, mentions=(ELBE,))

Write = Callable[[SqlStore], None]


def listed(*some: Entry) -> Write:
    return lambda store: store.catalogue.save(some)


def change(**fields: object) -> Entry:
    return replace(ONE, listing=replace(ONE.listing, **fields))  # type: ignore[arg-type]


def begin(store: SqlStore) -> str:
    """One story with all that belongs to it; the mark after it."""
    with store.transaction():
        store.save_page(page("s1"), "k")
        store.save_groups([member("r1", "s1")], [Theme(id="t1", name="Elbe")])
        store.catalogue.save([ONE])
    return store.catalogue.mark()


PLACE = ((Facet.PLACE, "elbe"),)
DAY = ("2026-01-02",)
MONTH = ((Facet.PLACE, "elbe", "202601"),)
BOTES = ((Facet.OUTLET, "bote", "202601"),)
TOLD = {"bote": (Dispatch(report="r1", title="Wave passes"),)}
HERE = Spot(theme="t1", first=START + timedelta(days=1), story="s1")
CHANGES: list[tuple[str, Write, Changes]] = [
    ("another page", lambda s: s.save_page(page("s1", "The weir broke"), "k"), Changes(stories=("s1",))),
    ("a page of another key", lambda s: s.save_page(page("s1"), "k2"), Changes(stories=("s1",))),
    ("another fate", lambda s: s.register.save_stories([Story(id="s1", forerunner="s0")]),
     Changes(stories=("s1",))),
    ("a report more", lambda s: s.save_groups([member("r2", "s1")], []), Changes(stories=("s1",))),
    ("a report that moved", lambda s: s.save_groups([member("r1", "s7")], []), Changes(
        stories=("s1", "s7"), faces=("s1",), listed=("s1",), themes=("t1",), spots=(HERE,), facets=PLACE,
        days=DAY, months=MONTH, revisions=(("s1", 1),))),
    ("another name of the theme", lambda s: s.save_groups([], [Theme(id="t1", name="Oder")]),
     Changes(themes=("t1",), renamed=("t1",))),
    ("another story in it", lambda s: s.save_groups([], [Theme(id="t1", name="Elbe", stories=("s1",))]),
     Changes(themes=("t1",))),
    ("a new theme", lambda s: s.save_groups([], [Theme(id="t3", name="Ems")]),
     Changes(themes=("t3",), renamed=("t3",))),
    ("no theme any more", lambda s: s.register.drop_themes(["t1", "t5"]),
     Changes(themes=("t1",), renamed=("t1",))),
    ("more lines", listed(change(lines=9)), Changes(listed=("s1",), themes=("t1",), facets=PLACE)),
    ("another weight", listed(replace(ONE, weight=9.0)), Changes(
        listed=("s1",), themes=("t1",), facets=PLACE)),
    ("another headline", listed(change(headline="Weir")), Changes(
        faces=("s1",), listed=("s1",), themes=("t1",), spots=(HERE,), facets=PLACE, days=DAY,
        months=MONTH)),
    ("another revision", listed(change(revised=Stamp(at=datetime(2026, 3, 1, tzinfo=UTC)))), Changes(
        listed=("s1",), themes=("t1",), facets=PLACE, days=DAY)),
    ("another theme", listed(change(theme="t2")), Changes(
        faces=("s1",), listed=("s1",), themes=("t1", "t2"), spots=(HERE, replace(HERE, theme="t2")),
        facets=PLACE)),
    ("another day", listed(change(first_reported=None)), Changes(
        faces=("s1",), listed=("s1",), themes=("t1",), spots=(replace(HERE, first=None), HERE), facets=PLACE,
        days=("", *DAY), months=((Facet.PLACE, "elbe", ""), *MONTH))),
    ("other things", listed(change(mentions=(BOTE,))), Changes(
        listed=("s1",), themes=("t1",), facets=(*PLACE, (Facet.OUTLET, "bote")), months=(*BOTES, *MONTH))),
    ("another name of a thing", listed(change(mentions=(replace(ELBE, name="Labe"),))), Changes(
        listed=("s1",), themes=("t1",), facets=PLACE, months=MONTH)),
    ("a report of an outlet", listed(replace(change(mentions=(BOTE,)), dispatches=TOLD)), Changes(
        listed=("s1",), themes=("t1",), facets=(*PLACE, (Facet.OUTLET, "bote")), months=(*BOTES, *MONTH))),
    ("a report that is listed nowhere", listed(replace(ONE, dispatches=TOLD)), Changes(
        listed=("s1",), themes=("t1",), facets=PLACE)),
    ("a story without reports", listed(entry("s2", 5, theme="t2", mentions=(BOTE,))), Changes(
        faces=("s2",), listed=("s2",), spots=(Spot(theme="t2", first=START + timedelta(days=5), story="s2"),),
        days=("2026-01-06",))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("write", "changes"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES]
)
def test_a_change_is_told(store: SqlStore, write: Write, changes: Changes) -> None:
    mark = begin(store)
    with store.transaction():
        write(store)
    assert store.catalogue.since(mark) == changes
    assert store.catalogue.mark() != mark
    assert store.catalogue.since(store.catalogue.mark()) == Changes()


QUIET: list[tuple[str, Write]] = [
    ("the same page", lambda s: s.save_page(page("s1"), "k")),
    (
        "the same members and themes",
        lambda s: s.save_groups([member("r1", "s1")], [Theme(id="t1", name="Elbe")]),
    ),
    ("the same listing", listed(ONE)),
    ("the same listing of another page", listed(replace(ONE, key="9:other"))),
    ("a theme that is not there", lambda s: s.register.drop_themes(["t9"])),
    ("a report", lambda s: s.save_report(Report(id="r9", text="Nine."), "f")),
    ("a ruling", lambda s: s.register.add_ruling(Ruling(kind=RulingKind.PIN, story="s1", reports=("r1",)))),
    ("a subscription", lambda s: s.subscribers.save([Subscription(id="a", address="a@bote.example")])),
    ("nothing", lambda s: None),
]


@pytest.mark.parametrize("write", [case[1] for case in QUIET], ids=[case[0] for case in QUIET])
def test_what_no_reader_can_see_is_not_told(store: SqlStore, write: Write) -> None:
    mark = begin(store)
    with store.transaction():
        write(store)
    assert store.catalogue.mark() == mark
    assert store.catalogue.since(mark) == Changes()


def test_an_empty_store_has_no_mark_and_knows_no_other(store: SqlStore) -> None:
    assert store.catalogue.mark() == ""
    assert store.catalogue.since("") is store.catalogue.since("0" * 32) is None


def test_a_mark_is_of_what_the_store_holds_not_of_how_it_came_there(store: SqlStore) -> None:
    two = entry("s2", 5)
    begin(store)
    with store.transaction():
        store.catalogue.save([two])
    again = open_store(None)
    for write in (listed(two), listed(change(lines=9)), listed(ONE)):
        with again.transaction():
            write(again)
    assert begin(again) == store.catalogue.mark()
    again.close()


def test_changes_add_up_over_transactions_and_each_mark_knows_its_own(store: SqlStore) -> None:
    first = begin(store)
    with store.transaction():
        store.save_page(page("s1", "The weir broke"), "k")
    second = store.catalogue.mark()
    with store.transaction():
        store.save_page(page("s3"), "k")
    assert store.catalogue.since(first) == Changes(stories=("s1", "s3"))
    assert store.catalogue.since(second) == Changes(stories=("s3",))


def test_a_state_that_comes_back_has_its_mark_again_and_nothing_to_tell(store: SqlStore) -> None:
    first = begin(store)
    for text in ("The weir broke", "The wave passed"):
        with store.transaction():
            store.save_page(page("s1", text), "k")
    assert store.catalogue.mark() == first
    assert store.catalogue.since(first) == Changes()


def test_what_was_given_up_left_no_mark(store: SqlStore) -> None:
    mark = begin(store)

    def cut_short() -> None:
        with store.transaction():
            store.save_page(page("s1", "The weir broke"), "k")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cut_short()
    assert store.catalogue.mark() == mark
    with store.transaction():
        store.save_page(page("s2"), "k")
    assert store.catalogue.since(mark) == Changes(stories=("s2",))


def test_a_mark_outlives_the_process(where: str) -> None:
    store = open_store(where)
    mark = begin(store)
    store.close()
    again = open_store(where)
    assert again.catalogue.mark() == mark
    with again.transaction():
        again.save_page(page("s2"), "k")
    assert again.catalogue.since(mark) == Changes(stories=("s2",))
    again.close()


def test_old_marks_are_forgotten_and_the_last_ones_are_not(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "_MARKS", 3)
    marks = [begin(store)]
    for number in range(4):
        with store.transaction():
            store.save_page(page("s1", f"Wave {number}"), "k")
        marks.append(store.catalogue.mark())
    assert [store.catalogue.since(mark) is None for mark in marks] == [True, True, False, False, False]
    assert store.catalogue.since(marks[2]) == Changes(stories=("s1",))


def test_two_writes_of_one_transaction_are_one_change(store: SqlStore) -> None:
    mark = begin(store)
    with store.transaction():
        store.save_page(page("s1", "The weir broke"), "k")
        store.save_page(page("s1"), "k")
    assert store.catalogue.mark() == mark
    assert store.catalogue.since(mark) == Changes()

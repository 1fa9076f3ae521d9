"""What the store remembers of where reports belong, and how another's hand is seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dateline.core.corrections import Amendment
from dateline.core.pages import Fault
from dateline.core.stories import Ruling, RulingKind, Story
from dateline.core.types import Ground, Membership, Phrase, Reason, Report, Span, Stamp, Theme
from dateline.storage import SqlStore

FIRST = Membership(report="r1", story="s1", theme="t1", origin="o1", why="it is alone")
RULING = Ruling(kind=RulingKind.PIN, story="s1", reports=("r1",))


def shelve(store: SqlStore, **days: int) -> None:
    with store.transaction():
        for name, day in days.items():
            published = Stamp(at=datetime(2024, 6, day, 23, 59, tzinfo=UTC)) if day else None
            url = f"https://kurier.example/{name}"
            store.save_report(Report(id=name, text=f"{name} said.", url=url, published=published), name)


def test_members_are_found_by_report_and_by_story(store: SqlStore) -> None:
    second = replace(FIRST, report="r2", reason=Reason(ground=Ground.ALONE, shared=("Elbe",)))
    third = replace(FIRST, report="r3", story="s3")
    with store.transaction():
        store.save_groups([FIRST, second, third], [])
    register = store.register
    assert register.members() == {"r1": FIRST, "r2": second, "r3": third}
    assert register.members(["r2", "none"]) == {"r2": second}
    assert register.members(stories=["s1"]) == {"r1": FIRST, "r2": second}
    assert register.members([]) == register.members(stories=[]) == {}
    assert register.live() == {"s1", "s3"}


def test_what_has_no_story_waits(store: SqlStore) -> None:
    shelve(store, r1=4, r2=4)
    assert store.register.unfiled() == ["r1", "r2"]
    with store.transaction():
        store.save_groups([FIRST], [])
    assert store.register.unfiled() == ["r2"]


def test_a_new_version_does_not_wait_twice(store: SqlStore) -> None:
    shelve(store, r1=4)
    shelve(store, r1=5)
    assert store.register.unfiled() == ["r1"]


def test_near_in_time_are_whole_days_and_what_has_no_day(store: SqlStore) -> None:
    shelve(store, r1=3, r2=4, r3=5, r4=0)
    assert store.register.near(date(2024, 6, 4), date(2024, 6, 5)) == ["r2", "r3", "r4"]
    assert store.register.near(date.min, date.max) == ["r1", "r2", "r3", "r4"]
    shelve(store, r1=4)
    assert store.register.near(date(2024, 6, 4), date(2024, 6, 4)) == ["r1", "r2", "r4"]


def test_a_part_of_an_id_or_an_address_finds_it(store: SqlStore) -> None:
    shelve(store, r1=3, r12=4)
    assert list(store.register.find("r12")) == ["r12"]
    assert list(store.register.find("kurier.example")) == ["r1", "r12"]
    assert store.register.find("%") == store.register.find("_") == {}


def test_each_change_is_seen_and_what_changes_nothing_is_not(store: SqlStore) -> None:
    register = store.register
    seen = [register.state()]

    def told() -> bool:
        seen.append(register.state())
        return seen[-1] != seen[-2]

    for _ in range(2):
        with store.transaction():
            store.save_groups([FIRST], [Theme(id="t1", name="Elbe")])
        seen.append(register.state())
    assert seen[1] > seen[0]
    assert seen[2] == seen[1]
    with store.transaction():
        register.add_ruling(RULING)
    assert told()
    with store.transaction():
        register.drop_themes(["t1", "none"])
    assert told()
    assert register.themes() == []
    with store.transaction():
        register.drop_themes(["t1"])
        register.save_stories([Story(id="s1")])
        store.save_report(Report(id="r9", text="Nine."), "r9")
    assert not told()


def test_what_was_not_kept_was_not_seen(store: SqlStore) -> None:
    before = store.register.state()

    def cut_short() -> None:
        with store.transaction():
            store.register.add_ruling(RULING)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cut_short()
    assert (store.register.state(), store.register.rulings()) == (before, [])


def test_another_process_is_seen(pair: tuple[SqlStore, SqlStore]) -> None:
    one, other = pair
    before = one.register.state()
    with other.transaction():
        other.register.add_ruling(RULING)
    assert one.register.state() > before


# --- what was printed wrong ---------------------------------------------------------------

AMENDMENT = Amendment(
    story="s1",
    line="l1",
    wrong="Two men drowned.",
    right="Two men were saved.",
    part="summary",
    fault=Fault.SOURCE,
    at=Stamp(at=datetime(2024, 6, 4, tzinfo=UTC)),
    note="The harbour office was wrong.",
    struck=(Phrase(text="drowned", span=Span(report="r1", start=8, end=15)),),
    grounds=(Phrase(text="saved", span=Span(report="r2", start=0, end=5)),),
)


def test_what_the_desk_decided_on_lines_comes_back_in_order(store: SqlStore) -> None:
    plain = Amendment(story="s1", line="l2", wrong="The pier fell.")
    with store.transaction():
        for one in (AMENDMENT, plain, AMENDMENT):
            store.register.add_amendment(one)
    assert store.register.amendments() == [AMENDMENT, plain, AMENDMENT]
    assert AMENDMENT.reports == {"r1", "r2"}
    assert store.register.rulings() == []


def test_a_decision_on_a_line_is_kept_whole_or_not_at_all(store: SqlStore) -> None:
    def cut_short() -> None:
        with store.transaction():
            store.register.add_amendment(AMENDMENT)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cut_short()
    assert store.register.amendments() == []

"""Filing: one desk over many rounds, and nothing half done where another hand is in the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest

from dateline import pipeline
from dateline.core.errors import StoreError
from dateline.core.stories import Ruling, RulingKind, Story
from dateline.core.types import Membership, Report, Stamp, Theme
from dateline.engines import LocalEngine
from dateline.pipeline import filing
from dateline.stages import group
from dateline.storage import SqlStore, open_store

NOW = datetime(2024, 7, 1, tzinfo=UTC)


class Silent:
    """``core.ports.Progress`` that shows nothing."""

    def track(self, items: Any, label: str, total: int) -> Any:
        return items


class Scripted:
    """``group.Desk`` that puts every report into the story of its outlet, and keeps what it was asked."""

    made: ClassVar[list[Scripted]] = []
    beside: ClassVar[Callable[[], None] | None] = None

    def __init__(self) -> None:
        self.known: list[str] = []
        self.themes: list[Theme] = []
        self.batches: list[list[str]] = []
        self.pins: dict[str, str] = {}
        self.members: dict[str, Membership] = {}
        Scripted.made.append(self)

    def recall(
        self,
        known: Sequence[group.Filed],
        stories: Sequence[Story],
        themes: Sequence[Theme],
        rulings: Sequence[Ruling],
    ) -> None:
        self.known = sorted(filed.report.id for filed in known)
        self.themes = list(themes)
        self.members = {filed.report.id: filed.member for filed in known}
        self.pins = {report: ruling.story for ruling in rulings for report in ruling.reports}

    def file(self, batch: Sequence[Report], *, anew: bool = False) -> group.Grouping:
        self.batches.append(sorted(report.id for report in batch))
        if Scripted.beside:
            act, Scripted.beside = Scripted.beside, None
            act()
        if any(report.outlet == "Trouble" for report in batch):
            raise ValueError("a bug")
        found = {report.id: member(report.id, report.outlet) for report in batch}
        changed = {
            name: member(name, story)
            for name, story in self.pins.items()
            if name in self.members and self.members[name].story != story
        }
        left = {self.members[name].story: story for name, story in self.pins.items() if name in changed}
        return group.Grouping(
            memberships=tuple((found | changed).values()),
            themes=(),
            stories=tuple(Story(id=was, into=(now,)) for was, now in left.items()),
        )


def member(report: str, story: str) -> Membership:
    return Membership(report=report, story=story, theme="t", origin=report, why="its outlet's")


@pytest.fixture(autouse=True)
def scripted(monkeypatch: pytest.MonkeyPatch) -> type[Scripted]:
    monkeypatch.setattr(group, "Desk", Scripted)
    Scripted.made, Scripted.beside = [], None
    return Scripted


@pytest.fixture
def store() -> Iterator[SqlStore]:
    held = open_store(None)
    yield held
    held.close()


@pytest.fixture
def desk(store: SqlStore) -> pipeline.Desk:
    return pipeline.Desk(store=store, engine=LocalEngine(1), progress=Silent(), now=NOW)


def shelve(store: SqlStore, *names: str, outlet: str = "a", days: float = 0, text: str = "") -> None:
    with store.transaction():
        for name in names:
            published = Stamp(at=NOW - timedelta(days=days))
            store.save_report(Report(id=name, text=text or name, outlet=outlet, published=published), name)


def where(store: SqlStore) -> dict[str, str]:
    return {name: held.story for name, held in store.register.members().items()}


def ruling(story: str, *reports: str) -> Ruling:
    return Ruling(kind=RulingKind.MOVE, story=story, reports=reports)


# --- rounds -------------------------------------------------------------------------------


def test_one_desk_lives_over_the_rounds_and_gets_what_is_new(store: SqlStore, desk: pipeline.Desk) -> None:
    filer = pipeline.Filer()
    shelve(store, "r1")
    assert filer.file(desk) == []
    shelve(store, "r2", "r3")
    assert filer.file(desk) == []
    assert filer.file(desk) == []
    [one] = Scripted.made
    assert one.batches == [["r1"], ["r2", "r3"]]
    assert where(store) == {"r1": "a", "r2": "a", "r3": "a"}


def test_nothing_waiting_recalls_nothing(desk: pipeline.Desk) -> None:
    assert pipeline.Filer().file(desk) == []
    assert Scripted.made == []


def test_only_the_horizon_is_recalled_and_whole_stories(store: SqlStore, desk: pipeline.Desk) -> None:
    shelve(store, "old1", outlet="a", days=120)
    shelve(store, "old2", outlet="b", days=120)
    shelve(store, "near", outlet="a", days=2)
    pipeline.file(desk)
    shelve(store, "new", outlet="c")
    pipeline.file(desk)
    assert Scripted.made[-1].known == ["near", "old1"]


def test_a_late_report_has_its_own_time_recalled(store: SqlStore, desk: pipeline.Desk) -> None:
    shelve(store, "old", outlet="b", days=120)
    pipeline.file(desk)
    filer = pipeline.Filer()
    shelve(store, "new")
    filer.file(desk)
    assert Scripted.made[-1].known == []
    shelve(store, "late", days=125)
    filer.file(desk)
    assert Scripted.made[-1].known == ["new", "old"]
    shelve(store, "later", days=124)
    filer.file(desk)
    assert len(Scripted.made) == 3


def test_a_report_that_looks_back_brings_older_stories_to_the_desk(
    store: SqlStore, desk: pipeline.Desk
) -> None:
    shelve(store, "old", days=300)
    shelve(store, "ancient", outlet="z", days=500)
    pipeline.file(desk)
    again = "The second strike on the plant since November put out its furnace, the mayor said."
    shelve(store, "new", text=again)
    pipeline.file(desk)
    assert Scripted.made[-1].known == ["old"]


def test_another_hand_between_rounds_is_seen(store: SqlStore, desk: pipeline.Desk) -> None:
    filer = pipeline.Filer()
    shelve(store, "r1")
    filer.file(desk)
    pipeline.rule(desk, lambda: [ruling("elsewhere", "r1")])
    shelve(store, "r2")
    filer.file(desk)
    assert Scripted.made[-1].known == ["r1"]
    assert Scripted.made[-1].pins == {"r1": "elsewhere"}


def test_another_hand_while_it_was_judged_is_judged_again(store: SqlStore, desk: pipeline.Desk) -> None:
    shelve(store, "r0")
    pipeline.file(desk)

    def meanwhile() -> None:
        with store.transaction():
            store.register.add_ruling(ruling("b", "r1"))

    shelve(store, "r1")
    Scripted.beside = meanwhile
    assert pipeline.file(desk) == []
    assert [len(one.batches) for one in Scripted.made[1:]] == [1, 1]
    assert Scripted.made[-1].pins == {"r1": "b"}


def test_a_hand_that_never_rests_is_an_error_with_the_way_out(
    store: SqlStore, desk: pipeline.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelve(store, "r1")

    def again() -> None:
        with store.transaction():
            store.register.add_ruling(ruling("b", "r9"))
        Scripted.beside = again

    Scripted.beside = again
    with pytest.raises(StoreError, match="wait for it to end"):
        pipeline.file(desk)
    assert len(Scripted.made) == filing.TRIES
    assert where(store) == {}


def test_trouble_in_the_stage_is_a_failure_and_what_waits_is_tried_again(
    store: SqlStore, desk: pipeline.Desk
) -> None:
    filer = pipeline.Filer()
    shelve(store, "r1", outlet="Trouble")
    [failure] = filer.file(desk)
    assert failure.stage == "group"
    assert where(store) == {}
    shelve(store, "r1", outlet="a")
    assert filer.file(desk) == []
    assert where(store) == {"r1": "a"}


# --- rulings ------------------------------------------------------------------------------


def test_a_ruling_and_what_it_moves_are_kept_together(store: SqlStore, desk: pipeline.Desk) -> None:
    shelve(store, "r1", "r2", outlet="a")
    pipeline.file(desk)
    filed = pipeline.rule(desk, lambda: [ruling("b", "r1", "r2")])
    assert filed.moved == ("r1", "r2")
    assert filed.before["r1"].story == "a"
    assert where(store) == {"r1": "b", "r2": "b"}
    [story] = store.register.stories()
    assert (story.into, story.ended) == (("b",), Stamp(at=NOW))
    assert [held.story for held in store.register.rulings()] == ["b"]


def test_a_ruling_that_cannot_be_kept_moves_nothing(
    store: SqlStore, desk: pipeline.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelve(store, "r1")
    pipeline.file(desk)

    def full(stories: object) -> None:
        raise OSError("disk is full")

    monkeypatch.setattr(store.register, "save_stories", full)
    with pytest.raises(OSError, match="full"):
        pipeline.rule(desk, lambda: [ruling("b", "r1")])
    assert where(store) == {"r1": "a"}
    assert store.register.rulings() == []


def test_reports_of_a_ruling_are_recalled_however_old(store: SqlStore, desk: pipeline.Desk) -> None:
    shelve(store, "r1", days=400)
    shelve(store, "r2", outlet="b", days=3)
    pipeline.file(desk)
    pipeline.rule(desk, lambda: [ruling("b", "r1")])
    assert Scripted.made[-1].known == ["r1", "r2"]
    assert where(store) == {"r1": "b", "r2": "b"}


def test_all_is_judged_anew(store: SqlStore, desk: pipeline.Desk) -> None:
    shelve(store, "r1", days=400)
    shelve(store, "r2")
    pipeline.file(desk)
    assert pipeline.regroup(desk).moved == ()
    assert Scripted.made[-1].known == ["r1", "r2"]


def test_a_theme_of_the_desk_is_kept_and_can_be_taken_back(store: SqlStore, desk: pipeline.Desk) -> None:
    with store.transaction():
        store.save_groups([], [Theme(id="t0", name="Elbe")])
    own = Theme(id="t1", name="Fires", query="fire")
    filing.retheme(desk, [own])
    assert own in Scripted.made[-1].themes
    assert [theme.id for theme in store.register.themes()] == ["t0", "t1"]
    filing.retheme(desk, dropped=["t1"])
    assert own not in Scripted.made[-1].themes
    assert [theme.id for theme in store.register.themes()] == ["t0"]


def test_dates_at_the_ends_of_the_calendar_are_no_trouble(store: SqlStore, desk: pipeline.Desk) -> None:
    with store.transaction():
        for name, at in (("r1", datetime.min), ("r2", datetime.max)):
            published = Stamp(at=at.replace(tzinfo=UTC))
            store.save_report(Report(id=name, text=name, outlet="a", published=published), name)
    assert pipeline.file(desk) == []
    assert set(where(store)) == {"r1", "r2"}

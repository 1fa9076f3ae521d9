"""Whatever the types can hold comes back from the store to the letter; and two stores share one file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.values import values

from dateline.core.errors import StoreError
from dateline.core.pages import Page
from dateline.core.types import Facts, Failure, Membership, Report, Theme
from dateline.storage import SqlStore, open_store

FEW = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)
SIDE = settings(FEW, max_examples=20)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    held = open_store(tmp_path_factory.mktemp("store") / "site.db")
    yield held
    held.close()


# --- round trips --------------------------------------------------------------------------


@SIDE
@given(values(Report))
def test_a_report_comes_back_to_the_letter(store: SqlStore, report: Report) -> None:
    with store.transaction():
        store.save_report(report, "f")
    held = store.reports([report.id])
    assert held == {report.id: report}
    assert held[report.id].text == report.text


@SIDE
@given(values(Facts))
def test_facts_come_back_to_the_letter(store: SqlStore, facts: Facts) -> None:
    with store.transaction():
        store.save_report(Report(id=facts.report, text="The lock was shut."), "f")
        store.save_facts([facts], "1")
    assert store.facts([facts.report]) == {facts.report: facts}
    assert facts.report not in store.stale_facts("1")
    assert facts.report in store.stale_facts("2")


@FEW
@given(values(Page), st.text(max_size=9))
def test_a_page_comes_back_to_the_letter(store: SqlStore, page: Page, key: str) -> None:
    with store.transaction():
        store.save_page(page, key)
    assert store.pages([page.story]) == {page.story: page}
    assert store.page_keys()[page.story] == key


@SIDE
@given(st.lists(values(Theme), max_size=4, unique_by=lambda theme: theme.id))
def test_themes_come_back_by_id(store: SqlStore, themes: list[Theme]) -> None:
    with store.transaction():
        store.save_groups([], themes)
    held = {theme.id: theme for theme in store.register.themes()}
    assert list(held) == sorted(held, key=str.encode)
    assert {theme.id: theme for theme in themes}.items() <= held.items()


@SIDE
@given(values(Membership))
def test_memberships_come_back_with_their_report(store: SqlStore, member: Membership) -> None:
    with store.transaction():
        store.save_report(Report(id=member.report, text="The lock was shut."), "f")
        store.save_groups([member], [])
    assert [filing.member for filing in store.filings() if filing.report == member.report] == [member]


@SIDE
@given(st.lists(values(Failure), max_size=5, unique_by=lambda failure: (failure.item, failure.stage)))
def test_failures_are_exactly_those_of_the_last_run(store: SqlStore, failures: list[Failure]) -> None:
    with store.transaction():
        store.save_failures(failures)
    held = store.failures()
    assert {(failure.item, failure.stage): failure for failure in held} == {
        (failure.item, failure.stage): failure for failure in failures
    }
    assert len(held) == len(failures)


@SIDE
@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=8)), min_size=1, max_size=8))
def test_the_last_of_many_versions_is_the_current_one(store: SqlStore, saved: list[tuple[str, str]]) -> None:
    before = {filing.report: filing.version for filing in store.filings()}
    with store.transaction():
        for name, text in saved:
            store.save_report(Report(id=f"v-{name}", text=text), f"{name}:{text}")
    for name in {name for name, _ in saved}:
        texts = [text for other, text in saved if other == name]
        assert store.reports([f"v-{name}"])[f"v-{name}"].text == texts[-1]
        [version] = [filing.version for filing in store.filings() if filing.report == f"v-{name}"]
        assert version == before.get(f"v-{name}", 0) + len(texts)
        assert [one.text for one in store.versions(f"v-{name}")][-len(texts) :] == texts


# --- two stores on one file ---------------------------------------------------------------


Pair = tuple[SqlStore, SqlStore]

REPORT = Report(id="r1", text="The lock was shut.")


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    held = (open_store(tmp_path / "site.db"), open_store(tmp_path / "site.db"))
    yield held
    for one in held:
        one.close()


def test_a_reader_sees_what_was_before_until_the_writer_is_done(pair: Pair) -> None:
    writer, reader = pair
    with writer.transaction():
        writer.save_report(REPORT, "f1")
    with writer.transaction():
        writer.save_report(replace(REPORT, text="The lock is open."), "f2")
        writer.save_report(replace(REPORT, id="r2"), "f3")
        assert set(writer.reports()) == {"r1", "r2"}
        assert reader.reports() == {"r1": REPORT}
        assert [filing.version for filing in reader.filings()] == [1]
    assert set(reader.reports()) == {"r1", "r2"}
    assert reader.reports()["r1"].text == "The lock is open."


def test_a_reader_sees_nothing_of_what_was_given_up(pair: Pair) -> None:
    writer, reader = pair

    def give_up() -> None:
        with writer.transaction():
            writer.save_report(REPORT, "f1")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        give_up()
    assert reader.reports() == {}
    with reader.transaction():
        reader.save_report(REPORT, "f1")
    assert writer.reports() == {"r1": REPORT}


def test_a_second_writer_is_told_who_is_in_its_way(pair: Pair) -> None:
    first, second = pair

    def impatient(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA busy_timeout=30")

    second.close()
    sa.event.listen(second._base._engine, "connect", impatient)
    with first.transaction():
        first.save_report(REPORT, "f1")
        with pytest.raises(StoreError, match="another dateline is writing"), second.transaction():
            pytest.fail("two writers at once")
    with second.transaction():
        second.save_report(replace(REPORT, id="r2"), "f2")
    assert set(first.reports()) == {"r1", "r2"}


def test_writers_that_take_turns_lose_nothing(pair: Pair) -> None:
    for number in range(20):
        writer = pair[number % 2]
        with writer.transaction():
            writer.save_report(replace(REPORT, text=f"Version {number}."), f"f{number}")
            writer.save_documents([f"k{number}"], "r1")
    for held in pair:
        assert [filing.version for filing in held.filings()] == [20]
        assert held.reports()["r1"].text == "Version 19."
        assert len(held.documents(f"k{number}" for number in range(25))) == 20

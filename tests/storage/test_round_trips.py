"""Whatever the types can hold comes back from the store to the letter; and two stores share one place."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.storage.entries import page
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


# --- round trips --------------------------------------------------------------------------


@SIDE
@given(values(Report))
def test_a_report_comes_back_to_the_letter(lasting: SqlStore, report: Report) -> None:
    with lasting.transaction():
        lasting.save_report(report, "f")
    held = lasting.reports([report.id])
    assert held == {report.id: report}
    assert held[report.id].text == report.text


@SIDE
@given(values(Facts))
def test_facts_come_back_to_the_letter(lasting: SqlStore, facts: Facts) -> None:
    with lasting.transaction():
        lasting.save_report(Report(id=facts.report, text="The lock was shut."), "f")
        lasting.save_facts([facts], "1")
    assert lasting.facts([facts.report]) == {facts.report: facts}
    some = Facts(report=facts.report, statements=facts.statements, places=facts.places)
    assert lasting.facts([facts.report], ("statements", "places")) == {facts.report: some}
    assert facts.report not in lasting.stale_facts("1")
    assert facts.report in lasting.stale_facts("2")


@FEW
@given(values(Page), st.text(max_size=9))
def test_a_page_comes_back_to_the_letter(lasting: SqlStore, page: Page, key: str) -> None:
    with lasting.transaction():
        lasting.save_page(page, key)
    assert lasting.pages([page.story]) == {page.story: page}
    assert lasting.page_keys()[page.story] == key


@SIDE
@given(st.lists(values(Theme), max_size=4, unique_by=lambda theme: theme.id))
def test_themes_come_back_by_id(lasting: SqlStore, themes: list[Theme]) -> None:
    with lasting.transaction():
        lasting.save_groups([], themes)
    held = {theme.id: theme for theme in lasting.register.themes()}
    assert list(held) == sorted(held, key=str.encode)
    assert {theme.id: theme for theme in themes}.items() <= held.items()


@SIDE
@given(values(Membership))
def test_memberships_come_back_with_their_report(lasting: SqlStore, member: Membership) -> None:
    with lasting.transaction():
        lasting.save_report(Report(id=member.report, text="The lock was shut."), "f")
        lasting.save_groups([member], [])
    assert [filing.member for filing in lasting.filings() if filing.report == member.report] == [member]


@SIDE
@given(st.lists(values(Failure), max_size=5, unique_by=lambda failure: (failure.item, failure.stage)))
def test_failures_are_exactly_those_of_the_last_run(lasting: SqlStore, failures: list[Failure]) -> None:
    with lasting.transaction():
        lasting.save_failures(failures)
    held = lasting.failures()
    assert {(failure.item, failure.stage): failure for failure in held} == {
        (failure.item, failure.stage): failure for failure in failures
    }
    assert len(held) == len(failures)


@SIDE
@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=8)), min_size=1, max_size=8))
def test_the_last_of_many_versions_is_the_current_one(
    lasting: SqlStore, saved: list[tuple[str, str]]
) -> None:
    before = {filing.report: filing.version for filing in lasting.filings()}
    with lasting.transaction():
        for name, text in saved:
            lasting.save_report(Report(id=f"v-{name}", text=text), f"{name}:{text}")
    for name in {name for name, _ in saved}:
        texts = [text for other, text in saved if other == name]
        assert lasting.reports([f"v-{name}"])[f"v-{name}"].text == texts[-1]
        [version] = [filing.version for filing in lasting.filings() if filing.report == f"v-{name}"]
        assert version == before.get(f"v-{name}", 0) + len(texts)
        assert [one.text for one in lasting.versions(f"v-{name}")][-len(texts) :] == texts


# --- two stores in one place ---------------------------------------------------------------


Pair = tuple[SqlStore, SqlStore]

REPORT = Report(id="r1", text="The lock was shut.")


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


def test_a_second_writer_is_told_who_is_in_its_way(pair: Pair, impatient: Callable[[SqlStore], None]) -> None:
    first, second = pair
    impatient(second)
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


def test_a_thread_reads_nothing_of_what_another_has_only_begun(where: str | Path) -> None:
    store = open_store(where)

    def elsewhere(ask: Callable[[], object]) -> object:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(ask).result()

    with store.transaction():
        store.save_report(REPORT, "f1")
        store.save_page(page("s1"), "k")
        assert (elsewhere(store.reports), elsewhere(store.catalogue.mark)) == ({}, "")
        with pytest.raises(StoreError, match="outside a transaction"):
            elsewhere(lambda: store.save_documents(["k"], "r1"))
    assert elsewhere(store.reports) == {"r1": REPORT}
    assert elsewhere(store.catalogue.mark) == store.catalogue.mark() != ""
    store.close()


def test_threads_that_write_take_turns(where: str | Path) -> None:
    store = open_store(where)

    def write(number: int) -> None:
        with store.transaction():
            store.save_report(replace(REPORT, text=f"Version {number}."), f"f{number}")
            store.save_page(page(f"s{number}"), "k")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(12)))
    assert [filing.version for filing in store.filings()] == [12]
    alone = open_store(None)
    for number in range(12):
        with alone.transaction():
            alone.save_page(page(f"s{number}"), "k")
    assert alone.catalogue.mark() == store.catalogue.mark()
    for held in (store, alone):
        held.close()

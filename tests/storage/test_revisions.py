"""Earlier pages of stories: kept when another revision takes their place, and when a story ends."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.storage.entries import CORRECTION, entry, member, page
from tests.values import values

from dateline.core.pages import Credit, Page, Revision
from dateline.core.types import Report
from dateline.storage import SqlStore, open_store

LOG = tuple(Revision(number=number, at=None, reason=f"Reason {number}.") for number in (1, 2, 3, 4))


def revised(number: int, text: str = "", *cited: str, story: str = "s1") -> Page:
    """A story's page at a revision, which cites these reports."""
    credits = tuple(
        Credit(
            report=name, outlet="Bote", title="", url="", author="", published=None, language="", origin=""
        )
        for name in cited
    )
    return replace(page(story, text or f"Told {number}"), revisions=LOG[:number], sources=credits)


def save(store: SqlStore, *pages: Page) -> None:
    for number, one in enumerate(pages):
        with store.transaction():
            store.save_page(one, f"{len(one.revisions)} {number} {one.headline.text}")


def test_a_page_is_kept_when_one_of_a_higher_revision_takes_its_place(store: SqlStore) -> None:
    first, second, third = (revised(number) for number in (1, 2, 3))
    save(store, first, second, third)
    assert store.pages(["s1"]) == {"s1": third}
    assert store.revisions.kept(["s1", "s2"]) == {"s1": (1, 2)}
    assert store.revisions.kept() == {"s1": (1, 2)}
    wanted = [("s1", 2), ("s1", 3), ("s2", 1), ("s1", 1)]
    assert store.revisions.pages(wanted) == {("s1", 1): first, ("s1", 2): second}


def test_it_is_kept_as_it_stood_last(store: SqlStore) -> None:
    last = revised(1, "Told with a comma")
    save(store, revised(1), last)
    assert store.revisions.kept() == {}
    save(store, revised(2))
    assert store.revisions.pages([("s1", 1)]) == {("s1", 1): last}


def test_a_page_of_a_lower_revision_or_without_a_log_keeps_none(store: SqlStore) -> None:
    save(store, revised(3), revised(2), replace(page("s2"), revisions=()), revised(1, story="s2"))
    assert store.revisions.kept() == {}


def test_the_last_page_of_a_story_that_ends_is_kept_too(store: SqlStore) -> None:
    with store.transaction():
        store.save_page(revised(1, "", "r1"), "k")
        store.save_groups([member("r1", "s1")], [])
        store.catalogue.save([entry("s1", key="1:k")])
    assert store.revisions.kept() == {}
    with store.transaction():
        store.save_groups([member("r1", "s9")], [])
    assert store.revisions.kept() == {"s1": (1,)}
    assert store.revisions.citing(["r1"]) == ["s1"]


def test_stories_are_found_by_the_reports_that_their_earlier_pages_cite(store: SqlStore) -> None:
    save(store, revised(1, "", "r1", "r1", "r2"), revised(2, "", "r3"), revised(1, "", "r2", story="s2"))
    assert store.revisions.citing(["r1"]) == store.revisions.citing(["r2", "r1"]) == ["s1"]
    assert store.revisions.citing(["r3"]) == store.revisions.citing([]) == []


def test_all_is_there_when_the_store_is_opened_again(where: str | Path) -> None:
    told = revised(1, "Дім \x00 “日本”")
    first = open_store(where)
    save(first, told, revised(2))
    first.close()
    again = open_store(where)
    assert again.revisions.pages([("s1", 1)]) == {("s1", 1): told}
    again.close()


def test_what_is_undone_keeps_nothing(store: SqlStore) -> None:
    save(store, revised(1))

    def broken() -> None:
        with store.transaction():
            store.save_page(revised(2), "k")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert store.revisions.kept() == {}


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(values(Page))
def test_any_page_comes_back_to_the_letter(made: Page) -> None:
    store = open_store(None)
    former = replace(made, revisions=LOG[:1])
    save(store, former, replace(made, revisions=LOG[:2]))
    assert store.revisions.pages([(made.story, 1)]) == {(made.story, 1): former}
    store.close()


# --- what the ledger is told --------------------------------------------------------------


def since(store: SqlStore, mark: str) -> tuple[tuple[tuple[str, int], ...], tuple[str, ...]]:
    changes = store.catalogue.since(mark)
    assert changes is not None
    return changes.revisions, changes.reports


def begun(*pages: Page) -> tuple[SqlStore, str]:
    store = open_store(None)
    save(store, *pages)
    return store, store.catalogue.mark()


def test_a_new_revision_concerns_the_page_that_it_takes_the_place_of() -> None:
    store, mark = begun(revised(1), revised(2))
    save(store, revised(3))
    assert since(store, mark) == ((("s1", 2),), ())


def test_a_page_of_the_same_revision_concerns_no_earlier_one() -> None:
    store, mark = begun(revised(1), revised(2))
    save(store, revised(2, "Told with a comma"))
    assert since(store, mark) == ((), ())


def test_another_correction_concerns_all_earlier_pages() -> None:
    store, mark = begun(revised(1), revised(2))
    save(store, replace(revised(3), corrections=(CORRECTION,)))
    assert since(store, mark) == ((("s1", 1), ("s1", 2)), ())


def test_another_account_of_an_earlier_revision_concerns_all_earlier_pages() -> None:
    store, mark = begun(revised(1), revised(2))
    retold = (replace(LOG[0], reason="Told otherwise."), *LOG[1:2])
    save(store, replace(revised(2), revisions=retold))
    assert since(store, mark) == ((("s1", 1),), ())


def test_a_report_is_told_of_where_an_earlier_page_cites_it() -> None:
    store, _ = begun(revised(1, "", "r1"), revised(2))
    report = Report(id="r1", text="The wave passed.")
    with store.transaction():
        store.save_report(report, "a")
        store.save_report(replace(report, id="r2"), "a")
    mark = store.catalogue.mark()
    with store.transaction():
        store.save_report(replace(report, text="No wave passed."), "b")
        store.save_report(replace(report, id="r2", text="No wave passed."), "b")
    assert store.catalogue.mark() != mark
    assert since(store, mark) == ((), ("r1",))


def test_a_story_that_ends_or_lives_again_concerns_all_its_earlier_pages() -> None:
    store, _ = begun(revised(1, "", "r1"), revised(2, "", "r1"))
    with store.transaction():
        store.save_groups([member("r1", "s1")], [])
        store.catalogue.save([entry("s1", key="1:k")])
    for home in ("s9", "s1"):
        mark = store.catalogue.mark()
        with store.transaction():
            store.save_groups([member("r1", home)], [])
        assert since(store, mark)[0] == (("s1", 1), ("s1", 2))

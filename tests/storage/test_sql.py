"""The store: what is kept comes back, all of a batch or none, and a file is never left broken."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from dateline.core.errors import StoreError
from dateline.core.pages import Line, LineKind, Page, Revision
from dateline.core.types import Facts, Failure, Membership, Report, Span, Theme
from dateline.storage import LATEST, SqlStore, open_store
from dateline.storage.schema import metadata

REPORT = Report(id="r1", text="The wave passed Meissen.", outlet="Meissner Bote")
MEMBER = Membership(report="r1", story="s1", theme="t1", origin="r1", why="alone")


def page(story: str = "s1") -> Page:
    span = Span(report="r1", start=0, end=8)
    line = Line(id="l1", text="The wave passed", kind=LineKind.EXTRACT, evidence=(span,))
    return Page(
        story=story,
        theme="t1",
        headline=line,
        standfirst=None,
        summary=(),
        body=(),
        figures=(),
        claims=(),
        places=(),
        timeline=(),
        sources=(),
        revisions=(Revision(number=1, at=None, reason="First publication."),),
    )


def test_a_report_comes_back_in_its_newest_version(store: SqlStore) -> None:
    changed = replace(REPORT, text="The wave has passed Meissen.")
    with store.transaction():
        store.save_report(REPORT, "f1")
    with store.transaction():
        store.save_report(changed, "f2")
    assert store.reports() == {"r1": changed}
    assert [(filing.report, filing.version) for filing in store.filings()] == [("r1", 2)]
    assert store.versions("r1") == [REPORT, changed]
    assert store.versions("r2") == []


def test_only_what_is_asked_for_comes_back(store: SqlStore) -> None:
    with store.transaction():
        for number in range(1200):
            store.save_report(replace(REPORT, id=f"r{number}"), f"f{number}")
    assert len(store.reports(f"r{number}" for number in range(1100))) == 1100
    assert store.reports([]) == {}
    assert store.reports(["unknown"]) == {}


def test_documents_are_known_by_their_key(store: SqlStore) -> None:
    with store.transaction():
        store.save_documents(["k1"], "r1")
    assert store.documents(["k1", "k2"]) == {"k1": "r1"}


def test_facts_are_stale_after_a_new_version_of_report_or_stage(store: SqlStore) -> None:
    with store.transaction():
        store.save_report(REPORT, "f1")
    assert store.stale_facts("1") == ["r1"]
    with store.transaction():
        store.save_facts([Facts(report="r1")], "1")
    assert store.stale_facts("1") == []
    assert store.stale_facts("2") == ["r1"]
    with store.transaction():
        store.save_report(replace(REPORT, text="Other."), "f2")
    assert store.stale_facts("1") == ["r1"]
    assert store.facts() == {"r1": Facts(report="r1")}


def test_groups_and_pages_come_back(store: SqlStore) -> None:
    theme = Theme(id="t1", name="Elbe flood", stories=("s1",))
    with store.transaction():
        store.save_report(REPORT, "f1")
        store.save_groups([MEMBER], [theme])
        store.save_page(page(), "key")
    assert store.filings()[0].member == MEMBER
    assert store.register.themes() == [theme]
    assert store.pages() == {"s1": page()}
    assert store.pages(["s2"]) == {}
    assert store.page_keys() == {"s1": "key"}


def test_failures_are_those_of_the_last_run(store: SqlStore) -> None:
    first = Failure(item="a.html", stage="extract", reason="empty", remedy="look")
    with store.transaction():
        store.save_failures([first])
        store.save_failures([first])
    assert store.failures() == [first]
    with store.transaction():
        store.save_failures([])
    assert store.failures() == []


def test_an_item_of_any_length_can_fail(store: SqlStore) -> None:
    long = Failure(item="https://bote.example/" + "ж" * 5000, stage="fetch", reason="too long " * 999)
    for _ in range(2):
        with store.transaction():
            store.save_failures([long])
        assert [(one.item, one.reason) for one in store.failures()] == [(long.item[:600], long.reason)]


def test_a_batch_that_fails_leaves_nothing(store: SqlStore) -> None:
    def work() -> None:
        with store.transaction():
            store.save_report(REPORT, "f1")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert store.reports() == {}
    with store.transaction():
        store.save_report(REPORT, "f1")
    assert set(store.reports()) == {"r1"}


def test_a_write_outside_a_transaction_is_refused(store: SqlStore) -> None:
    with pytest.raises(StoreError, match="outside a transaction"):
        store.save_documents(["k"], "r1")


def test_saving_the_same_again_changes_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "site.db"

    def save() -> bytes:
        held = open_store(path)
        with held.transaction():
            held.save_documents(["k1"], "r1")
            held.save_groups([MEMBER], [Theme(id="t1", name="Elbe flood")])
            held.save_page(page(), "key")
            held.save_failures([Failure(item="a", stage="extract", reason="empty")])
        held.close()
        return path.read_bytes()

    assert save() == save()
    assert [file.name for file in tmp_path.iterdir()] == ["site.db"]


def test_the_migrations_lead_to_the_schema(where: str | Path) -> None:
    store = open_store(where)
    with store._base._engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == LATEST
        context = MigrationContext.configure(connection, opts={"include_name": ours})
        assert compare_metadata(context, metadata) == []
    store.close()


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a thing is told of by the metadata: the index of words is of each database's own kind."""
    return kind != "table" or not str(name).startswith("words")


def test_a_full_disk_is_said_and_the_store_is_whole(tmp_path: Path) -> None:
    store = open_store(tmp_path / "site.db")
    with store.transaction():
        store.save_report(REPORT, "f1")

    def limit(connection: sqlite3.Connection, *_: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages + 2}")

    store.close()
    sa.event.listen(store._base._engine, "connect", limit)

    def fill() -> None:
        with store.transaction():
            for number in range(500):
                store.save_report(replace(REPORT, id=f"x{number}"), f"f{number}")

    with pytest.raises(StoreError, match="make room on the disk"):
        fill()
    assert set(store.reports()) == {"r1"}
    store.close()
    connection = sqlite3.connect(tmp_path / "site.db")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"this is no database at all" * 50, "not a store of Dateline"), (None, "give a path in a folder")],
)
def test_a_file_that_is_no_store_is_refused(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "deep" / "site.db"
    if content is not None:
        path.parent.mkdir()
        path.write_bytes(content)
    with pytest.raises(StoreError, match=words):
        open_store(path)


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE photo (id)")
    connection.close()
    with pytest.raises(StoreError, match="a database of something else"):
        open_store(path)


def test_a_store_of_a_newer_dateline_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "site.db"
    open_store(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="newer dateline"):
        open_store(path)

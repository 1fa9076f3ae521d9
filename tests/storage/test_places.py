"""Where a store is kept: addresses of servers, what goes wrong there, and that no password is ever told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.storage.conftest import schema

from dateline.core.errors import MissingExtra, StoreError
from dateline.core.types import Report
from dateline.storage import SqlStore, open_store
from dateline.storage.dialects import place

REPORT = Report(id="r1", text="The lock was shut.")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://anna:s3cret@db.example:5433/news", "postgresql://anna@db.example:5433/news"),
        ("postgres://db.example/news", "postgresql://db.example/news"),
        ("postgresql://anna@db.example/news?password=s3cret", "postgresql://anna@db.example/news"),
        ("postgresql:///news?host=/run/postgresql", "postgresql:///news"),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, shown: str) -> None:
    assert place(address).name == shown


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://anna:s3@cret@db.example/news",
        "postgresql://anna:s3cret@db.example:port/news",
        "postgresql://anna:s3cret@[::1/news",
    ],
)
def test_an_address_that_cannot_be_read_is_refused_without_telling_it(address: str) -> None:
    with pytest.raises(StoreError, match="write postgresql://user@host") as caught:
        open_store(address)
    assert "cret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_server_that_is_not_there_is_said_with_the_way_out() -> None:
    with pytest.raises(StoreError, match="start the server") as caught:
        open_store("postgresql://anna:s3cret@127.0.0.1:9/news")
    assert caught.value.item == "postgresql://anna@127.0.0.1:9/news"
    assert "s3cret" not in str(caught.value)


def test_a_driver_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtra, match=r"pip install 'dateline\[postgres\]'"):
        open_store("postgresql://db.example/news")


def test_a_path_is_a_path(tmp_path: Path) -> None:
    for where in (tmp_path / "a.db", str(tmp_path / "b.db")):
        open_store(where).close()
        assert Path(where).is_file()


# --- a server -----------------------------------------------------------------------------


@contextmanager
def direct(server: str) -> Iterator[sa.Connection]:
    engine = sa.create_engine(
        server.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def address(server: str) -> Iterator[str]:
    with schema(server) as made:
        yield made


@pytest.mark.postgres
def test_a_database_that_is_missing_is_said(server: str) -> None:
    with pytest.raises(StoreError, match="make the database"):
        open_store(server.replace("/postgres?", "/nowhere?"))


@pytest.mark.postgres
def test_a_schema_that_is_missing_is_said(server: str) -> None:
    with pytest.raises(StoreError, match="make the schema"):
        open_store(f"{server}&options=-csearch_path%3Dnowhere")


@pytest.mark.postgres
def test_a_schema_of_something_else_is_left_alone(address: str) -> None:
    with direct(address) as connection:
        connection.exec_driver_sql("CREATE TABLE photo (id INTEGER)")
    with pytest.raises(StoreError, match="a schema of its own"):
        open_store(address)


@pytest.mark.postgres
def test_a_user_who_may_not_is_told(address: str) -> None:
    open_store(address).close()
    with direct(address) as connection:
        connection.exec_driver_sql("CREATE ROLE guest LOGIN")
        name = connection.exec_driver_sql("SELECT current_schema()").scalar()
        connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {name} TO guest")
        connection.exec_driver_sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA {name} TO guest")
    store = open_store(address.replace("postgres:@", "guest:@"))

    def write() -> None:
        with store.transaction():
            store.save_report(REPORT, "f1")

    with pytest.raises(StoreError, match="give the user the right"):
        write()
    assert store.reports() == {}
    store.close()
    with direct(address) as connection:
        connection.exec_driver_sql("DROP OWNED BY guest CASCADE")
        connection.exec_driver_sql("DROP ROLE guest")


@pytest.mark.postgres
def test_two_schemas_are_two_stores_with_a_writer_each(server: str) -> None:
    with schema(server) as here, schema(server) as there:
        one, other = open_store(here), open_store(there)
        with one.transaction(), other.transaction():
            one.save_report(REPORT, "f1")
        assert set(one.reports()) == {"r1"}
        assert other.reports() == {}
        one.close()
        other.close()


@pytest.mark.postgres
def test_a_connection_that_was_cut_costs_one_transaction(address: str) -> None:
    store = open_store(address)
    with store.transaction():
        store.save_report(REPORT, "f1")

    def cut() -> None:
        with store.transaction():
            store.save_report(Report(id="r2", text="It opened."), "f2")
            [number] = store._base.read(sa.select(sa.func.pg_backend_pid()))
            with direct(address) as connection:
                connection.exec_driver_sql(f"SELECT pg_terminate_backend({number[0]}, 5000)")
            store.save_report(Report(id="r3", text="It broke."), "f3")

    with pytest.raises(StoreError, match="look at the server's log"):
        cut()
    assert set(store.reports()) == {"r1"}
    with store.transaction():
        store.save_report(Report(id="r4", text="It stood."), "f4")
    assert set(store.reports()) == {"r1", "r4"}
    store.close()


@pytest.mark.postgres
def test_a_second_writer_waits_and_then_gives_up(address: str, impatient: Callable[[SqlStore], None]) -> None:
    first, second = open_store(address), open_store(address)
    impatient(second)
    refused = pytest.raises(StoreError, match="another dateline is writing")
    with first.transaction(), refused, second.transaction():
        pytest.fail("two writers at once")
    first.close()
    second.close()


@pytest.mark.postgres
def test_names_sort_by_code_points_and_hold_what_postgresql_cannot(address: str) -> None:
    names = ["Z", "a", "ä", "\x00", "\x01", "\x01\x00", "日", "\U0001f30a"]
    store = open_store(address)
    with store.transaction():
        for name in names:
            store.save_report(Report(id=name, text="The lock was shut."), "f")
    assert [filing.report for filing in store.filings()] == sorted(names)
    assert set(store.reports(["\x00", "ä"])) == {"\x00", "ä"}
    store.close()

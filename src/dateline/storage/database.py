"""A SQL database as the store uses it: transactions, reads in pieces, upserts, migrations.

Knows no table of ours and decides nothing: it turns what the database says into what its owner can do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.pool import StaticPool

from dateline.core.errors import StoreError
from dateline.storage import schema

#: How many ids go into one query: well under SQLite's limit on variables.
_CHUNK = 500

#: What SQLite says, and what the owner of the store can do about it.
_REMEDIES = (
    ("disk is full", "make room on the disk and run the command again; nothing that was stored is lost"),
    ("database is locked", "another dateline is writing; wait for it to end"),
    ("readonly", "give write permission on the file and its folder"),
    ("unable to open", "give a path in a folder that exists and can be written"),
    ("not a database", "this file is not a store of Dateline; give another path with --store"),
    ("malformed", "the file is damaged; restore it from a backup, or build anew with another --store"),
    ("disk i/o error", "the disk refused a write; check it and its free space, then run the command again"),
)


def open_database(path: Path | None) -> Database:
    """The database in the file, made or migrated first; in memory where there is no path.

    Raises ``StoreError`` with the way out where the file cannot be opened.
    """
    name = str(path) if path else "memory"
    if path:
        engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)))
    else:
        engine = sa.create_engine("sqlite://", poolclass=StaticPool)
    sa.event.listen(engine, "connect", _configure)
    database = Database(engine, name)
    try:
        database.migrate()
    except StoreError:
        database.close()
        raise
    return database


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions would commit before some statements; ours begin in `transaction`.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA busy_timeout=10000")
    connection.execute("PRAGMA secure_delete=ON")  # what may not be kept is not left between the pages


class Database:
    """A SQLAlchemy engine with one transaction at a time."""

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self._engine = engine
        self._name = name
        self._open: sa.Connection | None = None

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what the database says into what the owner can do."""
        try:
            yield
        except sa.exc.DBAPIError as error:
            said = str(error.orig)
            remedy = next((way for words, way in _REMEDIES if words in said.lower()), "")
            raise StoreError(self._name, said, remedy) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside happen together at its end, or, after an error, none of them."""
        with self.explained(), self._engine.connect() as connection, ExitStack() as undo:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            undo.callback(_roll_back, connection)
            self._open = connection
            undo.callback(setattr, self, "_open", None)
            yield
            connection.exec_driver_sql("COMMIT")

    def write(self, statement: sa.Executable, rows: Sequence[dict[str, Any]] | None = None) -> None:
        """Run a statement, for each of the rows if there are any given."""
        if self._open is None:
            raise StoreError(self._name, "a write outside a transaction")
        if rows is None or rows:
            self._open.execute(statement, rows)

    def changes(self) -> int:
        """How many rows were changed so far, by whom holds the open transaction."""
        if self._open is None:
            raise StoreError(self._name, "a write outside a transaction")
        return int(self._open.exec_driver_sql("SELECT total_changes()").scalar_one())

    def read(self, query: sa.Select[Any]) -> list[sa.Row[Any]]:
        """The rows of a query."""
        with self.explained():
            if self._open is not None:
                return list(self._open.execute(query))
            with self._engine.connect() as connection:
                return list(connection.execute(query))

    def read_in(
        self, query: sa.Select[Any], column: sa.ColumnElement[Any], ids: Iterable[str] | None
    ) -> Iterator[sa.Row[Any]]:
        """The rows of a query whose ``column`` is among the ids, or all."""
        if ids is None:
            yield from self.read(query)
            return
        wanted = sorted(set(ids))
        for start in range(0, len(wanted), _CHUNK):
            yield from self.read(query.where(column.in_(wanted[start : start + _CHUNK])))

    def migrate(self) -> None:
        """Bring the schema up to the newest; alembic is imported only where there is work."""
        with self.explained(), self._engine.connect() as connection:
            tables = sa.inspect(connection).get_table_names()
            if "alembic_version" in tables:
                have = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
                if have == schema.LATEST:
                    return
            elif tables:
                raise StoreError(self._name, "a database of something else", "give another path with --store")
            _upgrade(connection, self._name)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def upsert(self, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert, or replace the row of the same key; a row that is there to the letter stays."""
        statement = insert(table)
        keys = [column.name for column in table.primary_key]
        others = [column.name for column in table.columns if column.name not in keys]
        differs = sa.or_(*(table.c[name].is_distinct_from(statement.excluded[name]) for name in others))
        self.write(
            statement.on_conflict_do_update(
                index_elements=keys,
                set_={name: statement.excluded[name] for name in others},
                where=differs,
            ),
            rows,
        )


def _roll_back(connection: sa.Connection) -> None:
    """Undo what was not committed: after a commit, and after a full disk, there is nothing to undo."""
    driver = connection.connection.dbapi_connection
    if driver is not None and driver.in_transaction:
        connection.exec_driver_sql("ROLLBACK")


def _upgrade(connection: sa.Connection, name: str) -> None:
    """Run the migrations that are missing, in one transaction. A newer store is refused."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    with resources.as_file(resources.files("dateline.storage") / "migrations") as scripts:
        config = Config()
        config.set_main_option("script_location", str(scripts))
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            remedy = "upgrade dateline, or give another path with --store"
            raise StoreError(name, f"made by a newer dateline ({error})", remedy) from error
    connection.commit()

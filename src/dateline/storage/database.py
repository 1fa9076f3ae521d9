"""A SQL database as the store uses it: transactions, reads in pieces, upserts, migrations.

Knows no table of ours and decides nothing: it turns what the database says into what its owner can do.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from dateline.core.errors import StoreError
from dateline.storage import schema
from dateline.storage.dialects import Elsewhere, Insert, Place, elsewhere, place

#: How many ids go into one query: well under SQLite's limit on variables.
_CHUNK = 500
#: The name of the ids in a query that asks for some.
_IDS = "ids"


def open_database(where: str | Path | None) -> Database:
    """The database at a path or address, made or migrated first; in memory where there is none.

    Raises ``StoreError`` with the way out where it cannot be opened.
    """
    database = Database(place(where))
    try:
        database.migrate()
    except StoreError:
        database.close()
        raise
    return database


class Database:
    """A SQLAlchemy engine with one transaction at a time; threads may share it.

    Queries that are asked often are made once, with parameters: to make one costs more than to run it.
    """

    def __init__(self, where: Place) -> None:
        self._engine = where.engine
        self._name = where.name
        self._dialect = where.dialect
        self._of_thread = threading.local()
        self._changed = 0

    @property
    def _open(self) -> sa.Connection | None:
        """The connection of this thread's transaction; what other threads read is not of it."""
        return getattr(self._of_thread, "connection", None)

    def elsewhere(self) -> Elsewhere | None:
        """Where it is, for another process; None where it is in this one's memory."""
        return elsewhere(self._engine)

    @property
    def dialect(self) -> str:
        """The kind of database, by name."""
        return self._dialect.name

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what the database says into what the owner can do."""
        try:
            yield
        except sa.exc.DBAPIError as error:
            said = str(error.orig).partition("\n")[0]
            remedies = self._dialect.remedies
            remedy = next((way for words, way in remedies if words in str(error.orig).lower()), "")
            raise StoreError(self._name, said, remedy) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside happen together at its end, or, after an error, none of them."""
        with self.explained(), self._engine.connect() as connection, ExitStack() as undo:
            undo.callback(self._roll_back, connection)
            self._dialect.begin(connection)
            self._of_thread.connection = connection
            undo.callback(delattr, self._of_thread, "connection")
            yield
            connection.exec_driver_sql("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Many reads over one connection: that of this thread's transaction where there is one."""
        held = self._open or getattr(self._of_thread, "reading", None)
        if held is not None:
            yield held
            return
        with self.explained(), self._engine.connect() as connection:
            self._of_thread.reading = connection
            try:
                yield connection
            finally:
                del self._of_thread.reading

    @contextmanager
    def joined(self) -> Iterator[None]:
        """As part of the open transaction, or of one of its own."""
        if self._open is not None:
            yield
            return
        with self.transaction():
            yield

    def write(self, statement: sa.Executable, rows: Sequence[dict[str, Any]] | None = None) -> None:
        """Run a statement, for each of the rows if there are any given."""
        if self._open is None:
            raise StoreError(self._name, "a write outside a transaction")
        if rows is None or rows:
            counted = {"preserve_rowcount": True}
            self._changed += self._open.execute(statement, rows, execution_options=counted).rowcount

    def changes(self) -> int:
        """How many rows were changed so far, by us."""
        return self._changed

    def read(self, query: sa.Select[Any], values: Mapping[str, Any] | None = None) -> list[sa.Row[Any]]:
        """The rows of a query, with values for its parameters."""
        with self.explained(), self.reading() as connection:
            return list(connection.execute(query, values))

    def read_in(
        self, query: sa.Select[Any], column: sa.ColumnElement[Any], ids: Iterable[str] | None
    ) -> Iterator[sa.Row[Any]]:
        """The rows of a query whose ``column`` is among the ids, or all.

        The query is one of a module's own, made once: what is made of it here is kept by it.
        """
        if ids is None:
            yield from self.read(query)
            return
        wanted = sorted(set(ids))
        for start in range(0, len(wanted), _CHUNK):
            yield from self.read(_among(query, column), {_IDS: wanted[start : start + _CHUNK]})

    def migrate(self) -> None:
        """Bring the schema up to the newest, in one transaction; alembic is imported only for that."""
        with self.explained(), self._engine.connect() as connection, ExitStack() as undo:
            if self._version(connection) == schema.LATEST:
                return
            undo.callback(self._roll_back, connection)
            self._dialect.begin(connection)
            if self._version(connection) != schema.LATEST:
                _upgrade(connection, self._name, self._dialect.elsewhere)
            connection.exec_driver_sql("COMMIT")

    def _version(self, connection: sa.Connection) -> str:
        """The migration that the tables are of, "" where there are none; raises where they are not ours."""
        tables = sa.inspect(connection).get_table_names()
        if "alembic_version" in tables:
            return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())
        if tables:
            raise StoreError(self._name, "a database of something else", self._dialect.elsewhere)
        return ""

    def _roll_back(self, connection: sa.Connection) -> None:
        """Undo what was not committed: after a commit, a full disk or a cut line there is nothing."""
        if connection.invalidated:
            return
        driver = connection.connection.dbapi_connection
        if driver is not None and self._dialect.writing(driver):
            connection.exec_driver_sql("ROLLBACK")

    def close(self) -> None:
        """Let go of the file or of the server."""
        self._engine.dispose()

    def insert(self, table: sa.Table) -> Insert:
        """An insertion that can say what is done where there is such a row."""
        return self._dialect.insert(table)

    def holds(self, column: sa.ColumnElement[str], part: str) -> sa.ColumnElement[bool]:
        """That a text has this part, to the letter."""
        return sa.Function(self._dialect.position, column, part, type_=sa.Integer) > 0

    def upsert(
        self, table: sa.Table, rows: Sequence[dict[str, Any]], by: Sequence[str] | None = None
    ) -> None:
        """Insert, or replace the row of the same key (``by`` or the primary one); an equal row stays."""
        if not rows:
            return
        statement = self.insert(table)
        keys = list(by) if by else [column.name for column in table.primary_key]
        others = [name for name in rows[0] if name not in keys]
        if not others:
            statement = statement.on_conflict_do_nothing(index_elements=keys)
        else:
            values = {name: statement.excluded[name] for name in others}
            differs = sa.or_(*(table.c[name].is_distinct_from(value) for name, value in values.items()))
            statement = statement.on_conflict_do_update(index_elements=keys, set_=values, where=differs)
        self.write(statement, rows)


@lru_cache(maxsize=64)
def _among(query: sa.Select[Any], column: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """The query for those rows alone whose column is among ids."""
    return query.where(column.in_(sa.bindparam(_IDS, expanding=True)))


def _upgrade(connection: sa.Connection, name: str, elsewhere: str) -> None:
    """Run the migrations that are missing. A newer store is refused."""
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
            remedy = f"upgrade dateline, or {elsewhere}"
            raise StoreError(name, f"made by a newer dateline ({error})", remedy) from error

"""What the two databases do each in its own way: how they are reached, who may write, what errors mean.

SQLite keeps a store in one file (WAL), or in memory; PostgreSQL in a schema that holds nothing else. On both
there is one writer at a time, and readers see what was before until it is done. Knows no table of ours.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.pool import NullPool, Pool, StaticPool

from dateline.core.errors import MissingExtra, StoreError

#: How many seconds a writer waits for another, and a connection for a server.
PATIENCE = 10.0

Insert = sqlite.Insert | postgresql.Insert

_BUSY = "another dateline is writing; wait for it to end"
_NO_ROOM = "make room on the disk and run the command again; nothing that was stored is lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """One kind of database. ``remedies``: what it says, and what the owner of the store can do about it.

    ``begin`` opens the one transaction that writes; ``writing`` tells whether there is one to undo.
    ``position`` is the function that finds a part in a text, ``elsewhere`` how a store is kept apart.
    """

    name: str
    insert: Callable[[sa.Table], Insert]
    begin: Callable[[sa.Connection], None]
    writing: Callable[[Any], bool]
    position: str
    remedies: tuple[tuple[str, str], ...]
    elsewhere: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a store is kept: an engine, what people may read of its address, and the kind of database."""

    engine: sa.Engine
    name: str
    dialect: Dialect


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a store is kept, for another process. ``file`` tells a file from one that took its path since."""

    where: str
    file: tuple[int, int] = (0, 0)

    def place(self) -> Place:
        """The place, no connection to it kept: a writer may close the file as if it were alone."""
        return place(self.where, poolclass=NullPool)


def elsewhere(engine: sa.Engine) -> Elsewhere | None:
    """Where a store of this engine is, for another process; None where it is in memory."""
    if engine.dialect.name != SQLITE.name:
        return Elsewhere(engine.url.render_as_string(hide_password=False))
    if not engine.url.database:
        return None
    path = Path(engine.url.database).resolve()
    found = path.stat()
    return Elsewhere(str(path), (found.st_dev, found.st_ino))


def place(where: str | Path | None, poolclass: type[Pool] | None = None) -> Place:
    """The place of a path or of an address (``postgresql://…``); in memory where there is none.

    Raises ``StoreError`` for an address that cannot be read, ``MissingExtra`` where its driver is missing.
    """
    if isinstance(where, str) and where.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        return _server(where, poolclass)
    if where is None:
        engine = sa.create_engine("sqlite://", poolclass=StaticPool)
    else:
        engine = sa.create_engine(sa.URL.create("sqlite", database=str(where)), poolclass=poolclass)
    sa.event.listen(engine, "connect", _configure)
    return Place(engine=engine, name=str(where) if where else "memory", dialect=SQLITE)


# --- SQLite -------------------------------------------------------------------------------


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions would commit before some statements; ours begin in `transaction`.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"PRAGMA busy_timeout={int(PATIENCE * 1000)}")
    connection.execute("PRAGMA secure_delete=ON")  # what may not be kept is not left between the pages


def _begin_file(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _writing_file(driver: Any) -> bool:
    return bool(driver.in_transaction)


SQLITE = Dialect(
    name="sqlite",
    insert=sqlite.insert,
    begin=_begin_file,
    writing=_writing_file,
    position="instr",
    remedies=(
        ("disk is full", _NO_ROOM),
        ("database is locked", _BUSY),
        ("readonly", "give write permission on the file and its folder"),
        ("unable to open", "give a path in a folder that exists and can be written"),
        ("not a database", "this file is not a store of Dateline; give another path with --store"),
        ("malformed", "the file is damaged; restore it from a backup, or build anew with another --store"),
        (
            "disk i/o error",
            "the disk refused a write; check it and its free space, then run the command again",
        ),
    ),
    elsewhere="give another path with --store",
)


# --- PostgreSQL ---------------------------------------------------------------------------


def _server(where: str, poolclass: type[Pool] | None) -> Place:
    try:
        url = sa.make_url(where).set(drivername="postgresql+psycopg")
    except (sa.exc.ArgumentError, ValueError):
        url = None
    if url is None or "@" in (url.host or ""):
        remedy = "write postgresql://user@host:5432/name; in a password write %40 for @, %3A for :, %2F for /"
        raise StoreError("--store", "this address of a PostgreSQL cannot be read", remedy) from None
    shown = sa.URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    try:
        engine = sa.create_engine(
            url,
            isolation_level="AUTOCOMMIT",  # transactions are begun in `transaction`, as with SQLite
            pool_pre_ping=True,
            poolclass=poolclass,
            connect_args={"connect_timeout": int(PATIENCE), "application_name": "dateline"},
        )
    except ModuleNotFoundError as error:
        raise MissingExtra(str(shown), "postgres") from error
    return Place(engine=engine, name=str(shown), dialect=POSTGRES)


def _begin_server(connection: sa.Connection) -> None:
    """Begin, as the only writer of this schema: the lock ends with the transaction, or with the writer."""
    connection.exec_driver_sql("BEGIN")
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(PATIENCE * 1000)}")
    connection.exec_driver_sql(
        "SELECT pg_advisory_xact_lock(hashtextextended('dateline ' || current_schema(), 0))"
    )
    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")


def _writing_server(driver: Any) -> bool:
    if driver.closed:
        return False
    return str(driver.info.transaction_status.name) != "IDLE"


POSTGRES = Dialect(
    name="postgresql",
    insert=postgresql.insert,
    begin=_begin_server,
    writing=_writing_server,
    position="strpos",
    remedies=(
        ("lock timeout", _BUSY),
        ("no space left", _NO_ROOM),
        ("disk full", _NO_ROOM),
        ("connection refused", "start the server, or correct host and port in --store"),
        ("password authentication failed", "correct user and password in --store"),
        ("no password supplied", "give the password in --store, in PGPASSWORD or in ~/.pgpass"),
        ("pg_hba.conf", "let this user and host in (pg_hba.conf of the server)"),
        ("resolve host", "correct the host in --store"),
        ("timeout expired", "look whether the server is reachable, then run the command again"),
        ("does not exist", "make the database (createdb), or correct its name and user in --store"),
        ("no schema has been selected", "make the schema, or correct search_path"),
        ("permission denied", "give the user the right to make tables in the schema"),
        ("read-only transaction", "this server only reads; give the address of the one that writes"),
        ("too many", "end other connections, or let the server have more (max_connections)"),
        ("server closed the connection", "look at the server's log, then run the command again"),
        ("terminating connection", "look at the server's log, then run the command again"),
    ),
    elsewhere="give another database with --store, or a schema of its own (?options=-csearch_path%3Dname)",
)

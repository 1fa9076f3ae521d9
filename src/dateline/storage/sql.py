"""The store on SQL, by SQLAlchemy Core: SQLite in one file (WAL), or in memory.

Knows no stage and decides nothing about news: keys and versions come from the caller.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.pool import StaticPool

from dateline.core import codec
from dateline.core.errors import StoreError
from dateline.core.ports import Filing
from dateline.core.types import Facts, Failure, Membership, Page, Report, Theme
from dateline.storage import schema

T = TypeVar("T")

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


def open_store(path: Path | None) -> SqlStore:
    """The store in the file, made or migrated first; in memory where there is no path.

    Raises ``StoreError`` with the way out where the file cannot be opened.
    """
    name = str(path) if path else "memory"
    if path:
        engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)))
    else:
        engine = sa.create_engine("sqlite://", poolclass=StaticPool)
    sa.event.listen(engine, "connect", _configure)
    store = SqlStore(engine, name)
    try:
        store.migrate()
    except StoreError:
        store.close()
        raise
    return store


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions would commit before some statements; ours begin in `transaction`.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA busy_timeout=10000")


class SqlStore:
    """``core.ports.Store`` on a SQLAlchemy engine."""

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self._engine = engine
        self._name = name
        self._open: sa.Connection | None = None

    # --- connections and transactions -----------------------------------------------------

    @contextmanager
    def _explained(self) -> Iterator[None]:
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
        with self._explained(), self._engine.connect() as connection, ExitStack() as undo:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            undo.callback(_roll_back, connection)
            self._open = connection
            undo.callback(setattr, self, "_open", None)
            yield
            connection.exec_driver_sql("COMMIT")

    def _write(self, statement: sa.Executable, rows: Sequence[dict[str, Any]] | None = None) -> None:
        if self._open is None:
            raise StoreError(self._name, "a write outside a transaction")
        if rows is None or rows:
            self._open.execute(statement, rows)

    def _read(self, query: sa.Select[Any]) -> list[sa.Row[Any]]:
        with self._explained():
            if self._open is not None:
                return list(self._open.execute(query))
            with self._engine.connect() as connection:
                return list(connection.execute(query))

    def _read_in(
        self, query: sa.Select[Any], column: sa.ColumnElement[Any], ids: Iterable[str] | None
    ) -> Iterator[sa.Row[Any]]:
        if ids is None:
            yield from self._read(query)
            return
        wanted = sorted(set(ids))
        for start in range(0, len(wanted), _CHUNK):
            yield from self._read(query.where(column.in_(wanted[start : start + _CHUNK])))

    def migrate(self) -> None:
        """Bring the schema up to the newest; alembic is imported only where there is work."""
        with self._explained(), self._engine.connect() as connection:
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

    # --- reports --------------------------------------------------------------------------

    def documents(self, keys: Iterable[str]) -> dict[str, str]:
        """Of these documents, those already extracted, with the report that came of each."""
        table = schema.document
        rows = self._read_in(sa.select(table.c.key, table.c.report), table.c.key, keys)
        return {row.key: row.report for row in rows}

    def twins(self, fingerprints: Iterable[str]) -> dict[str, str]:
        """Of these fingerprints, those that a stored report has, with its id."""
        table = schema.report
        rows = self._read_in(sa.select(table.c.fingerprint, table.c.id), table.c.fingerprint, fingerprints)
        return {row.fingerprint: row.id for row in rows}

    def save_document(self, key: str, report: str) -> None:
        """Remember that a document was extracted, and into which report."""
        self._upsert(schema.document, [{"key": key, "report": report}])

    def save_report(self, report: Report, fingerprint: str) -> None:
        """Add a report, or a new version of it."""
        table = schema.report
        have = self._read(sa.select(sa.func.max(table.c.version)).where(table.c.id == report.id))[0][0]
        row = {
            "id": report.id,
            "version": (have or 0) + 1,
            "fingerprint": fingerprint,
            "body": codec.dumps(report),
        }
        self._write(insert(table), [row])

    def reports(self, ids: Iterable[str] | None = None) -> dict[str, Report]:
        """The current version of these reports, or of all."""
        table, current = schema.report, _current()
        query = sa.select(table.c.id, table.c.body).join(
            current, (current.c.id == table.c.id) & (current.c.version == table.c.version)
        )
        return {row.id: codec.loads(Report, row.body) for row in self._read_in(query, table.c.id, ids)}

    def filings(self) -> list[Filing]:
        """Every report without its body, in the order of ids."""
        current, member = _current(), schema.membership
        query = (
            sa.select(current, member.c.story, member.c.theme, member.c.origin, member.c.why)
            .join(member, member.c.report == current.c.id, isouter=True)
            .order_by(current.c.id)
        )
        return [_filing(row) for row in self._read(query)]

    # --- facts ----------------------------------------------------------------------------

    def stale_facts(self, stage_version: str) -> list[str]:
        """The reports whose facts are missing, or older than the report or the stage."""
        current, facts = _current(), schema.facts
        wanted = sa.literal(stage_version + ":") + sa.cast(current.c.version, sa.String)
        query = (
            sa.select(current.c.id)
            .join(facts, facts.c.report == current.c.id, isouter=True)
            .where(facts.c.key.is_distinct_from(wanted))
            .order_by(current.c.id)
        )
        return [row.id for row in self._read(query)]

    def facts(self, reports: Iterable[str] | None = None) -> dict[str, Facts]:
        """What was read out of these reports, or of all."""
        table = schema.facts
        rows = self._read_in(sa.select(table.c.report, table.c.body), table.c.report, reports)
        return {row.report: codec.loads(Facts, row.body) for row in rows}

    def save_facts(self, facts: Sequence[Facts], stage_version: str) -> None:
        """Keep facts as made by this version of the stage from the current reports."""
        current = _current()
        rows = self._read_in(sa.select(current), current.c.id, [made.report for made in facts])
        version = {row.id: row.version for row in rows}
        self._upsert(
            schema.facts,
            [
                {
                    "report": made.report,
                    "key": f"{stage_version}:{version[made.report]}",
                    "body": codec.dumps(made),
                }
                for made in facts
            ],
        )

    # --- stories and themes ---------------------------------------------------------------

    def themes(self) -> list[Theme]:
        """All themes, by id."""
        rows = self._read(sa.select(schema.theme.c.body).order_by(schema.theme.c.id))
        return [codec.loads(Theme, row.body) for row in rows]

    def save_groups(self, memberships: Sequence[Membership], themes: Sequence[Theme]) -> None:
        """Keep where reports belong, and themes that are new or changed."""
        fields = ("report", "story", "theme", "origin", "why")
        rows = [{field: getattr(member, field) for field in fields} for member in memberships]
        self._upsert(schema.membership, rows)
        self._upsert(schema.theme, [{"id": theme.id, "body": codec.dumps(theme)} for theme in themes])

    # --- pages ----------------------------------------------------------------------------

    def page_keys(self) -> dict[str, str]:
        """For each printed story, the key of its page."""
        rows = self._read(sa.select(schema.page.c.story, schema.page.c.key))
        return {row.story: row.key for row in rows}

    def pages(self, stories: Iterable[str] | None = None) -> dict[str, Page]:
        """The pages of these stories, or all."""
        table = schema.page
        rows = self._read_in(sa.select(table.c.story, table.c.body), table.c.story, stories)
        return {row.story: codec.loads(Page, row.body) for row in rows}

    def save_page(self, page: Page, key: str) -> None:
        """Keep a page in place of the story's last one."""
        self._upsert(schema.page, [{"story": page.story, "key": key, "body": codec.dumps(page)}])

    # --- failures -------------------------------------------------------------------------

    def failures(self) -> list[Failure]:
        """What the last run could not take, by item."""
        table = schema.failure
        return [
            Failure(item=row.item, stage=row.stage, reason=row.reason, remedy=row.remedy)
            for row in self._read(sa.select(table).order_by(table.c.item, table.c.stage))
        ]

    def save_failures(self, failures: Sequence[Failure]) -> None:
        """Keep what this run could not take in place of what the last one could not."""
        table = schema.failure
        now = {(failure.item, failure.stage) for failure in failures}
        for gone in {(failure.item, failure.stage) for failure in self.failures()} - now:
            self._write(sa.delete(table).where((table.c.item == gone[0]) & (table.c.stage == gone[1])))
        fields = ("item", "stage", "reason", "remedy")
        rows = [{field: getattr(failure, field) for field in fields} for failure in failures]
        self._upsert(table, rows)

    def _upsert(self, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert, or replace the row of the same key; a row that is there to the letter stays."""
        statement = insert(table)
        keys = [column.name for column in table.primary_key]
        others = [column.name for column in table.columns if column.name not in keys]
        differs = sa.or_(*(table.c[name].is_distinct_from(statement.excluded[name]) for name in others))
        self._write(
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


def _current() -> sa.Subquery:
    """Each report with the number of its newest version."""
    table = schema.report
    newest = sa.select(table.c.id, sa.func.max(table.c.version).label("version"))
    return newest.group_by(table.c.id).subquery("current")


def _filing(row: sa.Row[Any]) -> Filing:
    member = None
    if row.story is not None:
        member = Membership(report=row.id, story=row.story, theme=row.theme, origin=row.origin, why=row.why)
    return Filing(report=row.id, version=row.version, member=member)


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

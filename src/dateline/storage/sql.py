"""The store on SQL, by SQLAlchemy Core: SQLite in one file or in memory, or PostgreSQL.

Knows no stage and decides nothing about news: keys and versions come from the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from dateline.core import codec
from dateline.core.ids import address
from dateline.core.pages import Page
from dateline.core.ports import Filing
from dateline.core.types import Facts, Failure, Membership, Report, Theme
from dateline.storage import schema
from dateline.storage.catalogue import SqlCatalogue
from dateline.storage.database import Database, open_database
from dateline.storage.dialects import Elsewhere
from dateline.storage.ledger import Ledger, Matter, Touch
from dateline.storage.register import SqlRegister, member_of
from dateline.storage.revisions import SqlRevisions
from dateline.storage.roster import SqlRoster
from dateline.storage.subscribers import SqlSubscribers
from dateline.storage.times import instant

#: How many letters of the name of an item are kept: PostgreSQL's indexes take 2,704 bytes.
_LONGEST_ITEM = 600

_REPORTS = sa.select(schema.report.c.id, schema.report.c.body).where(schema.is_current())
_FACTS = sa.select(schema.facts.c.report, schema.facts.c.body)
_PAGES = sa.select(schema.page.c.story, schema.page.c.body)


def open_store(where: str | Path | None) -> SqlStore:
    """The store at a path or an address (``postgresql://…``), made or migrated first; without one in memory.

    Raises ``StoreError`` with the way out where it cannot be opened.
    """
    return SqlStore(open_database(where))


@lru_cache(maxsize=1)
def opened_to_read(where: Elsewhere) -> SqlStore:
    """The store at a place, for a process beside its owner's: it keeps no connection between two readings."""
    return SqlStore(Database(where.place()))


class SqlStore:
    """``core.ports.Store`` on a database."""

    def __init__(self, database: Database) -> None:
        self._base = database
        self._ledger = Ledger(database)
        self.roster = SqlRoster(database)
        self.revisions = SqlRevisions(database, self._ledger)
        self.catalogue = SqlCatalogue(database, self._ledger, self.revisions)
        self.subscribers = SqlSubscribers(database)
        self.register = SqlRegister(database, self._ledger, self.catalogue)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside happen together at its end, or, after an error, none of them."""
        with self._base.transaction(), self._ledger.kept():
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Many reads inside cost less."""
        with self._base.reading():
            yield

    def reader(self) -> Callable[[], SqlStore] | None:
        """How another process opens the store to read it; None where it is in this one's memory."""
        where = self._base.elsewhere()
        return partial(opened_to_read, where) if where else None

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    # --- reports --------------------------------------------------------------------------

    def documents(self, keys: Iterable[str]) -> dict[str, str]:
        """Of these documents, those already extracted, with the report that came of each."""
        table = schema.document
        rows = self._base.read_in(sa.select(table.c.key, table.c.report), table.c.key, keys)
        return {row.key: row.report for row in rows}

    def save_documents(self, keys: Iterable[str], report: str) -> None:
        """Remember by which keys a report is found again."""
        self._base.upsert(schema.document, [{"key": key, "report": report} for key in dict.fromkeys(keys)])

    def save_report(
        self, report: Report, fingerprint: str, expires: datetime | None = None, *, alone: bool = False
    ) -> None:
        """Add a report, or a new version of it, or, ``alone``, a version in place of all there are.

        Its text may be kept until ``expires``.
        """
        table = schema.report
        have = self._base.read(sa.select(sa.func.max(table.c.version)).where(table.c.id == report.id))[0][0]
        if alone:
            self._base.write(sa.delete(table).where(table.c.id == report.id))
        body = codec.dumps(report)
        if have:
            self.revisions.reread(report.id, body)
        row = {
            "id": report.id,
            "version": (have or 0) + 1,
            "fingerprint": fingerprint,
            "body": body,
            "expires": instant(expires) or None,
            "url": report.url,
            "day": instant(report.published.at)[:10] if report.published else None,
        }
        self._base.write(sa.insert(table), [row])

    def expired(self, now: datetime) -> list[str]:
        """The reports of which some version has a text that may no longer be kept, by id."""
        table = schema.report
        query = sa.select(table.c.id).where(table.c.expires <= instant(now)).distinct()
        return [row.id for row in self._base.read(query.order_by(table.c.id))]

    def reports(self, ids: Iterable[str] | None = None) -> dict[str, Report]:
        """The current version of these reports, or of all."""
        rows = self._base.read_in(_REPORTS, schema.report.c.id, ids)
        return {row.id: codec.loads(Report, row.body) for row in rows}

    def versions(self, report: str) -> list[Report]:
        """All versions of a report, the first one first."""
        table = schema.report
        query = sa.select(table.c.body).where(table.c.id == report).order_by(table.c.version)
        return [codec.loads(Report, row.body) for row in self._base.read(query)]

    def filings(self) -> list[Filing]:
        """Every report without its body, in the order of ids."""
        current, member = schema.current(), schema.membership
        query = (
            sa.select(current, member)
            .join(member, member.c.report == current.c.id, isouter=True)
            .order_by(current.c.id)
        )
        return [_filing(row) for row in self._base.read(query)]

    # --- facts ----------------------------------------------------------------------------

    def stale_facts(self, stage_version: str) -> list[str]:
        """The reports whose facts are missing, or older than the report or the stage."""
        current, facts = schema.current(), schema.facts
        wanted = sa.literal(stage_version + ":") + sa.cast(current.c.version, sa.String)
        query = (
            sa.select(current.c.id)
            .join(facts, facts.c.report == current.c.id, isouter=True)
            .where(facts.c.key.is_distinct_from(wanted))
            .order_by(current.c.id)
        )
        return [row.id for row in self._base.read(query)]

    def facts(self, reports: Iterable[str] | None = None, parts: Collection[str] = ()) -> dict[str, Facts]:
        """What was read out of these reports, or of all; nothing but ``parts`` of it, where any are named."""
        rows = self._base.read_in(_FACTS, schema.facts.c.report, reports)
        only = {"report", *parts} if parts else ()
        return {row.report: codec.loads(Facts, row.body, only) for row in rows}

    def save_facts(self, facts: Sequence[Facts], stage_version: str) -> None:
        """Keep facts as made by this version of the stage from the current reports."""
        current = schema.current()
        rows = self._base.read_in(sa.select(current), current.c.id, [made.report for made in facts])
        version = {row.id: row.version for row in rows}
        self._base.upsert(
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

    def save_groups(self, memberships: Sequence[Membership], themes: Sequence[Theme]) -> None:
        """Keep where reports belong, and themes that are new or changed."""
        self.register.save_members(memberships)
        self.register.save_themes(themes)

    # --- pages ----------------------------------------------------------------------------

    def page_keys(self) -> dict[str, str]:
        """For each printed story, the key of its page."""
        rows = self._base.read(sa.select(schema.printed.c.story, schema.printed.c.key))
        return {row.story: row.key for row in rows}

    def pages(self, stories: Iterable[str] | None = None) -> dict[str, Page]:
        """The pages of these stories, or all."""
        rows = self._base.read_in(_PAGES, schema.page.c.story, stories)
        return {row.story: codec.loads(Page, row.body) for row in rows}

    def save_page(self, page: Page, key: str) -> None:
        """Keep a page in place of the story's last one, which is kept too where it is an earlier revision."""
        story, body = page.story, codec.dumps(page)
        if not self._ledger.weigh(Matter.PAGE, {story: f"{key}\x1f{body}"}):
            return
        self._ledger.touch(Touch.STORY, [story])
        for former in self._base.read(sa.select(schema.page.c.body).where(schema.page.c.story == story)):
            self.revisions.succeed(page, former.body)
        self._base.upsert(schema.page, [{"story": story, "body": body}])
        self._base.upsert(
            schema.printed, [{"story": story, "key": key, "address": address(story), "listed": None}]
        )

    # --- failures -------------------------------------------------------------------------

    def failures(self) -> list[Failure]:
        """What the last run could not take, by item."""
        table = schema.failure
        return [
            Failure(item=row.item, stage=row.stage, reason=row.reason, remedy=row.remedy)
            for row in self._base.read(sa.select(table).order_by(table.c.item, table.c.stage))
        ]

    def save_failures(self, failures: Sequence[Failure]) -> None:
        """Keep what this run could not take in place of what the last one could not."""
        table = schema.failure
        rows = {
            (failure.item[:_LONGEST_ITEM], failure.stage): {
                "reason": failure.reason,
                "remedy": failure.remedy,
            }
            for failure in failures
        }
        for gone in {(failure.item, failure.stage) for failure in self.failures()} - rows.keys():
            self._base.write(sa.delete(table).where((table.c.item == gone[0]) & (table.c.stage == gone[1])))
        self._base.upsert(
            table, [{"item": item, "stage": stage} | row for (item, stage), row in sorted(rows.items())]
        )


def _filing(row: sa.Row[Any]) -> Filing:
    return Filing(
        report=row.id, version=row.version, member=member_of(row) if row.report is not None else None
    )

"""The pages of stories as they stood at earlier revisions, on SQL.

Keeps a page when one of a higher revision takes its place, and when its story ends; packed, for it is seldom
read. Decides nothing about what of it may still be shown. Tells the ledger which earlier states another page,
another fate of the story, or another version of a report concerns.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from dateline.core import codec
from dateline.core.pages import Page
from dateline.storage import schema
from dateline.storage.database import Database
from dateline.storage.ledger import Ledger, Matter, Touch


class SqlRevisions:
    """``core.ports.Revisions`` on a database."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._base = database
        self._ledger = ledger

    def kept(self, stories: Iterable[str] | None = None) -> dict[str, tuple[int, ...]]:
        """The numbers of the earlier revisions of these stories, or of all that have any, rising."""
        table = schema.revision
        query = sa.select(table.c.story, table.c.number).order_by(table.c.story, table.c.number)
        found: dict[str, list[int]] = defaultdict(list)
        for row in self._base.read_in(query, table.c.story, stories):
            found[row.story].append(row.number)
        return {story: tuple(numbers) for story, numbers in found.items()}

    def pages(self, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Page]:
        """The pages of these revisions, each given by its story and its number, of those that are kept."""
        return {
            (story, number): codec.loads(Page, zlib.decompress(body).decode())
            for story, number, body in self._bodies(wanted)
        }

    def citing(self, reports: Iterable[str]) -> list[str]:
        """The stories of which an earlier page cites one of these reports, by id."""
        table = schema.cited
        rows = self._base.read_in(sa.select(table.c.story), table.c.report, reports)
        return sorted({row.story for row in rows})

    def succeed(self, page: Page, former: str) -> None:
        """Keep the former page of a story, as it is stored, where the new one is of a higher revision.

        Earlier states tell what was put right since, and what they changed: another correction, or another
        account of an earlier revision, concerns them all.
        """
        before = codec.loads(Page, former)
        if _number(page) > _number(before):
            self._keep(before, former)
        retold = page.revisions[: len(before.revisions)] != before.revisions
        if retold or page.corrections != before.corrections:
            self.review([page.story])

    def end(self, stories: Iterable[str]) -> None:
        """Keep the last pages of stories that ended."""
        table = schema.page
        for row in list(self._base.read_in(sa.select(table.c.body), table.c.story, stories)):
            self._keep(codec.loads(Page, row.body), row.body)

    def reread(self, report: str, body: str) -> None:
        """Note that a report has another version, where an earlier page cites it."""
        if self.citing([report]):
            self._ledger.touch(Touch.REPORT, self._ledger.weigh(Matter.REPORT, {report: body}))

    def review(self, stories: Iterable[str]) -> None:
        """Have all earlier states of these stories looked at again."""
        kept = self.kept(stories)
        self._ledger.touch_revisions((story, number) for story in kept for number in kept[story])

    def _keep(self, page: Page, body: str) -> None:
        if not page.revisions:
            return
        packed = zlib.compress(body.encode())
        row = {"story": page.story, "number": _number(page), "body": packed}
        self._base.upsert(schema.revision, [row])
        reports = dict.fromkeys(credit.report for credit in page.sources)
        self._base.upsert(schema.cited, [{"report": name, "story": page.story} for name in reports])
        self._ledger.touch_revisions([(page.story, _number(page))])

    def _bodies(self, wanted: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int, bytes]]:
        table = schema.revision
        query = sa.select(table.c.story, table.c.number, table.c.body)
        numbers: dict[int, list[str]] = defaultdict(list)
        for story, number in wanted:
            numbers[number].append(story)
        for number, stories in sorted(numbers.items()):
            for row in self._base.read_in(query.where(table.c.number == number), table.c.story, stories):
                yield row.story, row.number, row.body


def _number(page: Page) -> int:
    """The number of the latest revision; 0 of a page without a log."""
    return page.revisions[-1].number if page.revisions else 0

"""Where reports belong, themes, what became of stories, and what the desk decided on them, on SQL.

Decides nothing: where a report belongs is ``group``'s to say, and the desk's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from dateline.core import codec
from dateline.core.corrections import Amendment
from dateline.core.stories import Ruling, Story
from dateline.core.types import Membership, Reason, Theme
from dateline.storage import schema
from dateline.storage.database import Database

_STATE = "register"


class SqlRegister:
    """``core.ports.Register`` on a database."""

    def __init__(self, database: Database) -> None:
        self._base = database

    # --- reports by other keys ------------------------------------------------------------

    def find(self, part: str) -> dict[str, str]:
        """The reports that have this in their id or address, by id, with the address ("": none)."""
        table, current = schema.report, schema.current()
        url = sa.func.coalesce(sa.func.json_extract(table.c.body, "$.url"), "")
        query = sa.select(table.c.id, url.label("url")).join(
            current, (current.c.id == table.c.id) & (current.c.version == table.c.version)
        )
        query = query.where(sa.or_(sa.func.instr(table.c.id, part) > 0, sa.func.instr(url, part) > 0))
        return {row.id: row.url for row in self._base.read(query.order_by(table.c.id))}

    def near(self, first: date, last: date) -> list[str]:
        """The reports published from one day (UTC) to another, and undated ones, by id."""
        table, current = schema.report, schema.current()
        day = sa.func.substr(sa.func.json_extract(table.c.body, "$.published.at"), 1, 10)
        query = sa.select(table.c.id).join(
            current, (current.c.id == table.c.id) & (current.c.version == table.c.version)
        )
        query = query.where(sa.or_(day.is_(None), day.between(first.isoformat(), last.isoformat())))
        return [row.id for row in self._base.read(query.order_by(table.c.id))]

    # --- where reports belong -------------------------------------------------------------

    def state(self) -> int:
        """How often memberships, themes or rulings were written: another number is another hand."""
        table = schema.counter
        rows = self._base.read(sa.select(table.c.number).where(table.c.name == _STATE))
        return int(rows[0].number) if rows else 0

    def unfiled(self) -> list[str]:
        """The reports that have no story as yet, by id."""
        report, member = schema.report, schema.membership
        query = sa.select(report.c.id).where(~sa.exists().where(member.c.report == report.c.id)).distinct()
        return [row.id for row in self._base.read(query.order_by(report.c.id))]

    def members(
        self, reports: Iterable[str] | None = None, *, stories: Iterable[str] | None = None
    ) -> dict[str, Membership]:
        """Where these reports, the reports of these stories, or all reports belong, by report."""
        table = schema.membership
        column, wanted = (table.c.report, reports) if stories is None else (table.c.story, stories)
        rows = self._base.read_in(sa.select(table).order_by(table.c.report), column, wanted)
        return {row.report: member_of(row) for row in rows}

    def live(self) -> set[str]:
        """The stories that have a report."""
        return {row.story for row in self._base.read(sa.select(schema.membership.c.story).distinct())}

    def save_members(self, memberships: Sequence[Membership]) -> None:
        """Keep where reports belong."""
        fields = ("report", "story", "theme", "origin", "why")
        rows = [
            {field: getattr(member, field) for field in fields}
            | {"reason": codec.dumps(member.reason) if member.reason else None}
            for member in memberships
        ]
        with self._counted():
            self._base.upsert(schema.membership, rows)

    # --- themes ---------------------------------------------------------------------------

    def themes(self) -> list[Theme]:
        """All themes, by id."""
        rows = self._base.read(sa.select(schema.theme.c.body).order_by(schema.theme.c.id))
        return [codec.loads(Theme, row.body) for row in rows]

    def save_themes(self, themes: Iterable[Theme]) -> None:
        """Keep these themes in place of what they were."""
        rows = [{"id": theme.id, "body": codec.dumps(theme)} for theme in themes]
        with self._counted():
            self._base.upsert(schema.theme, rows)

    def drop_themes(self, ids: Iterable[str]) -> None:
        """Forget themes."""
        with self._counted():
            for name in ids:
                self._base.write(sa.delete(schema.theme).where(schema.theme.c.id == name))

    # --- stories and rulings --------------------------------------------------------------

    def stories(self) -> list[Story]:
        """Every story of which more is known than its reports, by id."""
        rows = self._base.read(sa.select(schema.story.c.body).order_by(schema.story.c.id))
        return [codec.loads(Story, row.body) for row in rows]

    def save_stories(self, stories: Iterable[Story]) -> None:
        """Keep what is known of these stories in place of what was."""
        self._base.upsert(schema.story, [{"id": story.id, "body": codec.dumps(story)} for story in stories])

    def rulings(self) -> list[Ruling]:
        """All rulings, in the order in which they were made."""
        rows = self._base.read(sa.select(schema.ruling.c.body).order_by(schema.ruling.c.number))
        return [codec.loads(Ruling, row.body) for row in rows]

    def add_ruling(self, ruling: Ruling) -> None:
        """Keep a ruling, after all others."""
        with self._counted():
            self._base.write(sa.insert(schema.ruling).values(body=codec.dumps(ruling)))

    # --- what was printed wrong -----------------------------------------------------------

    def amendments(self) -> list[Amendment]:
        """All that the desk decided on printed lines, in the order in which it did."""
        rows = self._base.read(sa.select(schema.amendment.c.body).order_by(schema.amendment.c.number))
        return [codec.loads(Amendment, row.body) for row in rows]

    def add_amendment(self, amendment: Amendment) -> None:
        """Keep what the desk decided on a line, after all else."""
        self._base.write(sa.insert(schema.amendment).values(body=codec.dumps(amendment)))

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Count what is written inside as one change, if it is any."""
        before = self._base.changes()
        yield
        if self._base.changes() == before:
            return
        table = schema.counter
        once_more = insert(table).values(name=_STATE, number=1)
        self._base.write(
            once_more.on_conflict_do_update(
                index_elements=[table.c.name], set_={"number": table.c.number + 1}
            )
        )


def member_of(row: sa.Row[Any]) -> Membership:
    """A row of the table of memberships as the value it holds."""
    return Membership(
        report=row.report,
        story=row.story,
        theme=row.theme,
        origin=row.origin,
        why=row.why,
        reason=codec.loads(Reason, row.reason) if row.reason else None,
    )

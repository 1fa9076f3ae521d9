"""Where reports belong, themes, what became of stories, and what the desk decided on them, on SQL.

Decides nothing: where a report belongs is ``group``'s to say, and the desk's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import sqlalchemy as sa

from dateline.core import codec
from dateline.core.corrections import Amendment
from dateline.core.ids import address
from dateline.core.stories import Ruling, Story
from dateline.core.types import Membership, Reason, Theme
from dateline.storage import bodies, schema
from dateline.storage.catalogue import SqlCatalogue
from dateline.storage.database import Database
from dateline.storage.ledger import Ledger, Matter, Touch

_STATE = "register"

_MEMBERS = sa.select(schema.membership).order_by(schema.membership.c.report)
_THEMES = sa.select(schema.theme.c.body).order_by(schema.theme.c.id)
_STORIES = sa.select(schema.story.c.body).order_by(schema.story.c.id)
#: What the body of a story holds that ended, or whose reports moved on: nothing else in it could.
_LED_ON = ('"into":', '"ended":')


class SqlRegister:
    """``core.ports.Register`` on a database."""

    def __init__(self, database: Database, ledger: Ledger, catalogue: SqlCatalogue) -> None:
        self._base = database
        self._ledger = ledger
        self._catalogue = catalogue

    # --- reports by other keys ------------------------------------------------------------

    def find(self, part: str) -> dict[str, str]:
        """The reports that have this in their id or address, by id, with the address ("": none)."""
        table, current = schema.report, schema.current()
        query = sa.select(table.c.id, table.c.url).join(
            current, (current.c.id == table.c.id) & (current.c.version == table.c.version)
        )
        query = query.where(sa.or_(self._base.holds(table.c.id, part), self._base.holds(table.c.url, part)))
        return {row.id: row.url for row in self._base.read(query.order_by(table.c.id))}

    def near(self, first: date, last: date) -> list[str]:
        """The reports published from one day (UTC) to another, and undated ones, by id."""
        table, current = schema.report, schema.current()
        query = sa.select(table.c.id).join(
            current, (current.c.id == table.c.id) & (current.c.version == table.c.version)
        )
        near = table.c.day.between(first.isoformat(), last.isoformat())
        query = query.where(sa.or_(table.c.day.is_(None), near))
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
        rows = self._base.read_in(_MEMBERS, column, wanted)
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
        now = {row["report"]: row for row in rows}
        changed = self._ledger.weigh(
            Matter.MEMBER, {name: "\x1f".join(map(str, row.values())) for name, row in now.items()}
        )
        stories = {member.story for member in self.members(changed).values()}
        stories.update(now[name]["story"] for name in changed)
        with self._counted():
            self._base.upsert(schema.membership, rows)
        self._ledger.touch(Touch.STORY, sorted(stories))
        self._catalogue.unlist(stories)
        self._catalogue.review(stories)

    # --- themes ---------------------------------------------------------------------------

    def themes(self, ids: Iterable[str] | None = None) -> list[Theme]:
        """These themes, or all, by id."""
        rows = self._base.read_in(_THEMES, schema.theme.c.id, ids)
        return [bodies.theme(row.body) for row in rows]

    def save_themes(self, themes: Iterable[Theme]) -> None:
        """Keep these themes in place of what they were."""
        held = list(themes)
        bodies = {theme.id: codec.dumps(theme) for theme in held}
        called = {theme.id: _led_to(theme) for theme in self.themes(bodies)}
        self._ledger.touch(
            Touch.RENAMED, sorted(theme.id for theme in held if called.get(theme.id) != _led_to(theme))
        )
        self._ledger.touch(Touch.THEME, sorted(self._ledger.weigh(Matter.THEME, bodies)))
        rows = [{"id": name, "address": address(name), "body": body} for name, body in bodies.items()]
        with self._counted():
            self._base.upsert(schema.theme, rows)

    def drop_themes(self, ids: Iterable[str]) -> None:
        """Forget themes."""
        gone = dict.fromkeys(theme.id for theme in self.themes(ids))
        self._ledger.weigh(Matter.THEME, gone)
        self._ledger.touch(Touch.RENAMED, gone)
        self._ledger.touch(Touch.THEME, gone)
        with self._counted():
            for name in gone:
                self._base.write(sa.delete(schema.theme).where(schema.theme.c.id == name))

    # --- stories and rulings --------------------------------------------------------------

    def stories(self, ids: Iterable[str] | None = None) -> list[Story]:
        """What is known of these stories, or of all, beyond their reports, by id."""
        rows = self._base.read_in(_STORIES, schema.story.c.id, ids)
        return [bodies.story(row.body) for row in rows]

    def former_stories(self) -> list[Story]:
        """The stories that ended, or whose reports moved to others, by id."""
        told = sa.or_(*(self._base.holds(schema.story.c.body, part) for part in _LED_ON))
        return [bodies.story(row.body) for row in self._base.read(_STORIES.where(told))]

    def save_stories(self, stories: Iterable[Story]) -> None:
        """Keep what is known of these stories in place of what was."""
        bodies = {story.id: codec.dumps(story) for story in stories}
        changed = sorted(self._ledger.weigh(Matter.STORY, bodies))
        self._ledger.touch(Touch.STORY, changed)
        self._catalogue.unlist(changed)
        self._base.upsert(schema.story, [{"id": name, "body": body} for name, body in bodies.items()])

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
        once_more = self._base.insert(table).values(name=_STATE, number=1)
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


def _led_to(theme: Theme) -> tuple[str, bool]:
    """How lists lead to a theme: by its name, and not at all where it has one story."""
    return theme.name, len(theme.stories) > 1

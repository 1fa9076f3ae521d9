"""Themes, what became of stories, and what the desk ruled on them, on SQL.

Decides nothing: where a report belongs is ``group``'s to say, and the desk's.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from dateline.core import codec
from dateline.core.stories import Ruling, Story
from dateline.core.types import Theme
from dateline.storage import schema
from dateline.storage.database import Database


class SqlRegister:
    """``core.ports.Register`` on a database."""

    def __init__(self, database: Database) -> None:
        self._base = database

    def themes(self) -> list[Theme]:
        """All themes, by id."""
        rows = self._base.read(sa.select(schema.theme.c.body).order_by(schema.theme.c.id))
        return [codec.loads(Theme, row.body) for row in rows]

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
        self._base.write(sa.insert(schema.ruling).values(body=codec.dumps(ruling)))

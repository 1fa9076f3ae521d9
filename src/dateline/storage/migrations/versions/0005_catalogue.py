"""The catalogue: what stories are found and counted by, and what changed when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.core.ids import address
from dateline.storage.schema import Name, Said

revision = "0005"
down_revision = "0004"

#: The columns that earlier migrations made, and that rows are looked up and sorted by.
NAMES = {
    "document": ("key", "report"),
    "report": ("id", "fingerprint", "expires"),
    "facts": ("report", "key"),
    "membership": ("report", "story", "theme", "origin", "why", "reason"),
    "story": ("id",),
    "theme": ("id",),
    "page": ("story",),
    "failure": ("item", "stage", "reason", "remedy"),
    "roster": ("name",),
    "source_state": ("address",),
    "host": ("host",),
    "errand": ("key",),
    "counter": ("name",),
}


def upgrade() -> None:
    """Make the tables; what is asked of every page moves into a narrow table of its own."""
    _reports()
    _printed()
    _themes()
    _listings()
    _counts()
    _changes()
    if op.get_bind().dialect.name == "postgresql":
        _collate()
        op.execute("CREATE TABLE words (number INTEGER PRIMARY KEY, body TSVECTOR NOT NULL)")
        op.execute("CREATE INDEX words_by_word ON words USING gin (body)")
    else:
        op.execute("CREATE VIRTUAL TABLE words USING fts5(body, tokenize='ascii')")


def _collate() -> None:
    """Names sort by code points on PostgreSQL, as in SQLite, and are as long as they are."""
    for table, columns in NAMES.items():
        for column in columns:
            op.execute(f'ALTER TABLE {table} ALTER COLUMN {column} TYPE VARCHAR COLLATE "C"')


def _reports() -> None:
    op.add_column("report", sa.Column("url", Name, nullable=False, server_default=""))
    op.add_column("report", sa.Column("day", Name))
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "UPDATE report SET url = coalesce(json_extract(body, '$.url'), ''), "
            "day = substr(json_extract(body, '$.published.at'), 1, 10)"
        )
    op.execute("UPDATE report SET expires = replace(expires, 'Z', '.000000+00:00')")
    op.create_index("report_by_day", "report", ["day"])


def _printed() -> None:
    printed = op.create_table(
        "printed",
        sa.Column("story", Name, primary_key=True),
        sa.Column("key", Name, nullable=False),
        sa.Column("address", Name, nullable=False),
        sa.Column("listed", Name),
    )
    held = op.get_bind().execute(sa.text("SELECT story, key FROM page ORDER BY story"))
    op.bulk_insert(
        printed,
        [{"story": story, "key": key, "address": address(story), "listed": None} for story, key in held],
    )
    op.create_index("printed_by_address", "printed", ["address"])
    op.create_index("printed_by_listed", "printed", ["listed", "story", "key"])
    op.drop_column("page", "key")


def _themes() -> None:
    op.add_column("theme", sa.Column("address", Name, nullable=False, server_default=""))
    base = op.get_bind()
    for name in base.execute(sa.text("SELECT id FROM theme")).scalars().all():
        base.execute(
            sa.text("UPDATE theme SET address = :address WHERE id = :id"),
            {"address": address(name), "id": name},
        )
    op.create_index("theme_by_address", "theme", ["address"])


def _listings() -> None:
    op.create_table(
        "listing",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("story", Name, nullable=False, unique=True),
        sa.Column("theme", Name, nullable=False),
        sa.Column("first", Name, nullable=False),
        sa.Column("changed", Name, nullable=False),
        sa.Column("weight", sa.Float(53), nullable=False),
        sa.Column("corrected", sa.Boolean, nullable=False),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("headline", Said, nullable=False),
        sa.Column("language", Name, nullable=False),
        sa.Column("reported", Name),
        sa.Column("revised", Name),
        sa.Column("open", sa.Boolean, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("listing_by_first", "listing", ["live", "first", "story"])
    op.create_index("listing_by_weight", "listing", ["live", "weight", "story"])
    op.create_index("listing_by_change", "listing", ["live", "changed", "story"])
    op.create_index("listing_by_theme", "listing", ["theme", "first", "story"])
    op.create_index("listing_by_correction", "listing", ["corrected", "changed", "story"])
    op.create_table(
        "refers",
        sa.Column("target", Name, primary_key=True),
        sa.Column("story", Name, primary_key=True),
    )
    op.create_index("refers_by_story", "refers", ["story"])


def _counts() -> None:
    op.create_table(
        "mention",
        sa.Column("facet", Name, primary_key=True),
        sa.Column("key", Name, primary_key=True),
        sa.Column("story", Name, primary_key=True),
        sa.Column("first", Name, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
    )
    op.create_index("mention_by_first", "mention", ["facet", "key", "first", "story"])
    op.create_index("mention_by_story", "mention", ["story", "facet"])
    op.create_table(
        "tally",
        sa.Column("facet", Name, primary_key=True),
        sa.Column("key", Name, primary_key=True),
        sa.Column("stories", sa.Integer, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("story", Name, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("tally_by_stories", "tally", ["facet", "stories", "times"])
    op.create_table(
        "total",
        sa.Column("kind", Name, primary_key=True),
        sa.Column("key", Name, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
    )


def _changes() -> None:
    op.create_table(
        "matter",
        sa.Column("kind", Name, primary_key=True),
        sa.Column("key", Name, primary_key=True),
        sa.Column("digest", Name, nullable=False),
    )
    op.create_table(
        "touched",
        sa.Column("kind", Name, primary_key=True),
        sa.Column("key", Name, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
    )
    op.create_index("touched_by_position", "touched", ["position"])
    op.create_table(
        "mark",
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("mark", Name, nullable=False),
    )
    op.create_index("mark_by_name", "mark", ["mark", "position"])

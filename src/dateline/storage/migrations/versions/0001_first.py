"""The first tables: documents, reports, facts, memberships, themes, pages, failures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "document",
        sa.Column("key", sa.String(40), primary_key=True),
        sa.Column("report", sa.String, nullable=False),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("fingerprint", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("report_by_fingerprint", "report", ["fingerprint"])
    op.create_table(
        "facts",
        sa.Column("report", sa.String, primary_key=True),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "membership",
        sa.Column("report", sa.String, primary_key=True),
        sa.Column("story", sa.String, nullable=False),
        sa.Column("theme", sa.String, nullable=False),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_index("membership_by_story", "membership", ["story"])
    op.create_table(
        "theme",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "page",
        sa.Column("story", sa.String, primary_key=True),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "failure",
        sa.Column("item", sa.String, primary_key=True),
        sa.Column("stage", sa.String, primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("remedy", sa.Text, nullable=False),
    )

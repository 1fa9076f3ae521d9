"""The list of sources, what is known of each, hosts and errands; until when a report's text may be kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables, and the column."""
    for table, key in (("roster", "name"), ("source_state", "address"), ("host", "host"), ("errand", "key")):
        op.create_table(
            table,
            sa.Column(key, sa.String, primary_key=True),
            sa.Column("body", sa.Text, nullable=False),
        )
    op.add_column("report", sa.Column("expires", sa.String(20)))
    op.create_index("report_by_expiry", "report", ["expires"])

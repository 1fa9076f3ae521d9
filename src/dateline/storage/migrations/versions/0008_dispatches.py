"""The reports of each outlet, by story."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.storage.schema import Name

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table; stories that were listed before are to be listed anew, which fills it."""
    op.create_table(
        "dispatch",
        sa.Column("story", Name, primary_key=True),
        sa.Column("outlet", Name, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.execute("UPDATE printed SET listed = NULL")

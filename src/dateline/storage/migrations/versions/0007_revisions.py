"""The pages of stories as they stood at earlier revisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.storage.schema import Name

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables; of what was printed before there is nothing to fill them with."""
    op.create_table(
        "revision",
        sa.Column("story", Name, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "cited",
        sa.Column("report", Name, primary_key=True),
        sa.Column("story", Name, primary_key=True),
    )

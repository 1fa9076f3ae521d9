"""Who reads the site by mail, and what the store signs with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.storage.schema import Name

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "subscription",
        sa.Column("id", Name, primary_key=True),
        sa.Column("address", Name, nullable=False),
        sa.Column("standing", Name, nullable=False),
        sa.Column("due", Name),
        sa.Column("asked", Name),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("subscription_by_address", "subscription", ["address"])
    op.create_index("subscription_by_standing", "subscription", ["standing", "due"])
    op.create_index("subscription_by_asking", "subscription", ["asked"])
    op.create_table(
        "secret",
        sa.Column("name", Name, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )

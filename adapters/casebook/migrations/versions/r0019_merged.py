"""Which cases went into a case, found by index."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

GONE_IN = sa.text("status = 'merged'")


def upgrade() -> None:
    op.create_index("ix_cases_merged_into", "cases", ["merged_into"], sqlite_where=GONE_IN, postgresql_where=GONE_IN)

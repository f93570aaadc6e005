"""Which cases a unit helps is read from an index alone, however many were ever handled together."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

HELPED = sa.text("joint != ''")


def upgrade() -> None:
    op.create_index("ix_handlings_helped", "handlings", ["joint", "case"], sqlite_where=HELPED, postgresql_where=HELPED)
    op.drop_index("ix_handlings_joint", "handlings")

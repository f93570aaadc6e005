"""Which cases a unit helps with, found by index."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

HELPED = sa.text("joint != ''")


def upgrade() -> None:
    op.create_index("ix_handlings_joint", "handlings", ["joint"], sqlite_where=HELPED, postgresql_where=HELPED)

"""Cases that were reopened are found by an index: they are few."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

AGAIN = sa.text("reopened > 0")


def upgrade() -> None:
    op.create_index("ix_cases_reopened", "cases", ["reopened"], sqlite_where=AGAIN, postgresql_where=AGAIN)

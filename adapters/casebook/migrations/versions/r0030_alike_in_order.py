"""Open cases of a street and category stand in order: the newest are found among any number of them."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

OPEN = sa.text("status IN ('submitted', 'accepted', 'assigned', 'resolved')")


def upgrade() -> None:
    op.create_index(
        "ix_cases_alike", "cases", ["street", "category", "number"], sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.drop_index("ix_cases_street_category", "cases")

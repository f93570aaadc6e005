"""What officers ask for is found by index: cases of their unit, those that they signed for, notices to them."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_cases_unit_status", "cases", ["unit", "status"])
    op.create_index("ix_cases_officer", "cases", ["officer"])
    op.create_index("ix_notices_officer", "notices", ["officer", "reached_at"])

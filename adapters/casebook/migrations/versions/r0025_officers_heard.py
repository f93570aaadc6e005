"""When an officer was last heard: a number that is silent for half a year is nobody's."""

from alembic import op

from adapters.casebook.migrations.columns import when

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("officers", when("heard_at"))

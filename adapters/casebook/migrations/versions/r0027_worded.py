"""What a text of the outbox says, for carriers that let approved templates out only."""

from alembic import op

from adapters.casebook.migrations.columns import sealed

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sealed("worded"))

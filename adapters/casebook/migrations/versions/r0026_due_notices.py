"""Since when a notice is due: tries that fail put it off, and it is due all the same."""

from alembic import op

from adapters.casebook.migrations.columns import when

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notices", when("due_at"))
    op.execute("UPDATE notices SET due_at = not_before")

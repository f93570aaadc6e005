"""What outside backends told us, and up to where we asked them."""

import sqlalchemy as sa
from alembic import op

from adapters.casebook.migrations.columns import at

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "backend_cursors",
        sa.Column("backend", sa.String(length=64), nullable=False),
        sa.Column("cursor", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("backend", name=op.f("pk_backend_cursors")),
    )
    op.create_table(
        "backend_updates",
        sa.Column("backend", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        at("at"),
        sa.PrimaryKeyConstraint("backend", "id", name=op.f("pk_backend_updates")),
    )

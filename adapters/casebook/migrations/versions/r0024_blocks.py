"""Who may not file for now."""

import sqlalchemy as sa
from alembic import op

from adapters.casebook.migrations.columns import at, code, sealed, when

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blocks",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("identity", sa.LargeBinary(), nullable=False),
        code("channel"),
        sealed("address"),
        sealed("reason"),
        code("by"),
        at("at"),
        when("until"),
        when("lifted_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocks")),
    )
    op.create_index("ix_blocks_identity", "blocks", ["identity"])
    op.create_index("ix_blocks_lifted_at", "blocks", ["lifted_at"])

"""Who looked up who a citizen is, and receipts that came before their message was noted as sent."""

import sqlalchemy as sa
from alembic import op

from adapters.casebook.migrations.columns import at, code, position

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audits",
        position(),
        at("at"),
        code("token"),
        code("subject"),
        code("id"),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_audits")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audits_subject", "audits", ["subject", "id"], unique=False)
    op.create_table(
        "receipts",
        sa.Column("receipt", sa.String(), nullable=False),
        code("state"),
        at("at"),
        sa.PrimaryKeyConstraint("receipt", name=op.f("pk_receipts")),
    )
    op.create_index(op.f("ix_receipts_at"), "receipts", ["at"], unique=False)

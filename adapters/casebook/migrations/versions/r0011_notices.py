"""Notices to officers and the admin too, and how far each has come."""

import sqlalchemy as sa
from alembic import op

from adapters.casebook.migrations.columns import code, figure, flag, when

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notices") as table:
        table.alter_column("case", existing_type=sa.String(length=12), nullable=True)
        table.alter_column("citizen", existing_type=sa.String(length=64), nullable=True)
        table.alter_column("seq", existing_type=sa.Integer(), server_default=sa.text("0"))
        for column in (
            code("audience"),
            code("officer"),
            flag("urgent", standing=False),
            sa.Column("line", sa.String(), server_default="", nullable=False),
            code("state"),
            figure("attempts", 0),
            code("lease"),
            when("leased_until"),
            code("voice"),
            sa.Column("refused", sa.Text(), server_default="", nullable=False),
            figure("parts", 0),
            sa.Column("receipt", sa.String(), server_default="", nullable=False),
            code("error"),
            sa.Column("superseded_by", sa.BigInteger(), nullable=True),
            when("settled_at"),
            when("reached_at"),
        ):
            table.add_column(column)
        table.drop_index("ix_notices_not_before")
    _standing()
    op.create_index("ix_notices_waiting", "notices", ["state", "not_before", "position"])
    op.create_index("ix_notices_line", "notices", ["line", "state", "position"])
    op.create_index("ix_notices_case", "notices", ["case", "position"])
    op.create_index("ix_notices_citizen", "notices", ["citizen", "state", "position"])
    op.create_index("ix_notices_receipt", "notices", ["receipt"])


def _standing() -> None:
    """Those that stand there were for citizens, and nobody has sent them."""
    op.execute("""UPDATE notices SET audience = 'citizen', state = 'waiting', line = citizen || '/' || "case" """)

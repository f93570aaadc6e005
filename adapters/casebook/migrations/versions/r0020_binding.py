"""A phone number that is another way to a citizen, and the codes that prove it."""

import sqlalchemy as sa
from alembic import op

from adapters.casebook.migrations.columns import at, figure, sealed, when

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("citizens", sa.Column("bound_to", sa.String(64), nullable=True))
    op.create_index("ix_citizens_bound_to", "citizens", ["bound_to"])
    op.create_table(
        "phone_codes",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("citizen", sa.String(64), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sealed("address"),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        at("at"),
        figure("tries", 0),
        when("proved_at"),
        when("ended_at"),
        sa.ForeignKeyConstraint(["citizen"], ["citizens.id"], name=op.f("fk_phone_codes_citizen")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_codes")),
    )
    op.create_index("ix_phone_codes_at", "phone_codes", ["at"])
    op.create_index("ix_phone_codes_citizen", "phone_codes", ["citizen", "at"])
    op.create_index("ix_phone_codes_phone", "phone_codes", ["phone", "at"])

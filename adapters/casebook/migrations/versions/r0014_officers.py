"""Officers who work by message, and the codes that bind them."""

import sqlalchemy as sa
from alembic import op

from adapters.casebook.migrations.columns import at, code, figure, flag, position, sealed, when

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _officers()
    _invites()
    _tries()


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(length=64), nullable=False)


def _officers() -> None:
    op.create_table(
        "officers",
        _id(),
        code("unit"),
        sealed("name"),
        flag("head", standing=False),
        code("channel"),
        sealed("address"),
        sa.Column("identity", sa.LargeBinary(), nullable=True),
        code("language"),
        sealed("pin"),
        figure("pin_tries", 0),
        when("pin_tried_at"),
        when("pin_given_at"),
        at("bound_at"),
        when("unbound_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officers")),
        sa.UniqueConstraint("identity", name=op.f("uq_officers_identity")),
    )
    op.create_index("ix_officers_unit", "officers", ["unit", "unbound_at"])


def _invites() -> None:
    op.create_table(
        "officer_invites",
        _id(),
        sa.Column("code_index", sa.LargeBinary(), nullable=False),
        code("unit"),
        flag("head", standing=False),
        sealed("name"),
        code("issued_by"),
        at("made_at"),
        at("expires_at"),
        when("used_at"),
        code("officer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_invites")),
        sa.UniqueConstraint("code_index", name=op.f("uq_officer_invites_code_index")),
    )


def _tries() -> None:
    op.create_table(
        "invite_tries",
        position(),
        sa.Column("identity", sa.LargeBinary(), nullable=False),
        at("at"),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_invite_tries")),
    )
    op.create_index("ix_invite_tries_identity", "invite_tries", ["identity", "at"])

"""The desk, tokens, the outbox and media."""

import sqlalchemy as sa
from alembic import op

from adapters.casebook.migrations.columns import at, code, figure, position, sealed, when

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _counters()
    _outbox()
    _tokens()
    _code_tries()
    _desk_items()
    _dones()
    _media()


def _counters() -> None:
    op.create_table(
        "counters",
        sa.Column("name", sa.String(length=64), nullable=False),
        at("value"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        position(),
        sa.Column("key", sa.String(), nullable=False),
        code("channel"),
        sa.Column("recipient", sa.LargeBinary(), nullable=False),
        sealed("address"),
        code("account"),
        sealed("text"),
        sa.Column("case", sa.String(length=12), server_default="", nullable=False),
        code("state"),
        at("put_at"),
        at("not_before"),
        figure("attempts", 0),
        code("lease"),
        when("leased_until"),
        sa.Column("receipt", sa.String(), server_default="", nullable=False),
        code("error"),
        when("settled_at"),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_receipt", "outbox", ["receipt"], unique=False)
    op.create_index("ix_outbox_recipient", "outbox", ["recipient", "state", "position"], unique=False)
    op.create_index("ix_outbox_waiting", "outbox", ["state", "not_before", "position"], unique=False)


def _tokens() -> None:
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        code("role"),
        code("unit"),
        code("name"),
        at("made_at"),
        when("last_used"),
        when("revoked_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("digest", name=op.f("uq_tokens_digest")),
    )


def _code_tries() -> None:
    op.create_table(
        "code_tries",
        position(),
        sa.Column("citizen", sa.String(length=64), nullable=False),
        sa.Column("case", sa.String(length=12), nullable=False),
        at("at"),
        sa.ForeignKeyConstraint(["citizen"], ["citizens.id"], name=op.f("fk_code_tries_citizen")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_code_tries")),
    )
    op.create_index("ix_code_tries_case", "code_tries", ["case", "at"], unique=False)
    op.create_index("ix_code_tries_citizen", "code_tries", ["citizen", "at"], unique=False)


def _desk_items() -> None:
    op.create_table(
        "desk_items",
        sa.Column("id", sa.String(length=64), nullable=False),
        code("kind"),
        code("danger"),
        sa.Column("citizen", sa.String(length=64), nullable=False),
        sealed("words"),
        at("at"),
        at("shown_at"),
        sa.Column("left_under", sa.String(), server_default="", nullable=False),
        when("done_at"),
        code("done_by"),
        sa.ForeignKeyConstraint(["citizen"], ["citizens.id"], name=op.f("fk_desk_items_citizen")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_items")),
    )
    op.create_index("ix_desk_items_at", "desk_items", ["at", "id"], unique=False)


def _dones() -> None:
    op.create_table(
        "dones",
        sa.Column("citizen", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sealed("kept"),
        at("at"),
        sa.ForeignKeyConstraint(["citizen"], ["citizens.id"], name=op.f("fk_dones_citizen")),
        sa.PrimaryKeyConstraint("citizen", "key", name=op.f("pk_dones")),
    )
    op.create_index(op.f("ix_dones_at"), "dones", ["at"], unique=False)


def _media() -> None:
    op.create_table(
        "media",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("citizen", sa.String(length=64), nullable=False),
        sa.Column("case", sa.String(length=12), server_default="", nullable=False),
        code("kind"),
        code("channel"),
        sealed("ref"),
        code("mime"),
        figure("size", 0),
        code("state"),
        code("reason"),
        at("asked_at"),
        at("not_before"),
        figure("attempts", 0),
        code("lease"),
        when("leased_until"),
        sa.ForeignKeyConstraint(["citizen"], ["citizens.id"], name=op.f("fk_media_citizen")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media")),
    )
    op.create_index(op.f("ix_media_case"), "media", ["case"], unique=False)
    op.create_index("ix_media_waiting", "media", ["state", "not_before"], unique=False)

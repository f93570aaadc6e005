"""How people may be reached, and which notices are in somebody's hands."""

import sqlalchemy as sa
from alembic import op

from adapters.casebook.migrations.columns import at, code, figure, flag, position, when

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notices", when("begun_at"))
    op.create_index("ix_notices_leased_until", "notices", ["leased_until"])
    _sightings()
    _pushes()
    _consents()


def _recipient() -> sa.Column[bytes]:
    return sa.Column("recipient", sa.LargeBinary(), nullable=False)


def _sightings() -> None:
    op.create_table(
        "sightings",
        _recipient(),
        sa.Column("account", sa.String(), server_default="", nullable=False),
        when("message_at"),
        when("click_at"),
        when("busy_until"),
        when("shut_at"),
        when("stopped_at"),
        at("at"),
        sa.PrimaryKeyConstraint("recipient", name=op.f("pk_sightings")),
    )
    op.create_index("ix_sightings_at", "sightings", ["at"])


def _pushes() -> None:
    op.create_table(
        "pushes",
        position(),
        _recipient(),
        code("voice"),
        flag("counted", standing=False),
        flag("measured", standing=False),
        at("at"),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_pushes")),
    )
    op.create_index("ix_pushes_at", "pushes", ["at"])
    op.create_index("ix_pushes_recipient", "pushes", ["recipient", "at"])


def _consents() -> None:
    op.create_table(
        "consents",
        _recipient(),
        sa.Column("template", sa.String(), nullable=False),
        figure("left", 0),
        at("at"),
        sa.PrimaryKeyConstraint("recipient", "template", name=op.f("pk_consents")),
    )

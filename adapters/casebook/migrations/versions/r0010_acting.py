"""How cases are handled by staff."""

import sqlalchemy as sa
from alembic import op

from adapters.casebook.migrations.columns import at, code, figure, position, when

revision = "0010"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _handlings()
    _resolutions()
    _notices()
    _acted()


def _case() -> sa.Column[str]:
    return sa.Column("case", sa.String(length=12), nullable=False)


def _of_case(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["case"], ["cases.number"], name=op.f(f"fk_{table}_case_cases"))


def _handlings() -> None:
    op.create_table(
        "handlings",
        _case(),
        when("paused_at"),
        sa.Column("paused", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        when("asked_until"),
        when("signed_at"),
        code("first_unit"),
        figure("returns", 0),
        sa.Column("joint", sa.Text(), server_default="", nullable=False),
        _of_case("handlings"),
        sa.PrimaryKeyConstraint("case", name=op.f("pk_handlings")),
    )


def _resolutions() -> None:
    op.create_table(
        "resolutions",
        _case(),
        sa.Column("resolution", sa.Integer(), nullable=False),
        code("unit"),
        at("at"),
        when("reply_by"),
        code("outcome"),
        sa.Column("text_index", sa.LargeBinary(), nullable=False),
        sa.Column("doubts", sa.Text(), server_default="", nullable=False),
        _of_case("resolutions"),
        sa.PrimaryKeyConstraint("case", "resolution", name=op.f("pk_resolutions")),
    )
    op.create_index("ix_resolutions_unit", "resolutions", ["unit", "at"])


def _notices() -> None:
    op.create_table(
        "notices",
        position(),
        _case(),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("citizen", sa.String(length=64), nullable=False),
        code("step"),
        sa.Column("facts", sa.Text(), server_default="{}", nullable=False),
        at("at"),
        at("not_before"),
        at("expires"),
        _of_case("notices"),
        sa.ForeignKeyConstraint(["citizen"], ["citizens.id"], name=op.f("fk_notices_citizen_citizens")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_notices")),
    )
    op.create_index("ix_notices_not_before", "notices", ["not_before"])


def _acted() -> None:
    op.create_table(
        "acted",
        code("token"),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        _case(),
        at("at"),
        _of_case("acted"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_acted")),
    )
    op.create_index("ix_acted_at", "acted", ["at"])

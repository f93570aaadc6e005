"""Letters, leads and calendars; cases that were merged; which entry a reporter came with."""

import sqlalchemy as sa
from alembic import op

from adapters.casebook.migrations.columns import at, code, figure, when

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

HANDLED = sa.text("status IN ('submitted', 'accepted', 'assigned')")
DONE = sa.text("status = 'resolved'")


def upgrade() -> None:
    _letters()
    _leads()
    _calendars()
    op.add_column("handlings", code("stood"))
    op.add_column("handlings", when("own_accept_by"))
    op.add_column("handlings", when("own_reply_by"))
    op.add_column("reporters", sa.Column("via", sa.String(length=12), server_default="", nullable=False))
    op.add_column("reporters", figure("seq", 0))
    op.execute("UPDATE reporters SET seq = 1 WHERE role = 'filer'")
    op.add_column("cases", code("calendar"))
    op.create_index(
        "ix_cases_calendar", "cases", ["calendar", "number"], sqlite_where=HANDLED, postgresql_where=HANDLED
    )
    op.create_index("ix_cases_resolved", "cases", ["resolved_at", "number"], sqlite_where=DONE, postgresql_where=DONE)


def _case() -> sa.Column[str]:
    return sa.Column("case", sa.String(length=12), nullable=False)


def _of_case(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["case"], ["cases.number"], name=op.f(f"fk_{table}_case_cases"))


def _letters() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.String(length=64), nullable=False),
        _case(),
        sa.Column("seq", sa.Integer(), nullable=False),
        *(code(name) for name in ("kind", "unit", "by")),
        at("at"),
        at("due_at"),
        when("answered_at"),
        code("answered_by"),
        figure("answer_seq", 0),
        _of_case("letters"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    op.create_index("ix_letters_case", "letters", ["case", "seq"])
    op.create_index("ix_letters_due", "letters", ["answered_at", "due_at"])


def _leads() -> None:
    op.create_table(
        "leads",
        _case(),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("official", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), server_default="", nullable=False),
        when("until"),
        at("at"),
        _of_case("leads"),
        sa.PrimaryKeyConstraint("case", name=op.f("pk_leads")),
    )


def _calendars() -> None:
    op.create_table(
        "calendars",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        at("at"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_calendars")),
    )

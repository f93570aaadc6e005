"""What the clock is watched for, warnings, lists of officers, and what is drawn for a second look."""

import sqlalchemy as sa
from alembic import op

from adapters.casebook.migrations.columns import at, code, figure, position, when

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _watches()
    _warnings()
    _lists()
    _inspections()
    _standing()


def _id(name: str, **more: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=64), nullable=False, server_default=more.get("standing"))


def _case() -> sa.Column[str]:
    return sa.Column("case", sa.String(length=12), nullable=False)


def _of_case(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["case"], ["cases.number"], name=op.f(f"fk_{table}_case_cases"))


def _keyed(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _watches() -> None:
    op.create_table(
        "watches",
        _case(),
        _id("kind"),
        _id("ref", standing=""),
        at("since"),
        at("due"),
        when("at"),
        figure("given", 0),
        _of_case("watches"),
        _keyed("watches", "case", "kind", "ref"),
    )
    op.create_index("ix_watches_at", "watches", ["at"])
    op.create_index("ix_watches_due", "watches", ["kind", "due"])


def _warnings() -> None:
    op.create_table(
        "warnings",
        position(),
        _case(),
        code("unit"),
        code("time"),
        sa.Column("warning", sa.Integer(), nullable=False),
        at("at"),
        _of_case("warnings"),
        _keyed("warnings", "position"),
    )
    op.create_index("ix_warnings_unit", "warnings", ["unit", "at"])
    op.create_index("ix_warnings_case", "warnings", ["case", "at"])


def _lists() -> None:
    op.create_table(
        "digest_items",
        position(),
        code("officer"),
        _case(),
        code("time"),
        sa.Column("warning", sa.Integer(), nullable=False),
        code("unit"),
        at("due"),
        at("not_before"),
        _of_case("digest_items"),
        _keyed("digest_items", "position"),
    )
    op.create_index("ix_digest_items_not_before", "digest_items", ["not_before", "officer"])
    op.create_table("digests", _id("officer"), code("day"), _keyed("digests", "officer"))


def _inspections() -> None:
    op.create_table(
        "draws",
        _id("day"),
        code("seed"),
        sa.Column("closed", sa.Integer(), nullable=False),
        at("at"),
        _keyed("draws", "day"),
    )
    op.create_table(
        "inspections",
        position(),
        _case(),
        code("day"),
        at("drawn_at"),
        _of_case("inspections"),
        _keyed("inspections", "position"),
        sa.UniqueConstraint("case", "day", name=op.f("uq_inspections_case_day")),
    )
    op.create_index("ix_cases_ended_at", "cases", ["ended_at"])


def _standing() -> None:
    """Of cases that are open already only what is late is watched: since when their times run, nobody noted."""
    for kind, states in (("accept_by", "'submitted'"), ("reply_by", "'accepted', 'assigned'")):
        op.execute(
            f"""INSERT INTO watches ("case", kind, since, due, at)
            SELECT number, '{kind}', submitted_at, {kind}, {kind} FROM cases
            WHERE status IN ({states}) AND {kind} IS NOT NULL"""  # noqa: S608 - our own names
        )

"""What the figures are counted from: when a case was accepted, and how often what happened to it.

Of the cases that are there it is read from their timeline, which says who did something, not which unit had the case:
what units did themselves is theirs, what others granted or reopened counts for the unit in charge now.
"""

import sqlalchemy as sa
from alembic import op

from adapters.casebook.migrations.columns import when

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ACCEPTED = """
    UPDATE handlings SET accepted_at = (
        SELECT MIN(timeline.at) FROM timeline
        WHERE timeline."case" = handlings."case" AND timeline.kind IN ('accept', 'decline'))
"""
# Accepted or declined and nothing else that a handling tells.
MISSING = """
    INSERT INTO handlings ("case", accepted_at)
    SELECT timeline."case", MIN(timeline.at) FROM timeline
    WHERE timeline.kind IN ('accept', 'decline') AND timeline."case" NOT IN (SELECT "case" FROM handlings)
    GROUP BY timeline."case"
"""
TALLIED = """
    INSERT INTO tallies ("case", what, unit, times)
    SELECT timeline."case", '{what}', {unit}, COUNT(*) FROM timeline JOIN cases ON cases.number = timeline."case"
    WHERE timeline.kind = '{kind}' GROUP BY timeline."case", {unit}
"""
DOER = "CASE WHEN timeline.actor IN ('platform', 'system', 'citizen') THEN cases.unit ELSE timeline.actor END"
HAPPENED = (
    ("returned", "return", DOER),
    ("extended", "grant", "cases.unit"),
    ("reopened", "reopen", "cases.unit"),
    ("followed-up", "follow-up", "cases.unit"),
)


def upgrade() -> None:
    op.add_column("handlings", when("accepted_at"))
    op.create_index("ix_open_questions_case", "open_questions", ["case", "kind"])
    op.create_table(
        "tallies",
        sa.Column("case", sa.String(12), nullable=False),
        sa.Column("what", sa.String(64), nullable=False),
        sa.Column("unit", sa.String(64), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.number"], name=op.f("fk_tallies_case_cases")),
        sa.PrimaryKeyConstraint("case", "what", "unit", name=op.f("pk_tallies")),
    )
    op.execute(ACCEPTED)
    op.execute(MISSING)
    for what, kind, unit in HAPPENED:
        op.execute(TALLIED.format(what=what, kind=kind, unit=unit))

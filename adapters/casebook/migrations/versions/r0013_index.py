"""The text index, filled with the cases that are there."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BATCH = 500  # cases
CASES = sa.table("cases", sa.column("number", sa.String), sa.column("description", sa.Text))
GRAMS = sa.table("grams", sa.column("gram", sa.String), sa.column("case", sa.String))


def upgrade() -> None:
    op.create_table(
        "grams",
        sa.Column("gram", sa.String(2).with_variant(sa.String(2, collation="C"), "postgresql"), nullable=False),
        sa.Column("case", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("gram", "case", name=op.f("pk_grams")),
        sqlite_with_rowid=False,
    )
    last = ""
    while rows := _batch(last):
        if held := [{"gram": gram, "case": row.number} for row in rows for gram in _grams(row.description)]:
            op.get_bind().execute(sa.insert(GRAMS), held)
        last = rows[-1].number


def _batch(last: str) -> Sequence[Any]:
    found = sa.select(CASES.c.number, CASES.c.description).where(CASES.c.number > last)
    return op.get_bind().execute(found.order_by(CASES.c.number).limit(BATCH)).all()


def _grams(text: str) -> Iterator[str]:
    """Give the pairs as they were made when this revision was written."""
    runs = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())
    yield from sorted({run[at : at + 2] for run in runs for at in range(len(run))})

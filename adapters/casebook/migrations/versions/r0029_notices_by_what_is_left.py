"""Notices that are done with stand in no index of what is still to be told: noting a sent one changes little else."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

UNDONE = (
    "state = 'waiting' OR state = 'held' OR state = 'dead' OR state = 'unknown' OR state = 'unreached'"
    " OR state = 'undelivered' OR state = 'failed'"
)
GONE = ("waiting", "line", "citizen", "officer", "receipt", "leased_until")


def upgrade() -> None:
    for name in GONE:
        op.drop_index(f"ix_notices_{name}", "notices")
    _index("undone", ["state", "not_before", "position"], UNDONE)
    _index("in_line", ["line", "state", "position"], UNDONE)
    _index("leased", ["leased_until"], "leased_until IS NOT NULL")
    op.create_index("ix_notices_of_citizen", "notices", ["citizen", "position"])
    _index("held", ["citizen", "position"], "state = 'held'")
    _index("of_officer", ["officer", "reached_at"], "officer <> ''")
    _index("of_admin", ["at"], "audience = 'admin'")
    _index("received", ["receipt"], "receipt <> ''")
    op.drop_index("ix_pushes_at", "pushes")


def _index(name: str, columns: list[str], where: str) -> None:
    op.create_index(
        f"ix_notices_{name}", "notices", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )

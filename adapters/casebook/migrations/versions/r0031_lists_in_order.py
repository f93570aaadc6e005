"""The desk's list and that of letters are read in their order: a page costs the same among any number of them."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

WAITING = sa.text("done_at IS NULL")


def upgrade() -> None:
    op.create_index("ix_desk_items_shown", "desk_items", ["shown_at", "id"])
    op.create_index(
        "ix_desk_items_waiting",
        "desk_items",
        ["shown_at", "id"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.drop_index("ix_desk_items_at", "desk_items")
    op.create_index("ix_letters_newest", "letters", ["at", "id"])

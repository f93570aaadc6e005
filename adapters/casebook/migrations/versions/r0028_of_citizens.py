"""What one citizen sent or left at the desk, by index: counted for each photo, and erased with them."""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_media_citizen", "media", ["citizen", "asked_at"])
    op.create_index("ix_desk_items_citizen", "desk_items", ["citizen", "at"])

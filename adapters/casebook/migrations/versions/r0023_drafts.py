"""Unfinished matters, by how long they have been so."""

import sqlalchemy as sa
from alembic import op

from adapters.casebook.migrations.columns import at, sealed

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("citizen", sa.String(64), nullable=False),
        sealed("words"),
        at("begun_at"),
        sa.ForeignKeyConstraint(["citizen"], ["citizens.id"], name=op.f("fk_drafts_citizen")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index("ix_drafts_begun_at", "drafts", ["begun_at"])

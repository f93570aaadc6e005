"""Citizens, cases and their timeline."""

import sqlalchemy as sa
from alembic import op

from adapters.casebook.migrations.columns import at, code, figure, flag, position, sealed, when

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _cases()
    _citizens()
    _open_questions()
    _ratings()
    _reporters()
    _timeline()
    _words()


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("number", sa.String(length=12), nullable=False),
        code("status"),
        code("kind"),
        code("category"),
        code("urgency"),
        code("unit"),
        code("officer"),
        code("district"),
        code("street"),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        code("channel"),
        code("language"),
        code("city_revision"),
        flag("anonymous", standing=False),
        figure("reporters", 1),
        at("submitted_at"),
        when("accept_by"),
        when("sign_by"),
        when("reply_by"),
        when("paused_until"),
        when("resolved_at"),
        when("ended_at"),
        flag("provisional", standing=False),
        code("outcome"),
        figure("warnings", 0),
        figure("reopened", 0),
        sa.Column("merged_into", sa.String(length=12), server_default="", nullable=False),
        figure("entries", 0),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_cases")),
    )
    _indices_of_cases()


def _indices_of_cases() -> None:
    op.create_index("ix_cases_status", "cases", ["status", "number"], unique=False)
    op.create_index("ix_cases_street_category", "cases", ["street", "category", "status"], unique=False)
    op.create_index(op.f("ix_cases_submitted_at"), "cases", ["submitted_at"], unique=False)
    op.create_index(op.f("ix_cases_unit"), "cases", ["unit"], unique=False)


def _citizens() -> None:
    op.create_table(
        "citizens",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        code("channel"),
        sealed("address"),
        code("language"),
        at("first_contact"),
        at("last_contact"),
        when("returned_at"),
        flag("follows", standing=True),
        flag("opted_out", standing=False),
        when("consented_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citizens")),
        sa.UniqueConstraint("person", name=op.f("uq_citizens_person")),
    )


def _open_questions() -> None:
    op.create_table(
        "open_questions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case", sa.String(length=12), nullable=False),
        sa.Column("citizen", sa.String(length=64), nullable=False),
        code("kind"),
        sa.Column("options", sa.Text(), server_default="[]", nullable=False),
        sealed("text"),
        code("voice"),
        at("asked_at"),
        when("answered_at"),
        when("closed_at"),
        sa.ForeignKeyConstraint(["case"], ["cases.number"], name=op.f("fk_open_questions_case")),
        sa.ForeignKeyConstraint(["citizen"], ["citizens.id"], name=op.f("fk_open_questions_citizen")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_questions")),
    )
    op.create_index("ix_open_questions_citizen", "open_questions", ["citizen", "closed_at"], unique=False)


def _ratings() -> None:
    op.create_table(
        "ratings",
        sa.Column("case", sa.String(length=12), nullable=False),
        sa.Column("citizen", sa.String(length=64), nullable=False),
        sa.Column("resolution", sa.Integer(), nullable=False),
        code("value"),
        code("reason"),
        at("at"),
        sa.ForeignKeyConstraint(["case"], ["cases.number"], name=op.f("fk_ratings_case")),
        sa.ForeignKeyConstraint(["citizen"], ["citizens.id"], name=op.f("fk_ratings_citizen")),
        sa.PrimaryKeyConstraint("case", "citizen", "resolution", name=op.f("pk_ratings")),
    )


def _reporters() -> None:
    op.create_table(
        "reporters",
        sa.Column("case", sa.String(length=12), nullable=False),
        sa.Column("citizen", sa.String(length=64), nullable=False),
        code("role"),
        at("joined_at"),
        at("known_at"),
        code("privacy"),
        sealed("contact"),
        sealed("code"),
        sealed("code_index"),
        sealed("words_index"),
        sa.ForeignKeyConstraint(["case"], ["cases.number"], name=op.f("fk_reporters_case")),
        sa.ForeignKeyConstraint(["citizen"], ["citizens.id"], name=op.f("fk_reporters_citizen")),
        sa.PrimaryKeyConstraint("case", "citizen", name=op.f("pk_reporters")),
    )
    op.create_index("ix_reporters_citizen", "reporters", ["citizen", "joined_at"], unique=False)


def _timeline() -> None:
    op.create_table(
        "timeline",
        position(),
        sa.Column("case", sa.String(length=12), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        at("at"),
        code("kind"),
        code("actor"),
        sa.Column("codes", sa.Text(), server_default="{}", nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["cases.number"], name=op.f("fk_timeline_case")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_timeline")),
        sa.UniqueConstraint("case", "seq", name=op.f("uq_timeline_case_seq")),
        sqlite_autoincrement=True,
    )


def _words() -> None:
    op.create_table(
        "words",
        sa.Column("case", sa.String(length=12), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sealed("sealed"),
        when("erased_at"),
        sa.ForeignKeyConstraint(["case"], ["cases.number"], name=op.f("fk_words_case")),
        sa.PrimaryKeyConstraint("case", "seq", name=op.f("pk_words")),
    )

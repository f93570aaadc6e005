"""Bringing the tables to this version, and making anew the triggers that a batch migration may have dropped."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

from adapters.casebook.migrations import triggers
from adapters.sql import Database
from dialogs.facts.errors import HuiyinError

VERSIONS: Final = Path(__file__).parent / "versions"
MIGRATING = 0x687568  # of pg_advisory_xact_lock


class LaterTables(HuiyinError):
    """The tables are of a later version of this program: start that one."""


async def migrate(database: Database) -> None:
    """Bring the database to this version; does nothing where it is there."""
    await database.write(upgrade)


def upgrade(connection: Connection, revision: str = "") -> None:
    """Go up to a revision, or to the newest; of processes that start together, one after the other.

    ``LaterTables`` where a later program was here: one that runs goes on beside it, but none begins.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATING})")
    here, (newest, *former) = version(connection), revisions()
    if here and here not in {newest, *former}:
        raise LaterTables(here)
    if here != newest:
        from adapters.casebook.migrations.running import run

        run(connection, revision or newest)
    triggers.create(connection)


def version(connection: Connection) -> str:
    """Name the revision that the tables are at; nothing where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""


def revisions() -> tuple[str, ...]:
    """Name all revisions that this program knows, newest first; each is in a file that begins with its name."""
    files = sorted(VERSIONS.glob("r[0-9]*.py"), reverse=True)
    return tuple(file.name[1:].partition("_")[0] for file in files)

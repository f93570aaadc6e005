"""Running the revisions, and making anew the triggers that a batch migration may have dropped with its table."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sqlalchemy import Connection

from adapters.casebook.migrations import triggers
from adapters.sql import Database
from dialogs.facts.errors import HuiyinError

HERE = Path(__file__).parent
MIGRATING = 0x687568  # of pg_advisory_xact_lock


class LaterTables(HuiyinError):
    """The tables are of a later version of this program: start that one."""


async def migrate(database: Database) -> None:
    """Bring the database to this version; does nothing where it is there."""
    await database.write(upgrade)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Go up to a revision; of processes that start together, one after the other.

    ``LaterTables`` where a later program was here: one that runs goes on beside it, but none begins.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATING})")
    try:
        command.upgrade(config_for(connection), revision)
    except CommandError as error:
        if isinstance(error.__cause__, ResolutionError):
            raise LaterTables(version(connection)) from None
        raise
    triggers.create(connection)


def version(connection: Connection) -> str:
    """Name the revision that the tables are at; nothing where there are none."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def revisions() -> tuple[str, ...]:
    """Name all revisions that this program knows, newest first."""
    scripts = ScriptDirectory(str(HERE))
    return tuple(script.revision for script in scripts.walk_revisions())


def config_for(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config

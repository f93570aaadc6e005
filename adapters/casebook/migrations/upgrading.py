"""Running the revisions, and making anew the triggers that a batch migration may have dropped with its table."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from adapters.casebook.migrations import triggers
from adapters.sql import Database

HERE = Path(__file__).parent


async def migrate(database: Database) -> None:
    """Bring the database to this version; does nothing where it is there."""
    await database.write(upgrade)


def upgrade(connection: Connection, revision: str = "head") -> None:
    command.upgrade(config_for(connection), revision)
    triggers.create(connection)


def version(connection: Connection) -> str:
    """Name the revision that the tables are at; nothing where there are none."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def config_for(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config

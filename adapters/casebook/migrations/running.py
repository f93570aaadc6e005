"""Alembic, which runs the revisions. Loaded only where there is one to run: a start on tables of today needs none."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

HERE = Path(__file__).parent


def run(connection: Connection, revision: str) -> None:
    """Run all revisions from where the tables are up to this one."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)

"""How all adapters reach SQL: one writer for a SQLite file, one port over SQLAlchemy Core for both databases."""

from adapters.sql.columns import MomentType, inserting, upsert
from adapters.sql.database import Database
from adapters.sql.lock import DatabaseInUse, DatabaseLock, holder
from adapters.sql.postgres import PostgresDatabase
from adapters.sql.sqlite import SqliteDatabase
from adapters.sql.statement import Row, Statement
from adapters.sql.writer import Writer

__all__ = [
    "Database",
    "DatabaseInUse",
    "DatabaseLock",
    "MomentType",
    "PostgresDatabase",
    "Row",
    "SqliteDatabase",
    "Statement",
    "Writer",
    "holder",
    "inserting",
    "upsert",
]

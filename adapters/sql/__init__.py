"""How all adapters reach SQL: one writer for a SQLite file, one port over SQLAlchemy Core for both databases."""

from adapters.sql.columns import MomentType, NumberOf, inserting, upsert, upsert_later
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
    "NumberOf",
    "PostgresDatabase",
    "Row",
    "SqliteDatabase",
    "Statement",
    "Writer",
    "holder",
    "inserting",
    "upsert",
    "upsert_later",
]

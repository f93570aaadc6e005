"""What the tables are made of."""

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    literal_column,
)

from adapters.sql import MomentType

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

NUMBER = String(12)
ID = String(64)
CODE = String(64)
KEY = String()
"""Of an act or a message: made of the outside's own ids."""


def unindexed(column: Column[str]) -> ColumnElement[str]:
    """Hide a column from its indexes: SQLite, which counts nothing, prefers them to the one that finds fewer rows."""
    return column.concat(literal_column("''"))


def position(name: str = "position") -> Column[int]:
    """Make a column that grows by itself with each row."""
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


def code(name: str, *, index: bool = False) -> Column[str]:
    return Column(name, CODE, nullable=False, server_default="", index=index)


def when(name: str, *, index: bool = False) -> Column[int | None]:
    return Column(name, MomentType, nullable=True, index=index)


def at(name: str = "at", *, index: bool = False) -> Column[int]:
    return Column(name, MomentType, nullable=False, index=index)


def sealed(name: str, *, bound_by: tuple[str, ...] = ()) -> Column[bytes | None]:
    """Make a sealed column; ``bound_by`` names the columns of its row where the primary key is not known in time."""
    return Column(name, LargeBinary, nullable=True, info={"sealed": True, "bound_by": bound_by})


def of_case(name: str = "case", *, primary_key: bool = False, nullable: bool = False) -> Column[str]:
    return Column(name, NUMBER, ForeignKey("cases.number"), primary_key=primary_key, nullable=nullable)


def of_citizen(*, primary_key: bool = False) -> Column[str]:
    return Column("citizen", ID, ForeignKey("citizens.id"), primary_key=primary_key, nullable=False)

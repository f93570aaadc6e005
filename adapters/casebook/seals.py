"""Sealing by column: each has a purpose of its own, and what it holds opens in its own row only."""

from functools import cache
from typing import Any

from sqlalchemy import Column

from adapters.sealing import Keyring

PERSON = "person"
"""The index by which a citizen is found: channel and identity there."""
CODE = "query code"
"""The index by which a query code is checked: of its case and its digits."""
PHONE_CODE = "phone code"
"""The index by which a code that was sent to a number is checked."""
WORDS = "same words"
"""The index by which equal words of one citizen are found."""


def seal(keyring: Keyring, column: Column[Any], text: str, *row: object) -> bytes:
    """Seal for the row that ``row`` names, by the columns in ``bound_by(column)``."""
    return keyring.seal(_purpose(column), text.encode(), bound=_bound(column, row))


def open_sealed(keyring: Keyring, column: Column[Any], sealed: bytes, *row: object) -> str:
    return keyring.open(_purpose(column), sealed, bound=_bound(column, row)).decode()


def bound_by(column: Column[Any]) -> tuple[Column[Any], ...]:
    """Name the columns that say to which row a seal belongs: the primary key, where the column names no other."""
    table = column.table
    named: tuple[str, ...] = column.info.get("bound_by", ())
    return tuple(table.c[name] for name in named) or tuple(table.primary_key.columns)


@cache
def _purpose(column: Column[Any]) -> str:
    return f"{column.table.name}.{column.name}"


def _bound(column: Column[Any], row: tuple[object, ...]) -> bytes:
    return "/".join((column.table.name, *map(str, row))).encode()

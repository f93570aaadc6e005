"""Columns that revisions are made of; what stands here is never changed, for revisions that ran rely on it."""

import sqlalchemy as sa


def code(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(64), server_default="", nullable=False)


def at(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def when(name: str) -> sa.Column[int | None]:
    return sa.Column(name, sa.BigInteger(), nullable=True)


def sealed(name: str) -> sa.Column[bytes | None]:
    return sa.Column(name, sa.LargeBinary(), nullable=True)


def figure(name: str, standing: int) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text(str(standing)), nullable=False)


def flag(name: str, *, standing: bool) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.true() if standing else sa.false(), nullable=False)


def position() -> sa.Column[int]:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("position", number, autoincrement=True, nullable=False)

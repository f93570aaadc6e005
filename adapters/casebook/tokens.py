"""API tokens: shown once, kept as a digest."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, RowMapping, insert, select, update

from adapters.casebook.schema import tokens
from adapters.sql import Database
from dialogs.facts.moment import MINUTE, Chance, Clock, Moment
from dialogs.facts.records import Bearer, Role

BOOTSTRAP: Final = "bootstrap"
TOKEN_SIZE: Final = 32  # bytes of chance: a digest of it needs no salt and no stretching
NOTED_EVERY: Final = 5 * MINUTE


@dataclass(frozen=True, slots=True)
class TokenNote:
    """A token as it is listed: all but itself."""

    id: str
    role: Role
    unit: str
    name: str
    made_at: Moment
    last_used: Moment | None
    revoked_at: Moment | None


class SqlTokens:
    """``admin``: the bootstrap token from the settings, if there is one."""

    def __init__(self, database: Database, chance: Chance, clock: Clock, *, admin: str = "") -> None:
        self._database = database
        self._chance = chance
        self._clock = clock
        self._admin = _digest(admin) if admin else None

    async def bearer(self, token: str) -> Bearer | None:
        """Say whose token this is; ``None`` for what is none, or was revoked."""
        digest = _digest(token)
        if self._admin and hmac.compare_digest(digest, self._admin):
            return Bearer(BOOTSTRAP, Role.ADMIN)
        row = await self._database.read(lambda connection: _valid(connection, digest))
        if row is None:
            return None
        await self._note_use(row)
        return Bearer(row["id"], Role(row["role"]), row["unit"])

    async def make(self, role: Role, *, unit: str = "", name: str = "") -> tuple[str, str]:
        """Make a token; its id, and the token itself, which nobody can read again."""
        short, token = self._chance.digits(8), self._chance.token(TOKEN_SIZE)
        values = {"role": role, "unit": unit, "name": name, "made_at": self._clock.now()}
        row = {"id": short, "digest": _digest(token)} | values
        await self._database.write(lambda connection: connection.execute(insert(tokens).values(row)).rowcount)
        return short, token

    async def listed(self) -> tuple[TokenNote, ...]:
        rows = await self._database.read(
            lambda connection: (
                connection.execute(select(tokens).order_by(tokens.c.made_at, tokens.c.id)).mappings().all()
            )
        )
        return tuple(_note(row) for row in rows)

    async def revoke(self, id: str) -> bool:
        """End a token; False where there is none, or it has ended before."""
        now = self._clock.now()
        ended = update(tokens).where(tokens.c.id == id, tokens.c.revoked_at.is_(None)).values(revoked_at=now)
        return await self._database.write(lambda connection: connection.execute(ended).rowcount) == 1

    async def _note_use(self, row: RowMapping) -> None:
        now = self._clock.now()
        if now - (row["last_used"] or 0) < NOTED_EVERY:
            return
        used = update(tokens).where(tokens.c.id == row["id"]).values(last_used=now)
        await self._database.write(lambda connection: connection.execute(used).rowcount)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _valid(connection: Connection, digest: bytes) -> RowMapping | None:
    valid = select(tokens).where(tokens.c.digest == digest, tokens.c.revoked_at.is_(None))
    return connection.execute(valid).mappings().first()


def _note(row: RowMapping) -> TokenNote:
    return TokenNote(
        row["id"], Role(row["role"]), row["unit"], row["name"], row["made_at"], row["last_used"], row["revoked_at"]
    )

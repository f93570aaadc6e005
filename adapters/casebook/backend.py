"""The casebook as a backend: cases that were filed are in it already, and what its staff does are its updates."""

import msgspec
from sqlalchemy import Connection, RowMapping, select

from adapters.casebook.entries import CITIZEN, SYSTEM
from adapters.casebook.rules.looks import NO_NEWS
from adapters.casebook.schema import cases, timeline, words
from adapters.casebook.spoken import words_of
from adapters.sealing import Keyring
from adapters.sql import Database
from dialogs.facts.cases import Status
from dialogs.facts.errors import Rejected, Unkept, Unreachable
from dialogs.facts.records import BackendUpdate, Forwarded, Updates

PAGE = 100


class CasebookBackend:
    def __init__(self, database: Database, keyring: Keyring, name: str = "casebook") -> None:
        self.name = name
        self._database = database
        self._keyring = keyring

    async def create(self, news: Forwarded) -> str:
        await self._has(news)
        return news.number

    async def update(self, news: Forwarded) -> None:
        await self._has(news)

    async def fetch_updates(self, after: str) -> Updates:
        """Give what staff did; ``after`` is a position in the book."""
        if after and not after.isdecimal():
            raise Rejected("no such cursor")
        try:
            return await self._database.read(lambda connection: _page(connection, self._keyring, after))
        except Unkept as error:
            raise Unreachable(error.detail) from error

    async def _has(self, news: Forwarded) -> None:
        entries = select(cases.c.entries).where(cases.c.number == news.number)
        try:
            kept = await self._database.read(lambda connection: connection.scalar(entries))
        except Unkept as error:
            raise Unreachable(error.detail) from error
        if kept is None or kept < news.seq:
            raise Rejected("not in the book")


def _page(connection: Connection, keyring: Keyring, after: str) -> Updates:
    beside = (words.c.case == timeline.c.case) & (words.c.seq == timeline.c.seq)
    found = (
        select(timeline, words.c.sealed)
        .join(words, beside, isouter=True)
        .where(timeline.c.position > int(after or 0), timeline.c.actor.not_in((CITIZEN, SYSTEM)))
        .where(timeline.c.kind.not_in(NO_NEWS))
        .order_by(timeline.c.position)
        .limit(PAGE)
    )
    rows = connection.execute(found).mappings().all()
    return Updates(tuple(_update(keyring, row) for row in rows), str(rows[-1]["position"]) if rows else after)


def _update(keyring: Keyring, row: RowMapping) -> BackendUpdate:
    codes = msgspec.json.decode(row["codes"], type=dict[str, str])
    text = words_of(keyring, row["case"], row["seq"], row["sealed"])[1] if row["sealed"] else ""
    status = Status(codes["status"]) if codes.get("status") else None
    unit, public = codes.get("unit", ""), codes.get("public") == "yes"
    return BackendUpdate(str(row["position"]), row["case"], row["at"], row["kind"], status, unit, text, public)

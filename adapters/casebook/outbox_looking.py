"""What waits, is held or dead, as operators see it: codes and times, no person and no words; and sending it again."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, or_, select, true, update

from adapters.casebook.outbox_stale import newer
from adapters.casebook.rules.notices import SUPERSEDED, WAITING, telling_of
from adapters.casebook.schema import notices, outbox
from adapters.casebook.schema.notices import UNDONE, undone
from adapters.sql import Database
from dialogs.facts.delivery import Mail, MailFilter, MailPage
from dialogs.facts.moment import Clock, Moment

REPLY, NOTICE = "reply", "notice"
TABLES: Final[dict[str, tuple[Table, str]]] = {REPLY: (outbox, "put_at"), NOTICE: (notices, "at")}
OVER: Final = frozenset(UNDONE) - {WAITING}
"""What can be sent again."""
AT_ONCE: Final = 200


class SqlPostbag:
    """Replies and notices of the outbox."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def page(self, wanted: MailFilter) -> MailPage:
        """Give a page, newest first."""
        return await self._database.read(lambda connection: _page(connection, wanted))

    async def mail(self, id: str) -> Mail | None:
        return await self._database.read(lambda connection: _one(connection, id))

    async def replay(self, ids: Sequence[str]) -> int:
        """Send again what is over: now, as if for the first time. How many it were: what is no news any more is not."""
        now = self._clock.now()
        return await self._database.write(lambda connection: _replay(connection, ids, now))


def _page(connection: Connection, wanted: MailFilter) -> MailPage:
    found = [mail for kind in TABLES for mail in _some(connection, kind, wanted)]
    found.sort(key=_place, reverse=True)
    page = tuple(found[: wanted.limit])
    return MailPage(page, f"{page[-1].at}.{page[-1].id}" if len(found) > wanted.limit else "")


def _some(connection: Connection, kind: str, wanted: MailFilter) -> list[Mail]:
    table, at = TABLES[kind]
    states = (wanted.state,) if wanted.state else UNDONE
    rows = select(table).where(table.c.state.in_(states), _after(kind, wanted.cursor))
    if set(UNDONE).issuperset(states):
        rows = rows.where(undone(table))
    if wanted.case:
        rows = rows.where(table.c.case == wanted.case)
    rows = rows.order_by(table.c[at].desc(), table.c.position.desc()).limit(wanted.limit + 1)
    return [_mail(kind, row) for row in connection.execute(rows).mappings()]


def _after(kind: str, cursor: str) -> ColumnElement[bool]:
    """Say which rows come after a cursor, which is a moment and an id; one that is none is the beginning."""
    moment, _, mail = cursor.partition(".")
    if not moment.isdecimal() or not (last := _read_id(mail)):
        return true()
    table, at = TABLES[kind]
    position = last[1] if kind == last[0] else (0 if kind > last[0] else 2**62)
    return or_(table.c[at] < int(moment), and_(table.c[at] == int(moment), table.c.position < position))


def _place(mail: Mail) -> tuple[Moment, str, int]:
    return mail.at, mail.kind, int(mail.id[1:])


def _one(connection: Connection, id: str) -> Mail | None:
    if not (named := _read_id(id)):
        return None
    table, _ = TABLES[named[0]]
    row = connection.execute(select(table).where(table.c.position == named[1])).mappings().first()
    return _mail(named[0], row) if row else None


def _read_id(id: str) -> tuple[str, int] | None:
    kinds = [kind for kind in TABLES if kind[0] == id[:1]]
    return (kinds[0], int(id[1:])) if kinds and id[1:].isdecimal() and len(id) < len("n" + str(2**62)) else None


def _mail(kind: str, row: RowMapping) -> Mail:
    return Mail(
        id=f"{kind[0]}{row['position']}",
        kind=kind,
        state=row["state"],
        at=row[TABLES[kind][1]],
        case=row["case"] or "",
        step=row.get("step", ""),
        audience=row.get("audience", ""),
        voice=row.get("voice", "") or row.get("channel", ""),
        refused=tuple(row.get("refused", "").split()),
        attempts=row["attempts"],
        error=row["error"],
        not_before=row["not_before"],
        settled_at=row["settled_at"],
        superseded_by=f"n{row['superseded_by']}" if row.get("superseded_by") else "",
    )


def _replay(connection: Connection, ids: Sequence[str], now: Moment) -> int:
    named = [found for each in ids[:AT_ONCE] if (found := _read_id(each))]
    return sum(_again(connection, kind, [at for each, at in named if each == kind], now) for kind in TABLES)


def _again(connection: Connection, kind: str, positions: Iterable[int], now: Moment) -> int:
    table, _ = TABLES[kind]
    over = table.c.position.in_(list(positions)) & table.c.state.in_(OVER)
    fresh: dict[str, Any] = {"state": WAITING, "attempts": 0, "error": "", "lease": "", "leased_until": None}
    fresh |= {"not_before": now, "settled_at": None, "receipt": ""}
    if kind == REPLY:
        return connection.execute(update(table).where(over).values(**fresh, put_at=now)).rowcount
    fresh |= {"due_at": now, "refused": "", "parts": 0, "voice": "", "begun_at": None, "reached_at": None}
    steps = connection.execute(select(table.c.position, table.c.step).where(over)).all()
    stale = newer(connection, [row.position for row in steps])
    for row in steps:
        changed = _superseded(stale[row.position], now) if row.position in stale else fresh
        again = update(table).where(table.c.position == row.position)
        connection.execute(again.values(**changed, expires=now + telling_of(row.step).keep))
    return len(steps) - len(stale)


def _superseded(by: int, now: Moment) -> dict[str, Any]:
    """Send no old state after a newer one."""
    return {"state": SUPERSEDED, "superseded_by": by, "settled_at": now}

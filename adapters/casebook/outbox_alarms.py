"""What operators are told of: at most once an hour for each kind of trouble."""

from typing import Final

import msgspec
from sqlalchemy import Connection, literal_column, select

from adapters.casebook.acts.telling import tell_admin
from adapters.casebook.occasion import Occasion, Office
from adapters.casebook.outbox_age import oldest
from adapters.casebook.receipts import queue_up
from adapters.casebook.schema import notices
from adapters.sql import Database
from dialogs.facts.messages import Address
from dialogs.facts.moment import HOUR, Clock, Moment
from dialogs.facts.notices import Audience

ALARM: Final = "alarm"
QUIET_FOR: Final = HOUR
TO_ADMIN: Final = notices.c.audience == literal_column(f"'{Audience.ADMIN}'")
"""Written out, for that is the condition of a partial index."""


class SqlAlarms:
    """Leaves alarms for the admin's own voice."""

    def __init__(self, database: Database, office: Office, clock: Clock) -> None:
        self._database = database
        self._office = office
        self._clock = clock

    async def tell(self, kind: str, channel: str, detail: str = "") -> bool:
        """Leave an alarm unless the same was told within the hour; whether it was left."""
        return await self._database.write(lambda connection: self._tell(connection, kind, channel, detail))

    async def oldest(self) -> Moment | None:
        """Give since when the oldest message that is due has been waiting."""
        now = self._clock.now()
        since = await self._database.read(lambda connection: oldest(connection, now))
        return min(since.values(), default=None)

    def _tell(self, connection: Connection, kind: str, channel: str, detail: str) -> bool:
        now = self._clock.now()
        same = {"kind": kind, "channel": channel}
        queue_up(connection, f"alarm {kind} {channel}")  # or processes that meet it at once would each tell it
        lately = TO_ADMIN & (notices.c.at > now - QUIET_FOR)
        told = select(notices.c.facts).where(lately, notices.c.case.is_(None), notices.c.step == ALARM)
        before = [msgspec.json.decode(each, type=dict[str, str]) for each in connection.scalars(told)]
        if any(same.items() <= each.items() for each in before):
            return False
        occasion = Occasion(connection, self._office, Address("system", ALARM), now)
        tell_admin(occasion, ALARM, same | {"detail": detail})
        return True

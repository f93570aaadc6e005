"""How many notices of a template somebody agreed to get, and who wants none of them."""

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, select

from adapters.casebook.outbox import RECIPIENT
from adapters.casebook.schema import consents, sightings
from adapters.sealing import Keyring
from adapters.sql import Database, upsert
from dialogs.facts.delivery import Consent
from dialogs.facts.messages import Address
from dialogs.facts.moment import Moment


class SqlConsents:
    """``Consents`` in the casebook's database; what is sent is counted off by who sends it."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    async def note(self, who: Address, said: Sequence[Consent], *, now: Moment) -> None:
        await self._database.write(lambda connection: _note(connection, self._keyring, who, said, now))

    async def stop(self, who: Address, *, now: Moment) -> None:
        row = {"recipient": self._keyring.index(RECIPIENT, who.whole), "at": now, "stopped_at": now}
        await self._database.write(
            lambda connection: upsert(connection, sightings, row, keys=("recipient",), update=("stopped_at",))
        )


def _note(connection: Connection, keyring: Keyring, who: Address, said: Sequence[Consent], now: Moment) -> None:
    digests = keyring.indices(RECIPIENT, who.whole)
    for template in dict.fromkeys(each.template for each in said):
        theirs = (consents.c.recipient.in_(digests)) & (consents.c.template == template)
        known = connection.execute(select(consents).where(theirs).with_for_update()).mappings().first()
        left = known["left"] if known else 0
        for each in (one for one in said if one.template == template and _is_new(one, known, now)):
            left = left + 1 if each.agreed else 0
        recipient = known["recipient"] if known else digests[0]
        row = {"recipient": recipient, "template": template, "left": left, "at": max(now, known["at"] if known else 0)}
        upsert(connection, consents, row, keys=("recipient", "template"))


def _is_new(said: Consent, known: RowMapping | None, now: Moment) -> bool:
    """Say whether an event was not counted yet: WeChat delivers one again under the second in which it happened."""
    return known is None or (now > known["at"] if said.agreed else now >= known["at"])

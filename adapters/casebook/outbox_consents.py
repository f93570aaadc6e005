"""How many notices of a template somebody agreed to get, and who wants none of them."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from adapters.casebook.outbox import RECIPIENT, recipient_of
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
        row = {"recipient": self._keyring.index(RECIPIENT, recipient_of(who)), "at": now, "stopped_at": now}
        await self._database.write(
            lambda connection: upsert(connection, sightings, row, keys=("recipient",), update=("stopped_at",))
        )


def _note(connection: Connection, keyring: Keyring, who: Address, said: Sequence[Consent], now: Moment) -> None:
    digests = keyring.indices(RECIPIENT, recipient_of(who))
    for each in said:
        theirs = (consents.c.recipient.in_(digests)) & (consents.c.template == each.template)
        known = connection.execute(select(consents).where(theirs).with_for_update()).mappings().first()
        left = (known["left"] if known else 0) + 1 if each.agreed else 0
        recipient = known["recipient"] if known else digests[0]
        row = {"recipient": recipient, "template": each.template, "left": left, "at": now}
        upsert(connection, consents, row, keys=("recipient", "template"))

"""What every outbox does; an implementation gives the fixture ``outboxes``: the same one as two workers see it."""

import asyncio
from dataclasses import replace

import pytest

from bot.demo.clock import HandClock
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, HOUR, SECOND, Moment
from dialogs.facts.ports import Claimed, Outbox, Outgoing, Settlement

ANNA = Address("wechat", "o-anna-0001")
BORIS = Address("sms", "+8613900000002")
Two = tuple[Outbox, Outbox]


def message(key: str, to: Address = ANNA) -> Outgoing:
    return Outgoing(key, to, "gh_city", f"text of {key}")


def keys(rows: tuple[Claimed, ...]) -> list[str]:
    return [row.message.key for row in rows]


SENT = Settlement("sent", receipt="r-1")


class OutboxContract:
    async def test_put_and_claim(self, outboxes: Two, clock: HandClock) -> None:
        """What was put is claimed as it was put, by whichever worker comes first."""
        now = clock.now()
        await outboxes[0].put((message("a"),), now=now)
        (row,) = await outboxes[1].claim(now=now, limit=10)

        assert row.message == message("a")
        assert (row.attempts, row.put_at) == (0, now)
        assert await outboxes[0].claim(now=now, limit=10) == ()

    async def test_same_key(self, outboxes: Two, clock: HandClock) -> None:
        """A key that is there already is left alone, whatever it is put with."""
        now = clock.now()
        await outboxes[0].put((message("a"),), now=now)
        await outboxes[0].put((Outgoing("a", BORIS, "", "other"),), now=now)

        assert [row.message.text for row in await outboxes[0].claim(now=now, limit=10)] == ["text of a"]

    async def test_settled_is_settled(self, outboxes: Two, clock: HandClock) -> None:
        """A sent row is never claimed again, and put again it stays sent."""
        now = clock.now()
        await outboxes[0].put((message("a"),), now=now)
        (row,) = await outboxes[0].claim(now=now, limit=1)
        settled = await outboxes[0].settle("a", row.lease, SENT, now=now)
        await outboxes[0].put((message("a"),), now=now)

        assert settled
        assert await outboxes[0].claim(now=Moment(now + HOUR), limit=1) == ()

    async def test_what_was_delivered_goes(self, outboxes: Two, clock: HandClock) -> None:
        """What was sent or delivered before a moment is dropped; what waits, is dead or is younger stays."""
        now = clock.now()
        later = Moment(now + DAY)
        await outboxes[0].put((message("sent"), message("dead", BORIS)), now=now)
        for row in await outboxes[0].claim(now=now, limit=2):
            outcome = SENT if row.message.key == "sent" else Settlement("dead", error="Refused")
            await outboxes[0].settle(row.message.key, row.lease, outcome, now=now)
        await outboxes[0].put((message("young"),), now=later)
        (young,) = await outboxes[0].claim(now=later, limit=2)
        await outboxes[0].settle("young", young.lease, Settlement("sent", receipt="r-2"), now=later)
        await outboxes[0].put((message("waits"),), now=later)
        dropped = [await outboxes[1].forget(later) for _ in range(2)]
        await outboxes[0].put((message("dead", BORIS), message("young")), now=later)

        assert dropped == [1, 0]
        assert keys(await outboxes[0].claim(now=later, limit=9)) == ["waits"]

    async def test_in_order(self, outboxes: Two, clock: HandClock) -> None:
        """To one address a row waits until the earlier one is settled; other addresses do not."""
        now = clock.now()
        await outboxes[0].put((message("a"), message("b"), message("c", BORIS)), now=now)
        first = await outboxes[0].claim(now=now, limit=10)
        await outboxes[0].settle("a", first[0].lease, Settlement("dead", error="Rejected"), now=now)
        second = await outboxes[0].claim(now=now, limit=10)

        assert sorted(keys(first)) == ["a", "c"]
        assert keys(second) == ["b"]

    async def test_back_off_keeps_order(self, outboxes: Two, clock: HandClock) -> None:
        """A row that is tried again later still comes before those behind it."""
        now = clock.now()
        await outboxes[0].put((message("a"), message("b")), now=now)
        (row,) = await outboxes[0].claim(now=now, limit=10)
        later = Moment(now + 30 * SECOND)
        await outboxes[0].settle("a", row.lease, Settlement("retry", not_before=later), now=now)
        early = await outboxes[0].claim(now=Moment(later - 1), limit=10)
        due = await outboxes[0].claim(now=later, limit=10)

        assert early == ()
        assert [(row.message.key, row.attempts) for row in due] == [("a", 1)]

    async def test_lease_ends(self, outboxes: Two, clock: HandClock) -> None:
        """A killed worker's row is taken over, and what the old one says then counts no more."""
        now = clock.now()
        await outboxes[0].put((message("a"),), now=now)
        (old,) = await outboxes[0].claim(now=now, limit=1)
        later = Moment(now + HOUR)
        (new,) = await outboxes[1].claim(now=later, limit=1)

        assert new.attempts == 1
        assert not await outboxes[0].settle("a", old.lease, SENT, now=later)
        assert await outboxes[1].settle("a", new.lease, SENT, now=later)

    async def test_nobody_claims_twice(self, outboxes: Two, clock: HandClock) -> None:
        """Workers that claim at the same moment get each row once."""
        now = clock.now()
        people = [Address("sms", f"+861390000{index:04d}") for index in range(40)]
        await outboxes[0].put(tuple(message(who.id, who) for who in people), now=now)
        claims = await asyncio.gather(*(outboxes[index % 2].claim(now=now, limit=7) for index in range(12)))
        claimed = [key for rows in claims for key in keys(rows)]
        rest = await outboxes[0].claim(now=now, limit=100)

        assert len(claimed) == len(set(claimed))
        assert sorted(claimed + keys(rest)) == sorted(who.id for who in people)

    @pytest.mark.parametrize(
        ("states", "moved"),
        [
            (("delivered",), [True]),
            (("failed", "delivered"), [True, False]),
            (("delivered", "sent"), [True, False]),
            (("nonsense",), [False]),
        ],
    )
    async def test_receipts(self, outboxes: Two, clock: HandClock, states: tuple[str, ...], moved: list[bool]) -> None:
        """A receipt moves a sent row forward, once, and never back."""
        now = clock.now()
        await outboxes[0].put((message("a"),), now=now)
        (row,) = await outboxes[0].claim(now=now, limit=1)
        await outboxes[0].settle("a", row.lease, SENT, now=now)

        assert [await outboxes[1].advance("r-1", state, now=now) for state in states] == moved

    @pytest.mark.parametrize(
        "states", [("delivered",), ("sent", "delivered"), ("delivered", "failed"), ("delivered",) * 2]
    )
    async def test_early_receipt(self, outboxes: Two, clock: HandClock, states: tuple[str, ...]) -> None:
        """A receipt that comes before its id was noted counts when it is; the first that is final stays."""
        now = clock.now()
        await outboxes[0].put((message("a"),), now=now)
        (row,) = await outboxes[0].claim(now=now, limit=1)
        early = [await outboxes[1].advance("r-1", state, now=now) for state in states]
        settled = await outboxes[0].settle("a", row.lease, SENT, now=now)

        assert early == [False] * len(states)
        assert settled
        assert not await outboxes[1].advance("r-1", "failed", now=now)

    async def test_receipt_of_another(self, outboxes: Two, clock: HandClock) -> None:
        """An early receipt is for the message that it names, and waits while others are noted."""
        now = clock.now()
        await outboxes[0].put((message("a"), message("b", BORIS)), now=now)
        first, second = await outboxes[0].claim(now=now, limit=2)
        await outboxes[1].advance("r-2", "delivered", now=now)
        await outboxes[0].settle(first.message.key, first.lease, SENT, now=now)
        await outboxes[0].settle(second.message.key, second.lease, Settlement("sent", receipt="r-2"), now=now)

        assert await outboxes[1].advance("r-1", "failed", now=now)
        assert not await outboxes[1].advance("r-2", "failed", now=now)

    async def test_old_receipt(self, outboxes: Two, clock: HandClock) -> None:
        """An early receipt is forgotten after a day."""
        now = clock.now()
        await outboxes[0].put((message("a"),), now=now)
        await outboxes[1].advance("r-1", "delivered", now=now)
        later = Moment(now + DAY)
        (row,) = await outboxes[0].claim(now=later, limit=1)
        await outboxes[0].settle("a", row.lease, SENT, now=later)

        assert await outboxes[1].advance("r-1", "failed", now=later)

    async def test_receipt_at_the_same_moment(self, outboxes: Two, clock: HandClock) -> None:
        """A receipt that comes while its id is being noted is lost in no order of the two."""
        now = clock.now()
        people = [Address("sms", f"+861390000{index:04d}") for index in range(20)]
        await outboxes[0].put(tuple(message(who.id, who) for who in people), now=now)
        rows = await outboxes[0].claim(now=now, limit=20)
        await asyncio.gather(
            *(
                each
                for row in rows
                for each in (
                    outboxes[0].settle(
                        row.message.key, row.lease, Settlement("sent", receipt=row.message.key), now=now
                    ),
                    outboxes[1].advance(row.message.key, "delivered", now=now),
                )
            )
        )

        assert not any([await outboxes[1].advance(row.message.key, "failed", now=now) for row in rows])

    async def test_strange_receipt(self, outboxes: Two, clock: HandClock) -> None:
        """A receipt that belongs to nothing moves nothing; neither does an empty one."""
        now = clock.now()
        await outboxes[0].put((message("a"),), now=now)

        assert not await outboxes[0].advance("r-9", "delivered", now=now)
        assert not await outboxes[0].advance("", "delivered", now=now)

    async def test_settled_together(self, outboxes: Two, clock: HandClock) -> None:
        """Several rows are settled at once; one whose lease was lost changes nothing, the others are noted."""
        now = clock.now()
        await outboxes[0].put((message("a"), message("b", BORIS)), now=now)
        rows = await outboxes[0].claim(now=now, limit=9)
        lost = [replace(row, lease="lost") if row.message.key == "b" else row for row in rows]
        counted = replace(SENT, counted=True)

        assert await outboxes[0].settle_all([(row, counted) for row in lost], now=now) == 1
        assert keys(await outboxes[0].claim(now=Moment(now + HOUR), limit=9)) == ["b"]

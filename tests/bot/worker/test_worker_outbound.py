import asyncio

import pytest
from structlog.testing import capture_logs
from worker_fakes import MemoryOutbox, Mouth, Workers, outgoing, until

from bot.demo.clock import HandClock, SeededChance
from bot.marks import marked
from bot.turn import _outgoing
from bot.worker import Pace, Worker
from bot.worker.lines import Onward, ReplyLine
from dialogs.facts.errors import Busy, OutcomeUnknown, PersonGone
from dialogs.facts.messages import Address, Inbound
from dialogs.facts.moment import DAY, MINUTE, SECOND
from dialogs.facts.ports import Claimed, Outgoing, Sent, Settlement


async def test_what_waits_is_sent(make: Workers, outbox: MemoryOutbox, mouth: Mouth, clock: HandClock) -> None:
    """Each row is said once, and its receipt noted."""
    await outbox.put(tuple(outgoing(f"m{n}", f"+861380000{n:04}") for n in range(500)), now=clock.now())
    await make().drain()

    assert sorted(mouth.said) == sorted(outbox.rows)
    assert set(outbox.states().values()) == {"sent"}
    assert outbox.rows["m7"].outcomes == [Settlement("sent", receipt="receipt of m7")]


async def test_parts_arrive_in_order(make: Workers, outbox: MemoryOutbox, mouth: Mouth, clock: HandClock) -> None:
    """To one person nothing overtakes, not even what failed first; another person does not wait."""
    mouth.script = [Busy(), None]
    await outbox.put((outgoing("a/1"), outgoing("a/2"), outgoing("a/3"), outgoing("b/1", "+86999")), now=clock.now())
    worker = make()
    await worker.drain()
    before = list(mouth.said)
    clock.advance(3 * SECOND)
    await worker.drain()

    assert before == ["b/1"]
    assert mouth.said == ["b/1", "a/1", "a/2", "a/3"]


async def test_no_more_at_once_than_a_voice_bears(
    make: Workers, outbox: MemoryOutbox, mouth: Mouth, clock: HandClock
) -> None:
    """Many at once, but bounded."""
    await outbox.put(tuple(outgoing(f"m{n}", f"+86138{n}") for n in range(100)), now=clock.now())
    await make(per_voice=7).drain()

    assert mouth.most_at_once == 7
    assert len(mouth.said) == 100


async def test_a_stuck_voice_holds_up_no_other(
    outbox: MemoryOutbox, mouth: Mouth, clock: HandClock, chance: SeededChance
) -> None:
    """While one channel hangs, the other goes on."""
    stuck = Mouth(gate=asyncio.Event())
    worker = Worker(outbox, {"sms": mouth, "wechat": stuck}, clock, chance, Pace(idle=0.01, per_voice=2))
    await outbox.put(tuple(outgoing(f"w{n}", f"o{n}", "wechat") for n in range(20)), now=clock.now())
    await outbox.put(tuple(outgoing(f"s{n}", f"+86{n}") for n in range(20)), now=clock.now())
    running = asyncio.create_task(worker.run())
    await until(lambda: len(mouth.said) == 20)

    assert stuck.said == []
    worker.stop()
    assert stuck.gate
    stuck.gate.set()
    await running


@pytest.mark.parametrize(
    "case",
    [
        (Busy("30003"), "waiting", "Busy 30003"),
        (PersonGone("21610"), "dead", "PersonGone 21610"),
        (OutcomeUnknown("ServerTimeoutError"), "dead", "OutcomeUnknown ServerTimeoutError"),
        (KeyError("words of the citizen"), "dead", "OutcomeUnknown KeyError"),
    ],
)
async def test_what_fails(
    make: Workers, outbox: MemoryOutbox, mouth: Mouth, clock: HandClock, case: tuple[Exception, str, str]
) -> None:
    """What may be tried again waits, the rest is dead; a bug in a voice stops nobody else and repeats no words."""
    trouble, state, error = case
    mouth.script = [trouble]
    await outbox.put((outgoing("a"), outgoing("b", "+86999")), now=clock.now())
    await make().drain()

    assert outbox.states() == {"a": state, "b": "sent"}
    assert outbox.rows["a"].outcomes[0].error == error


async def test_a_day_of_failures_ends(make: Workers, outbox: MemoryOutbox, mouth: Mouth, clock: HandClock) -> None:
    """What cannot be sent for a day is dead, after growing waits."""
    mouth.script = [Busy() for _ in range(1000)]
    await outbox.put((outgoing("a"),), now=clock.now())
    worker = make()
    for _ in range(24 * 60):
        clock.advance(MINUTE)
        await worker.drain()

    assert outbox.states() == {"a": "dead"}
    assert 80 < outbox.rows["a"].attempts < 150


async def test_a_channel_without_a_voice_waits(make: Workers, outbox: MemoryOutbox, clock: HandClock) -> None:
    """What nobody can say yet waits for the operator."""
    await outbox.put((outgoing("a", "o1", "wechat"),), now=clock.now())
    await make().drain()

    assert outbox.rows["a"].outcomes[0].state == "retry"
    assert outbox.rows["a"].outcomes[0].error == "Misconfigured no voice for wechat"


async def test_what_is_logged_of_a_reply_has_the_mark_of_its_message(
    outbox: MemoryOutbox, clock: HandClock, chance: SeededChance
) -> None:
    """The same mark as in the turn that put it, whatever its message's id is made of; outside of it there is none."""
    seen: list[object] = []

    class Noting(Mouth):
        async def send(self, message: Outgoing) -> Sent:
            seen.append(marked(None, "info", {}).get("turn"))
            return await super().send(message)

    messages = [Inbound(each, Address("sms", f"+86{each[-1]}"), "us", clock.now()) for each in ("SM1", "gateway:0a:2")]
    await outbox.put(tuple(_outgoing(each, part, "text") for each in messages for part in (0, 11)), now=clock.now())
    await Worker(outbox, {"sms": Noting()}, clock, chance, mark="{} {}".format).drain()

    assert sorted(seen) == ["sms SM1"] * 2 + ["sms gateway:0a:2"] * 2
    assert marked(None, "info", {}) == {}


async def test_a_row_that_nobody_can_decide_about_is_left_to_its_lease(
    outbox: MemoryOutbox, mouth: Mouth, clock: HandClock, chance: SeededChance
) -> None:
    """A bug in deciding its way is told by its kind alone, holds up no other row and lets the worker end."""

    class Puzzled(ReplyLine):
        def begin(self, row: Claimed) -> Onward:
            if row.message.key == "a":
                raise KeyError(row.message.text)
            return super().begin(row)

    await outbox.put((outgoing("a"), outgoing("b", "+86999")), now=clock.now())
    line = Puzzled(outbox, {"sms": mouth}, clock, chance)
    with capture_logs() as logged:
        await Worker(MemoryOutbox(), {}, clock, chance, Pace(idle=0.01), more=(line,)).drain()

    assert (mouth.said, outbox.states()) == (["b"], {"a": "waiting", "b": "sent"})
    assert outbox.rows["a"].lease
    assert [each for each in logged if each["event"] == "deliver"] == [
        {"event": "deliver", "log_level": "error", "error": "KeyError"}
    ]


@pytest.mark.parametrize("case", [(2, "sent"), (9, "waiting")])
async def test_noting_has_patience(
    make: Workers, outbox: MemoryOutbox, mouth: Mouth, clock: HandClock, case: tuple[int, str]
) -> None:
    """An outbox that is down for a moment is told again; down for longer, the lease decides."""
    await outbox.put((outgoing("a"),), now=clock.now())
    failures, state = case
    outbox.down = failures
    await make().drain()

    assert (mouth.said, outbox.states()) == (["a"], {"a": state})


async def test_a_hundred_are_claimed_at_once(
    make: Workers, outbox: MemoryOutbox, mouth: Mouth, clock: HandClock
) -> None:
    """A thousand rows take tens of claims, not a thousand."""
    await outbox.put(tuple(outgoing(f"m{n}", f"+86{n}") for n in range(1000)), now=clock.now())
    worker = make()
    running = asyncio.create_task(worker.run())
    await until(lambda: len(mouth.said) == 1000)
    worker.stop()
    await running

    assert outbox.claims < 50


async def test_an_old_row_is_dead_at_its_first_failure(
    make: Workers, outbox: MemoryOutbox, mouth: Mouth, clock: HandClock
) -> None:
    """After a night of a dead worker, what is too old gets one try."""
    mouth.script = [Busy()]
    await outbox.put((outgoing("a"),), now=clock.now())
    clock.advance(2 * DAY)
    await make().drain()

    assert outbox.states() == {"a": "dead"}

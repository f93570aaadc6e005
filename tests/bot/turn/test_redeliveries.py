"""A message that is delivered often is done once, and each delivery gets the same answer."""

import asyncio
from pathlib import Path

import pytest
from turn_world import LAMP, NUMBER, opened, posted, said, wechat_door

from bot.telemetry.measuring import MeasuredTurns
from bot.telemetry.meters import Meters
from bot.telemetry.traces import Traces
from dialogs.facts.errors import Unkept
from handlers.pages.gestures import Account, Write

MANY = 300


@pytest.mark.parametrize("safe", [False, True], ids=["plain", "safe mode"])
async def test_a_confirmation_delivered_300_times_at_once(tmp_path: Path, *, safe: bool) -> None:
    """One case, and byte-identical answers to every delivery on WeChat."""
    async with opened(tmp_path) as world, wechat_door(world.core(), safe=safe) as (session, url, phone):
        for text in (LAMP, "1"):
            assert (await posted(session, url, phone.text(text)))[0] == 200
        push = phone.text("1")
        answers = await asyncio.gather(*(posted(session, url, push) for _ in range(MANY)))

        assert len(set(answers)) == 1
        assert NUMBER.search(phone.read_reply(answers[0][1]) or "")
        assert await world.cases() == 1
        assert await posted(session, url, push) == answers[0]


async def test_a_confirmation_by_sms_delivered_300_times_at_once(tmp_path: Path) -> None:
    """One case, and byte-identical answers to every delivery on Twilio."""
    async with opened(tmp_path) as world:
        for text in (LAMP, "1"):
            await world.on.do("sms", "", text)
        world.on.clock.advance(5_000_000)
        first = await world.on.town.world.gesture("visitor-", "sms", Write("text", "1"))
        again = Account("redeliver")
        others = await asyncio.gather(*(world.on.town.world.gesture("visitor-", "sms", again) for _ in range(MANY)))

        assert {other.answer.body for other in others} == {first.answer.body}
        assert NUMBER.search("".join(first.said))
        assert await world.cases() == 1


@pytest.mark.parametrize("channel", ["wechat", "sms"])
async def test_an_id_that_two_people_have_is_two_messages(tmp_path: Path, channel: str) -> None:
    """What is under way for one person is not told to another one whose message has the same id."""
    async with opened(tmp_path) as world:
        core = world.core()
        anna, boris = (world.message(text, channel, who, "m1") for text, who in ((LAMP, "oAnna"), ("你好", "oBoris")))
        world.weather.gate = asyncio.Event()
        taken = [asyncio.create_task(core.take(each)) for each in (anna, boris)]
        await asyncio.sleep(0.02)
        world.weather.gate.set()
        told_anna, told_boris = await asyncio.gather(*taken)

        assert said(told_anna) != said(told_boris)
        assert (await core.take(boris), await core.take(anna)) == (told_boris, told_anna)


async def test_a_redelivery_waits_for_the_first(tmp_path: Path) -> None:
    """What arrives while the first delivery runs gets its result, and starts no turn of its own."""
    async with opened(tmp_path) as world:
        core, message = world.core(), world.message(LAMP)
        world.weather.gate = asyncio.Event()
        deliveries = [asyncio.create_task(core.take(message)) for _ in range(2)]
        await asyncio.sleep(0.02)
        assert not any(delivery.done() for delivery in deliveries)
        world.weather.gate.set()
        one, other = await asyncio.gather(*deliveries)

        assert one == other
        assert one.parts
        assert await core.take(message) == one


async def test_a_second_complaint_gets_a_second_number(tmp_path: Path) -> None:
    """What is filed after the first case is a case of its own."""
    async with opened(tmp_path) as world:
        core = world.core()
        await world.drafted(core)
        first = NUMBER.findall(said(await core.take(world.message("1"))))
        for text in ("楼下烧烤店每晚油烟很大，花桥路20号", "老王烧烤"):  # whose name is asked for
            await core.take(world.message(text))
        found: list[str] = []
        for _ in range(6):
            found = NUMBER.findall(said(await core.take(world.message("1"))))
            if found:
                break

        assert first
        assert found
        assert first != found
        assert await world.cases() == 2


async def test_further_parts_wait_in_the_outbox_once(tmp_path: Path) -> None:
    """What does not fit into the response is a row for each part, the same ones for each delivery."""
    async with opened(tmp_path, wechat={"longest": 60}) as world:
        core, message = world.core(), world.message(LAMP)
        answers = [await core.take(message) for _ in range(3)]
        another = await world.core().take(message)

        assert len(answers[0].parts) == 1
        assert {answer.parts for answer in (*answers, another)} == {answers[0].parts}
        assert list(world.box.rows) == [f"wechat:{message.id}:{part}" for part in range(1, len(world.box.rows) + 1)]
        assert len(world.box.rows) > 1
        assert answers[0].parts[0] not in world.box.rows.values()


async def test_where_nothing_is_answered_all_parts_are_rows(tmp_path: Path) -> None:
    """A door that answers by a send says 200 with every part in the outbox, a redelivery adds none: no silence."""
    meters = Meters()
    async with opened(tmp_path) as world:
        core, message = world.core(), world.message(LAMP, "gateway", "+8613800138000")
        turns = MeasuredTurns(core, meters, lambda _channel, _message: "", Traces())
        answers = [await turns.take(message) for _ in range(3)]
        rows = list(world.box.rows)

        assert {answer.parts for answer in answers} == {()}
        assert rows[0] == f"gateway:{message.id}:0"
        assert "".join(world.box.rows.values())
        assert meters.registry.get_sample_value("huiyin_turns_total", {"channel": "gateway", "outcome": "put"}) == 3


async def test_a_first_delivery_that_is_broken_off_leaves_nobody_waiting(tmp_path: Path) -> None:
    """Who waits for a turn that ends unfinished is asked to come again, and then gets the answer."""
    async with opened(tmp_path) as world:
        core, message = world.core(), world.message(LAMP)
        world.weather.gate = asyncio.Event()
        first, second = (asyncio.create_task(core.take(message)) for _ in range(2))
        await asyncio.sleep(0.02)
        first.cancel()
        with pytest.raises(Unkept):
            await second
        world.weather.gate.set()

        assert (await core.take(message)).parts

"""A turn that is slow, and stores that are down: nobody is left without a word, and nothing confirmed is lost."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from turn_world import LAMP, NUMBER, World, opened, posted, said, wechat_door

from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Answer, Attachment, Inbound, MediaKind

HOLD, AGAIN = "请稍等", "请再发一次"
SOON = {"answer_within": 0.03}


async def until_landed(world: World, core: object) -> None:
    """Wait until nothing is under way."""
    async with asyncio.timeout(60):
        while core._flights:  # type: ignore[attr-defined]  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def test_the_last_delivery_of_a_slow_turn_is_told_to_hold_on(tmp_path: Path) -> None:
    """WeChat's first two deliveries are left to be cut, the third gets a line, the result leaves by the worker."""
    async with opened(tmp_path, wechat=SOON) as world:
        core, message = world.core(), world.message(LAMP)
        world.weather.gate = asyncio.Event()
        first, second = (asyncio.create_task(core.take(message)) for _ in range(2))
        await asyncio.sleep(0.06)
        assert not first.done()
        assert not second.done()
        third = await core.take(message)
        assert HOLD in said(third)
        world.weather.gate.set()
        await asyncio.gather(first, second)

        assert list(world.box.rows) == [f"wechat:{message.id}:0"]
        assert (await world.on.town.parts.database.read(_waiting)) == 1
        await world.on.town.parts.worker.drain()
        assert (await world.on.town.parts.database.read(_waiting)) == 0


def _waiting(connection: object) -> int:
    return connection.exec_driver_sql("SELECT count(*) FROM outbox WHERE state = 'waiting'").scalar_one()  # type: ignore[attr-defined]


async def test_twilio_is_told_to_hold_on_at_once(tmp_path: Path) -> None:
    """There is one delivery only: after its patience a line, then the result is pushed."""
    async with opened(tmp_path, sms=SOON) as world:
        core, message = world.core(), world.message(LAMP, "sms", "+8613800138000")
        world.weather.gate = asyncio.Event()
        assert HOLD in said(await core.take(message))
        world.weather.gate.set()
        await until_landed(world, core)

        assert next(iter(world.box.rows)) == f"sms:{message.id}:0"


async def test_patience_that_ends_while_parts_are_put_away_loses_no_part(tmp_path: Path) -> None:
    """Once a holding line was said, the first part leaves by the outbox too, however late that came."""
    async with opened(tmp_path, sms={**SOON, "longest": 1, "parts": 1}) as world:
        core, message = world.core(), world.message("办事大厅几点上班？", "sms", "+8613800138000")
        world.weather.outbox_gate = asyncio.Event()
        assert HOLD in said(await core.take(message))
        world.weather.outbox_gate.set()
        await until_landed(world, core)

        assert f"sms:{message.id}:0" in world.box.rows
        assert f"sms:{message.id}:1" in world.box.rows


async def test_who_was_told_to_hold_on_hears_that_nothing_came_of_it(tmp_path: Path) -> None:
    """A slow turn that cannot be kept in the end asks to send it again, by the outbox."""
    async with opened(tmp_path, sms=SOON) as world:
        core, message = world.core(), world.message(LAMP, "sms", "+8613800138000")
        world.weather.gate = asyncio.Event()
        assert HOLD in said(await core.take(message))
        world.weather.down = True
        world.weather.gate.set()
        await until_landed(world, core)

        assert AGAIN in world.box.rows[f"sms:{message.id}:0"]


async def test_a_store_that_is_down_is_503_until_the_last_delivery(tmp_path: Path) -> None:
    """WeChat's first two deliveries are asked to come again, the third says to send it again; each leaves a line."""
    async with opened(tmp_path) as world, wechat_door(world.core(), safe=False) as (session, url, phone):
        world.weather.down = True
        push = phone.text(LAMP)
        with capture_logs() as lines:
            statuses = [(await posted(session, url, push))[0] for _ in range(2)]
            status, body = await posted(session, url, push)

        assert statuses == [503, 503]
        assert [line["event"] for line in lines] == ["unkept"] * 3
        assert status == 200
        assert AGAIN in (phone.read_reply(body) or "")


async def test_on_twilio_a_store_that_is_down_is_a_line_at_once(tmp_path: Path) -> None:
    """There is no second delivery to wait for; the message sent again is filed."""
    async with opened(tmp_path) as world:
        core = world.core()
        world.weather.down = True
        assert AGAIN in said(await core.take(world.message(LAMP, "sms", "+8613800138000")))
        world.weather.down = False
        await world.drafted(core, "sms", "+8613800138000")

        assert NUMBER.search(said(await core.take(world.message("1", "sms", "+8613800138000"))))


async def _broken_off(world: World) -> Inbound:
    """Decide to file, and break off before it is done."""
    core = world.core()
    await world.drafted(core)
    world.weather.acts_down = 1
    confirmation = world.message("1")
    with pytest.raises(Unkept):
        await core.take(confirmation)
    assert await world.cases() == 0
    return confirmation


async def test_what_was_decided_is_done_when_the_message_comes_again(tmp_path: Path) -> None:
    """A process that died between the decision and the act: the redelivery gets the number, from one case."""
    async with opened(tmp_path) as world:
        confirmation = await _broken_off(world)
        answer = await world.core().take(confirmation)

        assert NUMBER.search(said(answer))
        assert await world.core().take(confirmation) == answer
        assert (await world.cases(), world.book.done.count("file")) == (1, 1)


@pytest.mark.parametrize(
    "next_one",
    [
        pytest.param({"text": "1"}, id="a digit"),
        pytest.param({"text": "查询"}, id="a command"),
        pytest.param({"text": "小区门口有人乱停车堵住了消防通道"}, id="a new matter"),
        pytest.param({"attachments": (Attachment(MediaKind.IMAGE, "ref"),)}, id="a photo"),
    ],
)
async def test_what_was_decided_is_done_by_the_next_message(next_one: dict[str, object], tmp_path: Path) -> None:
    """Whatever comes next, the citizen gets the number, and the first message keeps it as its answer."""
    async with opened(tmp_path) as world:
        confirmation = await _broken_off(world)
        message = replace(world.message(""), **next_one)
        answer = await world.core().take(message)

        assert NUMBER.search(said(answer))
        assert NUMBER.findall(said(await world.core().take(confirmation))) == NUMBER.findall(said(answer))[:1]
        assert (await world.cases(), world.book.done.count("file")) == (1, 1)


async def test_an_opt_out_after_something_broken_off_is_not_taken_for_impatience(tmp_path: Path) -> None:
    """ "退订" is short, and is stored all the same."""
    async with opened(tmp_path) as world:
        await _broken_off(world)
        await world.core().take(world.message("退订"))

        assert world.book.done.count("opt-out") == 1
        assert await world.cases() == 1


@pytest.mark.parametrize("text", ["退订", "花桥路12号着火了，快来人"])
async def test_acts_of_a_message_are_done_once(text: str, tmp_path: Path) -> None:
    """Opt-out and danger are stored once, though the turn breaks off and is taken again, twice at once."""
    async with opened(tmp_path) as world:
        message = world.message(text)
        world.weather.acts_down = 1
        with pytest.raises(Unkept):
            await world.core().take(message)
        one, other = await asyncio.gather(world.core().take(message), world.core().take(message))
        items = await world.on.town.parts.database.read(
            lambda connection: connection.exec_driver_sql("SELECT count(*) FROM desk_items").scalar_one()
        )

        assert one == other
        assert items == ("着火" in text)


@pytest.mark.parametrize("order", [("1", "2"), ("2", "1")])
async def test_a_racing_edit_never_files_what_was_not_decided(order: tuple[str, str], tmp_path: Path) -> None:
    """ "1 file" and "2 change" at once in two processes: one case at most, and both get an answer."""
    async with opened(tmp_path) as world:
        await world.drafted(world.core())
        answers: list[Answer] = await asyncio.gather(*(world.core().take(world.message(text)) for text in order))
        filed = world.book.done.count("file")

        assert all(answer.parts for answer in answers)
        assert await world.cases() == min(filed, 1)
        numbers = {number for answer in answers for number in NUMBER.findall(said(answer))}
        assert len(numbers) == await world.cases()


async def test_two_processes_share_one_conversation(tmp_path: Path) -> None:
    """Turns of one citizen that alternate between processes, some at once, are one conversation with one case."""
    async with opened(tmp_path) as world:
        one, other = world.core(), world.core()
        await one.take(world.message(LAMP))
        await other.take(world.message("1"))
        photos = [replace(world.message(""), attachments=(Attachment(MediaKind.IMAGE, f"r{n}"),)) for n in range(4)]
        await asyncio.gather(*((one, other)[n % 2].take(photo) for n, photo in enumerate(photos)))
        answer = await other.take(world.message("1"))

        assert NUMBER.search(said(answer))
        assert await world.cases() == 1
        assert await world.on.town.parts.database.read(_photos) == 4


def _photos(connection: object) -> int:
    return connection.exec_driver_sql("SELECT count(*) FROM media").scalar_one()  # type: ignore[attr-defined]

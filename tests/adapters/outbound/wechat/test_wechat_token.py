"""One token for all calls, and what is done when it is refused."""

import asyncio

import pytest
from wechat_api_world import SEND, STABLE, calling, outgoing

from bot.demo.wechat_host import TOKEN_LIVES
from dialogs.facts.errors import AddressRefused, Busy, Misconfigured, SendError, TokenRejected
from dialogs.facts.moment import MINUTE, SECOND


async def test_twenty_calls_ask_for_one_token() -> None:
    """Who comes while a token is asked for waits for that answer."""
    async with calling() as world:
        await asyncio.gather(*(world.voice.send(outgoing()) for _ in range(20)))

        assert world.stand_in.calls.count(STABLE) == 1
        assert len(world.stand_in.pushed) == 20


async def test_a_token_is_kept_until_shortly_before_it_ends() -> None:
    """A minute before its end another one is asked for, not earlier."""
    async with calling() as world:
        first = await world.token.current()
        world.clock.advance(TOKEN_LIVES - MINUTE - SECOND)
        assert await world.token.current() == first
        assert world.stand_in.calls == [STABLE]

        world.clock.advance(SECOND)
        await world.token.current()

        assert world.stand_in.calls == [STABLE, STABLE]


async def test_a_refused_token_is_replaced_and_the_call_repeated() -> None:
    """A token that died early costs one more request, and the message goes out once."""
    async with calling() as world:
        await world.voice.send(outgoing("一"))
        world.stand_in.void_token()

        await world.voice.send(outgoing("二"))

        assert [text.text for text in world.stand_in.pushed] == ["一", "二"]
        assert world.stand_in.calls == [STABLE, SEND, SEND, STABLE, SEND]


@pytest.mark.parametrize("errcode", [40001, 40014, 42001])
async def test_a_new_token_is_forced_only_when_the_refused_one_comes_again(errcode: int) -> None:
    """The same token once more is not tried again: one is forced, once."""
    async with calling() as world:
        before = await world.token.current()
        world.stand_in.fail(SEND, errcode)

        await world.voice.send(outgoing())

        assert await world.token.current() != before
        assert world.stand_in.calls == [STABLE, SEND, STABLE, STABLE, SEND]


async def test_a_token_that_is_always_refused_ends_in_an_error() -> None:
    """Refused twice is refused: no third try, no recursion."""
    async with calling() as world:
        world.stand_in.fail(SEND, *[40001] * 10)

        with pytest.raises(TokenRejected):
            await world.voice.send(outgoing())

        assert world.stand_in.calls.count(SEND) == 2


async def test_of_many_who_hold_a_refused_token_one_asks() -> None:
    """Ten calls fail with the same token; the nine that come later take the new one."""
    async with calling() as world:
        await world.token.current()
        world.stand_in.void_token()
        before = world.stand_in.calls.count(STABLE)

        await asyncio.gather(*(world.voice.send(outgoing()) for _ in range(10)))

        assert world.stand_in.calls.count(STABLE) == before + 1
        assert len(world.stand_in.pushed) == 10


@pytest.mark.parametrize(("errcode", "error"), [(40164, AddressRefused), (-1, Busy), (41030, Misconfigured)])
async def test_no_token_is_an_error_of_sending(errcode: int, error: type[SendError]) -> None:
    """An address that is not on the list raises the alarm; a busy host does not; an unknown refusal does."""
    async with calling() as world:
        world.stand_in.fail(STABLE, errcode)

        with pytest.raises(error):
            await world.voice.send(outgoing())

        await world.voice.send(outgoing())
        assert len(world.stand_in.pushed) == 1


async def test_a_wrong_secret_raises_the_alarm() -> None:
    """A secret that WeChat does not know is for an operator to mend; it stands in no message."""
    async with calling(secret="wrong-secret") as world:
        with pytest.raises(Misconfigured) as raised:
            await world.voice.send(outgoing())

        assert raised.value.alarm
        assert "wrong-secret" not in str(raised.value)

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from adapters.outbound.gateway import Gateway, GatewayNotices, GatewayVoice
from dialogs.facts.delivery import Filled
from dialogs.facts.errors import Busy, Misconfigured, Rejected, SendError, Throttled, Unpaid, Unreachable
from dialogs.facts.messages import Address
from dialogs.facts.ports import Outgoing, Sent

Start = Callable[[web.Application], Awaitable[TestServer]]
MESSAGE = Outgoing("key/0", Address("sms", "+8613800138000"), "10690000", "路灯 🙂")


@dataclass
class Aggregator:
    """A gateway that answers as it is told."""

    status: int = 200
    body: str = '{"code": 0, "id": 7}'
    delay: float = 0
    heard: list[tuple[str | None, Any]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        self.heard.append((request.headers.get("Authorization"), await request.json()))
        await asyncio.sleep(self.delay)
        return web.Response(status=self.status, text=self.body)


@pytest.fixture
def aggregator() -> Aggregator:
    return Aggregator()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def voice(aiohttp_server: Start, aggregator: Aggregator, session: aiohttp.ClientSession) -> GatewayVoice:
    app = web.Application()
    app.router.add_post("/send", aggregator.answer)
    server = await aiohttp_server(app)
    haste = aiohttp.ClientTimeout(total=0.2)
    return GatewayVoice(Gateway(f"http://127.0.0.1:{server.port}/send", "t0ken"), session, within=haste)


async def test_a_text_is_taken(voice: GatewayVoice, aggregator: Aggregator) -> None:
    """Number, words and our id go out under the token; the gateway's id is the receipt."""
    assert await voice.send(MESSAGE) == Sent("7")
    assert aggregator.heard == [("Bearer t0ken", {"to": "+8613800138000", "text": "路灯 🙂", "id": "key/0"})]


async def test_without_an_id_ours_is_the_receipt(voice: GatewayVoice, aggregator: Aggregator) -> None:
    """A gateway that reports by our id needs none of its own."""
    aggregator.body = '{"code": 0}'

    assert await voice.send(MESSAGE) == Sent("key/0")


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, '{"code": 5}', Rejected),
        (200, '{"code": "0"}', Rejected),
        (200, "OK", Rejected),
        (200, "[0]", Rejected),
        (200, "[" * 100_000, Rejected),
        (400, "", Rejected),
        (401, "", Misconfigured),
        (402, "", Unpaid),
        (403, "", Misconfigured),
        (404, "", Misconfigured),
        (429, "", Throttled),
        (500, "", Busy),
        (503, '{"code": 0}', Busy),
    ],
)
async def test_a_200_is_no_success_by_itself(
    voice: GatewayVoice, aggregator: Aggregator, status: int, body: str, error: type[SendError]
) -> None:
    """Status first, then the code in the body: anything but both is a named error."""
    aggregator.status, aggregator.body = status, body
    with pytest.raises(SendError) as refused:
        await voice.send(MESSAGE)

    assert type(refused.value) is error


async def test_no_answer_is_worth_another_try(voice: GatewayVoice, aggregator: Aggregator) -> None:
    """The gateway takes an id once, so that a try without an answer may be repeated."""
    aggregator.delay = 0.5
    with pytest.raises(Unreachable):
        await voice.send(MESSAGE)


async def test_nobody_listens(session: aiohttp.ClientSession) -> None:
    """A gateway that is down is tried again, and its address, a secret, is not told."""
    voice = GatewayVoice(Gateway(f"http://127.0.0.1:{unused_port()}/s3cret"), session)
    with pytest.raises(Unreachable) as lost:
        await voice.send(MESSAGE)

    assert "s3cret" not in str(lost.value)
    assert lost.value.__suppress_context__


FILLED = Filled(
    "notice-7", Address("sms", "+8613800138000"), "SMS_1", (("number", "260302000017"), ("said", "已修好。"))
)


@pytest.fixture
async def notices(aiohttp_server: Start, session: aiohttp.ClientSession, aggregator: Aggregator) -> GatewayNotices:
    app = web.Application()
    app.router.add_post("/send", aggregator.answer)
    server = await aiohttp_server(app)
    return GatewayNotices(Gateway(f"http://127.0.0.1:{server.port}/send", "t0ken"), session, longest=24)


async def test_a_template_is_taken(notices: GatewayNotices, aggregator: Aggregator) -> None:
    """Template, variables and our id go out, and no text; the template itself ends the sentence."""
    assert await notices.send(FILLED) == Sent("7")
    params = {"number": "260302000017", "said": "已修好"}
    assert aggregator.heard == [
        ("Bearer t0ken", {"to": "+8613800138000", "template": "SMS_1", "params": params, "id": "notice-7"})
    ]


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("请看 https://city.example/a?b=1 上的说明", "请看 … 上的说明"),
        ("见www.city.example/x。", "见…"),
        ("第一行\n第二行\t完", "第一行 第二行 完"),
        ("【某局】已办", "「某局」已办"),
        ("一" * 30, "一" * 23 + "…"),
        ("路灯🙂]]>", "路灯🙂]]>"),
    ],
)
async def test_variables_are_as_carriers_take_them(
    notices: GatewayNotices, aggregator: Aggregator, text: str, sent: str
) -> None:
    """No address of a page, one line, no brackets of a signature, and no longer than was agreed."""
    await notices.send(replace(FILLED, fields=(("said", text),)))

    assert aggregator.heard[0][1]["params"] == {"said": sent}


async def test_a_sentence_with_a_hole_is_not_sent(notices: GatewayNotices, aggregator: Aggregator) -> None:
    """Where a variable has nothing to say the next rung has its turn."""
    with pytest.raises(Rejected, match="nothing for day") as refused:
        await notices.send(replace(FILLED, fields=(("number", "1"), ("day", " \n"))))

    assert refused.value.next_rung
    assert aggregator.heard == []

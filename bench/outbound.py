"""Notices a second, from one process, beside bare posts of the same bytes: ``python -m bench.outbound``.

Runs of a second alternate, for the machine is noisy; the ratio is the figure, by the clock and by this process's
processor time. *Voice* is what a voice adds to a post: the token, the form, reading the answer. *Worker* is all of it:
claiming from SQLite (durable), the ladder, the words, sending, and noting what became of each.
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import uvloop
from aiohttp import ClientConnectorError, ClientSession, TCPConnector, web

from adapters.outbound.gateway import Gateway, GatewayVoice
from adapters.outbound.twilio import TwilioAccount, TwilioVoice
from adapters.outbound.wechat import AccessToken, WechatApi, WechatHost, WechatVoice
from bench.outbox import filled, line_of
from bot.clock import SystemClock
from bot.demo.hosts import free_port
from bot.serve import spare_the_collector
from bot.worker import Worker
from dialogs.facts.messages import Address
from dialogs.facts.moment import Moment
from dialogs.facts.ports import Outgoing, Sent, Voice

AT_ONCE, SECONDS, RUNS = 32, 1.0, 5
NOTICES = 2000
TEXT = "您的诉求202611230017已受理，由市政设施管理处办理，11月30日前答复。回复“查询”可看进度。"
SID = "AC" + "1" * 32
PHONE = Address("sms", "+8613800138000")
Send = Callable[[int], Awaitable[object]]


async def host(port: int) -> None:
    """Take everything at once, as each of the hosts answers."""

    def answering(said: dict[str, object], status: int = 200) -> Callable[[web.Request], Awaitable[web.Response]]:
        body = json.dumps(said).encode()

        async def answer(request: web.Request) -> web.Response:
            await request.read()
            return web.Response(body=body, status=status, content_type="application/json")

        return answer

    app = web.Application()
    app.router.add_post("/cgi-bin/stable_token", answering({"access_token": "t", "expires_in": 7200}))
    app.router.add_post("/cgi-bin/message/custom/send", answering({"errcode": 0, "errmsg": "ok"}))
    app.router.add_post(f"/2010-04-01/Accounts/{SID}/Messages.json", answering({"sid": "SM1"}, 201))
    app.router.add_post("/gateway", answering({"code": 0, "id": "g1"}))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


async def up(session: ClientSession, base: str) -> None:
    while True:
        try:
            async with session.get(base):
                return
        except ClientConnectorError:
            await asyncio.sleep(0.1)


@dataclass(frozen=True, slots=True)
class Pace:
    """How many went out in a second, and what one cost of the processor (µs)."""

    rate: float
    cost: float


class Stopwatch:
    """Begins where it is made."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._worked = time.process_time()

    def pace(self, sent: int) -> Pace:
        spent = time.process_time() - self._worked
        return Pace(sent / (time.perf_counter() - self._started), spent / sent * 1e6)


def median(paces: Sequence[Pace]) -> Pace:
    return Pace(statistics.median(each.rate for each in paces), statistics.median(each.cost for each in paces))


async def pace_of(send: Send) -> Pace:
    """Send many at once for a second."""
    ends, sent, watch = time.perf_counter() + SECONDS, 0, Stopwatch()

    async def one(number: int) -> None:
        nonlocal sent
        while time.perf_counter() < ends:
            await send(number)
            sent += 1

    await asyncio.gather(*(one(number) for number in range(AT_ONCE)))
    return watch.pace(sent)


def bare(session: ClientSession, url: str, body: bytes | dict[str, str]) -> Send:
    async def send(_: int) -> bytes:
        async with session.post(url, data=body) as response:
            return await response.read()

    return send


def through(voice: Voice, to: Address) -> Send:
    return lambda number: voice.send(Outgoing(f"k{number}", to, "+8610000000", TEXT))


async def compared(name: str, posts: Send, sends: Send) -> None:
    """Alternate both, and tell."""
    tell(name, [(await pace_of(posts), await pace_of(sends)) for _ in range(RUNS)])


def tell(name: str, pairs: Sequence[tuple[Pace, Pace]]) -> None:
    """Tell how bare posts went beside ours."""
    bare, ours = median([each for each, _ in pairs]), median([each for _, each in pairs])
    ratio = statistics.median(ours.rate / bare.rate for bare, ours in pairs)
    work = statistics.median(bare.cost / ours.cost for bare, ours in pairs)
    print(f"{name:<8} {bare.rate:>7,.0f} {ours.rate:>7,.0f} {ratio:>6.2f}", end="")
    print(f" {bare.cost:>9.0f} {ours.cost:>6.0f} {work:>6.2f}")


async def worked(voice: Voice) -> Pace:
    """Let a worker run until it has told all that waits."""
    with tempfile.TemporaryDirectory() as folder:
        async with filled(Path(folder), NOTICES) as (notices, outbox, chance):
            counting = Counting(voice)
            worker = Worker(outbox, {}, SystemClock(), chance, more=(line_of(notices, counting, chance),))
            counting.done = worker.stop
            watch = Stopwatch()
            await worker.run()
            return watch.pace(NOTICES)


class Counting:
    """A voice that says when all is told; what is in flight then is still noted."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._left = NOTICES
        self.capabilities = voice.capabilities
        self.done: Callable[[], None] = lambda: None

    async def send(self, message: Outgoing) -> Sent:
        sent = await self._voice.send(message)
        self._left -= 1
        if not self._left:
            self.done()
        return sent

    async def sought(self, message: Outgoing, since: Moment) -> Sent | None:
        return await self._voice.sought(message, since)


async def measured(session: ClientSession, base: str) -> None:
    """Compare each voice with bare posts of what it sends, and the worker with those of WeChat."""
    spare_the_collector()
    print("           bare/s  ours/s  ratio   bare µs   ours  ratio")
    wechat_host = WechatHost(session, base)
    wechat = WechatVoice(WechatApi(wechat_host, AccessToken(wechat_host, "wx1", "s", SystemClock())))
    told = {"touser": "o-1", "msgtype": "text", "text": {"content": TEXT}}
    body = json.dumps(told, ensure_ascii=False).encode()
    url = f"{base}/cgi-bin/message/custom/send?access_token=t"
    posts = bare(session, url, body)
    await compared("wechat", posts, through(wechat, Address("wechat", "o-1")))
    account = TwilioAccount(SID, "token", "https://bot.example.org", "+8610000000", api_base=base)
    form = {"To": PHONE.id, "Body": TEXT, "From": "+8610000000", "StatusCallback": "https://b/s"}
    twilio = TwilioVoice(account, session)
    await compared("twilio", bare(session, account.messages_url, form), through(twilio, PHONE))
    small = json.dumps({"to": PHONE.id, "text": TEXT, "id": "k1"}).encode()
    gateway = GatewayVoice(Gateway(f"{base}/gateway"), session)
    await compared("gateway", bare(session, f"{base}/gateway", small), through(gateway, PHONE))
    tell("worker", [(await pace_of(posts), await worked(wechat)) for _ in range(RUNS)])


async def main() -> None:
    port = free_port(0)
    server = await asyncio.create_subprocess_exec(sys.executable, "-m", "bench.outbound", str(port))
    base = f"http://127.0.0.1:{port}"
    try:
        async with ClientSession(connector=TCPConnector(limit=0)) as session:
            await up(session, base)
            await measured(session, base)
    finally:
        server.terminate()
        await server.wait()


if __name__ == "__main__":
    uvloop.run(host(int(sys.argv[1])) if len(sys.argv) > 1 else main())

"""Parts of the demo on their own: mailbox, line, accounts."""

import asyncio
import io

import aiohttp
import av
from aiohttp import web

from bot.demo.accounts import Accounts
from bot.demo.handsets import SILENT_AMR
from bot.demo.hosts import on_loopback
from bot.demo.line import Letter, Line
from bot.demo.mailbox import Mailbox
from dialogs.facts.moment import SECOND


def test_serials_follow_the_time(clock):
    """Serials grow even while the clock stands still, and are not below the time."""
    mailbox = Mailbox(clock)
    for text in ("一", "二"):
        mailbox.deliver("sms", "+1", text)
    clock.advance(SECOND)
    mailbox.deliver("sms", "+1", "三")
    serials = [push.serial for push in mailbox.after(0, ("+1",))]

    assert serials == sorted(set(serials))
    assert serials[0] >= clock.now() - SECOND
    assert serials[2] == clock.now()


async def test_waiting_outlasts_others_mail(clock):
    """Who waits is not woken for good by a push to somebody else."""
    mailbox = Mailbox(clock)
    waiting = asyncio.create_task(mailbox.wait(0, ("+1",), 5))
    await asyncio.sleep(0)
    mailbox.deliver("sms", "+2", "别人的")
    await asyncio.sleep(0)
    mailbox.deliver("sms", "+1", "我的")

    assert [push.text for push in await waiting] == ["我的"]


async def test_a_slow_answer_is_asked_for_again():
    """A delivery that is not answered in time is repeated as it was, as often as the letter says."""
    seen = []

    async def answer(request):
        seen.append(await request.read())
        await asyncio.sleep(2 if len(seen) < 3 else 0)
        return web.Response(text="done")

    app = web.Application()
    app.router.add_post("/door", answer)
    async with aiohttp.ClientSession() as session, on_loopback(app) as port:
        letter = Letter("/door?a=1", {"X-Mark": "m"}, b"<xml/>", patience=0.7, deliveries=3)
        delivery = await Line(session, f"http://127.0.0.1:{port}/").deliver(letter)

    assert (delivery.status, delivery.body) == (200, b"done")
    assert seen == [b"<xml/>"] * 3
    assert delivery.request.line == "POST /door?a=1 HTTP/1.1"
    assert ("X-Mark", "m") in delivery.request.headers


def test_people_follow_from_the_key():
    """The same key and visitor give the same openid and number; another key or visitor others."""
    key, other = Accounts("one key of the demo"), Accounts("another key of it")

    assert key.openid("ann") == Accounts("one key of the demo").openid("ann")
    assert len({key.openid("ann"), key.openid("ben"), other.openid("ann")}) == 3
    assert len({key.number("ann"), key.number("ben"), other.number("ann")}) == 3
    assert len(key.openid("ann")) == 28
    assert len(key.number("ann")) == len("+8613800000000")


def test_the_silent_voice_can_be_played():
    """The stand-in for a voice is half a second of real AMR."""
    with av.open(io.BytesIO(SILENT_AMR)) as voice:
        samples = sum(frame.samples for frame in voice.decode(audio=0))

    assert samples == 4000  # at 8,000 a second

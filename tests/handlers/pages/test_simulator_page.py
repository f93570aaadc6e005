"""The simulator's page and the calls it makes."""

import asyncio
import base64
import json
import re
from io import BytesIO
from pathlib import Path

import pytest

from handlers.pages import simulator
from handlers.pages.gestures import MOST_PHOTO_BYTES, Account, Photograph, Point, Speak, Tap, Write

WHO = {"Demo-Visitor": "visitor-0123456789", "Content-Type": "application/json"}
GESTURES = [
    ({"kind": "text", "text": "路灯坏了"}, Write("text", "路灯坏了")),
    ({"kind": "tap", "item": "r1.2", "text": "噪音"}, Tap("tap", "r1.2", "噪音")),
    ({"kind": "location", "lat": 30.1, "lon": 114.1, "label": "桥"}, Point("location", 30.1, 114.1, "桥")),
    ({"kind": "photo", "mime": "image/png", "content": "AAEC"}, Photograph("photo", "image/png", b"\0\1\2")),
    ({"kind": "voice"}, Speak("voice", "")),
    ({"kind": "redeliver"}, Account("redeliver")),
]
MISTAKES = {
    "no JSON": b"{",
    "a list": b"[]",
    "unknown kind": b'{"kind": "dance"}',
    "no words": b'{"kind": "text"}',
    "off the earth": b'{"kind": "location", "lat": 91, "lon": 0}',
    "not a number": b'{"kind": "location", "lat": NaN, "lon": 0}',
    "markup as photo": b'{"kind": "photo", "mime": "image/svg+xml", "content": "AAEC"}',
    "bad base64": b'{"kind": "photo", "mime": "image/png", "content": "A"}',
    "too many words": json.dumps({"kind": "text", "text": "字" * 8001}).encode(),
    "bad bytes": b'{"kind": "text", "text": "\xff"}',
    "impossible here": b'{"kind": "text", "text": "impossible"}',
}


async def test_the_page_stands_alone(page):
    """The front page loads only what this server holds, and its guard forbids the rest."""
    answer = await page.get("/")
    text = await answer.text()

    assert answer.status == 200
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    for address in re.findall(r'(?:src|href)="([^"]+)"', text):
        assert (await page.get(address)).status == 200


def test_no_file_of_the_page_reaches_out():
    """No script, style or picture of the page names another host or turns text into markup."""
    for file in Path(simulator.STATIC).rglob("*.*"):
        text = file.read_text(encoding="utf-8")
        addresses = set(re.findall(r"https?://[\w.]+", text)) - {"http://www.w3.org"}  # a namespace, never loaded

        assert not addresses, file.name
        assert "innerHTML" not in text, file.name


@pytest.mark.parametrize(("sent", "understood"), GESTURES, ids=lambda value: getattr(value, "kind", ""))
async def test_a_gesture_reaches_the_world(page, world, sent, understood):
    """Each thing a hand can do arrives at the world as its own type, and the exchange comes back whole."""
    answer = await page.post("/demo/wechat/gesture", data=json.dumps(sent), headers=WHO)
    told = await answer.json()

    assert world.seen == [("visitor-0123456789", "wechat", understood)]
    assert told["status"] == 200
    assert told["request"]["headers"] == [["Host", "127.0.0.1"]]


@pytest.mark.parametrize("body", MISTAKES.values(), ids=MISTAKES)
async def test_what_is_no_gesture_is_refused(page, body):
    """A body that is no gesture is 400 and is not repeated."""
    answer = await page.post("/demo/sms/gesture", data=body, headers=WHO)

    assert answer.status == 400
    assert await answer.text() == "400: Bad Request"


async def test_a_photo_may_be_large_but_not_endless(page, world):
    """A photo beyond the frame's own limit is taken, one beyond the page's is 413."""
    photo = {"kind": "photo", "mime": "image/jpeg"}
    fits = photo | {"content": base64.b64encode(bytes(MOST_PHOTO_BYTES)).decode()}
    large = photo | {"content": base64.b64encode(bytes(MOST_PHOTO_BYTES + 9000)).decode()}

    taken = await page.post("/demo/sms/gesture", data=BytesIO(json.dumps(fits).encode()), headers=WHO)
    refused = await page.post("/demo/sms/gesture", data=BytesIO(json.dumps(large).encode()), headers=WHO)

    assert (taken.status, refused.status) == (200, 413)
    assert len(world.seen) == 1


async def test_other_sites_cannot_gesture(page, world):
    """A form of another site (no JSON), a stranger without a visitor's token and an unknown phone do nothing."""
    body = b'{"kind": "redeliver"}'
    form = await page.post("/demo/sms/gesture", data=body, headers=WHO | {"Content-Type": "text/plain"})
    stranger = await page.post("/demo/sms/gesture", data=body, headers={"Content-Type": "application/json"})
    phone = await page.post("/demo/fax/gesture", data=body, headers=WHO)

    assert (form.status, stranger.status, phone.status) == (415, 403, 404)
    assert world.seen == []


async def test_a_visitor_is_drawn(page):
    """A new tab is given a visitor's token."""
    answer = await page.post("/demo/visitors")

    assert await answer.json() == {"visitor": "visitor-0123456789"}


async def test_a_push_ends_the_waiting(page, world):
    """A call for pushes waits until there is one, and gives only what is newer than the serial it names."""
    waiting = asyncio.create_task(page.get("/demo/pushes?after=0", headers=WHO))
    await asyncio.sleep(0.05)
    assert not waiting.done()

    await world.push("sms", "有进展")
    answer = await waiting

    assert await answer.json() == {"pushes": [{"serial": 1, "phone": "sms", "text": "有进展"}]}


@pytest.mark.parametrize("query", ["after=x", "after=", "after=1.5"])
async def test_a_serial_is_a_number(page, query):
    """A serial that is no number is 400."""
    assert (await page.get(f"/demo/pushes?{query}", headers=WHO)).status == 400

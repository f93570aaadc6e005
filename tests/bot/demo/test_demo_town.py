"""The whole product in its made-up city."""

import asyncio
import io
import resource
import subprocess
import sys
import urllib.request

import program
import pytest
from PIL import Image

from bot.app import make_app
from bot.clock import SystemChance, SystemClock
from bot.demo.accounts import SMS_NUMBER, WECHAT_ACCOUNT
from bot.demo.hosts import on_loopback
from bot.demo.town import town
from dialogs.facts.messages import Address
from dialogs.facts.ports import Outgoing
from handlers.pages.gestures import Photograph, Write

ANN = "visitor-ann-000001"
READY_WITHIN = 10  # seconds of a processor's time, which does not depend on what else the machine does
LAMP = "柳林桥的路灯坏了三天，晚上走路什么都看不见"


@pytest.fixture
async def place(tmp_path):
    async with town(0, tmp_path, SystemClock(), SystemChance()) as built:
        app = make_app(built.parts.routes, lifetimes=built.parts.lifetimes)
        async with on_loopback(app, built.port):
            yield built


def picture():
    file = io.BytesIO()
    Image.new("RGB", (320, 240), "#888888").save(file, "JPEG")
    return file.getvalue()


@pytest.mark.parametrize("phone", ["wechat", "sms"])
async def test_photos_come_to_rest(place, phone, tmp_path):
    """A photo of either phone is fetched from its network and rests in the media folder, sealed."""
    await place.world.gesture(ANN, phone, Write("text", LAMP))
    await place.world.gesture(ANN, phone, Photograph("photo", "image/jpeg", picture()))
    for _ in range(100):
        kept = [file for file in (tmp_path / "media").rglob("*") if file.is_file()]
        if kept:
            break
        await asyncio.sleep(0.1)

    assert len(kept) == 1
    assert b"JFIF" not in kept[0].read_bytes()


@pytest.mark.parametrize(("phone", "account"), [("wechat", WECHAT_ACCOUNT), ("sms", SMS_NUMBER)])
async def test_what_the_worker_sends_arrives(place, phone, account):
    """A row of the outbox leaves by the channel's voice and arrives on the phone of who has written before."""
    await place.world.gesture(ANN, phone, Write("text", "你好"))
    openid, number = place.world.identities(ANN)
    to = Address(phone, openid if phone == "wechat" else number)
    row = Outgoing(f"test/{phone}", to, account, "您反映的路灯已修好。")
    await place.parts.outbox.put((row,), now=SystemClock().now())
    place.parts.worker.wake()

    assert [push.text for push in await place.world.pushes(ANN, 0, 10)] == ["您反映的路灯已修好。"]


def processor_time():
    """What ended child processes have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_the_demo_is_soon_there(root, tmp_path):
    """The command prints its address when it is ready, serves page and doors, and ends cleanly when told to."""
    before = processor_time()
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--data", str(tmp_path)]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        address = next(line.strip() for line in process.stdout if line.startswith("http://"))
        with urllib.request.urlopen(address.replace("localhost", "127.0.0.1")) as page:
            assert page.status == 200
        process.terminate()
        _, errors = process.communicate()

    assert processor_time() - before < READY_WITHIN
    assert (process.returncode, errors) == (0, "")
    assert (tmp_path / "secret.key").exists()


@pytest.mark.parametrize("channel", ["wechat", "sms"])
def test_the_terminal_is_a_phone(root, tmp_path, channel):
    """In the terminal a sentence becomes a case; a place without a name lists the places."""
    typed = f"{LAMP}\n1\n1\n/location\n/redeliver\n/quit\nnever read\n"
    ended = program.run("chat", "--channel", channel, folder=tmp_path, env={}, typed=typed)
    filed = [line for line in ended.stdout.splitlines() if "查询码" in line]

    assert (ended.returncode, ended.stderr) == (0, "")
    assert len(set(filed)) == 1
    assert len(filed) == 2
    assert "柳林桥" in ended.stdout.partition("/location 人民公园")[2]

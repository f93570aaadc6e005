"""The bare doors beside which the product is measured: ``python -m bench.bare PORT [--dialog]``.

aiohttp with uvloop; checks the signature, reads the message, takes a step of a dialog whose state is a dict, answers.
Nothing is kept, nothing is sealed, nothing is delivered twice. Without ``--dialog`` the dialog is four fixed
questions; with it, it is the product's own: front desk, script and words.
"""

import argparse
import asyncio
import hashlib
import hmac
import time
from base64 import b64encode
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl
from xml.parsers import expat
from xml.sax.saxutils import escape

import uvloop
from aiohttp import web

from bench.letters import ACCOUNTS

Step = Callable[[str, str, str], str]
"""Takes channel, person and words, and gives what is said."""
QUESTIONS = ("What is it about?", "Where is it?", "How long has it been so?", "1 send\n2 change\n3 leave")
STATES: dict[str, dict[str, Any]] = {}


def four_questions(_channel: str, who: str, words: str) -> str:
    """Keep the answer and ask the next question, round and round."""
    state = STATES.setdefault(who, {"at": 0, "answers": {}})
    state["answers"][state["at"]] = words.strip()
    state["at"] = (state["at"] + 1) % len(QUESTIONS)
    return QUESTIONS[state["at"]]


def fields_of(body: bytes) -> dict[str, str]:
    fields: dict[str, str] = {}
    names: list[str] = []

    def text(data: str) -> None:
        fields[names[-1]] = fields.get(names[-1], "") + data

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, _: names.append(name)
    parser.EndElementHandler = lambda _: names.pop()
    parser.CharacterDataHandler = text
    parser.Parse(body, True)  # noqa: FBT003
    return fields


class Bare:
    """Two doors to one dialog."""

    def __init__(self, port: int, step: Step) -> None:
        self._port, self._step = port, step
        self._wechat_token, self._twilio_token = ACCOUNTS.wechat_token, ACCOUNTS.twilio_token

    async def wechat(self, request: web.Request) -> web.Response:
        query = request.query
        said = "".join(sorted((self._wechat_token, query["timestamp"], query["nonce"])))
        if not hmac.compare_digest(hashlib.sha1(said.encode()).hexdigest(), query["signature"]):  # noqa: S324
            return web.Response(status=403)
        fields = fields_of(await request.read())
        answer = self._step("wechat", fields["FromUserName"], fields["Content"])
        body = (
            f"<xml><ToUserName><![CDATA[{fields['FromUserName']}]]></ToUserName>"
            f"<FromUserName><![CDATA[{fields['ToUserName']}]]></FromUserName><CreateTime>{int(time.time())}</CreateTime>"
            f"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{answer}]]></Content></xml>"
        )
        return web.Response(text=body, content_type="text/xml")

    async def twilio(self, request: web.Request) -> web.Response:
        pairs = parse_qsl((await request.read()).decode(), keep_blank_values=True)
        said = f"http://{request.host}:{self._port}{request.path}"
        said += "".join(name + value for name, value in sorted(pairs))
        signature = b64encode(hmac.digest(self._twilio_token.encode(), said.encode(), "sha1")).decode()
        if not hmac.compare_digest(signature, request.headers["X-Twilio-Signature"]):
            return web.Response(status=403)
        fields = dict(pairs)
        answer = escape(self._step("sms", fields["From"], fields["Body"]))
        return web.Response(text=f"<Response><Message>{answer}</Message></Response>", content_type="text/xml")


async def run(port: int, step: Step) -> None:
    app, bare = web.Application(), Bare(port, step)
    app.add_routes([web.post("/wechat", bare.wechat), web.post("/sms/twilio", bare.twilio)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print("ready", flush=True)
    await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("--dialog", action="store_true", help="the product's own dialog")
    given = parser.parse_args()
    if not given.dialog:
        uvloop.run(run(given.port, four_questions))
        return
    from bench.dialog import OwnDialog  # noqa: PLC0415 - the barest door loads nothing of the product

    uvloop.run(run(given.port, OwnDialog().step))


if __name__ == "__main__":
    main()

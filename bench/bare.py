"""The bare door beside which the product is measured: ``python -m bench.bare PORT``.

aiohttp with uvloop; checks the signature, reads the message, takes a step of a dialog whose state is a dict, answers.
Nothing is kept, nothing is sealed, nothing is delivered twice.
"""

import asyncio
import hashlib
import hmac
import sys
import time
from base64 import b64encode
from typing import Any
from urllib.parse import parse_qsl
from xml.parsers import expat
from xml.sax.saxutils import escape

import uvloop
from aiohttp import web

from bench.letters import ACCOUNTS

QUESTIONS = ("What is it about?", "Where is it?", "How long has it been so?", "1 send\n2 change\n3 leave")
STATES: dict[str, dict[str, Any]] = {}


def step(who: str, words: str) -> str:
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


async def wechat(request: web.Request) -> web.Response:
    query = request.query
    said = "".join(sorted((ACCOUNTS.wechat_token, query["timestamp"], query["nonce"])))
    if not hmac.compare_digest(hashlib.sha1(said.encode()).hexdigest(), query["signature"]):  # noqa: S324
        return web.Response(status=403)
    fields = fields_of(await request.read())
    answer = step(fields["FromUserName"], fields["Content"])
    body = (
        f"<xml><ToUserName><![CDATA[{fields['FromUserName']}]]></ToUserName>"
        f"<FromUserName><![CDATA[{fields['ToUserName']}]]></FromUserName><CreateTime>{int(time.time())}</CreateTime>"
        f"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{answer}]]></Content></xml>"
    )
    return web.Response(text=body, content_type="text/xml")


async def twilio(request: web.Request) -> web.Response:
    pairs = parse_qsl((await request.read()).decode(), keep_blank_values=True)
    said = f"http://{request.host}:{PORT}{request.path}" + "".join(name + value for name, value in sorted(pairs))
    signature = b64encode(hmac.digest(ACCOUNTS.twilio_token.encode(), said.encode(), "sha1")).decode()
    if not hmac.compare_digest(signature, request.headers["X-Twilio-Signature"]):
        return web.Response(status=403)
    fields = dict(pairs)
    answer = escape(step(fields["From"], fields["Body"]))
    return web.Response(text=f"<Response><Message>{answer}</Message></Response>", content_type="text/xml")


async def run(port: int) -> None:
    app = web.Application()
    app.add_routes([web.post("/wechat", wechat), web.post("/sms/twilio", twilio)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    PORT = int(sys.argv[1])
    uvloop.run(run(PORT))

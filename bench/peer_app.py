"""The usual way: wechatpy in Flask with sessions in Redis, and a dialog of three questions.

Served as people serve it, by ``gunicorn bench.peer_app:app``. It imports nothing of the project: WECHAT_TOKEN and
REDIS_URL in the environment are all it needs.
"""

import os
from typing import Any

from flask import Flask, Response, abort, request
from redis import Redis
from wechatpy import create_reply, parse_message
from wechatpy.exceptions import InvalidSignatureException
from wechatpy.session.redisstorage import RedisStorage
from wechatpy.utils import check_signature

QUESTIONS = {"what": "请问您要反映什么问题？", "where": "请问在哪里？", "since": "请问有多久了？"}
A_DAY = 86_400

app = Flask(__name__)
token = os.environ["WECHAT_TOKEN"]
sessions = RedisStorage(Redis.from_url(os.environ["REDIS_URL"]), prefix="peer")


def step(session: dict[str, Any], words: str) -> str:
    """Keep the answer and ask what is not known yet; after the last question begin again."""
    if asked := session.get("asked"):
        session[asked] = words.strip()
    open_ones = [name for name in QUESTIONS if name not in session]
    if not open_ones:
        told = f"已收到：{session['what']}，{session['where']}，{session['since']}。"
        session.clear()
        return told
    session["asked"] = open_ones[0]
    return QUESTIONS[open_ones[0]]


@app.post("/wechat")
def wechat() -> Response:
    try:
        check_signature(token, request.args["signature"], request.args["timestamp"], request.args["nonce"])
    except InvalidSignatureException:
        abort(403)
    message = parse_message(request.get_data())
    if message.type != "text":
        return Response("success")
    session = sessions.get(message.source, {})
    answer = step(session, message.content)
    sessions.set(message.source, session, ttl=A_DAY)
    return Response(create_reply(answer, message).render(), mimetype="application/xml")

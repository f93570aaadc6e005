"""How WeChat's API answers: always JSON and always 200, refusals too."""

import json

from aiohttp import web


def verdict(errcode: int, about: str = "", **fields: object) -> web.Response:
    """Say that it is done (0) or refused, with an id for support as the real one has it."""
    refused = " ".join(filter(None, ("refused", about, f"rid: 6553f100-{errcode & 0xFFFF:04x}")))
    return told(errcode=errcode, errmsg=refused if errcode else "ok", **fields)


def told(**fields: object) -> web.Response:
    body = json.dumps(fields, ensure_ascii=False).encode()
    return web.Response(body=body, content_type="application/json", charset="utf-8")

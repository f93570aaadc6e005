"""Who may not file for now: set, listed and lifted by the desk."""

import re
from datetime import tzinfo
from http import HTTPStatus
from typing import Annotated, Final, Protocol

from aiohttp import web
from pydantic import AwareDatetime, BaseModel, Field

from dialogs.facts.blocks import Block
from dialogs.facts.messages import Address
from dialogs.facts.moment import civil
from handlers.api.bodies import Body, Prose
from handlers.api.operations import DESK, Call, Operation, answer
from handlers.api.problems import Refusal

ROOT: Final = "/api/v1/blocks"
CASE = re.compile(r"\d{12}")
WHO: Final = r"^(\d{12}|wechat:[A-Za-z0-9_-]{1,64}|sms:\+[1-9][0-9]{6,14})$"


class Blocks(Protocol):
    async def add(self, who: Address | str, *, reason: str, by: str, days: int = 0) -> Block | None: ...

    async def listed(self) -> tuple[Block, ...]: ...

    async def lift(self, id: str) -> bool: ...


class BlockIn(Body):
    """``who``: the number of a case, for who filed it, or an address (``sms:+…``, ``wechat:openid``)."""

    who: str = Field(pattern=WHO)
    reason: Annotated[str, Field(min_length=2, max_length=500), Prose]
    days: int = Field(0, ge=0, le=3650)


class BlockOut(BaseModel):
    """Not who it is. ``until`` null: until it is lifted."""

    id: str
    channel: str
    reason: str
    by: str
    at: AwareDatetime
    until: AwareDatetime | None


class BlocksOut(BaseModel):
    blocks: list[BlockOut]


def block_operations(blocks: Blocks, zone: tzinfo) -> tuple[Operation, ...]:
    views = _Views(blocks, zone)
    return (
        Operation("GET", ROOT, "listBlocks", views.listed, DESK, gives=BlocksOut),
        Operation("POST", ROOT, "addBlock", views.add, DESK, body=BlockIn, gives=BlockOut, once=False),
        Operation("POST", f"{ROOT}/{{id}}/lift", "liftBlock", views.lift, DESK, gives=BlocksOut),
    )


def whom(who: str) -> Address | str:
    """Read the number of a case, or an address."""
    return who if CASE.fullmatch(who) else Address(*who.split(":", 1))


class _Views:
    def __init__(self, blocks: Blocks, zone: tzinfo) -> None:
        self._blocks = blocks
        self._zone = zone

    async def listed(self, _call: Call) -> web.Response:
        return answer(BlocksOut(blocks=[self._out(each) for each in await self._blocks.listed()]))

    async def add(self, call: Call) -> web.Response:
        wanted = await call.body(BlockIn)
        made = await self._blocks.add(whom(wanted.who), reason=wanted.reason, by=call.bearer.token, days=wanted.days)
        if made is None:
            raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, (("who", "unknown"),))
        return answer(self._out(made))

    async def lift(self, call: Call) -> web.Response:
        if not await self._blocks.lift(call.named("id")):
            raise Refusal(HTTPStatus.NOT_FOUND, (("id", "unknown"),))
        return await self.listed(call)

    def _out(self, block: Block) -> BlockOut:
        until = None if block.until is None else civil(block.until, self._zone)
        return BlockOut(
            id=block.id,
            channel=block.channel,
            reason=block.reason,
            by=block.by,
            at=civil(block.at, self._zone),
            until=until,
        )

"""One process that sends: told by lines how many messages, it answers each with how many went out."""

import asyncio
import sys
from pathlib import Path

from aiohttp import ClientSession

from adapters.conversations.sqlite import SqliteConversations
from adapters.outbound.wechat.api import WechatApi
from adapters.outbound.wechat.host import WechatHost
from adapters.outbound.wechat.token import AccessToken
from adapters.outbound.wechat.voice import WechatVoice
from adapters.sealing import Keyring
from adapters.sql import Writer
from bot.demo.clock import HandClock
from dialogs.facts.errors import SendError
from dialogs.facts.messages import Address
from dialogs.facts.moment import SECOND, Moment
from dialogs.facts.ports import Outgoing

NOW = Moment(1_700_000_000 * SECOND)


async def main(base: str, file: str, app_id: str, secret: str, openid: str) -> None:
    writer = Writer(Path(file))
    shared = SqliteConversations(writer, Keyring(("a made-up secret of some length",)))
    await shared.prepare()
    async with ClientSession() as session:
        host = WechatHost(session, base)
        voice = WechatVoice(WechatApi(host, AccessToken(host, app_id, secret, HandClock(NOW), shared)))
        say("ready")
        while count := await asyncio.to_thread(sys.stdin.readline):
            say(await sent(voice, int(count), openid))
    await shared.close()
    await writer.close()


def say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def sent(voice: WechatVoice, count: int, openid: str) -> int:
    outcomes = await asyncio.gather(
        *(voice.send(Outgoing(f"k{n}", Address("wechat", openid), "gh_1", "您的诉求已受理")) for n in range(count)),
        return_exceptions=True,
    )
    return sum(not isinstance(each, SendError) for each in outcomes)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))

"""Are the templates of the settings those of the account? Asked at start and by ``huiyin check``."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager

import structlog

from adapters.outbound.wechat import WechatApi
from adapters.outbound.wechat.approved import approved_subscriptions, approved_templates
from bot.app import Lifetime
from bot.delivery import name_of
from bot.setting_notices import WechatNotice
from dialogs.facts.errors import SendError

log = structlog.get_logger()


async def wrong_templates(api: WechatApi, told: Mapping[str, WechatNotice]) -> tuple[str, ...]:
    """Name what WeChat would refuse (40037, 47003). ``SendError`` where the account cannot be asked."""
    agreed = {step: each for step, each in told.items() if each.consent}
    free = {step: each for step, each in told.items() if not each.consent}
    wrong = [*_wrong(free, await approved_templates(api), "template")] if free else []
    wrong += [*_wrong(agreed, await approved_subscriptions(api), "subscription notice")] if agreed else []
    return tuple(wrong)


def _wrong(told: Mapping[str, WechatNotice], known: Mapping[str, frozenset[str]], kind: str) -> Iterator[str]:
    for step, notice in told.items():
        if notice.template not in known:
            yield f"{step}: the account has no {kind} {notice.template}"
            continue
        fields = {name.removesuffix(".DATA") for name in notice.fields}
        if missing := sorted(known[notice.template] - fields):
            yield f"{step}: {kind} {notice.template} has a field {', '.join(missing)} that the setting leaves empty"


def looked_at(api: WechatApi, told: Mapping[str, WechatNotice]) -> Lifetime:
    """Say in the log what is wrong, once; nothing waits for it, and an account that cannot be asked stops nothing."""

    @asynccontextmanager
    async def lifetime() -> AsyncIterator[None]:
        looking = asyncio.create_task(_look(api, told))
        try:
            yield
        finally:
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)

    return lifetime


async def _look(api: WechatApi, told: Mapping[str, WechatNotice]) -> None:
    try:
        for wrong in await wrong_templates(api, told):
            log.error("wechat template", wrong=wrong)
    except SendError as error:
        log.warning("wechat template", unseen=name_of(error))

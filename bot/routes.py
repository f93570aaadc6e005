"""The ways in and out: for each channel its doors, its voice and how its media are fetched."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from aiohttp import ClientSession, web

from adapters.outbound.gateway import GATEWAY_SMS, Gateway, GatewayNotices, GatewayVoice
from adapters.outbound.twilio import TwilioAccount, TwilioFetcher, TwilioVoice
from adapters.outbound.wechat import WECHAT, AccessToken, WechatApi, WechatFetcher, WechatHost, WechatVoice
from adapters.outbound.wechat.notices import SUBSCRIPTION, WechatNotices
from bot import setting_groups as from_operator
from bot.setting_notices import agreed_in, notices_in, sms_notices_in
from bot.settings import Settings
from bot.worker.carriers import Fills, Template
from bot.worker.worded import WordedVoice
from dialogs.facts.delivery import Consents, Quota, Rung, Window
from dialogs.facts.errors import HuiyinError
from dialogs.facts.moment import HOUR, SECOND, Clock
from dialogs.facts.notices import Audience
from dialogs.facts.ports import Conversations, Failures, Fetcher, Outbox, Turns, Voice
from dialogs.updates import STEPS
from handlers.pages.consent import PATH
from handlers.sms.gateway import GatewayDoor, gateway_routes
from handlers.sms.twilio import TwilioDoor, twilio_routes
from handlers.wechat.door import wechat_routes
from handlers.wechat.wire import Mode, WechatDoor

SMS: Final = Rung("sms", "sms", quiet=True, recalls=True)
"""Gateways know a message by our id, and Twilio can be asked what it took."""

CITIZENS: Final = frozenset({Audience.CITIZEN})


class TwoRoutes(HuiyinError):
    """One phone number cannot be answered by two SMS routes."""


@dataclass(frozen=True, slots=True)
class Templated:
    """A rung that knows approved templates only, by step."""

    rung: Rung
    voice: Fills
    templates: Mapping[str, Template]


@dataclass(frozen=True, slots=True)
class Way:
    voice: Voice
    rung: Rung
    doors: Callable[[Turns, Outbox, Failures], Sequence[web.RouteDef]]
    fetcher: Fetcher | None = None
    templates: tuple[Templated, ...] = ()


def ways(
    settings: Settings,
    session: ClientSession,
    clock: Clock,
    shared: Conversations | None = None,
    consents: Consents | None = None,
) -> tuple[Way, ...]:
    """Open a way for each channel that is configured.

    ``shared``: where processes find what is one for all of them; ``consents``: where it goes what people agreed to.
    """
    if settings.twilio and settings.gateway:
        raise TwoRoutes("HUIYIN_TWILIO__… and HUIYIN_GATEWAY__…")
    found = []
    if settings.wechat:
        page = consent_page_of(settings.wechat, settings.public_url)
        found.append(_wechat(settings.wechat, session, clock, shared, consents, consent_page=page))
    if settings.twilio:
        found.append(_twilio(settings.twilio, settings.public_url, session, clock))
    if settings.gateway:
        found.append(_gateway(settings.gateway, session, clock))
    return tuple(found)


def wechat_api(
    ours: from_operator.WeChat, session: ClientSession, clock: Clock, shared: Conversations | None = None
) -> tuple[WechatHost, WechatApi]:
    """Reach the account's API, with a token that is asked for when it is first needed."""
    host = WechatHost(session, ours.api_base)
    return host, WechatApi(host, AccessToken(host, ours.app_id, ours.app_secret.get_secret_value(), clock, shared))


def _wechat(
    ours: from_operator.WeChat,
    session: ClientSession,
    clock: Clock,
    shared: Conversations | None,
    consents: Consents | None,
    *,
    consent_page: str,
) -> Way:
    host, api = wechat_api(ours, session, clock, shared)
    keys = tuple(key.get_secret_value() for key in (ours.aes_key, ours.previous_aes_key) if key)
    door = WechatDoor(ours.token.get_secret_value(), ours.app_id, Mode(ours.encryption()), keys, ours.account)
    voice = WechatVoice(
        api, replace(WECHAT, links=ours.links, handover=ours.customer_service, consent_page=consent_page)
    )
    window = Window(
        Quota(ours.window_messages, ours.window_hours * HOUR), Quota(ours.click_messages, ours.click_seconds * SECOND)
    )
    rung = Rung("wechat", "wechat", window, followers=True)
    fetcher = WechatFetcher(api, host)
    doors = partial(_wechat_doors, door, consents)
    return Way(voice, rung, doors, fetcher, _templates(ours, api))


def consent_page_of(ours: from_operator.WeChat, public_url: str) -> str:
    """Say where followers agree to notices: where the operator says, else our own page, which WeChat opens by TLS."""
    own = f"{public_url.rstrip('/')}{PATH}" if public_url.startswith("https://") and agreed_in(ours.notice) else ""
    return ours.consent_page or own


def _wechat_doors(
    door: WechatDoor, consents: Consents | None, turns: Turns, outbox: Outbox, _: Failures
) -> Sequence[web.RouteDef]:
    return wechat_routes(door, turns, consents, outbox)


def _templates(ours: from_operator.WeChat, api: WechatApi) -> tuple[Templated, ...]:
    """Give the rungs of template messages and subscription notices: what the citizen agreed to goes first."""
    notices = notices_in(ours.notice) if ours.notice else {}
    agreed = {step: each for step, each in notices.items() if each.consent}
    free = {step: each for step, each in notices.items() if not each.consent}
    consents = {step: each.template for step, each in agreed.items()}
    subscription = Rung("wechat-subscription", "wechat", steps=frozenset(agreed), consents=consents, audiences=CITIZENS)
    template = Rung(
        "wechat-template", "wechat", steps=frozenset(free), followers=True, audiences=CITIZENS, recalls=True
    )
    ways = ((subscription, WechatNotices(api, SUBSCRIPTION), agreed), (template, WechatNotices(api), free))
    return tuple(
        Templated(rung, voice, {step: Template(each.template, tuple(each.fields.items())) for step, each in of.items()})
        for rung, voice, of in ways
        if of
    )


def _twilio(ours: from_operator.Twilio, public_url: str, session: ClientSession, clock: Clock) -> Way:
    secret = ours.auth_token.get_secret_value()
    account = TwilioAccount(
        ours.account_sid, secret, public_url, ours.from_, ours.messaging_service_sid, api_base=ours.api_base
    )
    door = TwilioDoor(ours.account_sid, secret, public_url)
    return Way(
        TwilioVoice(account, session),
        SMS,
        lambda turns, outbox, failures: twilio_routes(door, turns, outbox, clock, failures),
        TwilioFetcher(account, session),
    )


def _gateway(ours: from_operator.Gateway, session: ClientSession, clock: Clock) -> Way:
    door = GatewayDoor(ours.secret.get_secret_value(), ours.number, ours.region)
    host = Gateway(ours.url, ours.api_token.get_secret_value() if ours.api_token else "")
    capabilities = replace(GATEWAY_SMS, signature=ours.signature)
    rung = replace(SMS, audiences=SMS.audiences - CITIZENS) if ours.templates_only else SMS
    notices = GatewayNotices(host, session, longest=ours.variable_length)
    voice, templates = GatewayVoice(host, session, capabilities=capabilities), _sms_wordings(ours)
    return Way(
        WordedVoice(voice, notices, templates, strict=ours.templates_only),
        rung,
        lambda turns, outbox, _: gateway_routes(door, turns, outbox, clock),
        templates=_sms_templates(templates, notices),
    )


def _sms_wordings(ours: from_operator.Gateway) -> Mapping[str, Template]:
    notices = sms_notices_in(ours.notice) if ours.notice else {}
    return {step: Template(each.template, tuple(each.fields.items()), each.languages) for step, each in notices.items()}


def _sms_templates(templates: Mapping[str, Template], voice: Fills) -> tuple[Templated, ...]:
    steps = {step: template for step, template in templates.items() if step in STEPS}
    rung = replace(SMS, voice="sms-template", steps=frozenset(steps), audiences=CITIZENS)
    return (Templated(rung, voice, steps),) if steps else ()

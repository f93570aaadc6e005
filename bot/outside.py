"""The outside backends that an operator has configured."""

from collections.abc import Mapping
from datetime import tzinfo

from aiohttp import ClientSession

from adapters.backends import Backend, Webhook, WebhookBackend
from bot.settings import Settings
from dialogs.facts.moment import Clock

WEBHOOK = "webhook"


def names(settings: Settings) -> tuple[str, ...]:
    """Give what they are called: the name stands in the outbox and in timelines."""
    return (WEBHOOK,) if settings.webhook else ()


def backends(settings: Settings, session: ClientSession, clock: Clock, zone: tzinfo) -> Mapping[str, Backend]:
    """Give them by name."""
    if settings.webhook is None:
        return {}
    webhook = Webhook(WEBHOOK, settings.webhook.url, settings.webhook.secret.get_secret_value())
    return {WEBHOOK: WebhookBackend(webhook, session, clock, zone)}

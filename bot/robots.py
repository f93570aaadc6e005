"""Joins the group robots of units, where there are any. Part of wiring."""

from aiohttp import ClientSession

from adapters.outbound.wecom import WecomVoice
from bot.settings import Settings
from dialogs.facts.moment import Clock
from dialogs.facts.ports import Voice


def robots(settings: Settings, session: ClientSession, clock: Clock) -> tuple[Voice, ...]:
    """Give the voice of all robots."""
    ours = settings.wecom
    return (WecomVoice(ours.api_base, ours.keys(), session, clock),) if ours else ()


def units_of(settings: Settings) -> frozenset[str]:
    """Name the units that have one."""
    return frozenset(settings.wecom.keys()) if settings.wecom else frozenset()

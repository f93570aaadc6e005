"""What ``huiyin check`` finds in names and numbers that read well, and cannot be what was meant."""

import re
from collections.abc import Iterator
from typing import Final

from bot.city import load_city, problems
from bot.city.load import DEMO
from bot.findings import Finding, Level
from bot.robots import units_of
from bot.settings import Settings

CONSOLE_TOKEN: Final = re.compile(r"[A-Za-z0-9]{3,32}")
NUMBER: Final = re.compile(r"\+[1-9]\d{5,14}|\d{3,8}")
"""In international form, or a short code."""


def doubtful(settings: Settings) -> Iterator[Finding]:
    yield from _wechat(settings)
    if (ours := settings.twilio) and ours.from_ and not NUMBER.fullmatch(ours.from_):
        yield Finding(Level.WARNING, "twilio", "HUIYIN_TWILIO__FROM is no number in international form (+…)")
    if settings.city == DEMO and (settings.wechat or settings.twilio or settings.gateway):
        said = f"HUIYIN_CITY is {DEMO}, which is made up: copy it, and make the copy your own"
        yield Finding(Level.WARNING, "city", said)
    if missing := _unknown(settings):
        said = f"HUIYIN_WECOM__ROBOTS names units that the city does not have: {', '.join(missing)}"
        yield Finding(Level.WARNING, "wecom", said)


def _wechat(settings: Settings) -> Iterator[Finding]:
    ours = settings.wechat
    if ours and not CONSOLE_TOKEN.fullmatch(ours.token.get_secret_value()):
        said = "HUIYIN_WECHAT__TOKEN: the console takes only 3 to 32 letters and digits"
        yield Finding(Level.WARNING, "wechat", said)
    if ours and ours.account and not ours.account.startswith("gh_"):
        said = "HUIYIN_WECHAT__ACCOUNT is no original id (gh_…): every message would be refused as another account's"
        yield Finding(Level.WARNING, "wechat", said)


def _unknown(settings: Settings) -> list[str]:
    robots = units_of(settings)
    if not robots or problems(settings.city):
        return []
    city = load_city(settings.city)
    return sorted(unit for unit in robots if city.unit(unit) is None)

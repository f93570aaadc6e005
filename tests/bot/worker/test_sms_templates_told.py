"""The ladder of a city whose gateway knows approved templates: who is told by which rung, and in which language."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession
from msgspec.structs import replace
from pydantic import SecretStr

from bot import routes
from bot.city.load import DEMO
from bot.demo.clock import HandClock
from bot.demo.made_up import DemoSettings
from bot.sending import carriers
from bot.speech import Speech
from bot.worker.carriers import Carrier
from dialogs.facts.delivery import Way
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.notices import Audience, Notice

NOTICE = '{"assign": {"template": "SMS_1", "languages": {"en": "SMS_2"}, "fields": {"no": "number", "until": "day"}}}'
GATEWAY = {"secret": "s" * 8, "number": "106", "url": "http://127.0.0.1:1", "notice": NOTICE}
BORIS = Way(Address("sms", "+8613900000002"))


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


def ladder(session: ClientSession, clock: HandClock, **more: object) -> tuple[Carrier, ...]:
    settings = DemoSettings(secret_key=(SecretStr("k" * 20),), gateway={**GATEWAY, **more})  # type: ignore[arg-type]
    return carriers(routes.ways(settings, session, clock), Speech(DEMO))


def told_to(rungs: tuple[Carrier, ...], audience: Audience) -> list[str]:
    return [each.rung.voice for each in rungs if audience in each.rung.audiences]


@pytest.mark.parametrize(("only", "citizens"), [(False, ["sms-template", "sms"]), (True, ["sms-template"])])
async def test_whom_templates_tell(
    session: ClientSession, clock: HandClock, *, only: bool, citizens: list[str]
) -> None:
    """Citizens by template first, then in free text unless that is off; officers and the admin in free text."""
    rungs = ladder(session, clock, templates_only=only)

    assert told_to(rungs, Audience.CITIZEN) == citizens
    assert told_to(rungs, Audience.OFFICER) == told_to(rungs, Audience.ADMIN) == ["sms"]


@pytest.mark.parametrize(
    ("language", "template", "until"),
    [("zh-Hans", "SMS_1", "3月9日18:00"), ("en", "SMS_2", "9 Mar, 18:00"), ("zh-Hant", "SMS_1", "3月9日18:00")],
)
async def test_each_language_has_its_template(
    session: ClientSession, clock: HandClock, language: str, template: str, until: str
) -> None:
    """A notice is filled into the template of its language, where there is none into the city's first."""
    due = str(clock.now() + 7 * DAY + 8 * DAY // 24)
    assigned = Notice("7", Audience.CITIZEN, "c", "assign", clock.now(), Moment(clock.now() + DAY), "260302000017")
    notice = replace(assigned, facts=(("reply_by", due),), language=language)
    (filled,) = ladder(session, clock)[0].compose(notice, BORIS)

    assert (filled.template, filled.fields) == (template, (("no", "260302000017"), ("until", until)))

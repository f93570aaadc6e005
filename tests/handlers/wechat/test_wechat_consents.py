"""What people agreed to get, as WeChat tells of it, over the wire into the book."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from casebook_world import SECRETS, sqlite_database
from sqlalchemy import select

from adapters.casebook.outbox_consents import SqlConsents
from adapters.casebook.schema import consents
from adapters.sealing import Keyring
from adapters.sql import Database
from bot.demo.clock import HandClock
from bot.demo.wechat_phone import Push, WechatPhone
from dialogs.facts.delivery import Consent
from dialogs.facts.errors import Unkept
from dialogs.facts.messages import Address, Answer, Inbound
from dialogs.facts.moment import SECOND, Moment
from handlers.wechat.consents import consents_of
from handlers.wechat.door import wechat_routes
from handlers.wechat.wire import WechatDoor

TOKEN = "door-token"
ANN = Address("wechat", "oAnn")


class Nobody:
    async def take(self, inbound: Inbound) -> Answer:
        raise AssertionError(inbound)


class Full:
    async def note(self, who: Address, said: Sequence[Consent], *, now: Moment) -> None:
        raise Unkept("disk full")

    async def stop(self, who: Address, *, now: Moment) -> None:
        raise Unkept("disk full")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with sqlite_database(tmp_path) as database:
        yield database


def phone(clock: HandClock, *, as_json: bool = False) -> WechatPhone:
    return WechatPhone(TOKEN, "gh_1", ANN.id, clock, as_json=as_json)


async def told(kept: SqlConsents | Full, *pushes: Push) -> list[int]:
    app = web.Application()
    app.add_routes(wechat_routes(WechatDoor(TOKEN, "wx1"), Nobody(), kept))
    async with TestServer(app) as server, ClientSession() as session:
        url = server.make_url("/wechat")
        return [(await session.post(url.with_query(push.query), data=push.body)).status for push in pushes]


async def left(database: Database) -> dict[str, int]:
    rows = await database.read(
        lambda connection: connection.execute(select(consents.c.template, consents.c.left)).all()
    )
    return {row.template: row.left for row in rows}


@pytest.mark.parametrize("as_json", [False, True], ids=["xml", "json"])
async def test_each_consent_is_one_notice_more(database: Database, clock: HandClock, *, as_json: bool) -> None:
    """One or several templates in a window, again and again; what is refused there takes nothing away."""
    ann = phone(clock, as_json=as_json)
    pushes = []
    for templates, agreed in ((("T1",), True), (("T1", "T2"), True), (("T2",), False)):
        clock.advance(SECOND)
        pushes.append(ann.answer_to_consent(*templates, agreed=agreed))
    statuses = await told(SqlConsents(database, Keyring(SECRETS)), *pushes)

    assert (statuses, await left(database)) == ([200, 200, 200], {"T1": 2, "T2": 1})


async def test_an_event_that_comes_again_counts_once(database: Database, clock: HandClock) -> None:
    """However often WeChat delivers it, and though another one came in between."""
    ann = phone(clock)
    first = ann.answer_to_consent("T1")
    clock.advance(SECOND)
    second = ann.answer_to_consent("T1")
    await told(SqlConsents(database, Keyring(SECRETS)), first, first, second, first, second)

    assert await left(database) == {"T1": 2}


async def test_an_end_that_comes_late_ends_nothing_newer(database: Database, clock: HandClock) -> None:
    """A refusal that is delivered again after somebody agreed anew takes nothing away."""
    ann, lines = phone(clock), [{"TemplateId": "T1", "SubscribeStatusString": "reject"}]
    refusal = ann.about_notices("change", lines)
    clock.advance(SECOND)
    await told(SqlConsents(database, Keyring(SECRETS)), refusal, ann.answer_to_consent("T1"), refusal)

    assert await left(database) == {"T1": 1}


async def test_the_switch_in_the_settings_ends_it(database: Database, clock: HandClock) -> None:
    """Whoever refuses a template there gets none of it, whatever they agreed to before."""
    ann, lines = phone(clock), [{"TemplateId": "T1", "SubscribeStatusString": "reject"}]
    await told(SqlConsents(database, Keyring(SECRETS)), ann.answer_to_consent("T1"), ann.about_notices("change", lines))

    assert await left(database) == {"T1": 0}


async def test_what_cannot_be_kept_is_told_again(clock: HandClock) -> None:
    """A 503 makes WeChat deliver the event once more."""
    assert await told(Full(), phone(clock).answer_to_consent("T1")) == [503]


def test_a_change_may_be_nested_like_the_window() -> None:
    """The official sample and what others have seen are both understood; all else says nothing."""
    event = {"MsgType": "event", "Event": "subscribe_msg_change_event"}
    line = {"TemplateId": "T1", "SubscribeStatusString": "reject"}
    for home in ("SubscribeMsgPopupEvent", "SubscribeMsgChangeEvent"):
        fields = event | {f"{home}/List/0/{name}": value for name, value in line.items()}
        assert consents_of(fields) == (Consent("T1", agreed=False),)
    assert consents_of(event | {"MsgType": "text"}) == consents_of(event) == ()

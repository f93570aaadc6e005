import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer
from casebook_world import ANNA, ZONE, World, filing, sqlite_database, world

from adapters.backends import BackendVoice, Follower, Webhook, WebhookBackend
from adapters.backends.signing import signature
from adapters.backends.wire import body_of
from adapters.casebook import SqlInbox, SqlOutbox
from adapters.casebook.records import record_of
from adapters.casebook.verifying import verify
from bot.app import make_app
from bot.demo.backend_host import PATH, BackendHost
from bot.demo.clock import HandClock, SeededChance
from bot.worker import Worker
from dialogs.facts.acts import Supplement
from dialogs.facts.cases import CaseKind, Contact, Place, Privacy, Status
from dialogs.facts.errors import Busy, Misconfigured, Rejected, SendError, Throttled, Unreachable
from dialogs.facts.messages import Address
from dialogs.facts.moment import HOUR, SECOND, Moment
from dialogs.facts.ports import Outgoing
from dialogs.facts.queries import FindCase
from dialogs.facts.records import CaseRecord, Forwarded, Lead, Rated, Step
from handlers.api.rendering import case_out

SECRET = "the made-up webhook secret"


class Line:
    """A casebook that forwards to a host, and all between them."""

    def __init__(self, town: World, host: BackendHost, backend: WebhookBackend) -> None:
        self.town = town
        self.host = host
        self.backend = backend
        self.voice = BackendVoice({"city": backend})
        outbox = SqlOutbox(town.database, town.office.keyring, town.office.chance)
        self.worker = Worker(outbox, {"backend": self.voice}, town.clock, town.office.chance)
        self.inbox = SqlInbox(town.database, town.office, town.clock)
        self.follower = Follower(backend, self.inbox)

    async def record(self, number: str):
        ring = self.town.office.keyring
        return await self.town.database.read(lambda c: record_of(c, ring, number))


@pytest.fixture
async def line(tmp_path: Path, clock: HandClock, chance: SeededChance) -> AsyncIterator[Line]:
    host = BackendHost(SECRET, clock.now() // SECOND)
    async with (
        sqlite_database(tmp_path) as database,
        TestServer(make_app(host.routes())) as server,
        ClientSession() as session,
    ):
        webhook = Webhook("city", str(server.make_url(PATH)), SECRET)
        backend = WebhookBackend(webhook, session, clock, ZONE)
        yield Line(world(database, clock, chance, backends=("city",)), host, backend)


def test_signature() -> None:
    """The signature is an HMAC-SHA256 in hex over the time, a dot and the body; a value that others can recompute."""
    assert (
        signature("key", "1700000000", b"{}")
        == "sha256=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae"
    )


def alike(told: Any, shown: Any) -> bool:
    """Say whether the webhook tells all that the API shows, an empty text for null."""
    if isinstance(shown, dict):
        return told.keys() >= shown.keys() and all(alike(told[name], shown[name]) for name in shown)
    if isinstance(shown, list):
        return len(told) == len(shown) and all(map(alike, told, shown))
    return told == shown or (shown is None and told == "")


def test_a_case_is_told_as_the_api_shows_it() -> None:
    """Times, facts, rating and lead stand on the webhook's wire as the API writes them."""
    at = Moment(1_700_000_000_250_000)
    record = CaseRecord(
        *("261123000017", Status.ASSIGNED, CaseKind.REPORT, "street-light", "", "roads-bureau", "", "", "Lamp out"),
        *(Place("12 Main Street"), "sms", False, 1, at),
        asked_until=Moment(at + HOUR),
        rating=Rated("acceptable", "", at),
        lead=Lead("Li Ming", until=Moment(at + 2 * HOUR)),
        timeline=(Step(at, "file", "citizen"), Step(at, "assign", "platform", facts=(("rule", "r1"), ("sign_by", at)))),
    )

    told = json.loads(body_of(Forwarded(record.number, 2, record), ZONE))["case"]

    assert alike(told, json.loads(case_out(record, ZONE).model_dump_json()))
    assert "facts" not in told["timeline"][0]


async def test_store_and_forward(line: Line) -> None:
    """A case and each change of it reach the backend in order, with what was said, in the backend's own time."""
    contact = Contact(name="Anna", phone="+8613912345678")
    filed = await line.town.do(ANNA, filing("Lamp out, 13912345678", contact=contact))
    await line.town.do(ANNA, Supplement(filed.number, "still dark"))
    await line.worker.drain()
    first, second = line.host.taken.values()

    assert list(line.host.taken) == [f"{filed.number}-1", f"{filed.number}-2"]
    assert (first["event"], second["event"]) == ("case.created", "case.changed")
    assert (first["name"], first["phone"]) == ("Anna", "+8613912345678")
    assert "13912345678" in first["original"]
    assert "13912345678" not in first["case"]["description"]
    assert first["case"]["submitted_at"] == "2026-03-02T10:00:00+08:00"
    assert second["original"] == "still dark"


async def test_anonymous(line: Line) -> None:
    """Of who files anonymously the backend learns neither name nor phone."""
    contact = Contact(Privacy.ANONYMOUS, name="Anna", phone="+8613912345678")
    await line.town.do(ANNA, filing(contact=contact))
    await line.worker.drain()
    (news,) = line.host.taken.values()

    assert (news["name"], news["phone"]) == ("", "")


async def test_host_is_down(line: Line) -> None:
    """While the host fails nothing is lost and nothing overtakes; then it comes, once each."""
    line.host.answers.extend([(503, ""), (200, "<html>"), (429, "")])
    filed = await line.town.do(ANNA, filing())
    await line.town.do(ANNA, Supplement(filed.number, "still dark"))
    for _ in range(6):
        await line.worker.drain()
        line.town.clock.advance(60 * SECOND)

    assert list(line.host.taken) == [f"{filed.number}-1", f"{filed.number}-2"]


async def test_updates(line: Line) -> None:
    """What the backend did moves the case, is in its timeline under the backend's name, and is not told back to it."""
    filed = await line.town.do(ANNA, filing())
    await line.worker.drain()
    told = {"number": filed.number, "at": "2026-03-02T12:00:00+08:00"}
    line.host.updates += [
        {**told, "id": "u1", "kind": "accept", "status": "accepted"},
        {**told, "id": "u2", "kind": "assign", "status": "assigned", "unit": "lights"},
        {**told, "id": "u3", "kind": "resolve", "status": "resolved", "text": "New lamp, call 13912345678"},
    ]
    while await line.follower.round():
        pass
    await line.worker.drain()
    record = await line.record(filed.number)
    card = (await line.town.casebook.look_up(ANNA, FindCase(filed.number))).card
    verdict = await line.town.database.read(lambda c: verify(c, line.town.office.keyring, filed.number))

    assert (record.status, record.unit, record.resolved_at) == (Status.RESOLVED, "lights", line.town.clock.now())
    assert record.reply_by is not None
    assert [(step.kind, step.by) for step in record.timeline[1:]] == [
        ("accept", "city"),
        ("assign", "city"),
        ("resolve", "city"),
    ]
    assert "13912345678" not in record.timeline[-1].text
    assert card.status is Status.RESOLVED
    assert verdict.intact
    assert len(line.host.taken) == 1


async def test_updates_once(line: Line) -> None:
    """An update that is told again, or about a case that we have not, changes nothing; words of a late one are kept."""
    filed = await line.town.do(ANNA, filing())
    at = "2026-03-02T12:00:00+08:00"
    line.host.updates += [
        {"number": filed.number, "at": at, "id": "u1", "kind": "decline", "status": "declined"},
        {"number": filed.number, "at": at, "id": "u1", "kind": "decline", "status": "declined"},
        {"number": "260302999995", "at": at, "id": "u2", "kind": "accept", "status": "accepted"},
        {"number": filed.number, "at": at, "id": "u3", "kind": "accept", "status": "accepted", "text": "after all"},
    ]
    while await line.follower.round():
        pass
    record = await line.record(filed.number)

    assert record.status is Status.DECLINED
    assert [(step.kind, step.text) for step in record.timeline[1:]] == [("decline", ""), ("accept", "after all")]


@pytest.mark.parametrize(
    ("status", "text", "error"),
    [
        (500, "", Busy),
        (503, "", Busy),
        (429, "", Throttled),
        (401, "", Misconfigured),
        (404, "", Misconfigured),
        (400, "", Rejected),
        (302, "", Rejected),
        (200, "<html>", Busy),
        (200, '{"updates": [{"id": "x"}], "next": ""}', Busy),
        (200, '{"updates": [], "next": "' + "9" * 1_100_000 + '"}', Busy),
    ],
)
async def test_errors(line: Line, status: int, text: str, error: type[SendError]) -> None:
    """Each way of failing has its consequence, and a 200 is no success until its body says so."""
    line.host.answers.append((status, text))

    with pytest.raises(error):
        await line.backend.fetch_updates("")


async def test_wrong_clock_and_wrong_secret(line: Line) -> None:
    """A request that was signed long ago, or with another secret, is refused by who checks as the docs say."""
    line.host.now += HOUR // SECOND
    with pytest.raises(Misconfigured):
        await line.backend.fetch_updates("")
    line.host.now -= HOUR // SECOND
    line.host.secret = "another made-up secret"
    with pytest.raises(Misconfigured):
        await line.backend.fetch_updates("")

    assert line.host.refused == 2


async def test_nobody_there(line: Line) -> None:
    """A host that does not answer is unreachable: the row is tried again."""
    async with ClientSession() as session:
        gone = WebhookBackend(Webhook("city", "http://127.0.0.1:9/cases", SECRET), session, line.town.clock, ZONE)
        with pytest.raises(Unreachable):
            await gone.fetch_updates("")


async def test_strange_rows(line: Line) -> None:
    """A row for a backend that is not configured waits for an operator; one that cannot be read is given up."""
    with pytest.raises(Misconfigured):
        await line.voice.send(Outgoing("k", Address("backend", "other/1"), "", "{}"))
    with pytest.raises(Rejected):
        await line.voice.send(Outgoing("k", Address("backend", "city/1"), "", "{}"))

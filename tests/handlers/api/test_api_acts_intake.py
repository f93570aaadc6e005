import asyncio

import pytest
from casebook_world import BORIS, deliver
from sqlalchemy import select

from adapters.casebook.schema import citizens, notices
from adapters.casebook.verifying import verify
from dialogs.facts.messages import Address
from dialogs.facts.queries import FindCase, MyCases, StandingOf

LETTER = {
    "channel": "letter",
    "description": "The lamp at the school has been out since May, call 13912345678.",
    "category": "lamp",
    "place": {"text": "School Road 3"},
    "persons": [{"name": "Anna Smith", "phone": "+8613912345678"}, {"name": "Boris Jones"}, {}],
}


async def take_in(api, body: dict, key: str = "", token: str = "") -> tuple[int, dict]:
    headers = {"Idempotency-Key": key} if key else {}
    who = {"token": token} if token else {}
    return await api.ask("/api/v1/cases", method="POST", json=body, headers=headers, **who)


async def test_a_letter(api) -> None:
    """A letter of several persons becomes a case like any other, entered by the platform, with names told nowhere."""
    status, case = await take_in(api, LETTER)
    accepted, _ = await api.ask(f"/api/v1/cases/{case['number']}/accept", method="POST")
    verdict = await api.town.database.read(lambda c: verify(c, api.town.office.keyring, case["number"]))

    assert (status, accepted) == (200, 200)
    assert (case["status"], case["channel"], case["reporters"], case["kind"]) == ("submitted", "letter", 3, "report")
    assert case["accept_by"] == "2026-03-03T18:00:00+08:00"
    assert [(step["kind"], step["by"]) for step in case["timeline"]] == [("file", "platform")]
    assert not any(secret in str(case) for secret in ("13912345678", "Anna Smith", "Boris Jones"))
    assert verdict.intact


async def test_who_called(api) -> None:
    """The desk finds whom to call back with the case."""
    _, case = await take_in(api, {**LETTER, "channel": "phone"})
    status, citizen = await api.ask(f"/api/v1/cases/{case['number']}/citizen")

    assert (status, citizen["name"], citizen["phone"]) == (200, "Anna Smith", "+8613912345678")


async def test_nobody_named(api) -> None:
    """A letter without a name is a case too."""
    status, case = await take_in(api, {**LETTER, "persons": []})

    assert (status, case["reporters"]) == (200, 1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"channel": "wechat"}, "channel"),
        ({"category": "nowhere"}, "category"),
        ({"description": "x" * 10_000}, "description"),
        ({"place": {"street": "nowhere"}}, "place.street"),
        ({"place": {"lat": 100}}, "place.lat"),
        ({"persons": [{"phone": "13912345678"}]}, "persons.0.phone"),
        ({"persons": [{}] * 51}, "persons"),
        ({"status": "closed"}, "status"),
    ],
)
async def test_what_does_not_fit(api, change: dict, field: str) -> None:
    """What does not fit is 422 by its field, and nothing is filed."""
    status, problem = await take_in(api, {**LETTER, **change})
    _, page = await api.ask("/api/v1/cases")

    assert (status, [each["field"] for each in problem["errors"]]) == (422, [field])
    assert page["cases"] == []


@pytest.mark.parametrize("role", ["unit", "auditor"])
async def test_who_may(api, role: str) -> None:
    """Units and auditors take nothing in."""
    assert (await take_in(api, LETTER, token=await api.token(role, "lights")))[0] == 403


async def test_same_key_at_once(api) -> None:
    """The same letter sent five times at once under one key is one case; another one under it is refused."""
    answers = await asyncio.gather(*(take_in(api, LETTER, key="k") for _ in range(5)))
    other, problem = await take_in(api, {**LETTER, "description": "Something else."}, key="k")
    _, page = await api.ask("/api/v1/cases")

    assert [status for status, _ in answers] == [200] * 5
    assert len({case["number"] for _, case in answers}) == len(page["cases"]) == 1
    assert (other, problem["errors"]) == (422, [{"field": "Idempotency-Key", "reason": "used"}])


CALLER = Address("sms", "+8613912345678")
CALLED = {**LETTER, "channel": "phone", "persons": [{"name": "Anna Smith", "phone": CALLER.id, "consent": True}]}


async def told(api, number: str) -> list[str]:
    """Give the channels of those whom a step was left for."""
    addressed = select(citizens.c.channel).join(notices, notices.c.citizen == citizens.c.id)
    return list(await api.town.database.read(lambda c: c.scalars(addressed.where(notices.c.case == number)).all()))


async def test_a_caller_is_told(api) -> None:
    """Who agreed to it hears of each step by SMS, is asked how it went, and has the case as one of their own."""
    _, case = await take_in(api, CALLED)
    number = case["number"]
    accepted, _ = await api.ask(f"/api/v1/cases/{number}/accept", method="POST")
    mine = await api.town.casebook.look_up(CALLER, MyCases())
    body = {"text": "The lamp was mended on Monday.", "outcome": "solved", "confirm": True}
    await api.ask(f"/api/v1/cases/{number}/assign", method="POST", json={"unit": "lights"})
    await api.ask(f"/api/v1/cases/{number}/resolve", method="POST", json=body)
    steps = await deliver(api.town)
    standing = await api.town.casebook.look_up(CALLER, StandingOf())

    assert (accepted, case["channel"]) == (200, "phone")
    assert [card.number for card in mine] == [number]
    assert set(await told(api, number)) == {"sms"}
    assert "resolve" in steps
    assert [(each.case, each.kind) for each in standing.open_questions] == [(number, "rating")]


async def test_without_consent_nobody_is_written_to(api) -> None:
    """A number that was left for calling back is no address to write to, and nobody's way to the case."""
    _, case = await take_in(api, LETTER)
    await api.ask(f"/api/v1/cases/{case['number']}/accept", method="POST")

    assert "sms" not in await told(api, case["number"])
    assert await api.town.casebook.look_up(CALLER, MyCases()) == ()


async def test_a_code_to_read_out(api) -> None:
    """Each person's query code is told once, opens the case from wherever it is sent, and is not told again."""
    _, first = await take_in(api, LETTER, key="k")
    _, again = await take_in(api, LETTER, key="k")
    _, seen = await api.ask(f"/api/v1/cases/{first['number']}")
    code, *others = first["query_codes"]
    found = await api.town.casebook.look_up(BORIS, FindCase(first["number"], code))

    assert (len(others), again["query_codes"], "query_codes" in seen) == (2, [], False)
    assert found.outcome == "opened"
    assert first == seen | {"query_codes": first["query_codes"]}


@pytest.mark.parametrize(
    ("persons", "errors"),
    [
        ([{"phone": "+862787654321", "consent": True}], [("persons.0.phone", "not-mobile")]),
        ([{"name": "Anna", "consent": True}], [("persons.0.phone", "missing")]),
        ([{"phone": CALLER.id, "consent": True}] * 2, [("persons.1.phone", "repeated")]),
    ],
)
async def test_numbers_that_no_sms_reaches(api, persons: list, errors: list) -> None:
    """Whom no SMS can reach cannot agree to be told by one; nobody is told twice."""
    status, problem = await take_in(api, {**LETTER, "persons": persons})

    assert (status, [(each["field"], each["reason"]) for each in problem["errors"]]) == (422, errors)

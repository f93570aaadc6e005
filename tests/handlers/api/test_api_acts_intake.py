import asyncio

import pytest

from adapters.casebook.verifying import verify

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

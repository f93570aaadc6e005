import asyncio
from dataclasses import replace

import pytest
from casebook_world import ANNA, CITY, filing
from sqlalchemy import update

from adapters.casebook.schema import cases, handlings
from dialogs.facts.moment import FOREVER

ANSWER = "The lamp was mended on Monday evening and is bright again."
CHECKS = ["facts", "classification", "handling", "informed", "solved"]
RESOLVED = {"text": ANSWER, "outcome": "solved", "checks": CHECKS}


async def do(api, step: str, number: str, token: str = "", key: str = "", **body: object) -> tuple[int, dict]:
    headers = {"Idempotency-Key": key} if key else {}
    who = {"token": token} if token else {}
    return await api.ask(f"/api/v1/cases/{number}/{step}", method="POST", json=body, headers=headers, **who)


@pytest.fixture
async def assigned(api) -> str:
    """A case that the desk has given to the lights."""
    number = (await api.town.do(ANNA, filing())).number
    assert (await do(api, "accept", number))[0] == 200
    assert (await do(api, "assign", number, unit="lights"))[0] == 200
    return number


async def test_a_whole_life(api, assigned: str) -> None:
    """A unit's token takes a case from its assignment to its answer, and each step says how the case stands."""
    lights = await api.token("unit", "lights")
    signed = await do(api, "sign", assigned, lights, officer="li")
    asked = await do(api, "ask-extension", assigned, lights, reason="parts", until="2026-03-20T18:00:00+08:00")
    granted = await do(api, "grant", assigned, await api.token("platform"))
    replied = await do(api, "reply", assigned, lights, text="The parts are ordered.")
    status, case = await do(api, "resolve", assigned, lights, **RESOLVED)

    assert [each[0] for each in (signed, asked, granted, replied)] == [200] * 4
    assert (signed[1]["status"], signed[1]["officer"], signed[1]["unit"]) == ("assigned", "li", "lights")
    assert (asked[1]["asked_until"], granted[1]["asked_until"]) == ("2026-03-20T18:00:00+08:00", None)
    assert asked[1]["reply_by"] == signed[1]["reply_by"] == "2026-03-09T18:00:00+08:00"
    assert granted[1]["reply_by"] == "2026-03-20T18:00:00+08:00"
    assert (status, case["status"], case["outcome"], case["resolved_at"]) == (
        200,
        "resolved",
        "solved",
        "2026-03-02T10:00:00+08:00",
    )
    assert [(step["kind"], step["by"]) for step in case["timeline"]] == [
        ("file", "citizen"),
        ("accept", "platform"),
        ("assign", "platform"),
        ("sign", "lights"),
        ("ask-extension", "lights"),
        ("grant", "platform"),
        ("reply", "lights"),
        ("resolve", "lights"),
    ]
    assert case["timeline"][-1]["text"] == ANSWER


async def test_in_the_wrong_state(api, assigned: str) -> None:
    """An act that does not fit is 409 and says where the case stands; nothing has changed."""
    before = await api.ask(f"/api/v1/cases/{assigned}")
    status, problem = await do(api, "accept", assigned)

    assert (status, problem["errors"]) == (409, [{"field": "status", "reason": "assigned"}])
    assert await api.ask(f"/api/v1/cases/{assigned}") == before


async def test_two_officers_at_once(api, assigned: str) -> None:
    """Of two officers who resolve one case at once one is done, the other gets 409 with the new state."""
    tokens = [await api.token("unit", "lights") for _ in range(2)]
    answers = await asyncio.gather(*(do(api, "resolve", assigned, token, **RESOLVED) for token in tokens))
    (won, case), (lost, problem) = sorted(answers, key=lambda each: each[0])

    assert (won, lost) == (200, 409)
    assert case["status"] == "resolved"
    assert problem["errors"] == [{"field": "status", "reason": "resolved"}]


async def test_two_officers_sign_at_once(api, assigned: str) -> None:
    """Of two officers who sign at once the case is one's."""
    tokens = [await api.token("unit", "lights") for _ in range(2)]
    answers = await asyncio.gather(
        *(do(api, "sign", assigned, token, officer=name) for token, name in zip(tokens, ("li", "wu"), strict=True))
    )

    assert sorted(status for status, _ in answers) == [200, 409]


@pytest.mark.parametrize(
    ("step", "body", "errors"),
    [
        ("assign", {"unit": "nowhere"}, [("unit", "unknown")]),
        ("assign", {}, [("unit", "missing")]),
        ("assign", {"unit": "parks", "joint": ["nowhere"]}, [("joint", "unknown")]),
        ("assign", {"unit": "parks", "colour": "red"}, [("colour", "extra_forbidden")]),
        ("return", {"reason": "x" * 10_000}, [("reason", "string_too_long")]),
        ("return", {"reason": "  "}, [("reason", "missing")]),
        ("reply", {"text": "\0"}, [("text", "missing")]),
        ("ask-extension", {"reason": "r", "until": "2026-03-20T18:00:00"}, [("until", "timezone_aware")]),
        ("ask-extension", {"reason": "r", "until": "2026-03-02T18:00:00Z"}, [("until", "not-later")]),
        ("ask-extension", {"reason": "r", "until": "9999-12-31T23:59:59-12:00"}, [("until", "out-of-range")]),
        ("lead", {"official": "Li", "until": "9999-12-31T23:59:59-12:00"}, [("until", "out-of-range")]),
        ("resolve", {**RESOLVED, "text": "Done."}, [("confirm", "needs-confirmation"), ("text", "short")]),
        ("resolve", {**RESOLVED, "outcome": "fine"}, [("outcome", "literal_error")]),
    ],
)
async def test_bodies_that_do_not_fit(api, assigned: str, step: str, body: dict, errors: list) -> None:
    """A body that does not fit is 422, names each field, repeats nothing of it, and changes nothing."""
    before = await api.ask(f"/api/v1/cases/{assigned}")
    status, problem = await do(api, step, assigned, **body)

    assert status == 422
    assert [(each["field"], each["reason"]) for each in problem["errors"]] == errors
    assert "xxx" not in str(problem)
    assert await api.ask(f"/api/v1/cases/{assigned}") == before


async def test_a_time_beyond_the_calendar_is_read(api, assigned: str) -> None:
    """A case in which such a time was kept once is read and listed, and the desk can refuse what was asked for."""
    lights, platform = await api.token("unit", "lights"), await api.token("platform")
    await do(api, "ask-extension", assigned, lights, reason="parts", until="2026-03-20T18:00:00+08:00")
    beyond = update(handlings).where(handlings.c.case == assigned).values(asked_until=FOREVER)
    await api.town.database.write(lambda connection: connection.execute(beyond))
    read, listed = await api.ask(f"/api/v1/cases/{assigned}", lights), await api.ask("/api/v1/cases", lights)
    granted, refused = (
        await do(api, "grant", assigned, platform),
        await do(api, "refuse", assigned, platform, reason="n"),
    )

    assert [read[0], listed[0], granted[0], refused[0]] == [200, 200, 422, 200]
    assert read[1]["asked_until"] == listed[1]["cases"][0]["asked_until"] == "9999-12-30T23:59:59.999999+08:00"
    assert granted[1]["errors"] == [{"field": "until", "reason": "out-of-range"}]
    assert refused[1]["asked_until"] is None


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b"null", b'{"text": "\\ud800"}', b'{"text": "\xff"}', b"", b"[" * 100_000]
)
async def test_no_json(api, assigned: str, content: bytes) -> None:
    """What is no JSON object, or no text in it, is 422."""
    status, _ = await api.ask(f"/api/v1/cases/{assigned}/reply", method="POST", data=content)

    assert status == 422


async def test_confirmed(api, assigned: str) -> None:
    """An answer that looks wrong is taken once it is confirmed."""
    status, case = await do(api, "resolve", assigned, **{**RESOLVED, "text": "Done.", "confirm": True})

    assert (status, case["status"]) == (200, "resolved")


@pytest.mark.parametrize(
    ("who", "step", "body", "expected"),
    [
        (("unit", "parks"), "sign", {}, 403),
        (("unit", "lights"), "accept", {}, 403),
        (("unit", "lights"), "assign", {"unit": "parks"}, 403),
        (("unit", "lights"), "grant", {}, 403),
        (("platform", ""), "sign", {}, 403),
        (("auditor", ""), "note", {"text": "x"}, 403),
        (("auditor", ""), "inspect", {"verdict": "well"}, 409),
        (("unit", "lights"), "note", {"text": "x"}, 200),
    ],
)
async def test_who_may(api, assigned: str, who: tuple, step: str, body: dict, expected: int) -> None:  # noqa: PLR0917
    """A role or a unit that may not is 403."""
    status, _ = await do(api, step, assigned, await api.token(*who), **body)

    assert status == expected


async def test_a_unit_and_its_children(api, assigned: str) -> None:
    """A unit above the one in charge may act for it, and grant it time."""
    tree = tuple(replace(unit, parent="parks" if unit.code == "lights" else "") for unit in CITY.units)
    object.__setattr__(api.town.office, "city", lambda: replace(CITY, units=tree))
    parks = await api.token("unit", "parks")

    assert (await do(api, "sign", assigned, parks))[0] == 200
    assert (await do(api, "assign", assigned, parks, unit="lights"))[0] == 200


async def test_nobody_rates(api, assigned: str) -> None:
    """No token can rate, answer or file for a citizen: there are no such addresses."""
    addresses = [f"/api/v1/cases/{assigned}/{step}" for step in ("rate", "answer", "withdraw")]
    statuses = [(await api.client.post(address, json={})).status for address in addresses]

    assert statuses == [404] * 3


async def test_revoked_token(api, assigned: str) -> None:
    """A revoked token does nothing."""
    revoked, token = await api.tokens.make("unit", unit="lights")
    await api.tokens.revoke(revoked)

    assert (await do(api, "sign", assigned, token))[0] == 401


async def test_unknown_case(api) -> None:
    """A case that is not there is 404."""
    assert (await do(api, "note", "261123000017", text="x"))[0] == 404


async def test_same_key(api, assigned: str) -> None:
    """Under one key a request is done once; with another body, or for another case, it is 422."""
    first = await do(api, "note", assigned, key="k-1", text="seen")
    again = await do(api, "note", assigned, key="k-1", text="seen")
    other, problem = await do(api, "note", assigned, key="k-1", text="changed")
    odd, _ = await do(api, "note", assigned, key="a b", text="seen")

    assert first == again
    assert [step["kind"] for step in again[1]["timeline"]].count("note") == 1
    assert (other, problem["errors"]) == (422, [{"field": "Idempotency-Key", "reason": "used"}])
    assert odd == 422


async def test_same_key_at_once(api, assigned: str) -> None:
    """The same request five times at once is done once."""
    answers = await asyncio.gather(*(do(api, "reply", assigned, key="k", text="We are on it.") for _ in range(5)))
    _, case = await api.ask(f"/api/v1/cases/{assigned}")

    assert {status for status, _ in answers} == {200}
    assert [step["kind"] for step in case["timeline"]].count("reply") == 1


async def test_declined(api) -> None:
    """The desk declines a case and names where to turn."""
    number = (await api.town.do(ANNA, filing())).number
    status, case = await do(api, "decline", number, reason="Before the court already.", path="court")

    assert (status, case["status"], case["timeline"][-1]["text"]) == (200, "declined", "Before the court already.")


async def test_closed_cases(api, assigned: str) -> None:
    """A closed case is called about, inspected and reopened."""
    await api.town.database.write(lambda c: c.execute(update(cases).values(status="closed")).rowcount)
    called = await do(api, "follow-up", assigned, result="satisfied", text="All is well.")
    inspected = await do(api, "inspect", assigned, await api.token("auditor"), verdict="sound")
    reopened = await do(api, "reopen", assigned, reason="still dark")

    assert [called[0], inspected[0], reopened[0]] == [200] * 3
    assert (reopened[1]["status"], reopened[1]["reopened"], reopened[1]["unit"]) == ("assigned", 1, "lights")
    assert inspected[1]["timeline"][-1]["by"] == "auditor"


async def test_units(api) -> None:
    """The units are listed with their names and their place in the tree."""
    status, body = await api.ask("/api/v1/units", await api.token("unit", "lights"))

    assert status == 200
    assert body["units"][0] == {
        "code": "lights",
        "names": {"en": "Lights"},
        "level": "city",
        "parent": None,
        "district": None,
        "street": None,
    }


async def test_described(api) -> None:
    """The description names each act with its body and the key."""
    _, document = await api.ask("/api/v1/openapi.json")
    resolve = document["paths"]["/api/v1/cases/{number}/resolve"]["post"]

    assert resolve["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("/ResolveBody")
    assert "Idempotency-Key" in [parameter["name"] for parameter in resolve["parameters"]]
    assert document["components"]["schemas"]["ResolveBody"]["additionalProperties"] is False
    assert len([path for path in document["paths"] if path.startswith("/api/v1/cases/{number}/")]) == 23

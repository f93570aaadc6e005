import logging

import pytest
from casebook_world import ANNA, BORIS, filing
from sqlalchemy import select

from adapters.casebook.schema import audits, timeline, words
from adapters.casebook.verifying import verify
from dialogs.facts.acts import Join, Withdraw
from dialogs.facts.cases import Contact, Privacy
from dialogs.facts.messages import Address
from dialogs.facts.queries import FindCase

CLARA = Address("wechat", "o-clara-0003")
PHONE = "+8613912345678"
PERSONS = [{"name": "Anna Smith", "phone": PHONE}, {"name": "Boris Jones"}, {"name": "Boris Jones"}, {"name": "Carl"}]
LETTER = {"channel": "letter", "description": "The lamp is dark", "category": "lamp", "persons": PERSONS}


async def renew(api, number: str, token: str = "", **body: object) -> tuple[int, dict]:
    who = {"token": token} if token else {}
    return await api.ask(f"/api/v1/cases/{number}/query-code", method="POST", json=body, **who)


async def opened(api, number: str, code: str) -> str:
    return (await api.town.casebook.look_up(CLARA, FindCase(number, code))).outcome


@pytest.fixture
async def letter(api) -> dict:
    """A letter of four persons, with their query codes."""
    return (await api.ask("/api/v1/cases", method="POST", json=LETTER))[1]


@pytest.mark.parametrize(("whose", "place"), [({}, 0), ({"phone": PHONE}, 0), ({"name": "Carl"}, 3)])
async def test_another_code(api, letter: dict, whose: dict, place: int) -> None:
    """Who lost their code gets another one that opens the case; the old one opens nothing, those of others still do."""
    number, codes = letter["number"], letter["query_codes"]
    status, made = await renew(api, number, await api.token("platform"), **whose)
    still = [await opened(api, number, code) for at, code in enumerate(codes) if at != place]

    assert (status, made["number"], len(made["query_code"])) == (200, number, 6)
    assert await opened(api, number, codes[place]) == "wrong-code"
    assert [*still, await opened(api, number, made["query_code"])] == ["opened"] * 4


async def test_by_the_number_they_write_from(api) -> None:
    """Who filed by SMS and lost the phone is known by its number."""
    filed = await api.town.do(BORIS, filing())
    status, made = await renew(api, filed.number, phone=BORIS.id)

    assert status == 200
    assert await opened(api, filed.number, made["query_code"]) == "opened"
    assert await opened(api, filed.number, filed.code) == "wrong-code"


@pytest.mark.parametrize(
    ("whose", "errors"),
    [
        ({"name": "Dora"}, [("name", "unknown")]),
        ({"name": "Boris Jones"}, [("name", "several")]),
        ({"name": "Carl", "phone": PHONE}, [("name", "unknown"), ("phone", "unknown")]),
        ({"phone": "13912345678"}, [("phone", "string_pattern_mismatch")]),
        ({"person": 2}, [("person", "extra_forbidden")]),
    ],
)
async def test_whose_it_is_has_to_be_clear(api, letter: dict, whose: dict, errors: list) -> None:
    """A name or number that no reporter left, or that several did, is refused, and every code stays."""
    status, problem = await renew(api, letter["number"], **whose)
    still = [await opened(api, letter["number"], code) for code in letter["query_codes"]]

    assert (status, [(each["field"], each["reason"]) for each in problem["errors"]]) == (422, errors)
    assert still == ["opened"] * 4


async def test_who_is_anonymous_is_nobody_by_name(api) -> None:
    """Whether a number is an anonymous reporter's is told to nobody; the filer's code is renewed without a name."""
    contact = Contact(Privacy.ANONYMOUS, "Boris", PHONE)
    number = (await api.town.do(BORIS, filing(contact=contact))).number
    asked = [await renew(api, number, **whose) for whose in ({"phone": BORIS.id}, {"phone": PHONE}, {"name": "Boris"})]
    status, made = await renew(api, number)

    assert [status for status, _ in asked] == [422] * 3
    assert (status, await opened(api, number, made["query_code"])) == (200, "opened")


@pytest.mark.parametrize(("role", "unit"), [("unit", "lights"), ("auditor", "")])
async def test_who_may(api, letter: dict, role: str, unit: str) -> None:
    """Codes are given out by the desk alone."""
    assert (await renew(api, letter["number"], await api.token(role, unit)))[0] == 403
    assert await opened(api, letter["number"], letter["query_codes"][0]) == "opened"


@pytest.mark.parametrize("number", ["260101000001", "nothing"])
async def test_no_such_case(api, number: str) -> None:
    """What is not there has no code."""
    assert (await renew(api, number))[0] == 404


async def test_it_leaves_a_trace_and_no_code(api, letter: dict, caplog: pytest.LogCaptureFixture) -> None:
    """The case's timeline and the audits say by whom and when; the code is in neither, nor in the log."""
    number = letter["number"]
    with caplog.at_level(logging.DEBUG):
        _, made = await renew(api, number)
        _, other = await renew(api, number)
    _, case = await api.ask(f"/api/v1/cases/{number}")
    entries, looks, said = [
        await api.town.database.read(lambda c, table=table: c.execute(select(table)).all())
        for table in (timeline, audits, words)
    ]
    verdict = await api.town.database.read(lambda c: verify(c, api.town.office.keyring, number))

    assert made["query_code"] != other["query_code"]
    assert [(step["kind"], step["by"], step["text"]) for step in case["timeline"][-2:]] == [
        ("renew-code", "platform", "")
    ] * 2
    assert [(row.token, row.subject, row.id) for row in looks] == [("bootstrap", "query-code", number)] * 2
    assert verdict.intact
    for code in (made["query_code"], other["query_code"]):
        assert code not in f"{case} {looks} {caplog.text} {[(row.codes, row.words) for row in entries]} {said}"


async def test_a_withdrawn_reporter(api) -> None:
    """Who took a case back has no code for it any more."""
    filed = await api.town.do(ANNA, filing())
    await api.town.do(BORIS, Join(filed.number, "So it is"))
    await api.town.do(BORIS, Withdraw(filed.number))

    assert (await renew(api, filed.number, phone=BORIS.id))[0] == 422

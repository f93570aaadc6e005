import logging

import pytest
from casebook_world import ANNA, BORIS, LAMP, World, filing
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from adapters.casebook.schema import audits, cases, outbox, words
from adapters.casebook.verifying import verify
from dialogs.facts import acts
from dialogs.facts.cases import Contact, Privacy
from dialogs.facts.moment import DAY

PHONE = "+8613912345678"
NAME = "Anna Smith"
WORDS = "Lamp out, call me at 13912345678"
CARD = Contact(name=NAME, phone=PHONE)
NOTHING = {"name": None, "phone": None, "words": None, "place": None}


async def filed(town: World, who=ANNA, contact: Contact = CARD) -> str:
    return (await town.do(who, filing(WORDS, contact=contact))).number


async def item(api, who, act: acts.Act) -> str:
    await api.town.do(who, act)
    return (await api.ask("/api/v1/desk"))[1]["items"][-1]["id"]


async def looks(town: World) -> list[tuple[object, ...]]:
    rows = await town.database.read(
        lambda c: c.execute(select(audits.c.token, audits.c.subject, audits.c.id, audits.c.at)).all()
    )
    return [tuple(row) for row in rows]


async def give(api, number: str, unit: str) -> None:
    changed = update(cases).where(cases.c.number == number).values(unit=unit)
    await api.town.database.write(lambda c: c.execute(changed).rowcount)


async def test_reporter_of_a_case(api) -> None:
    """Who works at the desk learns how to reach the reporter, and what they wrote, word by word."""
    number = await filed(api.town)
    for role in ("admin", "platform"):
        status, citizen = await api.ask(f"/api/v1/cases/{number}/citizen", await api.token(role))

        assert status == 200
        assert citizen == {
            "channel": "wechat",
            "name": NAME,
            "phone": PHONE,
            "words": WORDS,
            "place": "School Road 3",
        }


async def test_number_that_was_written_from(api) -> None:
    """Without a phone on the card it is the number that an SMS came from, and of a WeChat account none."""
    sms, wechat = await filed(api.town, BORIS, Contact()), await filed(api.town, ANNA, Contact())

    assert (await api.ask(f"/api/v1/cases/{sms}/citizen"))[1]["phone"] == BORIS.id
    assert (await api.ask(f"/api/v1/cases/{wechat}/citizen"))[1]["phone"] is None


async def test_number_of_somebody_else(api) -> None:
    """A number whose owner came back after half a year is not told as the former owner's."""
    number = await filed(api.town, BORIS, Contact(name=NAME))
    api.town.clock.advance(200 * DAY)
    await api.town.do(BORIS, acts.OptIn())
    _, citizen = await api.ask(f"/api/v1/cases/{number}/citizen")

    assert (citizen["name"], citizen["phone"]) == (NAME, None)


@pytest.mark.parametrize("who", [ANNA, BORIS])
async def test_anonymous_reporter(api, who) -> None:
    """Of an anonymous reporter nobody learns more than the channel, not even from a card that they left."""
    number = await filed(api.town, who, Contact(Privacy.ANONYMOUS, NAME, PHONE))
    status, citizen = await api.ask(f"/api/v1/cases/{number}/citizen")

    assert (status, citizen) == (200, {"channel": who.channel, **NOTHING})
    assert len(await looks(api.town)) == 1


@pytest.mark.parametrize(("privacy", "status"), [("shown", 200), ("hidden", 403), ("anonymous", 403)])
async def test_unit(api, privacy: str, status: int) -> None:
    """A unit learns who reported its own case, unless the reporter did not want it to."""
    number = await filed(api.town, ANNA, Contact(Privacy(privacy), NAME, PHONE))
    before = await api.ask(f"/api/v1/cases/{number}/citizen", await api.token("unit", "lights"))
    await give(api, number, "lights")
    own = await api.ask(f"/api/v1/cases/{number}/citizen", await api.token("unit", "lights"))
    other = await api.ask(f"/api/v1/cases/{number}/citizen", await api.token("unit", "parks"))

    assert (before[0], own[0], other[0]) == (404, status, 404)
    assert (NAME in str(own)) is (status == 200)
    assert len(await looks(api.town)) == (status == 200)


async def test_unit_without_a_code(api) -> None:
    """A unit's token that names no unit sees no case, also where a case is at no unit yet."""
    number, token = await filed(api.town), await api.token("unit")

    assert (await api.ask(f"/api/v1/cases/{number}/citizen", token))[0] == 404
    assert (await api.ask(f"/api/v1/cases/{number}", token))[0] == 404


@pytest.mark.parametrize(("role", "of_case"), [("auditor", 403), ("unit", 404)])
async def test_not_for_them(api, role: str, of_case: int) -> None:
    """An auditor never learns who reported, and the desk's items are for the desk alone; nothing is noted."""
    number, left = await filed(api.town), await item(api, BORIS, acts.CallBack("please"))
    token = await api.token(role, "lights" if role == "unit" else "")

    assert (await api.ask(f"/api/v1/cases/{number}/citizen", token))[0] == of_case
    assert (await api.ask(f"/api/v1/desk/{left}/citizen", token))[0] == 403
    assert await looks(api.town) == []


async def test_nothing_there(api) -> None:
    """Of what is not there nobody is told, and nothing is noted."""
    for path in ("cases/260302000017", "cases/x", "cases/%00", "desk/nothing", "desk/%27"):
        assert (await api.ask(f"/api/v1/{path}/citizen"))[0] == 404
    assert await looks(api.town) == []


async def test_call_back(api) -> None:
    """The desk can call back: the number of an SMS, or the phone that was left with a case."""
    sms = await item(api, BORIS, acts.CallBack("Please ring 13912345678"))
    await filed(api.town)
    await filed(api.town, ANNA, Contact(name="Anna S."))
    api.town.clock.advance(1)
    wechat = await item(api, ANNA, acts.CallBack())
    _, boris = await api.ask(f"/api/v1/desk/{sms}/citizen")
    _, anna = await api.ask(f"/api/v1/desk/{wechat}/citizen")

    assert boris == {**NOTHING, "channel": "sms", "phone": BORIS.id, "words": "Please ring 13912345678"}
    assert anna == {**NOTHING, "channel": "wechat", "name": "Anna Smith", "phone": PHONE}


@pytest.mark.parametrize(
    ("act", "told"),
    [(acts.CallBack("ring me"), True), (acts.ReportDanger("gas", "gas"), False), (acts.NoteToDesk("hm"), False)],
)
async def test_anonymous_at_the_desk(api, act: acts.Act, *, told: bool) -> None:
    """Who reports anonymously stays so for the desk, unless they ask to be called back."""
    await filed(api.town, BORIS, Contact(Privacy.ANONYMOUS))
    left = await item(api, BORIS, act)
    _, citizen = await api.ask(f"/api/v1/desk/{left}/citizen")

    assert citizen["channel"] == "sms"
    assert (citizen["phone"] == BORIS.id) is told
    assert (citizen == {"channel": "sms", **NOTHING}) is not told


async def test_each_look_is_noted(api) -> None:
    """Each look leaves who, what and when; of a case in its timeline too, without a word, and the chain holds."""
    number, left = await filed(api.town), await item(api, BORIS, acts.CallBack("please"))
    await give(api, number, "lights")
    unit = await api.token("unit", "lights")
    (note,) = await api.tokens.listed()
    now = api.town.clock.now()
    await api.ask(f"/api/v1/cases/{number}/citizen", unit)
    await api.ask(f"/api/v1/cases/{number}/citizen")
    await api.ask(f"/api/v1/desk/{left}/citizen")
    _, case = await api.ask(f"/api/v1/cases/{number}")
    steps = [(step["kind"], step["by"], step["text"]) for step in case["timeline"][1:]]

    assert await looks(api.town) == [
        (note.id, "case", number, now),
        ("bootstrap", "case", number, now),
        ("bootstrap", "desk", left, now),
    ]
    assert steps == [("looked-up", "lights", ""), ("looked-up", "platform", "")]
    assert (await api.town.database.read(lambda c: verify(c, api.town.office.keyring, number))).intact


@pytest.mark.parametrize("statement", ["UPDATE audits SET token = 'x'", "DELETE FROM audits"])
async def test_audit_is_append_only(api, statement: str) -> None:
    """The database refuses to change or delete what was noted."""
    await api.ask(f"/api/v1/cases/{await filed(api.town)}/citizen")

    with pytest.raises(DBAPIError, match="append-only"):
        await api.town.database.write(lambda c: c.execute(text(statement)).rowcount)
    assert len(await looks(api.town)) == 1


async def test_no_other_answer(api, caplog: pytest.LogCaptureFixture) -> None:
    """After a look no other answer holds who the reporter is, and neither does any log line, at any level."""
    caplog.set_level(logging.DEBUG)
    number, left = await filed(api.town), await item(api, BORIS, acts.CallBack("ring 13912345678"))
    looked = [await api.ask(f"/api/v1/{path}/citizen") for path in (f"cases/{number}", f"desk/{left}")]
    paths = ("cases", f"cases/{number}", "cases?q=Lamp", "desk", "desk?done=true", "openapi.json", "desk/x/citizen")
    others = [await api.ask(f"/api/v1/{path}") for path in paths]
    others.append(await api.ask(f"/api/v1/desk/{left}/done", method="POST"))
    others.append(await api.ask(f"/api/v1/cases/{number}/citizen", await api.token("auditor")))
    secrets = (NAME, PHONE[1:], PHONE[3:], ANNA.id, BORIS.id[1:])

    assert all(status == 200 for status, _ in looked)
    assert not [secret for secret in secrets if secret in str(others)]
    assert not [secret for secret in secrets if secret in caplog.text]


async def test_not_kept_by_anybody(api) -> None:
    """The answer may be stored by no cache on its way."""
    number = await filed(api.town)
    async with api.client.get(
        f"/api/v1/cases/{number}/citizen", headers={"Authorization": "Bearer the made-up bootstrap token"}
    ) as response:
        assert response.headers["Cache-Control"] == "no-store"


async def test_erased_words(api) -> None:
    """What was erased is told as nothing; how to reach the reporter is still told."""
    number = await filed(api.town)
    erase = update(words).values(sealed=None, erased_at=api.town.clock.now())
    await api.town.database.write(lambda c: c.execute(erase).rowcount)
    _, citizen = await api.ask(f"/api/v1/cases/{number}/citizen")

    assert (citizen["name"], citizen["words"], citizen["place"]) == (NAME, None, None)


async def test_words_of_a_lost_key(api) -> None:
    """What no key opens is told as nothing, and keeps the desk from nothing else."""
    number = await filed(api.town)
    await api.town.database.write(lambda c: c.execute(update(words).values(sealed=b"\1nothing")).rowcount)
    status, citizen = await api.ask(f"/api/v1/cases/{number}/citizen")

    assert (status, citizen["phone"], citizen["words"]) == (200, PHONE, None)


async def test_longer_words_than_the_description(api) -> None:
    """The words are those of the filing, not those that were added later."""
    number = (await api.town.do(ANNA, filing())).number
    await api.town.do(ANNA, acts.Supplement(number, "and the next one"))

    assert (await api.ask(f"/api/v1/cases/{number}/citizen"))[1]["words"] == LAMP


async def test_no_news_for_backends(api) -> None:
    """A look is no change of the case: no outside backend is told."""
    number = await filed(api.town)
    await api.ask(f"/api/v1/cases/{number}/citizen")

    assert await api.town.database.read(lambda c: c.scalars(select(outbox.c.key)).all()) == []

import pytest
from casebook_world import ANNA, BORIS, World, filing
from sqlalchemy import insert, update

from adapters.casebook.outbox import SqlOutbox, put
from adapters.casebook.records import record_of
from adapters.casebook.schema import cases, citizens, open_questions
from adapters.casebook.verifying import verify
from dialogs.facts import acts
from dialogs.facts.acts import Done, Filed, Refused
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY
from dialogs.facts.ports import Outgoing, Settlement
from dialogs.facts.queries import MyRatings, Ratable, StandingOf


async def asked(town: World, who: Address, kind: str, status: str, number: str = "") -> tuple[str, str]:
    """A case that came so far, and the question that its reporter was asked."""
    filed = number or (await town.do(who, filing())).number
    assert isinstance(filed, str)

    resolved = {"resolved_at": town.clock.now()} if status == "resolved" else {}

    def ask(connection) -> None:
        connection.execute(update(cases).where(cases.c.number == filed).values(status=status, **resolved))
        citizen = connection.execute(citizens.select().where(citizens.c.channel == who.channel)).mappings().one()["id"]
        asked_as = f"q-{citizen}-{kind}"
        row = {"id": asked_as, "case": filed, "citizen": citizen, "kind": kind, "voice": who.channel}
        row |= {"options": '["satisfied","unsolved"]'}
        text = town.office.keyring.seal(
            "open_questions.text", b"How was it?", bound=f"open_questions/{asked_as}".encode()
        )
        connection.execute(insert(open_questions).values({**row, "text": text, "asked_at": town.clock.now()}))

    await town.database.write(ask)
    (question,) = (await town.casebook.look_up(who, StandingOf())).open_questions
    return filed, question.id


async def record(town: World, number: str):
    return await town.database.read(lambda c: record_of(c, town.office.keyring, number))


async def test_open_question(town: World) -> None:
    """What the platform asked is in the citizen's standing, with its options and its words."""
    number, _ = await asked(town, ANNA, "rating", "resolved")
    (question,) = (await town.casebook.look_up(ANNA, StandingOf())).open_questions

    assert (question.case, question.kind, question.text) == (number, "rating", "How was it?")
    assert question.options == ("satisfied", "unsolved")


async def test_rating(town: World) -> None:
    """A rating closes its question, is in the record and the timeline, and can be changed within the window."""
    number, question = await asked(town, ANNA, "rating", "resolved")
    first = await town.do(ANNA, acts.AnswerQuestion(question, "unsolved", "still dark", "slow"))
    bad = (await record(town, number)).rating
    town.clock.advance(6 * DAY)
    await town.do(ANNA, acts.AnswerQuestion(question, "satisfied"))
    good = await record(town, number)

    assert first == Done(number)
    assert (bad.value, bad.reason) == ("unsolved", "slow")
    assert good.rating.value == "satisfied"
    assert [step.kind for step in good.timeline] == ["file", "rate", "close", "rate"]
    assert (await town.casebook.look_up(ANNA, StandingOf())).open_questions == ()
    assert (await town.database.read(lambda c: verify(c, town.office.keyring, number))).intact


@pytest.mark.parametrize(
    ("status", "option", "wait", "reason"),
    [
        ("resolved", "satisfied", 8 * DAY, "closed"),
        ("assigned", "satisfied", 0, "closed"),
        ("resolved", "5", 0, "no-option"),
    ],
)
async def test_no_rating(town: World, status: str, option: str, wait: int, reason: str) -> None:
    """A rating after the window, of a case that is not resolved, or with another value is refused."""
    number, question = await asked(town, ANNA, "rating", status)
    town.clock.advance(wait)
    result = await town.do(ANNA, acts.AnswerQuestion(question, option))

    assert result == Refused(reason)
    assert (await record(town, number)).rating is None


async def test_not_ones_own_question(town: World) -> None:
    """Only the reporter who was asked can rate, by their own channel."""
    number, question = await asked(town, ANNA, "rating", "resolved")

    assert await town.do(BORIS, acts.AnswerQuestion(question, "satisfied")) == Refused("unknown")
    assert (await record(town, number)).rating is None


async def test_whose_rating_counts(town: World) -> None:
    """A case shows the filer's rating; without one, the joiner's."""
    filed = await town.do(ANNA, filing())
    assert isinstance(filed, Filed)
    await town.do(BORIS, acts.Join(filed.number, "here too"))
    _, of_boris = await asked(town, BORIS, "rating", "resolved", filed.number)
    await town.do(BORIS, acts.AnswerQuestion(of_boris, "unsolved"))
    joiners = (await record(town, filed.number)).rating.value
    _, of_anna = await asked(town, ANNA, "rating", "resolved", filed.number)
    await town.do(ANNA, acts.AnswerQuestion(of_anna, "satisfied"))

    assert (joiners, (await record(town, filed.number)).rating.value) == ("unsolved", "satisfied")


async def test_answering_a_unit(town: World) -> None:
    """An answer to a unit's question is an entry with its words, once."""
    number, question = await asked(town, ANNA, "ask", "assigned")
    first = await town.do(ANNA, acts.AnswerQuestion(question, text="The third lamp"))
    again = await town.do(ANNA, acts.AnswerQuestion(question, text="The fourth lamp"))
    steps = (await record(town, number)).timeline

    assert (first, again) == (Done(number), Refused("closed"))
    assert [(step.kind, step.text) for step in steps[1:]] == [("answer", "The third lamp")]


async def test_pushed_about(town: World) -> None:
    """An own open case that was written about is known for a day, and only once the text has left."""
    filed = await town.do(ANNA, filing())
    assert isinstance(filed, Filed)
    now = town.clock.now()
    message = Outgoing("k", ANNA, "", "news")
    ring = town.office.keyring
    await town.database.write(lambda c: put(c, ring, [message], now=now, case=filed.number))
    waiting = await town.casebook.look_up(ANNA, StandingOf())
    box = SqlOutbox(town.database, ring, town.office.chance)
    (row,) = await box.claim(now=now, limit=1)
    await box.settle("k", row.lease, Settlement("sent", receipt="r"), now=now)
    sent = await town.casebook.look_up(ANNA, StandingOf())
    town.clock.advance(DAY)
    later = await town.casebook.look_up(ANNA, StandingOf())

    assert [each.pushed_about for each in (waiting, sent, later)] == [(), (filed.number,), ()]


async def test_what_can_be_rated(town: World) -> None:
    """The last resolutions asked about within the window, with what was said of them; never somebody else's."""
    number, question = await asked(town, ANNA, "rating", "resolved")
    await resolved_now(town, number)
    before = await town.casebook.look_up(ANNA, MyRatings())
    await town.do(ANNA, acts.AnswerQuestion(question, "unsolved"))
    after = await town.casebook.look_up(ANNA, MyRatings())
    await town.do(BORIS, acts.OptIn())
    others = await town.casebook.look_up(BORIS, MyRatings())
    town.clock.advance(7 * DAY + 1)

    assert before == (Ratable(number, question, "lamp"),)
    assert after == (Ratable(number, question, "lamp", "unsolved"),)
    assert others == ()
    assert await town.casebook.look_up(ANNA, MyRatings()) == ()


async def test_a_former_resolution_is_not_rated(town: World) -> None:
    """What was asked before the case was reopened is asked about no more."""
    number, _ = await asked(town, ANNA, "rating", "resolved")
    town.clock.advance(DAY)
    await resolved_now(town, number)

    assert await town.casebook.look_up(ANNA, MyRatings()) == ()


async def resolved_now(town: World, number: str) -> None:
    at = {"resolved_at": town.clock.now()}
    await town.database.write(lambda c: c.execute(update(cases).where(cases.c.number == number).values(at)))

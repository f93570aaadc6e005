from casebook_world import ANNA, BORIS
from staff_steps import DESK, Offices

from adapters.casebook.schema import notices, reporters, timeline
from adapters.casebook.verifying import verify
from dialogs.facts import acts
from dialogs.facts.cases import Status
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY
from dialogs.facts.queries import FindCase, MyCases

CARLA = Address("wechat", "o-carla-0003")


async def two(offices: Offices) -> tuple[str, str]:
    """An older case of Anna's, and one of Boris's two days later."""
    first = await offices.accepted(ANNA)
    offices.town.clock.advance(2 * DAY)
    return first, await offices.accepted(BORIS)


async def told(offices: Offices, number: str, step: str) -> int:
    return len([each for each in await offices.rows(notices, number) if each["step"] == step and each["citizen"]])


async def test_every_reporter_stays_one(offices: Offices) -> None:
    """Merged, both reporters report one case: they hear of its steps, and each sees their own and the common one."""
    first, second = await two(offices)
    gone = await offices.do("merge", second, DESK, into=first)
    await offices.do("reply", first, text="We have looked at the lamp.")
    common = await offices.town.casebook.look_up(BORIS, FindCase(first))
    mine = await offices.town.casebook.look_up(BORIS, MyCases())

    assert (gone.status, gone.merged_into) == (Status.MERGED, first)
    assert await told(offices, second, "merge") == 1
    assert await told(offices, first, "reply") == 2
    assert (common.outcome, common.card.reporters) == ("own", 2)
    assert {card.number: card.status for card in mine} == {first: Status.ASSIGNED, second: Status.MERGED}


async def test_the_earlier_due_time(offices: Offices) -> None:
    """The newer case into the older one moves nothing; the older into the newer brings its earlier due time along."""
    first, second = await two(offices)
    older = (await offices.do("note", first, text="x")).reply_by
    newer = (await offices.do("note", second, text="x")).reply_by
    await offices.do("merge", first, DESK, into=second)
    merged = (await offices.do("note", second, text="x")).reply_by
    back = await offices.do("unmerge", first, DESK)
    apart = (await offices.do("note", second, text="x")).reply_by
    moved = [each["codes"] for each in await offices.rows(timeline, second) if each["kind"] in {"merge", "unmerge"}]

    assert older < newer
    assert (merged, back.reply_by, apart) == (older, older, newer)
    assert all('"reply_by"' in codes for codes in moved)


async def test_a_pause_goes_along(offices: Offices) -> None:
    """A case that is merged while its citizen is asked brings the due time along that the end of the pause left it."""
    first, second = await two(offices)
    await offices.do("ask", first, text="Which lamp is it?")
    offices.town.clock.advance(1 * DAY)
    gone = await offices.do("merge", first, DESK, into=second)
    taken = (await offices.do("note", second, text="x")).reply_by

    assert gone.paused_until is None
    assert taken == gone.reply_by


async def test_set_apart(offices: Offices) -> None:
    """Set apart, a case stands where it stood, its reporter no longer reports the other one, and the chains hold."""
    first, second = await two(offices)
    await offices.do("sign", second, officer="li")
    await offices.do("merge", second, DESK, into=first)
    back = await offices.do("unmerge", second, DESK)
    ring = offices.town.office.keyring
    verdicts = [await offices.town.database.read(lambda c, n=n: verify(c, ring, n)) for n in (first, second)]

    assert (back.status, back.officer, back.merged_into) == (Status.ASSIGNED, "li", "")
    assert [row["role"] for row in await offices.rows(reporters, first)] == ["filer"]
    assert (await offices.town.casebook.look_up(BORIS, FindCase(first))).outcome == "other"
    assert await told(offices, second, "unmerge") == 1
    assert all(verdict.intact for verdict in verdicts)


async def test_three_in_one(offices: Offices) -> None:
    """Of two cases in a third each is taken out in any order, and the due time goes back as far as the other allows."""
    oldest, middle = await two(offices)
    offices.town.clock.advance(2 * DAY)
    newest = await offices.accepted(CARLA)
    due = [(await offices.do("note", number, text="x")).reply_by for number in (oldest, middle, newest)]
    await offices.do("merge", middle, DESK, into=newest)
    await offices.do("merge", oldest, DESK, into=newest)
    seen = []
    for number in (oldest, middle):
        await offices.do("unmerge", number, DESK)
        seen.append((await offices.do("note", newest, text="x")).reply_by)

    assert seen == [due[1], due[2]]


async def test_no_chains(offices: Offices) -> None:
    """A case goes into no merged or ended one, not into itself, and nowhere once others went into it."""
    first, second = await two(offices)
    third, fourth = await offices.accepted(CARLA), await offices.accepted(CARLA)
    fifth = await offices.filed(CARLA)
    await offices.do("merge", second, DESK, into=first)
    await offices.resolved(fourth)
    tried = [(third, third), (third, second), (first, third), (third, fourth), (third, fifth), (third, "261122000017")]
    found = [(await offices.tried("merge", number, DESK, into=into)).errors for number, into in tried]

    assert found == [(("into", why),) for why in ("itself", "chain", "chain", "ended", "not-accepted", "unknown")]


async def test_misconduct_stays_apart(offices: Offices) -> None:
    """What is said about officials goes into no other matter, nor does another matter go into it."""
    plain, about = await offices.accepted(ANNA), await offices.accepted(BORIS, kind="misconduct")
    pairs = ((plain, about), (about, plain))
    found = [await offices.tried("merge", number, DESK, into=into) for number, into in pairs]

    assert [each.errors for each in found] == [(("into", "kind"),)] * 2


async def test_who_reports_both(offices: Offices) -> None:
    """Who reports both cases stays a reporter of the one when they are set apart again."""
    first, second = await two(offices)
    await offices.town.do(ANNA, acts.Join(second, "mine too"))
    merged = await offices.do("merge", second, DESK, into=first)
    count = (await offices.do("note", first, text="x")).reporters
    await offices.do("unmerge", second, DESK)

    assert (merged.reporters, count) == (2, 2)
    assert (await offices.town.casebook.look_up(ANNA, FindCase(first))).outcome == "own"

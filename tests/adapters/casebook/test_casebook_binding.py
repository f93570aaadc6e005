"""One citizen on two channels: a number that was proved by a code, and what becomes of both's cases."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from casebook_world import ANNA, BORIS, World, filing, sqlite_database, world
from sqlalchemy import select

from adapters.casebook import SqlDesk, SqlReporters, people
from adapters.casebook.occasion import Occasion
from adapters.casebook.outbox_ways import people as ways_of
from adapters.casebook.rekeying import rekey
from adapters.casebook.schema import cases, citizens, metadata, open_questions, outbox, phone_codes, ratings, reporters
from adapters.casebook.uniting import SIMPLY
from adapters.sealing import Keyring
from bot.demo.clock import HandClock, SeededChance
from dialogs.facts.acts import CallBack, Done, Join, OptIn, OptOut, Refused, RenewCode
from dialogs.facts.binding import BindPhone, BoundPhone, MyPhone, Outcome, SendPhoneCode, TryPhoneCode, UnbindPhone
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, MINUTE
from dialogs.facts.notices import Audience
from dialogs.facts.queries import FindCase, MyCases, StandingOf
from dialogs.facts.records import Bearer, DeskFilter, Role

CLARA = Address("wechat", "o-clara-0003")
MOVED_APART = {"reporters", "open_questions", "ratings", "notices", "dones"}
NOT_MOVED = {"phone_codes"}  # who asked for a code is who gets it


async def code_sent(town: World) -> str:
    """Read the code out of the message that waits to be sent."""
    texts = await sent(town)
    return re.search(r"\d{6}", texts[-1]).group()


async def sent(town: World) -> list[str]:
    rows = await town.database.read(
        lambda connection: (
            connection.execute(select(outbox).where(outbox.c.key.like("phone-code/%")).order_by(outbox.c.position))
            .mappings()
            .all()
        )
    )
    keyring = town.office.keyring
    return [keyring.open("outbox.text", row["text"], bound=f"outbox/{row['key']}".encode()).decode() for row in rows]


async def bound(town: World, who: Address = ANNA, phone: Address = BORIS) -> None:
    town.clock.advance(2 * MINUTE)
    assert await town.do(who, SendPhoneCode(phone.id)) == Done()
    assert await town.casebook.look_up(who, TryPhoneCode(await code_sent(town))) == Outcome.RIGHT
    assert await town.do(who, BindPhone()) == Done()


async def filed(town: World, who: Address) -> str:
    return (await town.do(who, filing())).number


async def numbers(town: World, who: Address) -> list[str]:
    return [card.number for card in await town.casebook.look_up(who, MyCases())]


@pytest.fixture
async def town(tmp_path: Path, clock: HandClock, chance: SeededChance) -> AsyncIterator[World]:
    """A casebook whose catalogue puts all values into its words."""
    async with sqlite_database(tmp_path) as database:
        yield world(database, clock, chance, tell=lambda key, _, values: " ".join((key, *values.values())))


async def test_both_see_the_cases_of_both(town: World) -> None:
    """What either filed before or after belongs to the one person, on either channel."""
    by_sms = await filed(town, BORIS)
    by_wechat = await filed(town, ANNA)
    await bound(town)
    later = await filed(town, BORIS)

    assert set(await numbers(town, ANNA)) == set(await numbers(town, BORIS)) == {by_sms, by_wechat, later}
    assert (await town.casebook.look_up(BORIS, FindCase(by_wechat))).outcome == "own"
    assert (await town.casebook.look_up(ANNA, MyPhone())) == BoundPhone(BORIS.id[-4:])


async def test_what_was_sealed_opens_again(town: World) -> None:
    """A query code of before still opens the case for a stranger, and a new one can be made from either channel."""
    case = await town.do(BORIS, filing())
    await bound(town)

    assert (await town.casebook.look_up(CLARA, FindCase(case.number, case.code))).outcome == "opened"
    assert (await town.do(ANNA, RenewCode(case.number))).number == case.number


async def test_who_reported_twice_reports_once(town: World) -> None:
    """Filer by SMS and joiner by WeChat is the filer, one reporter, whose words are the filing's."""
    number = await filed(town, BORIS)
    await town.do(ANNA, Join(number, "still dark"))
    await bound(town)

    rows = await town.database.read(lambda connection: connection.execute(select(reporters)).mappings().all())
    count = await town.database.read(lambda connection: connection.scalar(select(cases.c.reporters)))
    assert [(row["role"], row["seq"]) for row in rows] == [("filer", 1)]
    assert count == 1
    assert await numbers(town, ANNA) == await numbers(town, BORIS) == [number]


async def test_a_question_to_both_is_asked_once(town: World) -> None:
    """Of two open questions about one case one stays, and either channel answers it; the later rating counts."""
    number = await filed(town, BORIS)
    await town.do(ANNA, Join(number, "still dark"))
    await ask_both(town, number)
    await bound(town)

    for who in (ANNA, BORIS):
        assert len((await town.casebook.look_up(who, StandingOf())).open_questions) == 1
    kept = await town.database.read(lambda connection: connection.execute(select(ratings.c.value)).scalars().all())
    assert kept == ["unsolved"]


async def ask_both(town: World, number: str) -> None:
    def write(connection: object) -> None:
        ids = {row.channel: row.id for row in connection.execute(select(citizens))}
        now = town.clock.now()
        for channel, value, at in (("wechat", "unsolved", now), ("sms", "satisfied", now - 1)):
            asked = {"id": f"q-{channel}", "case": number, "citizen": ids[channel], "kind": "rating"}
            connection.execute(open_questions.insert().values(**asked, voice="sms", asked_at=now))
            rated = {"case": number, "citizen": ids[channel], "resolution": 0, "value": value}
            connection.execute(ratings.insert().values(**rated, at=at))

    await town.database.write(write)


async def test_updates_go_to_either_address(town: World) -> None:
    """The ladder knows both ways, the citizen's own first; what the carrier was told says nothing of WeChat."""
    await filed(town, ANNA)
    await bound(town)
    await town.do(BORIS, OptOut(here=True))

    assert await silent(town) == [(ANNA, False), (BORIS, True)]


@pytest.mark.parametrize("who", [ANNA, BORIS])
async def test_opting_out_is_the_persons(town: World, who: Address) -> None:
    """Said to us, by whichever address, it ends what is sent to both; and so does opting in again."""
    await bound(town)
    await town.do(who, OptOut())
    out = await silent(town)
    await town.do(who, OptIn())

    assert out == [(ANNA, True), (BORIS, True)]
    assert await silent(town) == [(ANNA, False), (BORIS, False)]


async def test_a_number_that_is_bound_later_is_silent_too(town: World) -> None:
    """Who has opted out is sent nothing to a number that they bind after that."""
    await town.do(ANNA, OptOut())
    await bound(town)

    assert await silent(town) == [(ANNA, True), (BORIS, True)]


async def silent(town: World) -> list[tuple[Address, bool]]:
    """Give the ways to Anna, each with whether she opted out there."""

    def ways(connection: object) -> object:
        occasion = Occasion(connection, town.office, ANNA, town.clock.now())
        who = (Audience.CITIZEN, people.known(occasion).id)
        return ways_of(connection, town.office.keyring, [who], town.clock.now())[who].ways

    return [(way.address, way.opted_out) for way in await town.database.read(ways)]


async def test_a_number_that_fell_silent_is_nobodys_second_address(town: World) -> None:
    """After half a year its new owner sees nothing, gets nothing, and what they file is theirs alone."""
    number = await filed(town, ANNA)
    await bound(town)
    town.clock.advance(181 * DAY)
    theirs = await filed(town, BORIS)

    assert await numbers(town, BORIS) == [theirs]
    assert theirs not in await numbers(town, ANNA)
    assert (await town.casebook.look_up(BORIS, FindCase(number))).outcome == "other"
    assert await town.casebook.look_up(ANNA, MyPhone()) == BoundPhone()


async def test_what_a_former_owner_filed_is_not_given_away(town: World) -> None:
    """Who binds a number that was silent for half a year gets nothing of what was filed from it before."""
    await filed(town, BORIS)
    town.clock.advance(181 * DAY)
    await bound(town)

    assert await numbers(town, ANNA) == await numbers(town, BORIS) == []


async def test_what_a_former_owner_left_at_the_desk_stays_theirs(town: World) -> None:
    """The desk is not told the new owner's number for a call-back that the former one asked for."""
    desk, bearer = SqlDesk(town.database, town.office.keyring, town.clock), Bearer("t1", Role.ADMIN)
    reporters_of = SqlReporters(town.database, town.office, town.clock)
    await town.do(BORIS, CallBack("before"))
    town.clock.advance(181 * DAY)
    await bound(town)
    await town.do(BORIS, CallBack("after"))
    left = (await desk.items(DeskFilter())).items
    told = {each.words: await reporters_of.of_item(each.id, bearer) for each in left}

    assert {words: reporter.phone for words, reporter in told.items()} == {"before": "", "after": BORIS.id}


@pytest.mark.parametrize("who", [ANNA, BORIS], ids=["wechat", "sms"])
async def test_unbinding_from_either_side(town: World, who: Address) -> None:
    """The cases stay with the WeChat identity, and the number begins anew; a second time there is nothing to unbind."""
    number = await filed(town, BORIS)
    await bound(town)

    assert await town.do(who, UnbindPhone()) == Done()
    assert (await numbers(town, ANNA), await numbers(town, BORIS)) == ([number], [])
    assert await town.do(ANNA, UnbindPhone()) == Refused("none")


async def test_the_last_number_counts(town: World) -> None:
    """A second number takes the first one's place; a number proved by somebody else goes to them, its cases do not."""
    other = Address("sms", "+8613900000009")
    number = await filed(town, BORIS)
    await bound(town)
    await bound(town, ANNA, other)
    await bound(town, CLARA, other)

    assert await numbers(town, BORIS) == []
    assert await numbers(town, ANNA) == [number]
    assert await numbers(town, other) == await numbers(town, CLARA) == []


async def test_a_code_is_guessed_five_times_and_good_for_ten_minutes(town: World) -> None:
    """A wrong one is wrong, a sixth try and a late one are over, and nothing is bound without the right one."""
    await town.do(ANNA, SendPhoneCode(BORIS.id))
    right = await code_sent(town)
    wrong = "000000" if right != "000000" else "111111"
    tries = [await town.casebook.look_up(ANNA, TryPhoneCode(wrong)) for _ in range(5)]
    tries.append(await town.casebook.look_up(ANNA, TryPhoneCode(right)))
    town.clock.advance(2 * MINUTE)
    await town.do(ANNA, SendPhoneCode(BORIS.id))
    town.clock.advance(11 * MINUTE)
    late = await town.casebook.look_up(ANNA, TryPhoneCode(await code_sent(town)))

    assert (tries, late) == ([Outcome.WRONG] * 5 + [Outcome.OVER], Outcome.OVER)
    assert await town.do(ANNA, BindPhone()) == Refused("over")


async def test_codes_are_limited_per_citizen_and_per_number(town: World) -> None:
    """One a minute and five a day, whoever asks and whatever the number: nobody's phone is showered."""
    assert await town.do(ANNA, SendPhoneCode(BORIS.id)) == Done()
    assert await town.do(CLARA, SendPhoneCode(BORIS.id)) == Refused("soon")
    for _ in range(4):
        town.clock.advance(2 * MINUTE)
        assert await town.do(CLARA, SendPhoneCode(BORIS.id)) == Done()
    town.clock.advance(2 * MINUTE)
    assert await town.do(ANNA, SendPhoneCode(BORIS.id)) == Refused("too-many")
    assert len(await sent(town)) == 5
    town.clock.advance(DAY)
    assert await town.do(ANNA, SendPhoneCode(BORIS.id)) == Done()


async def test_a_number_cannot_bind(town: World) -> None:
    """Who writes by SMS is told so before any code is sent."""
    assert await town.casebook.look_up(BORIS, MyPhone()) == BoundPhone(here=False)
    assert await town.do(BORIS, SendPhoneCode("+8613900000009")) == Refused("elsewhere")
    assert await sent(town) == []


async def test_codes_rest_sealed_and_follow_the_keys(town: World) -> None:
    """No number and no code lies in clear; a new first secret finds what an older one kept."""
    await town.do(ANNA, SendPhoneCode(BORIS.id))
    code = await code_sent(town)
    rows = await town.database.read(lambda connection: connection.execute(select(phone_codes)).mappings().all())
    assert BORIS.id.encode() not in b"".join(each for each in rows[0].values() if isinstance(each, bytes))
    assert code.encode() not in b"".join(each for each in rows[0].values() if isinstance(each, bytes))

    keyring = Keyring(("another made-up secret of some length", "a made-up secret of some length"))
    await rekey(town.database, keyring)
    renewed = await town.database.read(lambda connection: connection.execute(select(phone_codes)).mappings().one())
    assert renewed["phone"] == keyring.index("person", f"sms:{BORIS.id}")


def test_each_table_of_a_citizen_has_its_way() -> None:
    """Whatever belongs to a citizen is given over when two become one: a new table has to be thought of."""
    theirs = {table.name for table in metadata.sorted_tables if "citizen" in table.c}

    assert theirs == MOVED_APART | NOT_MOVED | {table.name for table in SIMPLY}

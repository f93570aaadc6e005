"""What erasing leaves of a case and of a person; a subclass gives ``town``, a casebook in one of the databases."""

from dataclasses import replace
from typing import Any

import pytest
from casebook_world import ANNA, BORIS, ZONE, World, draft, filing
from erasure_hall import (
    ADDED,
    ANSWER,
    BY,
    CARD,
    CLARA,
    DESK,
    HALF_TOLD,
    JOINED,
    KEPT,
    LEFT_THERE,
    MORE,
    NAME,
    PLACE,
    PLACES,
    SECRETS,
    TOLD,
    Hall,
    hall_of,
    told,
)
from sqlalchemy import select

from adapters.casebook import SqlNotices, SqlRegistry, SqlShelf
from adapters.casebook.blocks import SqlBlocks
from adapters.casebook.figures import SqlFigures
from adapters.casebook.occasion import Occasion
from adapters.casebook.officers_admin import SqlOfficerAdmin
from adapters.casebook.officers_binding import bind
from adapters.casebook.rules.chain import Verdict
from adapters.casebook.schema import audits, media
from dialogs.facts import acts
from dialogs.facts.cases import Contact, Status
from dialogs.facts.delivery import Way
from dialogs.facts.figures import By, Period, Wanted
from dialogs.facts.messages import Address, Answer, Attachment, MediaKind
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.officers import Bind
from dialogs.facts.queries import FindCase, MyCases
from dialogs.facts.records import CaseFilter, Reporter
from dialogs.facts.staff import Intake, Person


class ErasureContract:
    @pytest.fixture
    def hall(self, town: World) -> Hall:
        town.office = replace(town.office, backends=("webhook",))
        return hall_of(town)

    async def test_a_case(self, hall: Hall) -> None:
        """Nothing of who reported a case is left of it, in clear or sealed; entries, times and figures are."""
        number = await hall.lived()
        before, record = await self._figures(hall), await hall.record(number)
        there = told(await hall.everything(), *SECRETS, *PLACES)
        erased = await hall.erase(await hall.erasure.of_case(number))
        held, after = await hall.everything(), await hall.record(number)

        assert there == {*SECRETS, *PLACES}
        assert told(held, *SECRETS, *PLACES) == set()
        assert (erased.cases, erased.texts, erased.photos) == (1, 4, 1)
        assert await hall.verdict(number) == Verdict(len(record.timeline) + 1, 4)
        assert await self._figures(hall) == before
        assert [step.kind for step in after.timeline] == [*(step.kind for step in record.timeline), "erased"]
        assert (after.description, after.place.text, after.place.lat, after.photos) == ("", "", None, ())
        assert (after.category, after.district, after.status) == ("lamp", "east", Status.CLOSED)
        assert after.rating is not None
        assert {KEPT, ANSWER} <= {step.text for step in after.timeline}
        assert hall.folder.kept == {}

    async def test_nobody_is_led_to_the_case(self, hall: Hall) -> None:
        """Neither its number nor its code shows it to who reported it, and who asks for them hears of nobody."""
        number = await hall.lived()
        code = (await hall.do(ANNA, acts.RenewCode(number))).code
        other = (await hall.do(ANNA, filing("Another lamp"))).number
        await hall.erase(await hall.erasure.of_case(number))
        mine = await hall.town.casebook.look_up(ANNA, MyCases())
        by_code = await hall.town.casebook.look_up(CLARA, FindCase(number, code))
        found = await SqlRegistry(hall.town.database, hall.town.office.keyring).page(CaseFilter(q="school"), DESK)

        assert [card.number for card in mine] == [other]
        assert by_code.outcome == "wrong-code"
        assert await hall.reporter(number) == Reporter("wechat")
        assert found.cases == ()
        assert (await hall.town.casebook.look_up(ANNA, FindCase(number))).outcome == "other"

    async def test_a_person(self, hall: Hall) -> None:
        """Of a person nothing is left, neither by WeChat nor by the phone that they bound, nor in what was said."""
        number = await hall.lived()
        await hall.bound(ANNA, BORIS)
        by_sms = (await hall.do(BORIS, filing("Water at our gate", contact=CARD))).number
        await hall.do(BORIS, acts.Withdraw(by_sms, reason="Edna mended it"))
        await hall.do(ANNA, acts.KeepDraft("run-9", HALF_TOLD))
        await hall.do(ANNA, acts.CallBack(LEFT_THERE))
        await hall.photo(BORIS, "in no case")
        for who in (ANNA, BORIS, CLARA):
            answer = Answer((f"To {NAME}",), hall.town.clock.now())
            await hall.talk.commit(who, 0, TOLD.encode(), now=hall.town.clock.now(), message="m1", answer=answer)
        erased = await hall.erase_person(BORIS)
        held = await hall.everything()

        assert (erased.cases, erased.photos, erased.conversations, erased.items) == (2, 2, 2, 2)
        assert told(held, *SECRETS, ANNA.id, BORIS.id, "3900000002", HALF_TOLD, LEFT_THERE, "Water", "Edna") == set()
        assert [(await hall.talk.load(who, "m1")).revision for who in (ANNA, BORIS, CLARA)] == [0, 0, 1]
        assert hall.folder.kept == {}
        assert [(await hall.verdict(each)).intact for each in (number, by_sms)] == [True, True]
        assert await hall.erasure.of_person(ANNA) is None
        assert await hall.reporter(by_sms) == Reporter("wechat")

    async def test_the_trace(self, hall: Hall) -> None:
        """The audits say what was erased, by whom and when, and not whose it was."""
        number = await hall.lived()
        await hall.erase_person(ANNA)
        rows = await hall.town.database.read(lambda c: c.execute(select(audits)).mappings().all())

        assert [(row["token"], row["subject"], row["id"]) for row in rows] == [
            ("command line", "erased", number),
            ("command line", "erased", "person"),
        ]

    async def test_others_of_the_case(self, hall: Hall) -> None:
        """Who joined a case leaves it to who filed it; who filed it takes the matter along, and not others' words."""
        number = (await hall.do(ANNA, filing(TOLD, contact=CARD))).number
        await hall.do(BORIS, acts.Join(number, JOINED))
        await hall.do(ANNA, acts.Supplement(number, ADDED))
        await hall.do(BORIS, acts.Supplement(number, MORE))
        joiner = await hall.erase_person(BORIS)
        between = await hall.everything()
        filer = await hall.erase_person(ANNA)
        record = await hall.record(number)

        assert (joiner.texts, told(between, JOINED, MORE, ADDED, TOLD)) == (2, {ADDED, TOLD})
        assert (filer.texts, told(await hall.everything(), *SECRETS)) == (2, set())
        assert (record.reporters, record.description) == (2, "")

    async def test_who_joined_stays(self, hall: Hall) -> None:
        """Where the filer is erased, the others' words stay, and they go on hearing of the case."""
        number = (await hall.do(ANNA, filing(TOLD))).number
        await hall.do(BORIS, acts.Join(number, JOINED))
        await hall.do(BORIS, acts.Supplement(number, MORE))
        await hall.erase_person(ANNA)
        await hall.act("accept", number)
        mine = await hall.town.casebook.look_up(BORIS, MyCases())

        assert told(await hall.everything(), JOINED, MORE, "school gate") == {JOINED, MORE}
        assert [card.number for card in mine] == [number]
        assert sorted(len(ways) for ways in await self._ways(hall)) == [0, 1]

    async def test_merged(self, hall: Hall) -> None:
        """A case that went into another one leaves nothing of its reporters there, and the other one keeps its own."""
        into = (await hall.do(BORIS, filing("The lamp at the corner"))).number
        number = (await hall.do(ANNA, filing(TOLD, contact=CARD))).number
        for each in (into, number):
            await hall.act("accept", each)
        await hall.act("merge", number, into=into)
        await hall.do(ANNA, acts.Supplement(into, ADDED))
        found = await hall.erasure.of_case(number)
        await hall.erase(found)

        assert {part.case for part in found.parts} == {number, into}
        assert told(await hall.everything(), *SECRETS) == {"School Road 3"}  # of the other one
        assert (await hall.record(into)).description == "The lamp at the corner"
        assert [(await hall.verdict(each)).intact for each in (number, into)] == [True, True]

    async def test_a_letter_of_two(self, hall: Hall) -> None:
        """A letter has no address to be found by: erased by its number it leaves no name of those who brought it."""
        persons = (Person(CARD), Person(Contact(name="Dora Jones")))
        taken = await hall.staff.take_in(Intake("letter", DESK, draft(TOLD, place=PLACE), persons))
        await hall.erase(await hall.erasure.of_case(taken.case.number))

        assert told(await hall.everything(), *SECRETS, "Dora Jones") == set()
        assert (await hall.record(taken.case.number)).reporters == 2

    async def test_a_case_that_is_not_over(self, hall: Hall) -> None:
        """It is named, and where it is erased nevertheless it goes on without its matter."""
        over = await hall.lived()
        number = (await hall.do(ANNA, filing("The lamp at the corner"))).number
        found = await hall.erasure.of_person(ANNA)
        await hall.erase(found)
        await hall.act("accept", number)
        await hall.act("decline", number, reason="nothing is told of it", path="other")

        assert found.running == (number,)
        assert over not in found.running
        assert (await hall.record(number)).status is Status.DECLINED
        assert set(await self._ways(hall)) == {()}

    async def test_a_number_that_was_given_out_again(self, hall: Hall) -> None:
        """What its former owner left stays, and is counted; what the new one left goes."""
        former = (await hall.do(BORIS, filing("The lamp at the corner"))).number
        hall.town.clock.advance(200 * DAY)
        new = (await hall.do(BORIS, filing(TOLD))).number
        found = await hall.erasure.of_person(BORIS)
        await hall.erase(found)

        assert ([part.case for part in found.parts], found.former) == ([new], 1)
        assert (await hall.record(former)).description == "The lamp at the corner"
        assert (await hall.record(new)).description == ""

    async def test_who_writes_again_is_somebody_new(self, hall: Hall) -> None:
        """After it a new case is filed as by anybody, and is their only one."""
        await hall.lived()
        await hall.erase_person(ANNA)
        number = (await hall.do(ANNA, filing("The lamp at the corner"))).number

        assert [card.number for card in await hall.town.casebook.look_up(ANNA, MyCases())] == [number]

    async def test_broken_off(self, hall: Hall) -> None:
        """Where it was broken off, it is begun again and finishes; a second time there is nothing more to erase."""
        number = await hall.lived()
        await hall.bound(ANNA, BORIS)
        found = await hall.erasure.of_person(ANNA)
        hall.erasure._talk = Broken()
        with pytest.raises(ConnectionError):
            await hall.erase(found)
        hall.erasure._talk = hall.talk
        again = await hall.erase_person(BORIS)

        assert (again.cases, again.texts, again.photos) == (1, 0, 0)
        assert told(await hall.everything(), *SECRETS, ANNA.id, BORIS.id) == set()
        assert (await hall.verdict(number)).intact
        assert await hall.erasure.of_person(BORIS) is None

    async def test_a_photo_on_its_way(self, hall: Hall) -> None:
        """What a worker is fetching meanwhile it cannot keep, and its file goes with what came into no case."""
        await hall.do(ANNA, acts.KeepMedia(("m1",), (Attachment(MediaKind.IMAGE, "ref"),)))
        number = (await hall.do(ANNA, filing(TOLD, media=("m1",)))).number
        shelf = SqlShelf(hall.town.database, hall.town.office)
        (claim,) = await shelf.claim(now=hall.town.clock.now(), limit=9)
        erased = await hall.erase(await hall.erasure.of_case(number))
        kept = await shelf.kept("m1", claim.lease, mime="image/png", size=9, now=hall.town.clock.now())
        rows = await hall.town.database.read(lambda c: c.execute(select(media)).mappings().all())

        assert (erased.photos, kept) == (1, False)
        assert [(row["case"], row["state"], row["ref"]) for row in rows] == [("", "dropped", None)]

    async def test_blocks_and_officers_stay(self, hall: Hall) -> None:
        """A block that stands is said and stays, one that was lifted goes; who is bound as an officer stays so."""
        blocks = SqlBlocks(hall.town.database, hall.town.office.keyring, hall.town.office.chance, hall.town.clock)
        lifted = await blocks.add(ANNA, reason="Anna Smith shouted", by="t1")
        await blocks.lift(lifted.id)
        await blocks.add(ANNA, reason="Threats", by="t1")
        admin = SqlOfficerAdmin(hall.town.database, hall.town.office, hall.town.clock)
        invite = await admin.invite("lights", head=False, name="Clerk", by=BY)
        await self._bind(hall, ANNA, invite.code)
        await hall.do(ANNA, acts.OptIn())
        found = await hall.erasure.of_person(ANNA)
        await hall.erase(found)
        held = await hall.everything()

        assert found.blocks == 1
        assert [block.reason for block in await blocks.listed()] == ["Threats"]
        assert "shouted" not in held
        assert [each.unit for each in await admin.listed(BY)] == ["lights"]

    async def _bind(self, hall: Hall, who: Address, code: str) -> None:
        office_ = hall.town.office
        now = hall.town.clock.now()
        done = await hall.town.database.write(lambda c: bind(Occasion(c, office_, who, now), Bind(code)))
        assert done.outcome == "bound"

    async def _ways(self, hall: Hall) -> list[tuple[Way, ...]]:
        """Give by which ways each notice that is due can be told."""
        here = hall.town.office
        kept = SqlNotices(hall.town.database, here.keyring, here.chance, here.city)
        return [each.ways for each in await kept.claim(now=hall.town.clock.now(), limit=9)]

    async def _figures(self, hall: Hall) -> Any:
        period = Period(Moment(0), Moment(hall.town.clock.now() + DAY))
        figures = SqlFigures(hall.town.database, hall.town.office.city, hall.town.clock, ZONE)
        return [(await figures.table(Wanted(period, by), BY)).rows for by in By]


class Broken:
    async def erase(self, _: Address) -> bool:
        raise ConnectionError

"""What every casebook does; an implementation gives the fixture ``town``."""

import asyncio
from dataclasses import replace

import pytest
from casebook_access_contract import CasebookAccessContract
from casebook_world import ANNA, BORIS, LAMP, World, draft, filed, filing

from dialogs.facts import acts
from dialogs.facts.acts import DoKey, Done, Refused, Urged, WhyNot, Withdrawn
from dialogs.facts.cases import Contact, Place, Privacy, Status
from dialogs.facts.errors import Conflict
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, HOUR, MINUTE
from dialogs.facts.queries import (
    FindCase,
    MyCases,
    MyRights,
    Myself,
    Rights,
    SameMatter,
    SameWords,
    Self,
    Standing,
    StandingOf,
)

CARLA = Address("sms", "+8613900000003")


class CasebookContract(CasebookAccessContract):
    async def test_filing(self, town: World) -> None:
        """A filed case has a number of twelve digits, a code of six, and its reporter finds it as their own."""
        result = await filed(town)
        found = await town.casebook.look_up(ANNA, FindCase(result.number))

        assert (len(result.number), len(result.code), result.reply_days) == (12, 6, 5)
        assert result.number.startswith("260302")
        assert found.outcome == "own"
        assert (found.card.status, found.card.summary) == (Status.SUBMITTED, LAMP)
        assert found.card.due_at == result.accept_by

    async def test_second_number(self, town: World) -> None:
        """A second complaint gets a second number."""
        first, second = await filed(town), await filed(town)
        mine = await town.casebook.look_up(ANNA, MyCases())

        assert first.number != second.number
        assert [card.number for card in mine] == [second.number, first.number]

    async def test_once(self, town: World) -> None:
        """The same act under the same key is done once and gives the same result, however often it is asked for."""
        key = DoKey("run", "file")
        first = await town.casebook.perform(ANNA, key, filing())
        again = await asyncio.gather(*(town.casebook.perform(ANNA, key, filing()) for _ in range(10)))

        assert [first] * 10 == again
        assert len(await town.casebook.look_up(ANNA, MyCases())) == 1

    async def test_once_at_once(self, town: World) -> None:
        """Also a citizen whom nobody knows yet files once when the act arrives ten times at the same moment."""
        key = DoKey("run", "file")
        results = await asyncio.gather(*(town.casebook.perform(ANNA, key, filing()) for _ in range(10)))

        assert len(set(results)) == 1
        assert len(await town.casebook.look_up(ANNA, MyCases())) == 1

    async def test_conflict(self, town: World) -> None:
        """Another act under a key is a conflict, never the old result, and changes nothing."""
        key = DoKey("run", "file")
        await town.casebook.perform(ANNA, key, filing())

        with pytest.raises(Conflict):
            await town.casebook.perform(ANNA, key, filing("Something else altogether"))
        assert len(await town.casebook.look_up(ANNA, MyCases())) == 1

    async def test_key_of_its_citizen(self, town: World) -> None:
        """A key belongs to its citizen: another one's act under it is their own."""
        key = DoKey("run", "file")
        one = await town.casebook.perform(ANNA, key, filing())
        other = await town.casebook.perform(BORIS, key, filing("Noise at night"))

        assert one != other

    async def test_numbers_differ(self, town: World) -> None:
        """Cases that are filed at the same moment get different numbers."""
        people = [Address("wechat", f"o-{index}") for index in range(12)]
        results = await asyncio.gather(*(filed(town, who) for who in people))

        assert len({result.number for result in results}) == 12

    async def test_standing(self, town: World) -> None:
        """Who is unknown stands nowhere; who filed has an open case and has consented."""
        before = await town.casebook.look_up(ANNA, StandingOf())
        result = await filed(town)
        after = await town.casebook.look_up(ANNA, StandingOf())

        assert before == Standing()
        assert [card.number for card in after.open_cases] == [result.number]
        assert after.consented
        assert await town.casebook.look_up(ANNA, Myself()) == Self(consented=True, has_cases=True)

    async def test_no_consent_of_the_anonymous(self, town: World) -> None:
        """Who files anonymously has not consented to anything."""
        await filed(town, ANNA, filing(contact=Contact(Privacy.ANONYMOUS)))

        assert await town.casebook.look_up(ANNA, Myself()) == Self(consented=False, has_cases=True)

    async def test_same_matter(self, town: World) -> None:
        """A stranger is shown category, street, day and reporters of a like case, and nothing else of it."""
        result = await filed(town)
        told = SameMatter("Street lamp out at the school gate, dark for nights", draft().place, "lamp")
        (card,) = await town.casebook.look_up(BORIS, told)

        assert (card.number, card.category, card.street, card.reporters) == (result.number, "lamp", "harbour", 1)
        assert (card.summary, card.unit, card.due_at) == ("", "", None)
        assert card.submitted_at < town.clock.now() - HOUR

    async def test_another_matter(self, town: World) -> None:
        """Other words, another street, another category, or a report about officials are no same matter."""
        await filed(town)
        await filed(town, ANNA, filing(kind="misconduct", category="noise"))
        place = draft().place
        asked = [
            SameMatter("A tree fell over", place, "lamp"),
            SameMatter(LAMP, replace(place, street="hill"), "lamp"),
            SameMatter(LAMP, Place("somewhere"), "lamp"),
            SameMatter(LAMP, place, "noise"),
        ]

        assert [await town.casebook.look_up(BORIS, query) for query in asked] == [()] * 4

    async def test_same_words(self, town: World) -> None:
        """Equal words of the same citizen are noticed for a day, whatever their blanks and marks."""
        result = await filed(town)
        told = SameWords(LAMP.upper().replace(" ", "  ") + "!")
        same = await town.casebook.look_up(ANNA, told)
        strange = await town.casebook.look_up(BORIS, told)
        town.clock.advance(DAY + MINUTE)

        assert [card.number for card in same] == [result.number]
        assert strange == ()
        assert await town.casebook.look_up(ANNA, told) == ()

    async def test_joining(self, town: World) -> None:
        """Who joins is a reporter: the case is their own, and it counts one more."""
        result = await filed(town)
        joined = await town.do(BORIS, acts.Join(result.number, "Same here"))
        found = await town.casebook.look_up(BORIS, FindCase(result.number))

        assert joined == Done(result.number)
        assert (found.outcome, found.card.reporters) == ("own", 2)

    async def test_joining_twice(self, town: World) -> None:
        """Who reports a case already only adds to it."""
        result = await filed(town)
        again = await town.do(ANNA, acts.Join(result.number, "It is I again"))
        found = await town.casebook.look_up(ANNA, FindCase(result.number))

        assert (again, found.card.reporters) == (Done(result.number), 1)

    async def test_refusals(self, town: World) -> None:
        """A case that is not there, not one's own, or about officials is refused in the same words."""
        hidden = await filed(town, ANNA, filing(kind="misconduct"))

        assert await town.do(BORIS, acts.Join("260302999995", "x")) == Refused("unknown")
        assert await town.do(BORIS, acts.Join(hidden.number, "x")) == Refused("unknown")
        assert await town.do(BORIS, acts.Supplement(hidden.number, "x")) == Refused("unknown")

    async def test_urging(self, town: World) -> None:
        """Too early the due date is the answer; later it is urged, once a day, and never by a stranger."""
        result = await filed(town)
        early = await town.do(ANNA, acts.Urge(result.number))
        town.clock.advance(20 * HOUR)
        urged = await town.do(ANNA, acts.Urge(result.number))
        again = await town.do(ANNA, acts.Urge(result.number))

        assert early == Refused(WhyNot.EARLY, result.accept_by)
        assert urged == Urged(result.number, "", result.accept_by)
        assert again == Refused(WhyNot.TODAY, result.accept_by)
        assert await town.do(BORIS, acts.Urge(result.number)) == Refused(WhyNot.UNKNOWN)

    async def test_withdrawing(self, town: World) -> None:
        """Withdrawn by its filer a case goes on for who joined it; withdrawn by the last one it ends."""
        result = await filed(town)
        await town.do(BORIS, acts.Join(result.number, "Same here"))
        left = await town.do(ANNA, acts.Withdraw(result.number, "moved away"))
        stranger = await town.casebook.look_up(ANNA, FindCase(result.number))
        ended = await town.do(BORIS, acts.Withdraw(result.number))
        found = await town.casebook.look_up(BORIS, FindCase(result.number))

        assert (left, ended) == (Withdrawn(result.number, goes_on=True), Withdrawn(result.number))
        assert (stranger.outcome, found.outcome) == ("other", "own")
        assert found.card.status is Status.WITHDRAWN
        assert await town.do(BORIS, acts.Withdraw(result.number)) == Refused(WhyNot.LATE)

    async def test_amending(self, town: World) -> None:
        """Before acceptance the filer corrects the place, anybody how they are known; nothing new is nothing."""
        result = await filed(town)
        act = acts.Amend(result.number, place=Place("Hill Road 9", street="hill"), contact=Contact(Privacy.HIDDEN))
        done = await town.do(ANNA, act)
        rights = await town.casebook.look_up(ANNA, MyRights(result.number))

        assert done == Done(result.number)
        assert (rights.place.street, rights.contact.privacy, rights.filer) == ("hill", Privacy.HIDDEN, True)
        assert rights.may == ("supplement", "amend", "withdraw")
        assert await town.do(ANNA, act) == Refused(WhyNot.NOTHING)

    async def test_reopening_what_is_not_resolved(self, town: World) -> None:
        """What is not resolved is not reopened, and nobody may do anything with somebody else's case."""
        result = await filed(town)

        assert await town.do(ANNA, acts.Reopen(result.number)) == Refused(WhyNot.CLOSED)
        assert await town.do(BORIS, acts.Reopen(result.number)) == Refused(WhyNot.UNKNOWN)
        assert await town.casebook.look_up(BORIS, MyRights(result.number)) == Rights(result.number)

    async def test_opting(self, town: World) -> None:
        """An opt-out holds until the address opts in."""
        await town.do(BORIS, acts.OptOut())
        out = await town.casebook.look_up(BORIS, StandingOf())
        await town.do(BORIS, acts.OptIn())
        back = await town.casebook.look_up(BORIS, StandingOf())

        assert (out.opted_out, back.opted_out) == (True, False)

    async def test_left_at_the_desk(self, town: World) -> None:
        """Dangers, call-backs, notes, and notes taken back are simply done."""
        left = [acts.ReportDanger("gas", "smell of gas"), acts.CallBack("please"), acts.NoteToDesk("hm", wait=DAY)]
        left += [acts.DropNote("run-3/note-to-desk/0"), acts.Follow(follows=False)]

        assert [await town.do(CARLA, act) for act in left] == [Done()] * 5

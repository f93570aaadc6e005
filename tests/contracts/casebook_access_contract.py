"""Whose case it is, and who else may see it: what every casebook keeps to."""

import pytest
from casebook_world import ANNA, BORIS, World, filed

from dialogs.facts import acts
from dialogs.facts.acts import NewCode, Refused
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, HOUR, MINUTE
from dialogs.facts.queries import CaseFound, FindCase, MyCases, StandingOf


class CasebookAccessContract:
    async def test_others_need_the_code(self, town: World) -> None:
        """Somebody else's case needs its code; the right one opens it."""
        result = await filed(town)
        bare = await town.casebook.look_up(BORIS, FindCase(result.number))
        opened = await town.casebook.look_up(BORIS, FindCase(result.number, result.code))

        assert bare == CaseFound("other")
        assert (opened.outcome, opened.card.number) == ("opened", result.number)

    @pytest.mark.parametrize(
        "number", ["", "abc", "260302000017", "260302999990", "99999999999999", "１２３４５６７８９０１２"]
    )
    async def test_unknown(self, town: World, number: str) -> None:
        """What is no number, has a wrong check digit or was never given out is unknown."""
        assert await town.casebook.look_up(ANNA, FindCase(number)) == CaseFound("unknown")

    async def test_five_wrong_codes(self, town: World) -> None:
        """After five wrong codes an asker is locked for an hour, with the right code too."""
        result = await filed(town)
        wrong = str((int(result.code) + 1) % 10**6).zfill(6)
        tries = [await town.casebook.look_up(BORIS, FindCase(result.number, wrong)) for _ in range(6)]
        locked = await town.casebook.look_up(BORIS, FindCase(result.number, result.code))
        town.clock.advance(HOUR + MINUTE)
        free = await town.casebook.look_up(BORIS, FindCase(result.number, result.code))

        assert [found.outcome for found in tries] == ["wrong-code"] * 5 + ["locked"]
        assert (locked.outcome, free.outcome) == ("locked", "opened")

    async def test_twenty_wrong_codes_at_a_case(self, town: World) -> None:
        """After twenty wrong codes of many askers a case is locked for a day, but not for its reporter."""
        result = await filed(town)
        wrong = str((int(result.code) + 1) % 10**6).zfill(6)
        for index in range(20):
            await town.casebook.look_up(Address("sms", f"+86139000001{index:02d}"), FindCase(result.number, wrong))
        locked = await town.casebook.look_up(BORIS, FindCase(result.number, result.code))
        own = await town.casebook.look_up(ANNA, FindCase(result.number))
        town.clock.advance(DAY + MINUTE)
        free = await town.casebook.look_up(BORIS, FindCase(result.number, result.code))

        assert (locked.outcome, own.outcome, free.outcome) == ("locked-today", "own", "opened")

    async def test_new_code(self, town: World) -> None:
        """A new code ends the old one; nobody gets one for somebody else's case."""
        result = await filed(town)
        renewed = await town.do(ANNA, acts.RenewCode(result.number))
        assert isinstance(renewed, NewCode)
        old = await town.casebook.look_up(BORIS, FindCase(result.number, result.code))
        new = await town.casebook.look_up(BORIS, FindCase(result.number, renewed.code))

        assert (old.outcome, new.outcome) == ("wrong-code", "opened")
        assert await town.do(BORIS, acts.RenewCode(result.number)) == Refused("unknown")

    async def test_new_owner_of_a_phone(self, town: World) -> None:
        """After 180 silent days a phone is asked for the code of its own cases, and shows none until then."""
        result = await filed(town, BORIS)
        town.clock.advance(181 * DAY)
        standing = await town.casebook.look_up(BORIS, StandingOf())
        bare = await town.casebook.look_up(BORIS, FindCase(result.number))
        mine = await town.casebook.look_up(BORIS, MyCases())
        opened = await town.casebook.look_up(BORIS, FindCase(result.number, result.code))
        again = await town.casebook.look_up(BORIS, FindCase(result.number))

        assert (standing.open_cases, standing.consented, mine) == ((), False, ())
        assert (bare.outcome, opened.outcome, again.outcome) == ("other", "opened", "own")
        assert len(await town.casebook.look_up(BORIS, MyCases())) == 1

    async def test_faithful_phone(self, town: World) -> None:
        """A phone that wrote within 180 days, and an account at any time, keep their cases without a code."""
        texted, written = await filed(town, BORIS), await filed(town, ANNA)
        town.clock.advance(179 * DAY)
        await town.casebook.look_up(BORIS, StandingOf())
        town.clock.advance(179 * DAY)

        assert (await town.casebook.look_up(BORIS, FindCase(texted.number))).outcome == "own"
        assert (await town.casebook.look_up(ANNA, FindCase(written.number))).outcome == "own"

"""Officers are bound by a code, kept sealed, and forgotten when they leave."""

import asyncio

from officer_steps import CLERK, DESK, HEAD, PHONE, PIN, Office

from adapters.casebook.officers import SqlOfficers
from adapters.casebook.schema import cases, notices, officer_invites, officers, timeline
from dialogs.facts.moment import DAY, HOUR
from dialogs.facts.officers import Bind, Binding, Handle, SetPin, WhoAmI
from dialogs.facts.staff import Unfit, Why


async def test_a_code_binds_one_identity_once(place: Office) -> None:
    """Who sends the code first is bound; sent again by them it is answered alike, by anybody else it is used."""
    invite = await place.invited()
    first = await place.do(CLERK, Bind(invite.code))

    assert first == Binding("bound", "lights")
    assert await place.do(CLERK, Bind(f"{invite.code[:4]} {invite.code[4:]}")) == first
    assert await place.do(HEAD, Bind(invite.code)) == Binding("used")


async def test_of_two_who_send_a_code_at_once_one_is_bound(place: Office) -> None:
    """A code that leaks is worth one binding."""
    invite = await place.invited()
    made = await asyncio.gather(place.do(CLERK, Bind(invite.code)), place.do(HEAD, Bind(invite.code)))

    assert sorted(each.outcome for each in made) == ["bound", "used"]


async def test_a_code_ends(place: Office) -> None:
    """After three days a code binds nobody."""
    invite = await place.invited()
    place.town.clock.advance(3 * DAY)

    assert await place.do(CLERK, Bind(invite.code)) == Binding("expired")


async def test_wrong_codes_are_limited(place: Office) -> None:
    """After five wrong codes even the right one waits for an hour; nobody else does."""
    invite = await place.invited()
    wrong = f"{(int(invite.code) + 1) % 10**8:08d}"
    tried = [(await place.do(CLERK, Bind(wrong))).outcome for _ in range(6)]

    assert tried == ["wrong"] * 5 + ["locked"]
    assert await place.do(CLERK, Bind(invite.code)) == Binding("locked")
    place.town.clock.advance(HOUR)
    assert (await place.do(CLERK, Bind(invite.code))).outcome == "bound"


async def test_what_rests_of_an_officer_is_sealed(place: Office) -> None:
    """Neither name nor number nor code nor PIN stands in the tables in clear."""
    invite = await place.invited()
    await place.do(PHONE, Bind(invite.code))
    await place.casebook.look_up(PHONE, SetPin(PIN))
    rested = repr([*await place.rows(officers), *await place.rows(officer_invites)])

    assert not [each for each in ("Clerk Li", PHONE.id, invite.code, PIN) if each in rested]


async def test_bound_officers_are_found(place: Office) -> None:
    """A unit's officers are listed with the head first, and each has an address."""
    clerk, head = await place.bound(PHONE), await place.bound(HEAD, head=True)
    known = SqlOfficers(place.town.database, place.town.office.keyring)

    assert [each.id for each in await known.bound("lights")] == [head, clerk]
    assert await known.address(clerk) == PHONE
    assert (await known.listed(["parks"]), await known.bound("parks")) == ((), ())


async def test_cases_of_who_leaves_are_handed_on(place: Office) -> None:
    """The head gets them with an entry and a notice; of who left neither name nor address remains."""
    clerk, head = await place.bound(CLERK), await place.bound(HEAD, head=True)
    number = await place.case()
    await place.do(CLERK, Handle("sign", number))

    gone = await place.admin.unbind(clerk, by=DESK)

    assert (gone.name, gone.unbound_at) == ("", place.town.clock.now())
    assert await place.admin.unbind(clerk, by=DESK) == Unfit(Why.UNKNOWN)
    assert (await place.rows(cases.c.officer))[-1]["officer"] == head
    assert (await place.rows(timeline.c.kind, timeline.c.actor))[-1] == {"kind": "hand-on", "actor": "system"}
    told = [each for each in await place.rows(notices.c.officer, notices.c.step) if each["step"] == "hand-on"]
    assert told == [{"officer": head, "step": "hand-on"}]
    assert not (await place.casebook.look_up(CLERK, WhoAmI())).unit
    assert (await place.do(CLERK, Handle("note", number, text="Still here"))).outcome == "unbound"


async def test_who_is_bound_elsewhere_leaves_the_former_unit(place: Office) -> None:
    """A second code moves the officer; what they had signed for stays with the former unit."""
    await place.bound(CLERK)
    number = await place.case()
    await place.do(CLERK, Handle("sign", number))
    await place.do(CLERK, Bind((await place.invited("parks")).code))

    assert (await place.casebook.look_up(CLERK, WhoAmI())).unit == "parks"
    assert (await place.rows(cases.c.officer))[-1]["officer"] == ""


async def test_whom_an_unused_code_was_for_is_forgotten(place: Office) -> None:
    """With the next code after it ran out its name goes; that of a code that still binds stays."""
    await place.invited()
    place.town.clock.advance(4 * DAY)
    await place.invited()

    names = [row["name"] is not None for row in await place.rows(officer_invites.c.name, officer_invites.c.made_at)]
    assert sorted(names) == [False, True]

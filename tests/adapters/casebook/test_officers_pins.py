"""By phone an officer's PIN stands before what citizens hear."""

from operator import itemgetter
from typing import Any

import pytest
from officer_steps import DONE, PHONE, PIN, Office

from dialogs.facts.moment import DAY, MINUTE
from dialogs.facts.officers import Handle, Handled, SetPin, TryPin, WhoAmI
from dialogs.facts.staff import CHECKS


async def test_ending_a_case_by_phone_wants_the_pin(place: Office) -> None:
    """Without the PIN nothing is resolved over SMS; one PIN is good for one resolution."""
    await place.bound(PHONE)
    await place.casebook.look_up(PHONE, SetPin(PIN))
    first, second = await place.case(), await place.case("A lamp at the market is out too")
    resolve = {"text": DONE, "outcome": "solved", "checks": CHECKS}

    assert await place.do(PHONE, Handle("resolve", first, **resolve)) == Handled("pin")
    assert await place.casebook.look_up(PHONE, TryPin(PIN)) == "right"
    assert (await place.do(PHONE, Handle("resolve", first, **resolve))).outcome == "done"
    assert await place.do(PHONE, Handle("resolve", second, **resolve)) == Handled("pin")


@pytest.mark.parametrize(
    "act",
    [
        {"step": "reply", "text": "The night crew comes on Monday."},
        {"step": "ask", "text": "Which lamp is it, please?"},
        {"step": "return", "reason": "The lamp is a private one"},
        {"step": "ask-extension", "reason": "A part is missing", "days": 3},
    ],
    ids=itemgetter("step"),
)
async def test_what_citizens_hear_by_phone_wants_the_pin(place: Office, act: dict[str, Any]) -> None:
    """A forged number alone speaks to no citizen and moves no case; one PIN is good for several such acts."""
    await place.bound(PHONE)
    await place.casebook.look_up(PHONE, SetPin(PIN))
    first, second = await place.case(), await place.case("A lamp at the market is out too")
    forged = await place.do(PHONE, Handle(number=first, **act))
    before = await place.casebook.look_up(PHONE, WhoAmI())
    await place.casebook.look_up(PHONE, TryPin(PIN))
    outcomes = [(await place.do(PHONE, Handle(number=number, **act))).outcome for number in (first, second)]

    assert (forged, before.proven) == (Handled("pin"), False)
    assert outcomes == ["done", "done"]
    assert (await place.casebook.look_up(PHONE, WhoAmI())).proven


async def test_signing_and_noting_by_phone_want_no_pin(place: Office) -> None:
    """What neither reaches a citizen nor moves a case is free."""
    await place.bound(PHONE)
    number = await place.case()
    acts = (Handle("sign", number), Handle("note", number, text="Seen on the spot"))

    assert [(await place.do(PHONE, act)).outcome for act in acts] == ["done", "done"]


async def test_a_pin_grows_old(place: Office) -> None:
    """A PIN given ten minutes ago proves nothing any more."""
    await place.bound(PHONE)
    await place.casebook.look_up(PHONE, SetPin(PIN))
    number = await place.case()
    await place.casebook.look_up(PHONE, TryPin(PIN))
    place.town.clock.advance(11 * MINUTE)

    assert (await place.do(PHONE, Handle("resolve", number, text=DONE, outcome="solved"))).outcome == "pin"


async def test_pins_are_tried_five_times_a_day(place: Office) -> None:
    """After five wrong PINs the right one is refused for a day."""
    await place.bound(PHONE)
    await place.casebook.look_up(PHONE, SetPin(PIN))
    tried = [await place.casebook.look_up(PHONE, TryPin("111112")) for _ in range(5)]

    assert tried == ["wrong"] * 5
    assert await place.casebook.look_up(PHONE, TryPin(PIN)) == "locked"
    place.town.clock.advance(DAY + MINUTE)
    assert await place.casebook.look_up(PHONE, TryPin(PIN)) == "right"


async def test_a_first_pin_is_set_soon(place: Office) -> None:
    """A day after binding nobody sets a first PIN, for the number may be forged."""
    await place.bound(PHONE)
    place.town.clock.advance(DAY + MINUTE)

    assert await place.casebook.look_up(PHONE, SetPin(PIN)) == "refused"


async def test_a_new_pin_wants_the_old_one(place: Office) -> None:
    """What all can guess is refused, and so is a change by who does not know the old PIN."""
    await place.bound(PHONE)
    weak = [await place.casebook.look_up(PHONE, SetPin(pin)) for pin in ("000000", "123456", "987654")]

    assert weak == ["weak"] * 3
    assert await place.casebook.look_up(PHONE, SetPin(PIN)) == "kept"
    assert await place.casebook.look_up(PHONE, SetPin("518093")) == "refused"
    await place.casebook.look_up(PHONE, TryPin(PIN))
    assert await place.casebook.look_up(PHONE, SetPin("518093")) == "kept"

"""What officers write by message reaches citizens as everybody reads it alike."""

from officer_steps import CLERK, Office

from adapters.casebook.records import record_of
from dialogs.facts.officers import Handle


async def test_nothing_is_turned_in_an_answer(place: Office) -> None:
    """Of an answer that holds an order to turn the direction the case has the words alone."""
    await place.bound(CLERK)
    number = await place.case()
    await place.do(CLERK, Handle("reply", number, text="The crew\u2028comes \u202etonight\u2069"))
    record = await place.town.database.read(lambda c: record_of(c, place.town.office.keyring, number))

    assert record.timeline[-1].text == "The crew\ncomes tonight"

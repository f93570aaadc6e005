"""Officers are told of cases in their own language, never in the citizen's."""

from casebook_world import BORIS, filing
from officer_steps import CLERK, DESK, HEAD, Office
from sqlalchemy import Connection, update

from adapters.casebook import SqlNotices
from adapters.casebook.acts import telling
from adapters.casebook.occasion import Occasion
from adapters.casebook.schema import officers
from dialogs.facts.acts import Done, Speak
from dialogs.facts.notices import Audience
from dialogs.facts.officers import Bind
from dialogs.facts.staff import StaffAct


async def assigned(place: Office, language: str) -> str:
    """Have a case filed in a language, and assigned to the lamps."""
    filed = await place.town.do(BORIS, filing(language=language))
    await place.staff.act(StaffAct("accept", filed.number, DESK))
    await place.staff.act(StaffAct("assign", filed.number, DESK, unit="lights"))
    return str(filed.number)


async def spoken(place: Office) -> dict[str, str]:
    """Give the language of what is told now, by audience."""
    kept = SqlNotices(place.town.database, place.town.office.keyring, place.town.office.chance, place.town.office.city)
    claimed = await kept.claim(now=place.town.clock.now(), limit=100)
    return {each.notice.audience: each.notice.language for each in claimed}


async def test_an_officer_is_told_in_the_language_they_were_bound_in(place: Office) -> None:
    """The citizen is told of the same step in the one they filed in."""
    await place.do(CLERK, Bind((await place.invited()).code, "zh-Hans"))
    await assigned(place, "en")

    assert await spoken(place) == {Audience.OFFICER: "zh-Hans", Audience.CITIZEN: "en"}


async def test_an_officer_is_told_in_the_language_they_speak_now(place: Office) -> None:
    """Another language that is spoken with them later counts, and nobody else's changes with it."""
    await place.do(HEAD, Bind((await place.invited("parks")).code, "en"))
    await place.do(CLERK, Bind((await place.invited()).code, "en"))
    done = await place.do(CLERK, Speak("zh-Hant", office=True))
    rows = await place.rows(officers.c.unit, officers.c.language)
    await assigned(place, "en")

    assert done == Done()
    assert {row["unit"]: row["language"] for row in rows} == {"parks": "en", "lights": "zh-Hant"}
    assert (await spoken(place))[Audience.OFFICER] == "zh-Hant"


async def test_whose_language_is_not_known_is_told_in_the_citys(place: Office) -> None:
    """Neither an officer nor the admin is told in the language of the citizen whose case it is."""
    await place.bound(CLERK)
    number = await assigned(place, "en")

    def warned(connection: Connection) -> None:
        connection.execute(update(officers).values(language=""))
        occasion = Occasion(connection, place.town.office, CLERK, place.town.clock.now())
        telling.tell_admin(occasion, "unmanned", {}, number=number)

    await place.town.database.write(warned)

    assert await spoken(place) == {Audience.OFFICER: "", Audience.ADMIN: "", Audience.CITIZEN: "en"}


async def test_who_is_no_officer_changes_nothing(place: Office) -> None:
    """The language of somebody who is not bound is not noted among officers."""
    await place.bound(CLERK)
    before = await place.rows(officers.c.language)
    await place.do(BORIS, Speak("en", office=True))

    assert await place.rows(officers.c.language) == before


async def test_a_citizen_is_told_in_the_language_they_speak_now(place: Office) -> None:
    """Who goes on in another one than they filed in is told in it; as a citizen, which changes no officer."""
    await place.do(CLERK, Bind((await place.invited()).code, "zh-Hans"))
    await assigned(place, "zh-Hans")
    await place.do(BORIS, Speak("en"))
    await place.do(CLERK, Speak("en"))

    assert await spoken(place) == {Audience.OFFICER: "zh-Hans", Audience.CITIZEN: "en"}

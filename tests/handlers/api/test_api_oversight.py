"""Letters, hard cases and second looks over the API."""

from dataclasses import replace

import pytest
from casebook_world import CITY, filing
from sqlalchemy import insert, update

from adapters.casebook.letters import can_print
from adapters.casebook.schema import cases, inspections, watches
from adapters.casebook.sweeping import SqlSweeper
from dialogs.city import Unit
from dialogs.facts.cases import CaseKind, Status
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, Moment

LIGHTS, PARKS, ABOVE = CITY.units[0].code, CITY.units[1].code, "office"
TREE = replace(
    CITY,
    units=(
        Unit(ABOVE, CITY.units[0].names, CITY.units[0].level),
        *(replace(unit, parent=ABOVE) for unit in CITY.units),
    ),
)
ANSWER = "The lamp was mended on Monday evening and is bright again."


@pytest.fixture(autouse=True)
def _tree(api) -> None:
    """The small city with a unit above the others."""
    api.town.office = replace(api.town.office, city=lambda: TREE)


async def act(api, number: str, step: str, **body: object) -> dict:
    status, case = await api.ask(f"/api/v1/cases/{number}/{step}", method="POST", json=body)
    assert status == 200, case
    return case


async def assigned(api, unit: str = LIGHTS, **changes: object) -> str:
    who = Address("sms", f"+86139{api.town.runs:08}")  # one person files only so much a day
    number = (await api.town.do(who, filing(**changes))).number
    await act(api, number, "accept")
    await act(api, number, "assign", unit=unit)
    return number


@pytest.fixture
async def letter(api) -> dict:
    """A letter to the lights."""
    number = await assigned(api)
    await act(api, number, "supervise", kind="letter", text="Report by Friday, call 13900000002.")
    _, listed = await api.ask("/api/v1/letters")
    return listed["letters"][0]


async def raw(api, path: str, **headers: str) -> tuple[int, str, bytes]:
    headers["Authorization"] = "Bearer the made-up bootstrap token"
    async with api.client.get(path, headers=headers) as response:
        return response.status, response.content_type, await response.read()


async def test_listed(api, letter: dict) -> None:
    """A letter is listed with its kind, unit, due time and masked words, until and after it is answered."""
    await api.ask(
        f"/api/v1/cases/{letter['number']}/answer-letter",
        method="POST",
        json={"text": "We do.", "letter": letter["id"]},
    )
    _, waiting = await api.ask("/api/v1/letters?answered=no")
    _, answered = await api.ask("/api/v1/letters?answered=yes&unit=lights&kind=letter")

    assert (letter["kind"], letter["unit"], letter["by"], letter["answer"]) == ("letter", LIGHTS, "platform", None)
    assert letter["due_at"] == "2026-03-09T18:00:00+08:00"
    assert "13900000002" not in letter["text"]
    assert waiting["letters"] == []
    assert [(each["answered_by"], each["answer"]) for each in answered["letters"]] == [("platform", "We do.")]


async def test_who_sees_a_letter(api, letter: dict) -> None:
    """A unit sees letters to itself and to units below it, and no others; what it may not see is not there."""
    refused, _ = await api.ask(f"/api/v1/letters/{letter['id']}", await api.token("unit", PARKS))
    _, own = await api.ask("/api/v1/letters", await api.token("unit", LIGHTS))
    _, above = await api.ask("/api/v1/letters", await api.token("unit", ABOVE))
    _, beside = await api.ask("/api/v1/letters", await api.token("unit", PARKS))

    assert refused == 404
    assert [each["id"] for each in own["letters"]] == [each["id"] for each in above["letters"]] == [letter["id"]]
    assert beside["letters"] == []


async def test_a_letter_about_officials(api, letter: dict) -> None:
    """What is said about officials is seen by its own unit, not through the tree."""
    said = update(cases).where(cases.c.number == letter["number"]).values(kind=CaseKind.MISCONDUCT)
    await api.town.database.write(lambda c: c.execute(said).rowcount)
    _, above = await api.ask("/api/v1/letters", await api.token("unit", ABOVE))
    _, own = await api.ask("/api/v1/letters", await api.token("unit", LIGHTS))

    assert above["letters"] == []
    assert len(own["letters"]) == 1


async def test_the_document(api, letter: dict) -> None:
    """A letter comes as HTML that loads and runs nothing, in the language asked for."""
    status, kind, page = await raw(api, f"/api/v1/letters/{letter['id']}?language=en")

    assert (status, kind) == (200, "text/html")
    assert b"Letter of supervision" in page
    assert letter["number"].encode() in page


@pytest.mark.parametrize(("query", "accept"), [("?format=pdf", "*/*"), ("", "application/pdf")])
async def test_the_printed_document(api, letter: dict, query: str, accept: str) -> None:
    """A letter comes as PDF where that is asked for; where it cannot be printed, the answer says so."""
    status, kind, page = await raw(api, f"/api/v1/letters/{letter['id']}{query}", Accept=accept)

    assert (status, kind) == ((200, "application/pdf") if can_print() else (406, "application/problem+json"))
    assert page.startswith(b"%PDF-") is can_print()


async def test_pages_of_letters(api) -> None:
    """Letters come newest first, page by page, each once."""
    number = await assigned(api)
    for _ in range(5):
        await act(api, number, "supervise", kind="risk-warning")
    ids, path = [], "/api/v1/letters?limit=2"
    while path:
        _, page = await api.ask(path)
        ids += [each["id"] for each in page["letters"]]
        path = page["next"] and f"/api/v1/letters?limit=2&cursor={page['next']}"

    assert len(ids) == len(set(ids)) == 5


@pytest.mark.parametrize("query", ["kind=urge", "answered=maybe", "cursor=x", "cursor=1.\x00", "limit=0", "more=1"])
async def test_odd_queries(api, query: str) -> None:
    """A query that does not fit is refused by the name of its field."""
    status, problem = await api.ask(f"/api/v1/letters?{query}")

    assert status == 422
    assert problem["errors"][0]["field"] == query.partition("=")[0]


async def aged(api, number: str, days: int) -> None:
    """Let a case's answer have been due within one day, so many days ago."""
    now = api.town.clock.now()
    times = {"since": Moment(now - (days + 1) * DAY), "due": Moment(now - days * DAY)}
    old = update(watches).where(watches.c.case == number, watches.c.kind == "reply_by").values(times)
    await api.town.database.write(lambda c: c.execute(old).rowcount)


async def test_backlog(api) -> None:
    """What is open for twice its time, or was reopened twice, is a hard case; units with most of them come first."""
    late, led, again = [await assigned(api) for _ in range(3)]
    other, fresh = await assigned(api, PARKS), await assigned(api)
    ended = await assigned(api)
    await act(api, led, "lead", official="Deputy Mayor Lin", team="Roads", until="2026-04-01T18:00:00+08:00")
    await act(api, ended, "resolve", text=ANSWER, outcome="solved", confirm=True)
    for number, days in ((late, 1), (led, 9), (other, 3)):
        await aged(api, number, days)
    twice = update(cases).where(cases.c.number.in_([again, ended])).values(reopened=2)
    await api.town.database.write(lambda c: c.execute(twice).rowcount)
    _, backlog = await api.ask("/api/v1/backlog")
    _, parks = await api.ask("/api/v1/backlog", await api.token("unit", PARKS))

    assert [(each["number"], each["times"]) for each in backlog["cases"][:3]] == [(led, 10), (other, 4), (late, 2)]
    assert [each["number"] for each in backlog["cases"][3:]] == [again]
    assert fresh not in str(backlog)
    assert backlog["cases"][0]["lead"]["official"] == "Deputy Mayor Lin"
    assert [(each["unit"], each["cases"], each["unled"]) for each in backlog["ranking"]] == [
        (LIGHTS, 3, 2),
        (PARKS, 1, 1),
    ]
    assert [each["number"] for each in parks["cases"]] == [other]


async def test_pages_of_the_backlog(api) -> None:
    """Hard cases come page by page, each once, the ranking being over all of them."""
    numbers = [await assigned(api) for _ in range(5)]
    for days, number in enumerate(numbers, 2):
        await aged(api, number, days)
    found, path = [], "/api/v1/backlog?limit=2"
    while path:
        _, page = await api.ask(path)
        found += [each["number"] for each in page["cases"]]
        path = page["next"] and f"/api/v1/backlog?limit=2&cursor={page['next']}"

    assert found == numbers[::-1]
    assert page["ranking"][0]["cases"] == 5


async def closed(api, count: int) -> list[str]:
    numbers = [await assigned(api) for _ in range(count)]
    done = {"status": Status.CLOSED, "ended_at": api.town.clock.now()}
    end = update(cases).where(cases.c.number.in_(numbers)).values(done)
    await api.town.database.write(lambda c: c.execute(end).rowcount)
    return numbers


async def test_a_sample_is_drawn(api) -> None:
    """Of the cases closed in a day a share is drawn once, whoever sweeps, and it is shown with what was found."""
    numbers = await closed(api, 21)
    api.town.clock.advance(DAY)
    sweepers = [SqlSweeper(api.town.database, api.town.office, api.town.clock) for _ in range(2)]
    for sweeper in sweepers:
        while await sweeper.round():
            pass
    auditor = await api.token("auditor")
    _, drawn = await api.ask("/api/v1/inspections?day=2026-03-02", auditor)
    first, _second = drawn["inspections"]
    path = f"/api/v1/cases/{first['number']}/inspect"
    await api.ask(path, auditor, "POST", json={"verdict": "sound", "text": "I called."})
    _, done = await api.ask("/api/v1/inspections?done=yes", auditor)
    _, left = await api.ask("/api/v1/inspections?done=no", auditor)

    assert {each["number"] for each in drawn["inspections"]} <= set(numbers)
    assert len(drawn["inspections"]) == 2  # five per cent of twenty-one, rounded up
    assert first["verdict"] is None
    assert [(each["number"], each["verdict"]) for each in done["inspections"]] == [(first["number"], "sound")]
    assert len(left["inspections"]) == 1


async def test_who_sees_the_sample(api) -> None:
    """Units do not learn what is looked at a second time."""
    (number,) = await closed(api, 1)
    row = {"case": number, "day": "2026-03-02", "drawn_at": api.town.clock.now()}
    await api.town.database.write(lambda c: c.execute(insert(inspections).values(row)).rowcount)

    assert (await api.ask("/api/v1/inspections", await api.token("unit", LIGHTS)))[0] == 403
    assert len((await api.ask("/api/v1/inspections"))[1]["inspections"]) == 1


async def test_the_lead_on_the_case(api) -> None:
    """Who answers for a hard case is shown on it with team, plan and date; of a case without a lead nobody is."""
    number = await assigned(api)
    before = await act(api, number, "note", text="hard to say")
    until = "2026-04-01T18:00:00+08:00"
    led = await act(api, number, "lead", official="Deputy Mayor Lin", team="Roads", plan="New poles.", until=until)

    assert before["lead"] is None
    assert led["lead"] == {"official": "Deputy Mayor Lin", "team": "Roads", "plan": "New poles.", "until": until}

import pytest
from casebook_world import ANNA, BORIS, filing
from sqlalchemy import select

from adapters.casebook.schema import tokens
from dialogs.facts import acts
from dialogs.facts.moment import DAY, HOUR, MINUTE
from handlers.api.acts import ACTS

PATHS = ("/api/v1/cases", "/api/v1/cases/260302000017", "/api/v1/media/m1", "/api/v1/desk", "/api/v1/desk/x/citizen")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer wrong", "Basic YTpi", "Bearer " + "x" * 5000, "Bearer ünlike"]
)
async def test_no_token(api, path: str, header: str) -> None:
    """Without a valid token nothing is told, not even what is there."""
    async with api.client.get(path, headers={"Authorization": header}) as response:
        problem = await response.json(content_type="application/problem+json")

    assert (response.status, response.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert problem["title"] == "Unauthorized"


async def test_revoked(api) -> None:
    """A revoked token ends at once, and is revoked once."""
    token = await api.token("auditor")
    before = await api.ask("/api/v1/cases", token)
    (note,) = await api.tokens.listed()
    revoked = [await api.tokens.revoke(note.id) for _ in range(2)]

    assert before[0] == 200
    assert note.last_used == api.town.clock.now()
    assert revoked == [True, False]
    assert (await api.ask("/api/v1/cases", token))[0] == 401


async def test_kept_as_a_digest(api) -> None:
    """The token itself rests nowhere: what is kept tells who holds it, and not how to be it."""
    token = await api.token("platform")
    kept = await api.town.database.read(lambda c: c.execute(select(tokens)).one())

    assert kept.role == "platform"
    assert token not in str(kept)
    assert token.encode() not in kept.digest


@pytest.mark.parametrize(("role", "status"), [("admin", 200), ("platform", 200), ("unit", 403), ("auditor", 403)])
async def test_who_sees_the_desk(api, role: str, status: int) -> None:
    """The desk's list is for the desk; other roles are told that it is not for them."""
    assert (await api.ask("/api/v1/desk", await api.token(role, "lights")))[0] == status


async def test_desk(api) -> None:
    """The desk's list has what waits, oldest first and masked; what is done is there no more."""
    await api.town.do(ANNA, acts.ReportDanger("gas", "Smell of gas, call 13912345678"))
    api.town.clock.advance(1)
    await api.town.do(ANNA, acts.CallBack("please"))
    status, page = await api.ask("/api/v1/desk")
    danger, call = page["items"]
    done = await api.ask(f"/api/v1/desk/{danger['id']}/done", method="POST")
    again = await api.ask(f"/api/v1/desk/{danger['id']}/done", method="POST")
    _, rest = await api.ask("/api/v1/desk")
    _, finished = await api.ask("/api/v1/desk?done=true")

    assert status == 200
    assert [(item["kind"], item["danger"]) for item in (danger, call)] == [("danger", "gas"), ("call-back", None)]
    assert "Smell of gas" in danger["text"]
    assert "13912345678" not in danger["text"]
    assert done == again
    assert done[1]["done_by"] == "bootstrap"
    assert [item["id"] for item in rest["items"]] == [call["id"]]
    assert [item["id"] for item in finished["items"]] == [danger["id"]]


async def test_waiting_note(api) -> None:
    """A note that waits for the citizen's own answer is shown when it has waited, unless it was taken back."""
    await api.town.do(ANNA, acts.NoteToDesk("first", wait=DAY))
    await api.town.do(ANNA, acts.NoteToDesk("second", wait=DAY))
    early = await api.ask("/api/v1/desk")
    await api.town.do(ANNA, acts.DropNote("run-1/note-to-desk/0"))
    api.town.clock.advance(DAY)
    _, late = await api.ask("/api/v1/desk")

    assert early[1]["items"] == []
    assert [item["text"] for item in late["items"]] == ["second"]


async def test_desk_pages(api) -> None:
    """Pages of the desk's list walk through all items once."""
    for index in range(5):
        await api.town.do(ANNA, acts.CallBack(f"call {index}"))
        api.town.clock.advance(HOUR)
    seen, cursor = [], ""
    while cursor is not None:
        _, page = await api.ask(f"/api/v1/desk?limit=2&cursor={cursor}")
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]

    assert len(seen) == len(set(seen)) == 5


async def test_who_cries_again_and_again_is_one_item(api) -> None:
    """What one citizen adds within minutes stands in the item that waits; another danger has its own."""
    for words in ("Smell of gas", "Smell of gas", "in the cellar"):
        await api.town.do(ANNA, acts.ReportDanger("gas", words))
    await api.town.do(ANNA, acts.ReportDanger("fire", "Flames"))
    await api.town.do(BORIS, acts.ReportDanger("gas", "Gas here too"))
    _, page = await api.ask("/api/v1/desk?kind=danger")

    assert sorted(item["text"] for item in page["items"]) == ["Flames", "Gas here too", "Smell of gas\nin the cellar"]


async def test_a_danger_is_a_new_item_once_the_former_one_is_done_or_old(api) -> None:
    """Nobody looks for news in what is done, and what comes later is told again."""
    await api.town.do(ANNA, acts.ReportDanger("gas", "Smell of gas"))
    (item,) = (await api.ask("/api/v1/desk"))[1]["items"]
    await api.ask(f"/api/v1/desk/{item['id']}/done", method="POST")
    await api.town.do(ANNA, acts.ReportDanger("gas", "Again gas"))
    api.town.clock.advance(10 * MINUTE)
    await api.town.do(ANNA, acts.ReportDanger("gas", "Still gas"))
    _, page = await api.ask("/api/v1/desk")

    assert [item["text"] for item in page["items"]] == ["Again gas", "Still gas"]


async def test_notes_without_end_are_ten_items(api) -> None:
    """What one citizen writes that found no place stands in ten items a day at most, and nothing of it is lost."""
    for index in range(12):
        await api.town.do(ANNA, acts.NoteToDesk(f"note {index}"))
        api.town.clock.advance(MINUTE)
    _, page = await api.ask("/api/v1/desk?kind=note")

    assert len(page["items"]) == 10
    assert page["items"][-1]["text"] == "note 9\nnote 10\nnote 11"


async def test_no_item_grows_without_end(api) -> None:
    """Of very much the last words are kept."""
    for index in range(5):
        await api.town.do(ANNA, acts.CallBack(f"{index} {'x' * 1500}"))
    _, page = await api.ask("/api/v1/desk")

    assert [len(item["text"]) for item in page["items"]] == [4000]
    assert "4 x" in page["items"][0]["text"]


async def test_nothing_to_finish(api) -> None:
    """An item that the desk does not have cannot be finished."""
    assert (await api.ask("/api/v1/desk/nothing/done", method="POST"))[0] == 404


async def test_description(api) -> None:
    """The description names every operation and holds every schema that it refers to; a real answer fits its schema."""
    await api.town.do(ANNA, filing())
    async with api.client.get("/api/v1/openapi.json") as response:
        described = await response.json()
    _, page = await api.ask("/api/v1/cases")
    schemas = described["components"]["schemas"]
    named = {word.split('"')[0].split("'")[0] for word in str(described).split("#/components/schemas/")[1:]}

    assert set(described["paths"]) == {
        "/api/v1/cases",
        "/api/v1/cases/{number}",
        "/api/v1/cases/{number}/citizen",
        "/api/v1/cases/{number}/query-code",
        "/api/v1/media/{id}",
        "/api/v1/desk",
        "/api/v1/desk/{id}/done",
        "/api/v1/desk/{id}/citizen",
        "/api/v1/units",
        "/api/v1/officers",
        "/api/v1/officers/invites",
        "/api/v1/officers/{id}/unbind",
        "/api/v1/statistics",
        "/api/v1/backlog",
        "/api/v1/inspections",
        "/api/v1/letters",
        "/api/v1/letters/{id}",
        *(f"/api/v1/cases/{{number}}/{step}" for step in ACTS),
    }
    assert named <= set(schemas)
    assert set(schemas["CaseOut"]["required"]) == set(page["cases"][0])
    assert {each["name"] for each in described["paths"]["/api/v1/cases"]["get"]["parameters"]} == {
        "status",
        "unit",
        "category",
        "district",
        "due_before",
        "submitted_from",
        "submitted_to",
        "q",
        "cursor",
        "limit",
    }

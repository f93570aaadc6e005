import pytest
from casebook_world import ANNA, BORIS, filing
from sqlalchemy import update

from adapters.casebook.schema import cases
from adapters.casebook.shelf import SqlShelf
from dialogs.facts import acts
from dialogs.facts.cases import Contact
from dialogs.facts.messages import Attachment, MediaKind
from dialogs.facts.moment import DAY

FIELDS = [
    "number",
    "status",
    "kind",
    "category",
    "urgency",
    "unit",
    "joint",
    "officer",
    "district",
    "description",
    "place",
    "photos",
    "channel",
    "anonymous",
    "reporters",
    "submitted_at",
    "accept_by",
    "sign_by",
    "reply_by",
    "paused_until",
    "asked_until",
    "provisional",
    "resolved_at",
    "outcome",
    "rating",
    "warnings",
    "reopened",
    "merged_into",
    "lead",
    "timeline",
    "earlier",
]


async def give(api, number: str, **values: object) -> None:
    """Let the desk's later acts have happened."""
    await api.town.database.write(
        lambda c: c.execute(update(cases).where(cases.c.number == number).values(values)).rowcount
    )


async def test_one_case(api) -> None:
    """A case is given with exactly the published fields; what is not known yet is null, zero or empty."""
    filed = await api.town.do(ANNA, filing("Lamp out, call me at 13912345678", contact=Contact(name="Anna Smith")))
    status, case = await api.ask(f"/api/v1/cases/{filed.number}")

    assert status == 200
    assert list(case) == FIELDS
    assert case["status"] == "submitted"
    assert (case["urgency"], case["unit"], case["rating"], case["sign_by"], case["photos"]) == (
        "normal",
        None,
        None,
        None,
        [],
    )
    assert case["submitted_at"] == "2026-03-02T10:00:00+08:00"
    assert case["accept_by"] == "2026-03-03T18:00:00+08:00"
    assert case["place"] == {"text": "School Road 3", "lat": 31.2, "lon": 121.4}
    assert case["timeline"] == [{"at": case["submitted_at"], "kind": "file", "by": "citizen", "text": ""}]


async def test_no_personal_data(api) -> None:
    """Phone, name, account and unmasked words of the reporter are in no answer."""
    contact = Contact(name="Anna Smith", phone="+8613912345678")
    filed = await api.town.do(ANNA, filing("Lamp out, call me at 13912345678", contact=contact))
    await api.town.do(ANNA, acts.Supplement(filed.number, "or at 13912345678"))
    status, case = await api.ask(f"/api/v1/cases/{filed.number}")
    _, page = await api.ask("/api/v1/cases")
    said = f"{case}{page}"

    assert status == 200
    assert "or at" in said
    assert not any(secret in said for secret in ("13912345678", "Anna Smith", ANNA.id, filed.code))


async def test_pages(api) -> None:
    """Pages walk through all cases once, newest first, also when cases are filed meanwhile."""
    numbers = [(await api.town.do(ANNA, filing(f"matter {index}"))).number for index in range(5)]
    seen, cursor = [], ""
    while cursor is not None:
        status, page = await api.ask(f"/api/v1/cases?limit=2&cursor={cursor}")
        assert status == 200
        seen += [case["number"] for case in page["cases"]]
        cursor = page["next"]
        await api.town.do(BORIS, filing("filed meanwhile"))

    assert seen == numbers[::-1]


async def test_filters(api) -> None:
    """Each filter leaves the cases that fit it."""
    lamp = (await api.town.do(ANNA, filing("100% dark"))).number
    noise = (await api.town.do(ANNA, filing("loud_music", category="noise"))).number
    await give(api, noise, status="assigned", unit="parks", district="west", reply_by=api.town.clock.now())

    async def found(query: str) -> list[str]:
        return [case["number"] for case in (await api.ask(f"/api/v1/cases?{query}"))[1]["cases"]]

    assert await found("status=submitted") == [lamp]
    assert await found("unit=parks") == [noise]
    assert await found("category=lamp") == [lamp]
    assert await found("district=west") == [noise]
    assert await found("due_before=2026-03-03T00:00:00%2B08:00") == [noise]
    assert await found("due_before=2026-03-04T00:00:00%2B08:00") == [noise, lamp]
    assert await found("q=100%25") == [lamp]
    assert await found("q=d_m") == [noise]
    assert await found(f"q={lamp}") == [lamp]
    assert await found("status=closed") == []


async def test_what_a_figure_was_counted_from(api) -> None:
    """The cases submitted in a time are listed by days of the city, both included, or by moments."""
    first = (await api.town.do(ANNA, filing("first"))).number
    api.town.clock.advance(DAY)
    second = (await api.town.do(ANNA, filing("second"))).number

    async def found(query: str) -> list[str]:
        return [case["number"] for case in (await api.ask(f"/api/v1/cases?{query}"))[1]["cases"]]

    assert await found("submitted_from=2026-03-02&submitted_to=2026-03-02") == [first]
    assert await found("submitted_from=2026-03-03") == [second]
    assert await found("submitted_to=2026-03-03") == [second, first]
    assert await found("submitted_from=2026-03-02T10:00:00%2B08:00&submitted_to=2026-03-03T10:00:00%2B08:00") == [first]
    assert (await api.ask("/api/v1/cases?submitted_from=0001-01-01T00:00:00%2B14:00"))[0] == 422


async def test_unit_sees_its_own(api) -> None:
    """A unit sees its own cases; any other is not there for it."""
    own = (await api.town.do(ANNA, filing())).number
    other = (await api.town.do(ANNA, filing("noise"))).number
    await give(api, own, unit="lights")
    token = await api.token("unit", "lights")
    _, page = await api.ask("/api/v1/cases", token)

    assert [case["number"] for case in page["cases"]] == [own]
    assert (await api.ask(f"/api/v1/cases/{own}", token))[0] == 200
    assert (await api.ask(f"/api/v1/cases/{other}", token))[0] == 404
    assert (await api.ask("/api/v1/cases?unit=parks", token))[1]["cases"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("status=lost", "status"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=x", "limit"),
        ("submitted_to=9999-12-31", "submitted_to"),
        ("due_before=yesterday", "due_before"),
        ("due_before=2026-03-03T00:00:00", "due_before"),
        ("cursor=' OR 1=1", "cursor"),
        ("color=red", "color"),
        ("q=a&q=b", "q"),
        ("q=%00", "q"),
        ("unit=" + "u" * 65, "unit"),
    ],
)
async def test_what_does_not_fit(api, query: str, field: str) -> None:
    """A query that does not fit is answered by a problem document that names the field."""
    async with api.client.get(
        f"/api/v1/cases?{query}", headers={"Authorization": "Bearer the made-up bootstrap token"}
    ) as response:
        problem = await response.json(content_type="application/problem+json")

    assert response.status == 422
    assert (problem["status"], problem["title"]) == (422, "Unprocessable Entity")
    assert [each["field"] for each in problem["errors"]] == [field]


@pytest.mark.parametrize("due", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-12:00"])
async def test_ends_of_time(api, due: str) -> None:
    """The first and the last moment that can be written are moments."""
    assert (await api.ask(f"/api/v1/cases?due_before={due}"))[0] == 200


@pytest.mark.parametrize("number", ["260302000017", "x", "%00", "' OR 1=1 --", "9" * 80])
async def test_unknown_case(api, number: str) -> None:
    """A number that is none, or belongs to nothing, is not found."""
    status, problem = await api.ask(f"/api/v1/cases/{number}")

    assert (status, problem["errors"][0]["field"]) == (404, "number")


async def test_photo(api) -> None:
    """A photo of a case is given to who may see the case, as what it is, to be run by nobody."""
    await api.town.do(ANNA, acts.KeepMedia(("m1",), (Attachment(MediaKind.IMAGE, "ref"),)))
    filed = await api.town.do(ANNA, filing(media=("m1",)))
    shelf = SqlShelf(api.town.database, api.town.office)
    (claim,) = await shelf.claim(now=api.town.clock.now(), limit=1)
    await api.photos.put("m1", b"a picture")
    await shelf.kept("m1", claim.lease, mime="image/jpeg", size=9, now=api.town.clock.now())
    await give(api, filed.number, unit="lights")
    own, other = await api.token("unit", "lights"), await api.token("unit", "parks")
    async with api.client.get("/api/v1/media/m1", headers={"Authorization": f"Bearer {own}"}) as response:
        content = await response.read()

    assert (content, response.content_type) == (b"a picture", "image/jpeg")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert (await api.ask("/api/v1/media/m1", other))[0] == 404
    assert (await api.ask("/api/v1/media/m2"))[0] == 404
    await api.photos.remove("m1")
    assert (await api.ask("/api/v1/media/m1"))[0] == 404

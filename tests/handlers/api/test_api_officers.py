"""Officers over the API: who may invite, see and unbind them."""

from dataclasses import replace

import pytest
from casebook_world import CITY, texts

from adapters.casebook.occasion import Occasion
from adapters.casebook.officers_binding import bind
from dialogs.city import Level, Unit
from dialogs.facts.messages import Address
from dialogs.facts.officers import Bind

OFFICERS, INVITES = "/api/v1/officers", "/api/v1/officers/invites"
TREE = replace(
    CITY,
    units=(
        Unit("town", texts("Town"), Level.CITY),
        Unit("lights", texts("Lights"), Level.CITY, "town"),
        Unit("parks", texts("Parks"), Level.CITY, "town"),
    ),
)


@pytest.fixture
def tree(api) -> None:
    """Put a city with units above each other in place of the flat one."""
    object.__setattr__(api.town.office, "city", lambda: TREE)


async def bound(api, unit: str = "lights", who: str = "o-clerk") -> str:
    """Invite and bind somebody, and give the officer's id."""
    _, invite = await api.ask(INVITES, method="POST", json={"unit": unit, "name": "Clerk Li"})
    at, now = Address("wechat", who), api.town.clock.now()
    await api.town.database.write(
        lambda connection: bind(Occasion(connection, api.town.office, at, now), Bind(invite["code"]))
    )
    _, found = await api.ask(f"{OFFICERS}?unit={unit}")
    return found["officers"][-1]["id"]


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        ("platform", "", 200),
        ("unit", "lights", 200),
        ("unit", "town", 200),
        ("unit", "parks", 403),
        ("auditor", "", 403),
    ],
)
@pytest.mark.usefixtures("tree")
async def test_who_invites(api, role: str, unit: str, status: int) -> None:
    """The desk invites for everybody, a unit for itself and those below it, and nobody else."""
    token = await api.token(role, unit)
    got, said = await api.ask(INVITES, token, "POST", json={"unit": "lights"})

    assert got == status
    assert (len(said.get("code", "")) == 8) == (status == 200)


@pytest.mark.parametrize(
    ("body", "field"), [({"unit": "nix"}, "unit"), ({}, "unit"), ({"unit": "lights", "name": "x" * 61}, "name")]
)
async def test_what_is_no_invite(api, body: dict[str, str], field: str) -> None:
    """A unit that the city does not know, or a name too long, is refused by its field."""
    status, problem = await api.ask(INVITES, method="POST", json=body)

    assert (status, problem["errors"][0]["field"]) == (422, field)


@pytest.mark.usefixtures("tree")
async def test_who_is_seen(api) -> None:
    """A unit sees its own officers and those below it; nobody sees where one is reached."""
    officer = await bound(api)
    seen = {}
    for role, unit in (("auditor", ""), ("unit", "town"), ("unit", "lights"), ("unit", "parks")):
        _, found = await api.ask(OFFICERS, await api.token(role, unit))
        seen[role, unit] = [each["id"] for each in found["officers"]]
        assert "o-clerk" not in str(found)

    assert list(seen.values()) == [[officer], [officer], [officer], []]


async def test_unbinding(api) -> None:
    """An officer is unbound once, at once, by who may; afterwards the name is forgotten."""
    officer = await bound(api)
    stranger = await api.ask(f"{OFFICERS}/{officer}/unbind", await api.token("unit", "parks"), "POST")
    status, gone = await api.ask(f"{OFFICERS}/{officer}/unbind", await api.token("unit", "lights"), "POST")
    again = await api.ask(f"{OFFICERS}/{officer}/unbind", method="POST")
    _, left = await api.ask(f"{OFFICERS}?left=true")

    assert (stranger[0], status, again[0]) == (404, 200, 404)
    assert (gone["name"], gone["unbound_at"] is not None) == (None, True)
    assert [each["id"] for each in left["officers"]] == [officer]
    assert (await api.ask(OFFICERS))[1] == {"officers": []}

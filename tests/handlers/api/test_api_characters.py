"""What staff send holds no character that orders a terminal or a reader about, whichever operation takes it."""

import json
from collections.abc import Iterator

import pytest

from dialogs.facts.characters import official
from handlers.api.acts import ACTS
from handlers.api.acts_intake import IntakeBody
from handlers.api.blocks import BlockIn
from handlers.api.bodies import Body, read
from handlers.api.officers import InviteBody
from handlers.api.problems import Refusal

ORDERS = "\x00\x1b]0;owned\x07\x9b\u202e\u2066"
"""NUL, a terminal's title, the beginning of a sequence, a forced direction, an isolated one."""
LEFT = "]0;owned"
TAKEN = "2026-03-20T18:00:00+08:00"
WHOLE = {
    "category": "lamp", "urgency": "urgent", "reason": "Why", "path": "court", "unit": "lights", "joint": ["parks"],
    "officer": "Li", "until": TAKEN, "text": "What", "public": True, "outcome": "solved", "checks": ["facts"],
    "confirm": True, "result": "reached", "verdict": "good", "kind": "letter", "letter": "l-1", "official": "Wu",
    "team": "A team", "plan": "A plan", "into": "202603020001",
}  # fmt: skip
"""Each field that an act may have, as it fits."""
PROSE = {"reason", "officer", "text", "official", "team", "plan", "description", "name"}
PLACE = {"text": "School Road 3", "lat": 31.2, "lon": 121.4, "district": "east", "street": "harbour"}
PERSON = {"name": "Anna", "phone": "+8613912345678", "consent": True}
LETTER = {"channel": "letter", "description": "A lamp", "category": "lamp", "kind": "report"}
OTHERS = [
    pytest.param(IntakeBody, {**LETTER, "place": PLACE, "persons": [PERSON]}, id="intake"),
    pytest.param(BlockIn, {"who": "202603020001", "reason": "Threats", "days": 1}, id="block"),
    pytest.param(InviteBody, {"unit": "lights", "head": True, "name": "Li"}, id="invite"),
]
BODIES = [
    *(
        pytest.param(body, {name: WHOLE[name] for name in body.model_fields}, id=step)
        for step, (body, _) in ACTS.items()
    ),
    *OTHERS,
]


def strings(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the way to each string in what is sent."""
    if isinstance(value, str):
        yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield from strings(part, (*path, name))


def at(value: object, path: tuple[str | int, ...]) -> str:
    for name in path:
        value = value[name]
    return value


def changed(sent: dict, path: tuple[str | int, ...], text: str) -> bytes:
    """Give the body with another string at that place, as JSON can spell it."""
    copy = json.loads(json.dumps(sent))
    at(copy, path[:-1])[path[-1]] = text
    return json.dumps(copy).encode()


@pytest.mark.parametrize(("body", "sent"), BODIES)
def test_each_string_is_clean_or_refused(body: type[Body], sent: dict) -> None:
    """Words lose what orders about, and what is exact is refused by its field where it would have to."""
    assert set(sent) == set(body.model_fields)
    for path in strings(sent):
        fouled = changed(sent, path, ORDERS + at(sent, path) + ORDERS)
        if path[-1] in PROSE:
            taken = read(body, fouled).model_dump()

            assert at(taken, path) == LEFT + at(sent, path) + LEFT
        else:
            with pytest.raises(Refusal) as refused:
                read(body, fouled)

            assert {field for field, _ in refused.value.errors} <= {field_of(path), field_of(path[:-1])}


@pytest.mark.parametrize(("body", "sent"), BODIES)
def test_half_a_character(body: type[Body], sent: dict) -> None:
    """Half a surrogate pair is refused by its field: what was meant nobody can say."""
    for path in strings(sent):
        with pytest.raises(Refusal) as refused:
            read(body, changed(sent, path, "a\ud83db"))

        assert refused.value.errors == ((field_of(path), "lone-surrogate"),)


@pytest.mark.parametrize(("body", "sent"), BODIES)
def test_ten_thousand_characters(body: type[Body], sent: dict) -> None:
    """No string is taken however long it is."""
    for path in strings(sent):
        with pytest.raises(Refusal) as refused:
            read(body, changed(sent, path, "x" * 10_000))

        assert field_of(path) in {field for field, _ in refused.value.errors}


def field_of(path: tuple[str | int, ...]) -> str:
    return ".".join(map(str, path))


@pytest.mark.parametrize("sent", ["\x00\x07", " \u202e ", "\r\n"])
def test_nothing_left(sent: str) -> None:
    """A text of which nothing is left to read is missing."""
    body, _ = ACTS["note"]
    with pytest.raises(Refusal) as refused:
        read(body, json.dumps({"text": sent}).encode())

    assert refused.value.errors == (("text", "missing"),)


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ("one\r\ntwo\rthree\vfour\u2028five\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\tb", "a\tb"),
        ("路灯坏了😀　全角", "路灯坏了😀　全角"),
        ("\u200fرقم 3\u200e", "\u200fرقم 3\u200e"),
    ],
)
def test_what_stays(sent: str, taken: str) -> None:
    """Lines are broken one way; tabs, all scripts and the marks that some of them need stay."""
    assert official(sent) == taken


@pytest.mark.parametrize("sent", [b'{"t\\ud83d": "x"}', b'{"text": "x", "more": {"\\ud83d": 1}}'])
def test_half_a_name(sent: bytes) -> None:
    """A field whose name is no text is refused, and named so that the answer can be written."""
    body, _ = ACTS["note"]
    with pytest.raises(Refusal) as refused:
        read(body, sent)

    assert refused.value.response().status == 422
    assert [reason for _, reason in refused.value.errors] == ["lone-surrogate"]


async def test_over_the_door(api) -> None:
    """A letter and the acts upon it are kept and told without what was hidden in them."""
    fouled = {"text": ORDERS + "School Road 3"}
    persons = [{"name": "Anna" + ORDERS, "phone": "+8613912345678"}]
    letter = {**LETTER, "description": f"A lamp{ORDERS}", "place": fouled, "persons": persons}
    _, case = await api.ask("/api/v1/cases", method="POST", json=letter)
    number = case["number"]
    noted, told = await api.ask(f"/api/v1/cases/{number}/note", method="POST", json={"text": f"One\r\n{ORDERS}two"})
    _, citizen = await api.ask(f"/api/v1/cases/{number}/citizen")
    refused, problem = await api.ask(f"/api/v1/cases/{number}/note", method="POST", data=b'{"text": "a\\ud83db"}')

    assert (noted, refused) == (200, 422)
    assert (told["description"], told["place"]["text"]) == (f"A lamp{LEFT}", f"{LEFT}School Road 3")
    assert told["timeline"][-1]["text"] == f"One\n{LEFT}two"
    assert (citizen["name"], citizen["words"]) == (f"Anna{LEFT}", f"A lamp{LEFT}")
    assert problem["errors"] == [{"field": "text", "reason": "lone-surrogate"}]

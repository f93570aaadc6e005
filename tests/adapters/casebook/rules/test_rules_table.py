"""The life of a case, stated once more row by row, apart from the table that the program works by."""

from dataclasses import replace

import pytest
from casebook_world import CITY, texts

from adapters.casebook.acts.following import FOLLOWING
from adapters.casebook.rules.acting import CHANGES
from adapters.casebook.rules.authority import allowed
from adapters.casebook.rules.course import Course
from adapters.casebook.rules.lifecycle import TABLE, Step, Then
from dialogs.city import Level, Unit
from dialogs.facts.cases import Status
from dialogs.facts.records import Bearer, Role
from handlers.api.acts import ACTS

TOWN = replace(
    CITY,
    units=(
        Unit("city", texts("City"), Level.CITY),
        Unit("district", texts("District"), Level.DISTRICT, "city"),
        Unit("street", texts("Street"), Level.STREET, "district"),
        Unit("corner", texts("Corner"), Level.STREET, "street"),
        Unit("parks", texts("Parks"), Level.CITY, "city"),
        Unit("other", texts("Other"), Level.CITY, "city"),
    ),
)
COURSE = Course(Status.ASSIGNED, unit="street", joint="parks")
WHO = {
    "admin": Bearer("t", Role.ADMIN),
    "platform": Bearer("t", Role.PLATFORM),
    "auditor": Bearer("t", Role.AUDITOR),
    "unit": Bearer("t", Role.UNIT, "street"),
    "above": Bearer("t", Role.UNIT, "district"),
    "top": Bearer("t", Role.UNIT, "city"),
    "below": Bearer("t", Role.UNIT, "corner"),
    "helper": Bearer("t", Role.UNIT, "parks"),
    "stranger": Bearer("t", Role.UNIT, "other"),
}
UNIT = "unit above top"
SUPERVISOR = "platform above top"
UNRESOLVED = "submitted accepted assigned"
OPEN = "submitted accepted assigned resolved"
ANY = f"{OPEN} closed declined withdrawn merged"

ROWS = {
    # act: who, from, required, further body, then, told
    "accept": ("platform", "submitted", "", "category urgency", "dispatch", "reporters"),
    "decline": ("platform", "submitted accepted", "reason path", "", "", "reporters"),
    "reclassify": ("platform", UNRESOLVED, "category", "", "pause-ends dispatch", ""),
    "assign": (f"platform {UNIT}", "accepted assigned", "unit", "joint", "pause-ends", "reporters in-charge helpers"),
    "sign": (f"{UNIT} helper", "assigned", "", "officer", "", ""),
    "return": (UNIT, "assigned", "reason", "unit", "pause-ends", "desk"),
    "ask": (UNIT, "assigned", "text", "", "ask", "reporters"),
    "ask-extension": (UNIT, "assigned", "reason until", "", "", ""),
    "grant": (SUPERVISOR, "assigned", "", "", "", "reporters in-charge"),
    "refuse": (SUPERVISOR, "assigned", "reason", "", "", "in-charge"),
    "note": (f"platform {UNIT} helper", ANY, "text", "public", "", ""),
    "reply": (f"{UNIT} helper", "assigned", "text", "", "", "reporters"),
    "resolve": (UNIT, "assigned", "text outcome", "checks confirm", "pause-ends ask-rating", "reporters"),
    "reopen": ("platform", "resolved closed", "reason", "", "no-rating", "reporters in-charge"),
    "supervise": (SUPERVISOR, OPEN, "kind", "text", "write-letter", "in-charge"),
    "answer-letter": ("unit", ANY, "text", "letter", "letter-answered", ""),
    "lead": ("platform", OPEN, "official", "team plan until", "name-lead", ""),
    "merge": ("platform", OPEN, "into", "", "pause-ends no-rating take-in", "reporters"),
    "unmerge": ("platform", "merged", "", "", "let-go", "reporters"),
    "follow-up": ("platform", "closed", "result", "text", "count-call", ""),
    "inspect": ("auditor", "closed", "verdict", "text", "", ""),
}
BY_OTHERS = {
    # act: from, of what citizens and the program do
    "file": "",
    "join": OPEN,
    "answer": "assigned",
    "rate": "resolved closed",
    "urge": UNRESOLVED,
    "withdraw": UNRESOLVED,
    "amend": OPEN,
    "renew-code": ANY,
    "close": "resolved",
    "calendar": UNRESOLVED,
    "pause-over": "assigned",
    "hand-on": OPEN,
    "warn": ANY,
    "media-lost": ANY,
}


def test_every_act_has_its_row() -> None:
    """The casebook, the API and this table know the same acts."""
    assert set(ROWS) == set(CHANGES) == set(ACTS)
    assert {*ROWS, *BY_OTHERS} == set(TABLE)


@pytest.mark.parametrize("act", ROWS)
def test_who(act: str) -> None:
    """Whose act it is: an admin's always, else that of those who are named and of nobody beside."""
    target = "corner" if act == "assign" else "street"
    may = {name for name, who in WHO.items() if allowed(TOWN, Step(act), COURSE, who, target)}

    assert may == {"admin", *ROWS[act][0].split()}


@pytest.mark.parametrize("act", BY_OTHERS)
def test_not_by_staff(act: str) -> None:
    """What is a citizen's or the program's own is no act of any token."""
    assert not any(allowed(TOWN, Step(act), COURSE, who, "corner") for who in WHO.values())


@pytest.mark.parametrize("act", [*ROWS, *BY_OTHERS])
def test_from_where(act: str) -> None:
    """From which statuses it starts."""
    stated = ROWS[act][1] if act in ROWS else BY_OTHERS[act]

    assert TABLE[Step(act)].origins == set(stated.split())


@pytest.mark.parametrize("act", ROWS)
def test_body(act: str) -> None:
    """What has to be said with it and what may be, by the rules and on the wire alike."""
    _, _, needs, takes, *_ = ROWS[act]
    fields = ACTS[act][0].model_fields

    assert (set(TABLE[Step(act)].needs), set(TABLE[Step(act)].takes)) == (set(needs.split()), set(takes.split()))
    assert {name for name, field in fields.items() if field.is_required()} == set(needs.split())
    assert set(fields) == {*needs.split(), *takes.split()}


@pytest.mark.parametrize("act", ROWS)
def test_what_follows(act: str) -> None:
    """What it brings about beside its entry, in that order, and who is told."""
    *_, then, tells = ROWS[act]

    assert [*TABLE[Step(act)].then] == then.split()
    assert TABLE[Step(act)].tells == set(tells.split())


def test_nothing_follows_that_nobody_does() -> None:
    """Whatever may follow from an act is done by somebody."""
    assert set(FOLLOWING) == set(Then) - {Then.DISPATCH}

from dataclasses import replace

import pytest
from casebook_world import CITY, ZONE, texts

from adapters.casebook.rules import acting
from adapters.casebook.rules.course import Course, Terms
from adapters.casebook.rules.lifecycle import Step
from dialogs.city import Category, Level, Unit
from dialogs.facts.cases import CaseKind, Status
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.records import Bearer, Role
from dialogs.facts.staff import StaffAct

NOW = Moment(1_772_416_800_000_000)
BRIBE = Category("bribe", "officials", texts("bribe"), (), CaseKind.MISCONDUCT, "normal", 7)
ADVICE = Category("advice", "questions", texts("advice"), (), CaseKind.QUESTION, "normal", 7)
TOWN = replace(
    CITY,
    categories=(*CITY.categories, BRIBE, ADVICE),
    units=(
        Unit("desk", texts("Desk"), Level.CITY),
        Unit("centre", texts("Centre"), Level.DISTRICT, "desk"),
        Unit("lights", texts("Lights"), Level.STREET, "centre"),
    ),
)
TERMS = Terms(TOWN, ZONE, NOW)
COURSE = Course(
    Status.ASSIGNED,
    category="lamp",
    urgency="normal",
    unit="lights",
    officer="li",
    joint="centre",
    first_unit="lights",
    reply_by=Moment(NOW + 3 * DAY),
)


def done(course: Course, step: Step, **body: object) -> Course:
    act = StaffAct(step, "1", Bearer("t", Role.PLATFORM), **body)
    assert acting.misfit(step, course, act, TERMS) is None
    return acting.take(step, course, act, TERMS)


@pytest.mark.parametrize("step", [Step.ACCEPT, Step.RECLASSIFY])
def test_a_category_has_its_kind(step: Step) -> None:
    """A case that the desk puts under a category of misconduct is one about officials from then on."""
    new = replace(COURSE, status=Status.SUBMITTED, unit="", officer="", joint="", first_unit="")

    assert done(new, step, category="bribe").kind is CaseKind.MISCONDUCT


def test_taken_from_whoever_had_it() -> None:
    """What turns out to be about officials goes back to the desk: who had it so far may be whom it is about."""
    found = done(COURSE, Step.RECLASSIFY, category="bribe")

    assert (found.status, found.unit, found.officer, found.joint) == (Status.ACCEPTED, "", "", "")
    assert (found.first_unit, found.reply_by) == ("", COURSE.reply_by)


def test_known_to_be_about_officials() -> None:
    """From one category of misconduct to another it stays with whoever was chosen for it."""
    about = replace(COURSE, kind=CaseKind.MISCONDUCT, category="bribe")

    assert done(about, Step.RECLASSIFY, category="bribe").unit == "lights"


@pytest.mark.parametrize(
    ("kind", "was", "now", "expected"),
    [
        (CaseKind.MISCONDUCT, "bribe", "lamp", CaseKind.REPORT),
        (CaseKind.MISCONDUCT, "lamp", "noise", CaseKind.MISCONDUCT),
        (CaseKind.MISCONDUCT, "bribe", "bribe", CaseKind.MISCONDUCT),
        (CaseKind.HELP, "lamp", "noise", CaseKind.HELP),
        (CaseKind.QUESTION, "advice", "lamp", CaseKind.REPORT),
        (CaseKind.HELP, "lamp", "advice", CaseKind.QUESTION),
        (CaseKind.HELP, "gone", "lamp", CaseKind.HELP),
    ],
)
def test_a_kind_goes_with_its_category(kind: CaseKind, was: str, now: str, expected: CaseKind) -> None:
    """A kind that the category gave goes with it; what a citizen said of the kind stays in every plain category."""
    assert done(replace(COURSE, kind=kind, category=was), Step.RECLASSIFY, category=now).kind is expected


def test_never_up_the_tree() -> None:
    """Reopened once it goes to the same unit, a second time to the desk, never to the level above."""
    closed = replace(COURSE, status=Status.CLOSED, kind=CaseKind.MISCONDUCT, category="bribe", paused=5)
    once = done(closed, Step.REOPEN, reason="r")
    twice = done(replace(once, status=Status.CLOSED, paused=5), Step.REOPEN, reason="r")

    assert (once.status, once.unit, once.paused) == (Status.ASSIGNED, "lights", 0)
    assert (twice.status, twice.unit, twice.first_unit, twice.paused) == (Status.ACCEPTED, "", "", 0)
    assert twice.reply_by is not None
    assert twice.reply_by > NOW

from dataclasses import replace

import pytest
from casebook_world import CITY, ZONE, texts

from adapters.casebook.rules import acting
from adapters.casebook.rules.authority import allowed
from adapters.casebook.rules.closing import doubts
from adapters.casebook.rules.course import Course, Terms
from adapters.casebook.rules.lifecycle import TABLE, Step
from dialogs.city import Closing, Level, Unit
from dialogs.facts.cases import CaseKind, Status
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.records import Bearer, Role
from dialogs.facts.staff import CHECKS, StaffAct, Why

NOW = Moment(1_772_416_800_000_000)
ADMIN = Bearer("t", Role.ADMIN)
CITY3 = replace(
    CITY,
    units=(
        Unit("town", texts("Town"), Level.CITY),
        Unit("lights", texts("Lights"), Level.CITY, "town"),
        Unit("lights-east", texts("Lights east"), Level.DISTRICT, "lights"),
        Unit("parks", texts("Parks"), Level.CITY, "town"),
    ),
)
TERMS = Terms(CITY3, ZONE, NOW)
BODY = {
    "reason": "r",
    "path": "court",
    "category": "lamp",
    "unit": "parks",
    "text": "t",
    "outcome": "solved",
    "result": "well",
    "verdict": "well",
    "until": Moment(NOW + 90 * DAY),
    "kind": "letter",
    "official": "Vice mayor",
    "into": "2",
}
COURSE = Course(
    Status.ASSIGNED,
    category="lamp",
    urgency="normal",
    unit="lights",
    first_unit="lights",
    reply_by=Moment(NOW + DAY),
)


def act(step: Step, **changes: object) -> StaffAct:
    return StaffAct(step, "1", ADMIN, **{**{name: BODY[name] for name in TABLE[step].needs}, **changes})


@pytest.mark.parametrize("step", list(acting.CHANGES))
@pytest.mark.parametrize("status", list(Status))
def test_every_act_from_every_status(step: Step, status: Status) -> None:
    """An act is done from the statuses of its table alone, and refused with the present one."""
    asked = BODY["until"] if step in {Step.GRANT, Step.REFUSE} else None
    found = acting.misfit(step, replace(COURSE, status=status, asked_until=asked), act(step), TERMS)

    if status in TABLE[step].origins:
        assert found is None
    else:
        assert found is not None
        assert (found.why, found.status) == (Why.STATUS, status)


@pytest.mark.parametrize(
    ("step", "name"), [(step, name) for step in acting.CHANGES for name in TABLE[step].needs], ids=str
)
def test_what_a_body_needs(step: Step, name: str) -> None:
    """What an act needs and was not given, or given blank, is named."""
    status = min(TABLE[step].origins)
    course = replace(COURSE, status=status, asked_until=NOW if step is Step.REFUSE else None)
    blank = None if name == "until" else " "
    found = acting.misfit(step, course, act(step, **{name: blank}), TERMS)

    assert found is not None
    assert found.why is Why.BODY
    assert (name, "missing") in found.errors


@pytest.mark.parametrize("name", ["category", "urgency", "unit", "outcome"])
def test_unknown_codes(name: str) -> None:
    """A code that the city does not have is named as unknown."""
    found = acting.misfit(Step.NOTE, COURSE, act(Step.NOTE, **{name: "nowhere"}), TERMS)

    assert found is not None
    assert found.errors == ((name, "unknown"),)


@pytest.mark.parametrize("path", ["nonsense", "Court", "court arbitration"])
def test_unknown_path(path: str) -> None:
    """A matter is declined to a court, arbitration, a review or another body, and to nothing else."""
    found = acting.misfit(Step.DECLINE, replace(COURSE, status=Status.ACCEPTED), act(Step.DECLINE, path=path), TERMS)

    assert found is not None
    assert found.errors == (("path", "unknown"),)


def test_who_leads_does_not_help() -> None:
    """The unit that a case is handed to is none of those that help it."""
    found = acting.misfit(Step.ASSIGN, COURSE, act(Step.ASSIGN, joint=("town", "parks")), TERMS)

    assert found is not None
    assert found.errors == (("joint", "leads"),)
    assert acting.misfit(Step.ASSIGN, COURSE, act(Step.ASSIGN, joint=("town",)), TERMS) is None


def test_signed_once() -> None:
    """What one officer has signed for, another cannot; handed on, it can be signed for again."""
    signed = acting.take(Step.SIGN, COURSE, act(Step.SIGN, officer="li"), TERMS)
    again = acting.misfit(Step.SIGN, signed, act(Step.SIGN), TERMS)
    moved = acting.take(Step.ASSIGN, signed, act(Step.ASSIGN), TERMS)

    assert signed.officer == "li"
    assert again is not None
    assert again.why is Why.STATUS
    assert acting.misfit(Step.SIGN, moved, act(Step.SIGN), TERMS) is None


def test_two_returns() -> None:
    """Returned, a case stays with who got it first, clock and all; after two returns the desk's word is binding."""
    once = acting.take(Step.RETURN, COURSE, act(Step.RETURN), TERMS)
    there = acting.take(Step.ASSIGN, once, act(Step.ASSIGN), TERMS)
    twice = acting.take(Step.RETURN, there, act(Step.RETURN), TERMS)
    bound = acting.take(Step.ASSIGN, twice, act(Step.ASSIGN), TERMS)
    third = acting.misfit(Step.RETURN, bound, act(Step.RETURN), TERMS)

    assert (once.status, once.unit, once.reply_by) == (Status.ACCEPTED, "lights", COURSE.reply_by)
    assert (there.unit, twice.unit, bound.unit) == ("parks", "lights", "parks")
    assert third is not None
    assert third.why is Why.STATUS


def test_more_time_is_later() -> None:
    """More time ends after the time there is."""
    found = acting.misfit(Step.ASK_EXTENSION, COURSE, act(Step.ASK_EXTENSION, until=NOW), TERMS)

    assert found is not None
    assert found.errors == (("until", "not-later"),)


@pytest.mark.parametrize("step", [Step.ASK_EXTENSION, Step.GRANT, Step.LEAD])
def test_times_that_nobody_can_mean(step: Step) -> None:
    """What is asked for, granted or set as a lead's term is at most five years ahead, to the day."""
    last = Moment(NOW + acting.FARTHEST)
    fits, beyond = (
        acting.misfit(step, replace(COURSE, asked_until=until if step is Step.GRANT else None), taken, TERMS)
        for until in (last, Moment(last + 1))
        for taken in [act(step, **({} if step is Step.GRANT else {"until": until}))]
    )

    assert fits is None
    assert beyond is not None
    assert beyond.errors == (("until", "out-of-range"),)


def test_reopened_twice() -> None:
    """A second reopening goes to the level above."""
    done = replace(COURSE, status=Status.CLOSED, unit="lights-east", reopened=1)

    assert acting.take(Step.REOPEN, done, act(Step.REOPEN), TERMS).unit == "lights"


ROLES = {
    "admin": Bearer("t", Role.ADMIN),
    "platform": Bearer("t", Role.PLATFORM),
    "auditor": Bearer("t", Role.AUDITOR),
    "own": Bearer("t", Role.UNIT, "lights"),
    "above": Bearer("t", Role.UNIT, "town"),
    "below": Bearer("t", Role.UNIT, "lights-east"),
    "helper": Bearer("t", Role.UNIT, "parks"),
}


@pytest.mark.parametrize(
    ("step", "may"),
    [
        (Step.ACCEPT, {"admin", "platform"}),
        (Step.SIGN, {"admin", "own", "above", "helper"}),
        (Step.REPLY, {"admin", "own", "above", "helper"}),
        (Step.ASK, {"admin", "own", "above"}),
        (Step.SUPERVISE, {"admin", "platform", "above"}),
        (Step.LEAD, {"admin", "platform"}),
        (Step.MERGE, {"admin", "platform"}),
        (Step.GRANT, {"admin", "platform", "above"}),
        (Step.NOTE, {"admin", "platform", "own", "above", "helper"}),
        (Step.INSPECT, {"admin", "auditor"}),
        (Step.ASSIGN, {"admin", "platform", "own", "above"}),
        (Step.RATE, set()),
        (Step.MEDIA_LOST, set()),
        (Step.URGE, set()),
        (Step.CLOSE, set()),
    ],
)
def test_authority(step: Step, may: set[str]) -> None:
    """Who may: the desk, the unit in charge and those above it, helpers a word; nobody rates for a citizen."""
    course = replace(COURSE, joint="parks")
    found = {name for name, who in ROLES.items() if allowed(CITY3, step, course, who, "lights-east")}

    assert found == may


@pytest.mark.parametrize(
    ("addressee", "may"),
    [("lights", {"admin", "own"}), ("parks", {"admin", "helper"}), ("town", {"admin", "above", "platform"})],
)
def test_a_letter_is_answered_by_whom_it_went_to(addressee: str, may: set[str]) -> None:
    """A letter is its addressee's to answer, whoever has the case by now; the desk's by who works there."""
    found = {name for name, who in ROLES.items() if allowed(CITY3, Step.ANSWER_LETTER, COURSE, who, addressee)}

    assert found == may


def test_a_helper_moves_nothing() -> None:
    """A unit that helps signs for its part and replies to the case: who leads, and by when, stays as it is."""
    course = replace(COURSE, joint="parks", signed_at=NOW)
    signed = replace(act(Step.SIGN, officer="wang"), by=ROLES["helper"])

    assert acting.misfit(Step.SIGN, course, signed, TERMS) is None
    assert acting.take(Step.SIGN, course, signed, TERMS) == course
    assert acting.misfit(Step.SIGN, course, replace(signed, by=ROLES["own"]), TERMS) is not None


@pytest.mark.parametrize(("name", "value", "reason"), [("kind", "shouting", "unknown"), ("until", NOW, "past")])
def test_supervision_fits(name: str, value: object, reason: str) -> None:
    """A kind of supervision that does not exist, and a date for a lead that is over, are named."""
    step = Step.SUPERVISE if name == "kind" else Step.LEAD
    found = acting.misfit(step, COURSE, act(step, **{name: value}), TERMS)

    assert found is not None
    assert found.errors == ((name, reason),)


def test_misconduct_is_not_for_the_tree() -> None:
    """What is said about officials is handled by its own unit and by none above it."""
    about = replace(COURSE, kind=CaseKind.MISCONDUCT)
    may = [allowed(CITY3, Step.SIGN, about, ROLES[name]) for name in ("own", "above")]

    assert may == [True, False]


def test_a_unit_hands_on_downwards() -> None:
    """A unit hands a case on to one below it, not to its neighbour and not upwards."""
    targets = [allowed(CITY3, Step.ASSIGN, COURSE, ROLES["own"], unit) for unit in ("lights-east", "parks", "town")]

    assert targets == [True, False, False]


STOCK = Closing(20, ("您反映的问题", "已转交", "已转交相关部门处理", "正在处理中", "请耐心等待", "感谢您的来信"))


@pytest.mark.parametrize(
    ("text", "checks", "copied", "expected"),
    [
        ("The lamp was mended on Monday evening.", CHECKS, False, ()),
        ("Mended.", CHECKS, False, ("short",)),
        ("您反映的问题已转交相关部门处理，正在处理中，请耐心等待。感谢您的来信！", CHECKS, False, ("stock",)),
        ("经核实路灯已于3月2日晚修复并恢复照明，正在处理中的还有线路改造。", CHECKS, False, ()),
        ("The lamp was mended on Monday evening.", CHECKS, True, ("copy",)),
        ("The lamp was mended on Monday evening.", CHECKS[:3], False, ("informed", "solved")),
    ],
)
def test_doubts(text: str, checks: tuple[str, ...], copied: bool, expected: tuple[str, ...]) -> None:  # noqa: FBT001
    """An answer that is short, mere phrases, a copy, or fails a check looks wrong, and it is said why."""
    assert doubts(text, checks, STOCK, copied=copied) == expected

"""What else an act of staff brings about, beside its entry and the case's state: questions, letters, other cases."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from adapters.casebook import robots, tallying
from adapters.casebook.acts import merging, resolving, supervising, telling
from adapters.casebook.occasion import Occasion
from adapters.casebook.questions import ASK, RATING
from adapters.casebook.rules.course import Course
from adapters.casebook.rules.lifecycle import TABLE, Step, Then
from adapters.casebook.rules.tallies import called
from dialogs.facts.cases import CaseKind
from dialogs.facts.staff import StaffAct


@dataclass(frozen=True, slots=True)
class Deed:
    """An act that was done: by whom, from where to where, and as which entry of the timeline."""

    occasion: Occasion
    act: StaffAct
    actor: str
    before: Course
    after: Course
    seq: int
    codes: Mapping[str, str]


Following: TypeAlias = Callable[[Deed], None]


def follow(deed: Deed) -> None:
    for then in TABLE[Step(deed.act.step)].then:
        if does := FOLLOWING.get(then):
            does(deed)
    if deed.after.kind is CaseKind.MISCONDUCT:
        _unsay(deed)


def _unsay(deed: Deed) -> None:
    """Take back what waits for groups' robots: unlike an officer's notice it is not looked at again when it is sent.

    A case that has just become a report about officials is taken back from all groups; one that was such a report
    before, from the groups of units that do not have it any more.
    """
    if deed.before.kind is not CaseKind.MISCONDUCT:
        robots.take_back(deed.occasion, deed.act.number)
    elif lost := _reading(deed.before) - _reading(deed.after):
        robots.take_back(deed.occasion, deed.act.number, lost)


def _reading(course: Course) -> set[str]:
    return {course.unit, *course.joint.split()} - {""}


def _asks_no_more(deed: Deed) -> None:
    telling.drop_questions(deed.occasion, deed.act.number, ASK)


def _asked(deed: Deed) -> None:
    telling.ask(deed.occasion, deed.act.number, deed.act.text)


def _resolved(deed: Deed) -> None:
    resolving.keep(deed.occasion, deed.act.number, deed.after, deed.act, deed.codes.get("doubts", ""))
    telling.ask_for_rating(deed.occasion, deed.act.number)


def _no_rating(deed: Deed) -> None:
    telling.drop_questions(deed.occasion, deed.act.number, RATING)


def _supervised(deed: Deed) -> None:
    supervising.write_letter(deed.occasion, deed.act, deed.after.unit, deed.seq, deed.actor)


def _letter_answered(deed: Deed) -> None:
    supervising.keep_answer(deed.occasion, deed.act.number, deed.codes["letter"], deed.seq, deed.actor)


def _led(deed: Deed) -> None:
    supervising.name_lead(deed.occasion, deed.act, deed.seq)


def _merged(deed: Deed) -> None:
    merging.take_in(deed.occasion, deed.act, deed.after, deed.actor)


def _unmerged(deed: Deed) -> None:
    merging.let_go(deed.occasion, deed.act, deed.before.merged_into, deed.actor)


def _called(deed: Deed) -> None:
    tallying.note(deed.occasion.connection, deed.act.number, deed.after.unit, called(deed.act.result))


FOLLOWING: Final[Mapping[Then, Following]] = {
    Then.PAUSE_ENDS: _asks_no_more,
    Then.ASK: _asked,
    Then.ASK_RATING: _resolved,
    Then.NO_RATING: _no_rating,
    Then.WRITE_LETTER: _supervised,
    Then.LETTER_ANSWERED: _letter_answered,
    Then.NAME_LEAD: _led,
    Then.TAKE_IN: _merged,
    Then.LET_GO: _unmerged,
    Then.COUNT_CALL: _called,
}
"""All but the dispatch, which is an act of its own."""

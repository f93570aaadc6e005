"""The end of a pause: the citizen did not answer in time, and the time to answer runs on."""

from adapters.casebook.acts import handling
from adapters.casebook.entries import SYSTEM, append
from adapters.casebook.occasion import Occasion
from adapters.casebook.rules import deadlines
from adapters.casebook.rules.course import Terms
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.rules.watch import Watch
from adapters.sql import Row


def end(occasion: Occasion, case: Row, _watch: Watch) -> None:
    """Let the time run on; the question stays, for an answer is welcome later too."""
    number = case["number"]
    course = handling.course_of(occasion.connection, case)
    after = deadlines.resumed(course, Terms(occasion.office.city(), occasion.office.zone, occasion.now))
    handling.keep(occasion.connection, number, course, after)
    append(occasion, number, Step.PAUSE_OVER, SYSTEM, codes=handling.moved(course, after))

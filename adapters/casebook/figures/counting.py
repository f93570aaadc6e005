"""The counts: each a statement that sums over a cohort, by row."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select, true

from adapters.casebook.figures.cohort import Cohort
from adapters.casebook.figures.rated import rated_answers
from adapters.casebook.questions import RATING
from adapters.casebook.rules.few import Cell
from adapters.casebook.rules.tallies import Tally
from adapters.casebook.schema import cases, handlings, open_questions, resolutions, tallies, warnings
from dialogs.facts.cases import Status
from dialogs.facts.figures import Counts
from dialogs.facts.moment import DAY, Moment

Counted: TypeAlias = Mapping[Cell, Counts]
Statement: TypeAlias = Callable[[Cohort, Moment], Select[Any]]

HANDLED: Final = (Status.SUBMITTED, Status.ACCEPTED, Status.ASSIGNED)
ANSWERED: Final = (Status.RESOLVED, Status.CLOSED)
HOPELESS_AFTER: Final = 7 * DAY
"""Who has not heard of an answer by then cannot be reached."""
OUTCOMES: Final = {
    "solved": "solved",
    "partly": "partly",
    "explained": "explained",
    "aid": "aid",
    "other_path": "other-path",
}
TALLIED: Final = {
    Tally.RETURNED: "returned",
    Tally.EXTENDED: "extended",
    Tally.REOPENED: "reopened",
    Tally.FOLLOWED_UP: "followed_up",
    Tally.CONTENT: "followed_up_content",
}


def count(connection: Connection, cohort: Cohort, now: Moment) -> Counted:
    """Give all counts by cell; the month of a cell is empty where a cohort has no months."""
    found: defaultdict[Cell, Counts] = defaultdict(Counts)
    for statement in STATEMENTS:
        for row in connection.execute(statement(cohort, now)).mappings():
            plain = {name: int(value or 0) for name, value in row.items() if name not in {"key", "month"}}
            found[row["key"], row.get("month", "")] += Counts(**plain)
    return found


def of_cases(cohort: Cohort, now: Moment) -> Select[Any]:
    """Count what a case's own row and its handling say."""
    beside = handlings.c.case == cases.c.number
    columns = {name: _sum(condition) for name, condition in _of_case(now)}
    named = [column.label(name) for name, column in columns.items()]
    counted = (func.count().label("cases"), func.sum(cases.c.reporters).label("persons"), *named)
    return _grouped(select(*counted).select_from(cases.outerjoin(handlings, beside)), cohort, cases.c.unit)


def of_answers(cohort: Cohort, now: Moment) -> Select[Any]:
    """Count answers: a case that was reopened has to be answered again, and each answer is its unit's."""
    due = resolutions.c.reply_by.is_not(None)
    asked = _asked()
    counted = {
        "answer_due": due,
        "doubted": resolutions.c.doubts != "",
        "answered_on_time": due & (resolutions.c.at <= resolutions.c.reply_by),
        "asked": asked,
        "unreachable": ~asked & (resolutions.c.at < Moment(now - HOPELESS_AFTER)),
    }
    columns = [_sum(condition).label(name) for name, condition in counted.items()]
    beside = cases.join(resolutions, resolutions.c.case == cases.c.number)
    return _grouped(select(*columns).select_from(beside), cohort, resolutions.c.unit)


def of_missing_answers(cohort: Cohort, now: Moment) -> Select[Any]:
    """Count the answers that are late and have not come yet; while a citizen is asked no time runs."""
    late = and_(
        cases.c.status.in_((Status.ACCEPTED, Status.ASSIGNED)),
        cases.c.reply_by < now,
        cases.c.paused_until.is_(None),
    )
    columns = (func.count().label("answer_due"), func.count().label("overdue_open"))
    return _grouped(select(*columns).select_from(cases).where(late), cohort, cases.c.unit)


def of_ratings(cohort: Cohort, now: Moment) -> Select[Any]:  # noqa: ARG001 - one shape
    rated = rated_answers(cohort.submitted()).subquery()
    beside = (
        cases.join(resolutions, resolutions.c.case == cases.c.number)
        .join(rated, and_(rated.c.case == resolutions.c.case, rated.c.resolution == resolutions.c.resolution))
    )  # fmt: skip
    columns = (
        func.count().label("rated"),
        _sum(rated.c.worth == 0).label("satisfied"),
        _sum(rated.c.worth == 1).label("acceptable"),
    )
    return _grouped(select(*columns).select_from(beside), cohort, resolutions.c.unit)


def of_tallies(cohort: Cohort, now: Moment) -> Select[Any]:  # noqa: ARG001 - one shape
    columns = [
        func.sum(case((tallies.c.what == what, tallies.c.times), else_=0)).label(name) for what, name in TALLIED.items()
    ]
    beside = cases.join(tallies, tallies.c.case == cases.c.number)
    return _grouped(select(*columns).select_from(beside), cohort, tallies.c.unit)


def of_warnings(cohort: Cohort, now: Moment) -> Select[Any]:  # noqa: ARG001 - one shape
    beside = cases.join(warnings, warnings.c.case == cases.c.number)
    return _grouped(select(func.count().label("warnings")).select_from(beside), cohort, warnings.c.unit)


STATEMENTS: Final[tuple[Statement, ...]] = (
    of_cases,
    of_answers,
    of_missing_answers,
    of_ratings,
    of_tallies,
    of_warnings,
)


def _of_case(now: Moment) -> Iterator[tuple[str, ColumnElement[bool]]]:
    accepted, closed = handlings.c.accepted_at.is_not(None), cases.c.status == Status.CLOSED
    yield "joint", func.coalesce(handlings.c.joint, "") != ""
    yield "open", cases.c.status.in_(HANDLED)
    yield "accept_due", or_(accepted, (cases.c.status == Status.SUBMITTED) & (cases.c.accept_by < now))
    yield "accepted_on_time", accepted & (handlings.c.accepted_at <= cases.c.accept_by)
    yield "closed", closed
    yield "settled_at_first", closed & (cases.c.reopened == 0) & ~_repeated()
    for name, outcome in OUTCOMES.items():
        yield name, cases.c.status.in_(ANSWERED) & (cases.c.outcome == outcome)


def _repeated() -> ColumnElement[bool]:
    again = (tallies.c.case == cases.c.number) & (tallies.c.what == Tally.REPEATED)
    return exists().where(again).correlate(cases)


def _asked() -> ColumnElement[bool]:
    """Say whether anybody was reached with the question what they think of this answer, not of a later one."""
    later = resolutions.alias("later")
    until = (
        select(func.min(later.c.at))
        .where(later.c.case == resolutions.c.case, later.c.resolution > resolutions.c.resolution)
        .correlate(resolutions)
        .scalar_subquery()
    )
    asked = and_(
        open_questions.c.case == resolutions.c.case,
        open_questions.c.kind == RATING,
        or_(open_questions.c.voice != "", open_questions.c.answered_at.is_not(None)),
        open_questions.c.asked_at >= resolutions.c.at,
        or_(cases.c.reopened == resolutions.c.resolution, func.coalesce(open_questions.c.asked_at < until, true())),
    )
    return exists().where(asked).correlate(cases, resolutions)


def _sum(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.sum(case((condition, 1), else_=0))


def _grouped(counts: Any, cohort: Cohort, unit: ColumnElement[str]) -> Select[Any]:
    keys = cohort.keys(unit)
    named: Select[Any] = counts.add_columns(*keys).where(*cohort.conditions(unit))
    return named.group_by(*(key.name for key in keys))  # by name: PostgreSQL takes equal expressions for different ones

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from casebook_world import ANNA, ZONE, filing
from made_up_year import BEGINS, TOWN, Life, Year, at

from adapters.casebook import SqlInbox
from dialogs.facts.cases import CaseKind, Place, Status
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, Moment, civil, moment_of
from dialogs.facts.records import BackendUpdate

PLAIN = ("cases", "persons", "joint", "open", "overdue", "overdue_open", "doubted", "warnings")
PLAIN += ("returned", "extended", "reopened", "asked")
RATES = ("accepted_on_time", "resolved_on_time", "first_time_settled", "rated", "satisfied")
SOLVED = ("resolved", "closed")
Entry = tuple[str, str, int]
"""For which unit a figure counts, its name, how much."""


def facts(life: Life, now: int) -> Iterator[Entry]:
    """Count one case, from what was done and what the API says of it at last."""
    case, unit = life.case, life.case["unit"] or ""
    status, closed = case["status"], case["status"] == "closed"
    yield unit, "cases", 1
    yield unit, "persons", case["reporters"]
    yield unit, "joint", life.joint
    yield unit, "open", status in {"submitted", "accepted", "assigned"}
    due = bool(life.accepted_at) or at(case["accept_by"]) < now
    yield unit, "accepted_on_time/", due
    yield unit, "accepted_on_time", bool(life.accepted_at) and at(life.accepted_at) <= at(case["accept_by"])
    late = status in {"accepted", "assigned"} and at(case["reply_by"]) < now and not case["paused_until"]
    yield unit, "overdue_open", late
    yield unit, "overdue", late
    yield unit, "resolved_on_time/", late
    yield unit, "first_time_settled/", closed
    yield unit, "first_time_settled", closed and not case["reopened"] and not life.repeated
    if status in SOLVED:
        yield unit, f"outcome {case['outcome']}", 1
    for step in case["timeline"]:
        if step["kind"] == "warn":
            yield step["facts"]["unit"], "warnings", 1
    for (name, who), times in life.happened.items():
        yield who, name, times
    for answer in life.answers:
        on_time = at(answer.at) <= at(answer.reply_by)
        yield answer.unit, "resolved_on_time/", 1
        yield answer.unit, "resolved_on_time", on_time
        yield answer.unit, "overdue", not on_time
        yield answer.unit, "doubted", answer.doubted
        yield answer.unit, "asked", answer.asked
        yield answer.unit, "rated/", answer.asked
        yield answer.unit, "unreachable", not answer.asked and at(answer.at) < now - 7 * DAY
        yield answer.unit, "rated", answer.worth is not None
        yield answer.unit, "satisfied/", answer.worth is not None
        yield answer.unit, "satisfied", answer.worth in {0, 1}
        yield answer.unit, "acceptable", answer.worth == 1


KEYS: dict[str, Callable[[Life, str], str]] = {
    "unit": lambda _, unit: unit,
    "category": lambda life, _: life.case["category"],
    "district": lambda life, _: life.case["district"] or "",
    "month": lambda life, _: life.case["submitted_at"][:7],
}


def independent(lives: list[Life], by: str, now: int, units: set[str] | None = None) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for life in lives:
        for unit, name, much in facts(life, now):
            if much and (units is None or unit in units):
                found.setdefault(KEYS[by](life, unit), Counter())[name] += much
    return found


def told(row: dict) -> Counter[str]:
    """Give a row of the API under the same names."""
    counts = Counter({name: row[name] for name in (*PLAIN, "unreachable", "acceptable")})
    for name in RATES:
        counts[name], counts[f"{name}/"] = row[name]["numerator"], row[name]["denominator"]
    counts.update({f"outcome {name}": much for name, much in row["outcomes"].items()})
    counts["followed_up"], counts["followed_up_content"] = row["follow_ups"]["made"], row["follow_ups"]["content"]
    return +counts


def rows_of(table: dict) -> dict[str, Counter[str]]:
    """Give the rows that have any of these figures."""
    return {row["key"] or "": told(row) for row in table["rows"] if told(row)}


def unlike(one: dict[str, Counter[str]], other: dict[str, Counter[str]]) -> dict[tuple[str, str], tuple[int, int]]:
    """Give what is counted differently, with both counts."""
    nothing: Counter[str] = Counter()
    names = {(key, name) for rows in (one, other) for key, row in rows.items() for name in row}
    pairs = {(key, name): (one.get(key, nothing)[name], other.get(key, nothing)[name]) for key, name in names}
    return {where: pair for where, pair in pairs.items() if pair[0] != pair[1]}


async def ask(api, query: str, token: str = "") -> dict:
    who = {"token": token} if token else {}
    status, table = await api.ask(f"/api/v1/statistics?{query}", **who)
    assert status == 200, table
    return table


def day(moment: int) -> str:
    return civil(Moment(moment), ZONE).date().isoformat()


@pytest.fixture
async def town(api):
    """The API of a town with a tree of units, on the first of January."""
    object.__setattr__(api.town.office, "city", lambda: TOWN)
    api.town.clock.set(BEGINS)
    return api


async def test_a_made_up_year(town, pytestconfig: pytest.Config) -> None:
    """Each figure of a year equals what is counted from its cases one by one, by row and in all, for who may see it."""
    size = 20_000 if pytestconfig.getoption("--full") else 100
    year = Year(town, size, seed=20260302)
    await year.pass_by()
    now = town.town.clock.now()
    ordinary = [life for life in year.lives if life.case["kind"] != CaseKind.MISCONDUCT]
    span = f"from={day(BEGINS)}&to={day(now)}"
    lights = await town.token("unit", "lights")
    centre = await town.token("unit", "centre")

    assert len(ordinary) > size / 2
    for by in KEYS:
        for query, token, units in (
            (f"{span}&unit=desk", "", {unit.code for unit in TOWN.units}),
            (f"{span}&unit=centre", "", {"centre", "lights"}),
            (span, centre, {"centre", "lights"}),
            (f"{span}&unit=desk", lights, {"lights"}),
        ):
            table = await ask(town, f"{query}&by={by}", token)
            expected = independent(ordinary, by, now, units)
            assert unlike(rows_of(table), expected) == {}, (by, query)
            assert told(table["total"]) == sum(expected.values(), Counter())
    await _all_that_may_be_told(town, year, span, now)


async def _all_that_may_be_told(town, year: Year, span: str, now: int) -> None:
    """With all units, the reports about officials are counted by whole months of five and more."""
    months = Counter(life.case["submitted_at"][:7] for life in year.lives if life.case["kind"] == CaseKind.MISCONDUCT)
    whole = {month for month, much in months.items() if much >= 5}
    counted = [
        life
        for life in year.lives
        if life.case["kind"] != CaseKind.MISCONDUCT or life.case["submitted_at"][:7] in whole
    ]
    table = await ask(town, f"{span}&by=month")
    warnings = sum(life.case["warnings"] for life in counted)

    assert warnings
    assert unlike(rows_of(table), independent(counted, "month", now)) == {}
    assert table["total"]["warnings"] == warnings
    for by in KEYS:
        assert told((await ask(town, f"{span}&by={by}"))["total"]) == told(table["total"])


async def file(town, much: int, kind: CaseKind = CaseKind.REPORT, category: str = "lamp", district: str = "") -> None:
    for _ in range(much):
        place = Place("here", district=district, street="")
        await town.town.do(ANNA, filing("Something is wrong", kind=kind, category=category, place=place))


async def rows(town, query: str) -> dict[str, int]:
    return {row["key"] or "": row["cases"] for row in (await ask(town, query))["rows"]}


async def test_few_reports_about_officials(town) -> None:
    """Four reports about officials in a month are in no figure, the fifth shows all; other cases are always counted."""
    await file(town, 2)
    await file(town, 4, CaseKind.MISCONDUCT, "noise")
    few = await rows(town, "by=category")
    await file(town, 1, CaseKind.MISCONDUCT, "noise")
    enough = await rows(town, "by=category")

    assert few == {"lamp": 2}
    assert enough == {"lamp": 2, "noise": 5}


async def test_nothing_by_difference(town) -> None:
    """Neither other rows nor other days tell of fewer than five: what is left over takes a named row with it."""
    await file(town, 5, CaseKind.MISCONDUCT, "noise", "east")
    await file(town, 2, CaseKind.MISCONDUCT, "noise", "west")
    await file(town, 3)
    totals = {by: sum((await rows(town, f"by={by}")).values()) for by in KEYS}
    part = await rows(town, "by=district&from=2026-01-02&to=2026-01-31")

    assert await rows(town, "by=district") == {"": 3 + 7}
    assert set(totals.values()) == {10}
    assert part == {}


async def test_a_unit_sees_no_reports_about_officials(town) -> None:
    """What is counted of a part of the tree leaves reports about officials out, however many."""
    await file(town, 9, CaseKind.MISCONDUCT, "gas")

    assert await rows(town, "unit=desk") == {}
    assert (await ask(town, "by=month", await town.token("unit", "desk")))["rows"] == []


async def test_merged_cases_count_once(town) -> None:
    """Two cases that became one are one case of two persons."""
    first = (await town.town.do(ANNA, filing())).number
    second = (await town.town.do(Address(ANNA.channel, "o-other"), filing())).number
    path = f"/api/v1/cases/{second}/merge"
    status, _ = await town.ask(path, method="POST", json={"into": first})
    total = (await ask(town, ""))["total"]

    assert status == 200
    assert (total["cases"], total["persons"]) == (1, 2)


async def test_what_an_outside_backend_did(town) -> None:
    """What a city's own backend accepts and answers counts as what is done here."""
    number = (await town.town.do(ANNA, filing())).number
    inbox = SqlInbox(town.town.database, town.town.office, town.town.clock)
    for each, status, unit in (("1", Status.ASSIGNED, "lights"), ("2", Status.RESOLVED, "")):
        told = BackendUpdate(each, number, town.town.clock.now(), status, status, unit, "It is done.")
        await inbox.take("theirs", (told,), each)
    (row,) = (await ask(town, ""))["rows"]

    assert row["key"] == "lights"
    assert row["accepted_on_time"] == row["resolved_on_time"] == {"numerator": 1, "denominator": 1}


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("from=2026-02-01&to=2026-01-01", [("to", "before-from")]),
        ("from=1900-01-01", [("from", "too-long-ago")]),
        ("to=9999-12-31", [("from", "out-of-range")]),
        ("from=0001-01-01&to=0001-01-02", [("from", "out-of-range")]),
        ("from=0001-01-01T00:00:00%2B14:00", [("from", "out-of-range")]),
        ("by=officer", [("by", "enum")]),
        ("since=2026-01-01", [("since", "extra_forbidden")]),
        ("unit=a&unit=b", [("unit", "repeated")]),
    ],
)
async def test_queries_that_do_not_fit(town, query: str, errors: list) -> None:
    """A query that does not fit is 422 and names the field."""
    status, problem = await town.ask(f"/api/v1/statistics?{query}")

    assert (status, [(each["field"], each["reason"]) for each in problem["errors"]]) == (422, errors)


@pytest.mark.parametrize("query", ["from=yesterday", "to=2026-13-01", "from=2026-01-01T00:00:00"])
async def test_unreadable_times(town, query: str) -> None:
    """What is neither a day nor a time with zone is 422."""
    assert (await town.ask(f"/api/v1/statistics?{query}"))[0] == 422


async def test_days_are_the_citys(town) -> None:
    """Days begin and end at the city's midnight, and the last one is included; times are taken as they are."""
    await file(town, 1)
    midnight = moment_of(datetime(2026, 1, 1, tzinfo=ZONE))

    assert town.town.clock.now() == midnight
    assert await rows(town, "from=2026-01-01&to=2026-01-01") == {"": 1}
    assert await rows(town, "from=2025-12-31&to=2025-12-31") == {}
    assert await rows(town, "from=2025-12-31T00:00:00Z&to=2025-12-31T16:00:00Z") == {}
    assert await rows(town, "from=2025-12-31T16:00:00Z&to=2025-12-31T16:00:01Z") == {"": 1}


async def test_who_may_ask(town) -> None:
    """Every role may ask; without a token nobody."""
    statuses = [
        (await town.ask("/api/v1/statistics", await town.token(*who)))[0]
        for who in (("platform",), ("auditor",), ("unit", "lights"), ("admin",))
    ]

    assert statuses == [200] * 4
    assert (await town.ask("/api/v1/statistics", "nonsense"))[0] == 401

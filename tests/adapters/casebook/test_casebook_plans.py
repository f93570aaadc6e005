"""How the database finds what a message asks for: by index, and no more of it than is looked at."""

import pytest
from sqlalchemy import create_engine, select
from statement_plans import plan

from adapters.casebook import alike, cards, desk_items, tallying
from adapters.casebook.letters import keeping
from adapters.casebook.migrations import upgrade
from adapters.casebook.schema import cases, letters
from adapters.casebook.seeing import helped_by, seen_by
from adapters.sql import Statement
from dialogs.facts.moment import Moment
from dialogs.facts.records import Bearer, DeskFilter, Role

OF_A_CITIZEN = {
    "own": Statement(cards.OWN),
    "own open": Statement(cards.OWN_OPEN),
    "any own": Statement(cards.ANY_OWN),
    "same words": Statement(alike.SAME_WORDS),
    "answered": tallying.ANSWERED,
}


def test_the_newest_of_a_street_are_found_among_any_number() -> None:
    """Open cases of a street and category are read in order and sorted by nobody, so that few are read."""
    with create_engine("sqlite://").begin() as connection:
        upgrade(connection)
        steps = plan(connection, alike.CANDIDATES)

    assert [step for step in steps if "ix_cases_alike (street=? AND category=?)" in step]
    assert [step for step in steps if "TEMP B-TREE" in step] == []


@pytest.mark.parametrize("name", OF_A_CITIZEN)
def test_a_citizens_cases_are_found_by_the_citizen(name: str) -> None:
    """What somebody has filed is looked for among their own reports, not among all cases that are open or closed."""
    with create_engine("sqlite://").begin() as connection:
        upgrade(connection)
        steps = plan(connection, OF_A_CITIZEN[name])

    assert "reporters USING INDEX ix_reporters_citizen (citizen=?" in steps[0]
    assert [step for step in steps[1:] if "SEARCH" in step] == [
        "SEARCH cases USING INDEX sqlite_autoindex_cases_1 (number=?)"
    ]


@pytest.mark.parametrize("cursor", ["", "1-a"])
@pytest.mark.parametrize(("done", "index"), [(False, "ix_desk_items_waiting"), (True, "ix_desk_items_shown")])
def test_the_desk_reads_a_page_alone(done: bool, index: str, cursor: str) -> None:  # noqa: FBT001
    """A page is read in order, among however many items and citizens; of what waits nothing that was done."""
    listed = Statement(desk_items.listed(DeskFilter(done=done, cursor=cursor), Moment(1)))
    with create_engine("sqlite://").begin() as connection:
        upgrade(connection)
        steps = plan(connection, listed)

    assert f"desk_items USING INDEX {index} (" in steps[0]
    assert [step for step in steps if "TEMP B-TREE" in step] == []


def test_the_newest_letters_are_read_alone() -> None:
    """A page of letters is as many rows, however many there are."""
    newest = keeping.LETTER.order_by(letters.c.at.desc(), letters.c.id.desc()).limit(51)
    with create_engine("sqlite://").begin() as connection:
        upgrade(connection)
        steps = plan(connection, Statement(newest))

    assert "letters USING INDEX ix_letters_newest" in steps[0]
    assert [step for step in steps if "TEMP B-TREE" in step] == []


@pytest.mark.parametrize(("units", "sorted_first"), [(("east", "west"), False), ((), True)])
def test_the_cases_of_a_tree_are_read_in_their_order(units: tuple[str, ...], sorted_first: bool) -> None:  # noqa: FBT001
    """A page of a unit with others below it reads little more than a page; one unit's few are looked up by it."""
    seen = seen_by(Bearer("t1", Role.UNIT, "city"), lambda _: units)
    with create_engine("sqlite://").begin() as connection:
        upgrade(connection)
        steps = plan(connection, Statement(select(cases).where(seen).order_by(cases.c.number.desc()).limit(51)))

    assert ("MULTI-INDEX OR" in steps) is sorted_first
    assert any("TEMP B-TREE" in step for step in steps) is sorted_first


def test_what_a_unit_helps_is_read_from_an_index_alone() -> None:
    """Cases that were ever handled together are gone through by their index, without a row of any other."""
    with create_engine("sqlite://").begin() as connection:
        upgrade(connection)
        steps = plan(connection, Statement(select(cases.c.number).where(helped_by("lights"))))

    assert [step for step in steps if "handlings" in step] == [
        "SCAN handlings USING COVERING INDEX ix_handlings_helped"
    ]

"""How the database finds what a filing looks for: by index, and no more of it than is looked at."""

from sqlalchemy import create_engine
from statement_plans import plan

from adapters.casebook import alike
from adapters.casebook.migrations import upgrade


def test_the_newest_of_a_street_are_found_among_any_number() -> None:
    """Open cases of a street and category are read in order and sorted by nobody, so that few are read."""
    with create_engine("sqlite://").begin() as connection:
        upgrade(connection)
        steps = plan(connection, alike.CANDIDATES)

    assert [step for step in steps if "ix_cases_alike (street=? AND category=?)" in step]
    assert [step for step in steps if "TEMP B-TREE" in step] == []

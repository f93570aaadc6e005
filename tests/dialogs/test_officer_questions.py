from dataclasses import replace

import pytest
from casebook_world import CITY

from dialogs.city import Closing
from dialogs.officer.questions import answer


@pytest.mark.parametrize("least", [9, 40])
def test_as_long_as_the_city_wants(least: int) -> None:
    """How long an answer has to be is the city's to say, and the officer is told the city's number."""
    asked = answer(replace(CITY, closing=Closing(least)))

    assert asked.own_words is not None
    assert asked.own_words.least == least
    assert {dict(said.values)["count"] for said in (asked.say, asked.simple, asked.hint)} == {str(least)}

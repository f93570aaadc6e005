"""What a citizen is told at each step of a case."""

from datetime import UTC, datetime

import pytest
from desk_world import PLAIN, TAPPED, spoken
from msgspec.structs import replace

from dialogs.due import due
from dialogs.facts.moment import DAY, HOUR, moment_of
from dialogs.facts.notices import Audience, Notice
from dialogs.facts.say import Day, DayTime
from dialogs.render.text import render
from dialogs.updates import STEPS, told

AT = moment_of(datetime(2026, 11, 23, 1, tzinfo=UTC))
FRIDAY = moment_of(datetime(2026, 11, 27, 9, 30, tzinfo=UTC))  # when the offices close
FACTS = {
    "unit": "jiangtan-centre",
    "reply_by": str(FRIDAY),
    "outcome": "partly",
    "path": "review",
    "into": "261123000025",
}
WORDS = "灯泡已换，另一盏等配件。"
NOTICE = Notice("n1", Audience.CITIZEN, "c1", "accept", AT, AT + DAY, "261123000017", 3, tuple(FACTS.items()), WORDS)


def text_of(notice, capabilities=PLAIN, language="zh-Hans"):
    city, _, wording, _ = spoken()
    return "\n".join(render(told(notice, city), wording.speaker(language, 40), capabilities))


@pytest.mark.parametrize("step", [step for step in STEPS if not step.startswith("draft-")])
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_every_step_names_its_case(step, language):
    """Each step is told in each language with the case's number and something to do or expect next."""
    said = text_of(replace(NOTICE, step=step), language=language)

    assert "261123000017" in said
    assert len(said.splitlines()) >= 2


@pytest.mark.parametrize("step", ["ask", "reply", "resolve", "decline", "grant", "note"])
def test_the_units_own_words_are_told(step):
    """What the unit wrote stands in the message, whole."""
    assert WORDS in text_of(replace(NOTICE, step=step))


def test_accepted_says_who_and_by_when():
    """The unit and the day of the answer."""
    said = text_of(NOTICE)

    assert "江滩区" in said
    assert "最晚11月27日周五答复您" in said


def test_accepted_without_a_unit_says_so():
    """Where no rule sends a case on, nobody is named."""
    facts = (("reply_by", str(FRIDAY)),)

    assert "正在安排单位" in text_of(replace(NOTICE, facts=facts))


def test_declined_says_where_to_turn():
    """The address of the other path; for one that the city does not know, the hotline."""
    declined = replace(NOTICE, step="decline")
    elsewhere = replace(declined, facts=(("path", "other"),))

    assert "行政复议中心" in text_of(declined)
    assert "12345" in text_of(elsewhere)


@pytest.mark.parametrize("step", ["resolve", "remind-rating"])
def test_a_rating_can_be_tapped(step):
    """The four values stand below, and each carries the case."""
    city, *_ = spoken()
    items = told(replace(NOTICE, step=step), city).items

    assert [item.id for item in items] == [
        f"r.261123000017.{value}" for value in ("satisfied", "acceptable", "dissatisfied", "unsolved")
    ]
    assert "msgmenuid=r.261123000017.unsolved" in text_of(replace(NOTICE, step=step), TAPPED)


def test_what_a_backend_calls_its_steps_is_told_in_its_words():
    """A step that we have no words for is told with what was written; without words, that there is news."""
    strange = replace(NOTICE, step="site-visit")

    assert WORDS in text_of(strange)
    assert "有新进展" in text_of(replace(strange, words=""))


def test_a_link_in_the_units_words_is_no_link():
    """Markup in what a unit writes is shown, never obeyed."""
    said = text_of(replace(NOTICE, step="note", words='<a href="x">点这里</a>'), TAPPED)

    assert "<a" not in said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        pytest.param(FRIDAY, Day, id="when the offices close"),
        pytest.param(AT - 9 * HOUR, Day, id="at midnight"),
        pytest.param(AT + 2 * HOUR, DayTime, id="in two hours"),
    ],
)
def test_an_urgent_case_says_the_hour(at, said):
    """What is due by the clock is told with its hour, what is counted in working days is due at the end of a day."""
    assert due(spoken()[0], at) == said(at)

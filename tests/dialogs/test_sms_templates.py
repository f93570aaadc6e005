"""What is handed in for approval: each step's wording, as carriers in mainland China take it."""

import json
import re

import pytest
from structlog.testing import capture_logs

from bot.city.load import DEMO
from bot.commands.sms import lines
from bot.setting_groups import Gateway
from bot.setting_notices import sms_notices_in
from bot.sms_templates import doubts, note_doubts, proposed, skeleton
from bot.speech import Speech
from dialogs.notice_facts import FACTS
from dialogs.templates import facts_of
from dialogs.updates import STEPS

SPOKEN = Speech(DEMO).now
PROPOSED = [each for found in proposed(SPOKEN).values() for each in found]
VARIABLE = re.compile(r"\$\{(\w+)\}")
FILLED = skeleton(SPOKEN).replace('""', '"t-1"')


def gateway(**more: object) -> Gateway:
    return Gateway.model_validate({"secret": "s" * 8, "number": "106", "url": "http://127.0.0.1:1", **more})


@pytest.mark.parametrize("proposal", PROPOSED, ids=lambda each: f"{each.step}-{each.language}")
def test_carriers_take_it(proposal) -> None:
    """Variables are listed, are facts, stand apart, and fixed words are around them."""
    named = VARIABLE.findall(proposal.text)
    fixed = VARIABLE.sub("", proposal.text)

    assert set(named) == {fact for fact, _ in proposal.facts}
    assert set(named) <= {*FACTS, "code"}
    assert "}${" not in proposal.text
    assert len(fixed.strip()) >= 10
    assert not re.search(r"https?:|www\.|[【】\n]", proposal.text)


def test_all_steps_in_all_languages() -> None:
    """Each step that citizens are told of, and the code that binds a number, is proposed once in each language."""
    assert [(each.language, each.step) for each in PROPOSED] == [
        (language, step) for language in SPOKEN.wording.languages for step in (*STEPS, "phone-code")
    ]


def test_the_skeleton_is_the_setting() -> None:
    """With ids in its empty places it is read, holds every fact of each wording, and nothing is left to doubt."""
    read = sms_notices_in(FILLED)

    assert {step: tuple(each.fields) for step, each in read.items()} == {
        step: facts_of(step, SPOKEN.city) for step in (*STEPS, "phone-code")
    }
    assert list(doubts(gateway(notice=FILLED, templates_only=True), SPOKEN)) == []


def test_an_empty_place_is_named() -> None:
    """A skeleton that was not filled in is no setting."""
    with pytest.raises(ValueError, match=r"accept\.template"):
        sms_notices_in(skeleton(SPOKEN))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('{"finish": {"template": "t", "fields": {}}}', "no step is called finish"),
        ('{"assign": {"template": "t", "fields": {"a": "weather"}}}', "no fact weather"),
        ('{"assign": {"template": "t"}}', "assign.fields"),
        ('{"assign": {"template": "t", "consent": true, "fields": {}}}', "assign.consent"),
        ('{"assign": {"template": "t", "languages": {"en": ""}, "fields": {}}}', "assign.languages.en"),
        ("[]", "JSON"),
    ],
)
def test_what_is_wrong_is_named(text: str, named: str) -> None:
    """A misspelt step, fact or word is found before anything starts."""
    with pytest.raises(ValueError, match=named):
        gateway(notice=text)


def test_what_is_missing_is_doubted() -> None:
    """Steps, facts and languages that templates leave unsaid are told to the operator."""
    notice = '{"assign": {"template": "t", "languages": {"fr": "t-2"}, "fields": {"n": "number"}}}'
    ours = gateway(notice=notice, templates_only=True)
    said = list(doubts(ours, SPOKEN))
    with capture_logs() as logs:
        note_doubts(ours, SPOKEN)

    assert [each["wrong"] for each in logs] == said
    assert said[0].startswith("no template tells accept, decline, grant")
    assert said[1:] == [
        "assign: no field holds unit, day, of which its wording speaks",
        "assign: the city does not speak fr",
        "assign: no template in zh-Hant, en; it is told in zh-Hans",
    ]


def test_what_is_printed() -> None:
    """Each proposal with its sizes, none longer than four SMS however long its variables are; last the setting."""
    printed = list(lines(SPOKEN, 35))
    sizes = [line.rpartition(", ")[2] for line in printed if " at most " in line and line.endswith(" SMS")]

    assert len(sizes) == len(PROPOSED)
    assert {int(size.partition(" ")[0]) for size in sizes} <= {1, 2, 3, 4}
    assert "variables, in characters: number 12, unit 11, words 35" in printed
    assert json.loads(printed[-1]).keys() == {*STEPS, "phone-code"}

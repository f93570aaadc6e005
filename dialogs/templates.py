"""Templates to hand in where a carrier takes approved ones only: the wording of each step, with its variables named.

In mainland China every SMS is of an approved template: fixed words around short variables, no two of them side by
side, none that is the whole text, no address of a page in any.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dialogs.city import City
from dialogs.facts.binding import PHONE_CODE
from dialogs.facts.moment import Moment
from dialogs.facts.notices import Audience, Notice
from dialogs.facts.say import Say, Value
from dialogs.updates import STEPS, told
from dialogs.wording import Speaker
from dialogs.words.widths import WIDTHS, width

FACT_OF: Final = {"number": "number", "into": "into", "unit": "unit", "day": "day", "text": "words"}
"""By variable of the catalogue the fact that stands there; all others are the city's own and do not change."""
CODE_DIGITS: Final = 6
TOLD: Final = (*STEPS, PHONE_CODE)
"""Everything that leaves on our own account: each step that citizens are told of, and the code that binds a number."""
LONGEST_DAY: Final = 24
_LATER: Final = str(24 * 3_600_000_000)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one step says in one language; ``facts``: its variables, and the longest each becomes (None: any)."""

    step: str
    language: str
    text: str
    facts: tuple[tuple[str, int | None], ...]


def proposals(city: City, speaker: Speaker) -> tuple[Proposal, ...]:
    """Propose a template for all that is told, in the speaker's language."""
    code = speaker.say(Say("bind-sms", (("code", "${code}"),)))
    coded = Proposal(PHONE_CODE, speaker.language, code, (("code", CODE_DIGITS),))
    return (*(_proposal(step, city, speaker) for step in STEPS), coded)


def facts_of(step: str, city: City) -> tuple[str, ...]:
    """Name the facts that the wording of a step speaks of, each once, in their order."""
    if step == PHONE_CODE:
        return ("code",)
    values = (FACT_OF[name] for said in _reply(step, city) for name, _ in said.values if name in FACT_OF)
    return tuple(dict.fromkeys(values))


def _proposal(step: str, city: City, speaker: Speaker) -> Proposal:
    chinese = speaker.language.startswith("zh")
    stop, gap = ("。", "") if chinese else (".", " ")
    said = [speaker.say(_named(each)) for each in _reply(step, city)]
    sentences = [f"{each}{stop}" if each.endswith("}") else each for each in said]
    text = gap.join(filter(None, (*sentences, _choices(step, city, speaker))))
    facts = tuple((fact, _longest(fact, speaker.language)) for fact in facts_of(step, city))
    return Proposal(step, speaker.language, text, facts)


def _reply(step: str, city: City) -> tuple[Say, ...]:
    return told(_probe(step), city).paragraphs


def _probe(step: str) -> Notice:
    """Give a notice of which every fact is known."""
    facts = (("unit", "-"), ("into", "-"), ("reply_by", _LATER), ("rate_by", _LATER))
    return Notice("0", Audience.CITIZEN, "", step, Moment(0), Moment(0), case="-", facts=facts, words="-")


def _named(said: Say) -> Say:
    named: Iterator[tuple[str, Value]] = (
        (name, f"${{{FACT_OF[name]}}}" if name in FACT_OF else value) for name, value in said.values
    )
    return Say(said.key, tuple(named))


def _choices(step: str, city: City, speaker: Speaker) -> str:
    items = told(_probe(step), city).items
    separator = speaker.catalogue.format("list-separator", {}).replace("_", " ")
    return separator.join(f"{item.digit} {speaker.value(item.label)}" for item in items)


def _longest(fact: str, language: str) -> int | None:
    if fact == "day":
        return LONGEST_DAY
    return width(fact, language) if fact in WIDTHS else None

"""Approved templates of the SMS gateway: what to hand in, the setting that goes with it, and what the setting lacks."""

import json
from collections.abc import Iterator, Mapping

import structlog

from bot.setting_groups import Gateway
from bot.setting_notices import SmsNotice, sms_notices_in
from bot.turn import Spoken
from bot.worker.carriers import LONGEST
from dialogs.templates import TOLD, Proposal, facts_of, proposals
from dialogs.updates import BY_BACKENDS

log = structlog.get_logger()


def proposed(spoken: Spoken) -> Mapping[str, tuple[Proposal, ...]]:
    """Give by language what to hand in."""
    wording = spoken.wording
    return {language: proposals(spoken.city, wording.speaker(language, LONGEST)) for language in wording.languages}


def skeleton(spoken: Spoken) -> str:
    """Give the setting with empty places for what the carrier calls each template."""
    others = dict.fromkeys(spoken.wording.languages[1:], "")
    steps = {step: _entry(facts_of(step, spoken.city), others) for step in TOLD}
    return json.dumps(steps, ensure_ascii=False, indent=1)


def _entry(facts: tuple[str, ...], others: Mapping[str, str]) -> dict[str, object]:
    languages = {"languages": others} if others else {}
    return {"template": "", **languages, "fields": {fact: fact for fact in facts}}


def doubts(ours: Gateway, spoken: Spoken, *, backend: bool = False) -> Iterator[str]:
    """Name what the templates leave unsaid: steps without one, facts and languages that are missing.

    Some steps are told only where there is a ``backend`` outside.
    """
    told = sms_notices_in(ours.notice) if ours.notice else {}
    needed = [step for step in TOLD if backend or step not in BY_BACKENDS]
    if ours.templates_only and (silent := [step for step in needed if step not in told]):
        yield f"no template tells {', '.join(silent)}: SMS does not tell them"
    for step, notice in told.items():
        yield from _doubts(step, notice, spoken)


def note_doubts(ours: Gateway, spoken: Spoken, *, backend: bool = False) -> None:
    """Say them in the log."""
    for doubt in doubts(ours, spoken, backend=backend):
        log.warning("sms template", wrong=doubt)


def _doubts(step: str, notice: SmsNotice, spoken: Spoken) -> Iterator[str]:
    held = set(notice.fields.values())
    if missing := [fact for fact in facts_of(step, spoken.city) if fact not in held]:
        yield f"{step}: no field holds {', '.join(missing)}, of which its wording speaks"
    languages = spoken.wording.languages
    if unknown := [each for each in notice.languages if each not in languages]:
        yield f"{step}: the city does not speak {', '.join(unknown)}"
    if unsaid := [each for each in languages[1:] if each not in notice.languages]:
        yield f"{step}: no template in {', '.join(unsaid)}; it is told in {languages[0]}"

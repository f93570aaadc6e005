"""The facts of a notice in words, each by itself: what the fields of an approved template are filled with."""

from typing import Final

from dialogs.facts.moment import Moment, civil
from dialogs.facts.notices import Notice
from dialogs.facts.say import DayTime, Named, say
from dialogs.wording import Speaker

FACTS: Final = ("number", "category", "street", "unit", "status", "words", "at", "due", "day", "into")
"""What a field may be filled with; ``day``: until when, as sentences say it, ``into``: the case that it went into."""
NAMED: Final = ("category", "street", "unit")


def fact(name: str, notice: Notice, speaker: Speaker) -> str:
    """Give one fact in words; nothing where the notice does not have it."""
    if name in NAMED:
        code = notice.fact(name)
        return str(speaker.value(Named(name, code))) if code else ""
    return {
        "number": notice.case,
        "words": notice.words,
        "status": _status(speaker, notice.fact("status")),
        "at": _time(speaker, notice.at),
        "due": _time(speaker, notice.moment("reply_by") or notice.at),
        "day": _day(speaker, notice.moment("reply_by") or notice.moment("rate_by")),
        "into": notice.fact("into"),
    }[name]


def _status(speaker: Speaker, code: str) -> str:
    return speaker.say(say(f"status-{code}")) if code else ""


def _day(speaker: Speaker, until: Moment | None) -> str:
    return str(speaker.value(DayTime(until))) if until else ""


def _time(speaker: Speaker, at: Moment) -> str:
    """Give a time as templates take it, in Chinese as everywhere on WeChat."""
    here = civil(at, speaker.wording.zone)
    return f"{here.year}年{here.month}月{here.day}日 {here:%H:%M}"

"""A phone number bound to a WeChat identity, and unbound again."""

from dataclasses import replace

from dialogs.city import City
from dialogs.facts.binding import (
    SOON,
    BindPhone,
    BoundPhone,
    MyPhone,
    Outcome,
    SendPhoneCode,
    TryPhoneCode,
    UnbindPhone,
)
from dialogs.facts.say import say
from dialogs.filing.questions import question
from dialogs.machine.journal import Run
from dialogs.machine.question import Form, Given, Length, Option, Text
from dialogs.machine.script import Script, ask, do, ended, look_up, refused, tell, words

NUMBER = question("bind-number", own_words=Length(), form=Form.PHONE)
AGAIN, OTHER = "again", "other"
CODE = replace(
    question(
        "bind-code",
        *(Option(AGAIN, say("bind-resend"), "bind-resend-words"), Option(OTHER, say("bind-other"), "bind-other-words")),
        own_words=Length(),
        form=Form.CODE,
    ),
    secret=TryPhoneCode,
)
TAIL = 4  # digits by which people know a number again


def bind(_: City, __: Run) -> Script:
    """Ask for the number, send it a code, and bind it when the code comes back."""
    known: BoundPhone | None = yield from look_up(MyPhone())
    if known is not None and not known.here:
        return ended(say("bind-elsewhere"))
    if known is not None and known.tail:
        yield from tell(say("bind-again", tail=known.tail))
    given: Given = OTHER
    phone = ""
    while given in {OTHER, AGAIN} or _is_wrong(given):
        if given == OTHER:
            phone = (yield from words(NUMBER)).text
        if _is_wrong(given):
            yield from tell(say("bind-wrong"))
        elif reason := refused((yield from do(SendPhoneCode(phone)))):
            if reason != SOON:
                return ended(say("bind-too-many"))
            yield from tell(say("bind-soon" if given == OTHER else "bind-wait"))
            if given == OTHER:
                continue
        else:
            yield from tell(say("bind-sent", tail=phone[-TAIL:]))
        given = yield from ask(CODE)
    if _outcome(given) != Outcome.RIGHT or refused((yield from do(BindPhone()))):
        return ended(say("bind-over"))
    return ended(say("bind-done", tail=phone[-TAIL:]))


def _is_wrong(given: Given) -> bool:
    return _outcome(given) == Outcome.WRONG


def _outcome(given: Given) -> str:
    return given.text if isinstance(given, Text) else ""


def unbind(_: City, __: Run) -> Script:
    return ended(say("unbind-none" if refused((yield from do(UnbindPhone()))) else "unbind-done"))

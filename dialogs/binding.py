"""A phone number bound to a WeChat identity, and unbound again."""

from dataclasses import replace

from dialogs.city import City
from dialogs.facts.binding import BindPhone, BoundPhone, MyPhone, Outcome, SendPhoneCode, TryPhoneCode, UnbindPhone
from dialogs.facts.say import say
from dialogs.filing.questions import question
from dialogs.machine.journal import Run
from dialogs.machine.question import Form, Length
from dialogs.machine.script import Script, do, ended, look_up, refused, tell, words

NUMBER = question("bind-number", own_words=Length(), form=Form.PHONE)
CODE = replace(question("bind-code", own_words=Length(), form=Form.CODE), secret=TryPhoneCode)
TAIL = 4  # digits by which people know a number again


def bind(_: City, __: Run) -> Script:
    """Ask for the number, send it a code, and bind it when the code comes back."""
    known: BoundPhone | None = yield from look_up(MyPhone())
    if known is not None and not known.here:
        return ended(say("bind-elsewhere"))
    if known is not None and known.tail:
        yield from tell(say("bind-again", tail=known.tail))
    phone = (yield from words(NUMBER)).text
    if refused((yield from do(SendPhoneCode(phone)))):
        return ended(say("bind-too-many"))
    yield from tell(say("bind-sent", tail=phone[-TAIL:]))
    while (outcome := (yield from words(CODE)).text) == Outcome.WRONG:
        yield from tell(say("bind-wrong"))
    if outcome != Outcome.RIGHT or refused((yield from do(BindPhone()))):
        return ended(say("bind-over"))
    return ended(say("bind-done", tail=phone[-TAIL:]))


def unbind(_: City, __: Run) -> Script:
    return ended(say("unbind-none" if refused((yield from do(UnbindPhone()))) else "unbind-done"))

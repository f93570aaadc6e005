"""Limits on one identity: one friendly line, then silence. Who calls out in danger is heard in any case."""

from hashlib import blake2b
from typing import Final

from dialogs.answers import plain
from dialogs.desk.around import Steps
from dialogs.desk.desk import Desk
from dialogs.facts.acts import CallBack
from dialogs.facts.moment import DAY, MINUTE, Moment
from dialogs.facts.say import Named, Reply, say
from dialogs.machine.replay import Perform

WHOLE_SENTENCE: Final = 10  # characters; shorter answers may well be given twice
TOO_FAST, REPEATED, BLOCKED = "messages", "repeated", "blocked"


def limited(desk: Desk) -> Steps[Reply | None]:
    """Say or leave unsaid what a limit asks for; nothing where none is met."""
    if _in_danger(desk):
        return None
    for limit in (_blocked, _too_fast, _repeated):
        if (reply := (yield from limit(desk))) is not None:
            return reply
    return None


def _in_danger(desk: Desk) -> bool:
    text = desk.inbound.text
    return bool(text) and not text.isdigit() and bool(desk.around.reader.danger(text))


def _blocked(desk: Desk) -> Steps[Reply | None]:
    """Tell once a day how to appeal; one appeal a day reaches the desk."""
    if not desk.around.bounds.blocked:
        return None
    desk.limit = BLOCKED
    told, now = desk.conversation.shut_at, desk.around.now
    if now - told < DAY and told <= now and desk.around.hearing.command(desk.inbound.text) == "person":
        yield Perform(desk.key("call-back"), CallBack(""))
        desk.change(shut_at=Moment(now + DAY))
        return Reply((say("appealed"),))
    if now - told < DAY:
        return Reply()
    desk.change(shut_at=now)
    return Reply((say("blocked", number=Named("hotline-number", "city")),))


def _too_fast(desk: Desk) -> Steps[Reply | None]:
    yield from ()
    most, now = desk.around.bounds.messages, desk.around.now // MINUTE
    if not most:
        return None
    minute, count = desk.conversation.pace
    count = count + 1 if minute == now else 1
    if count > most + 1:
        desk.limit = TOO_FAST
        return Reply()
    desk.change(pace=(now, count))
    if count <= most:
        return None
    desk.limit = TOO_FAST
    return Reply((say("too-fast"),))


def _repeated(desk: Desk) -> Steps[Reply | None]:
    """Fold a sentence that is said again within a minute: the question once more, then silence."""
    words = plain(desk.inbound.text)
    if len(words) < WHOLE_SENTENCE or desk.inbound.tapped:
        return None
    mark = int.from_bytes(blake2b(words.encode(), digest_size=6).digest(), "big")
    last, at, times = desk.conversation.echo
    again = times + 1 if last == mark and desk.around.now - at <= MINUTE else 0
    desk.change(echo=(mark, desk.around.now, again))
    if not again or not _still_asks(desk, at):
        return None
    desk.limit = REPEATED
    return (yield from desk.advance(desk.conversation.runs)) if again == 1 else Reply()


def _still_asks(desk: Desk, since: Moment) -> bool:
    """Whether what was under way when a sentence was said waits still; what began after it may well be told the same.

    A run's journal begins when the run does, or a look-up later.
    """
    if not desk.conversation.is_underway or desk.top is None:
        return False
    return not desk.top.journal or desk.top.journal[0].at <= since

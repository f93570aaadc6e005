"""Limits on one identity: one friendly line, then silence. Who calls out in danger is heard in any case."""

from hashlib import blake2b
from typing import Final

from dialogs.answers import plain
from dialogs.desk.around import Steps
from dialogs.desk.desk import Desk
from dialogs.desk.fitting import LONGEST_HEARD
from dialogs.facts.acts import CallBack, ReportDanger
from dialogs.facts.moment import DAY, MINUTE, Moment
from dialogs.facts.results import MOST_MEDIA
from dialogs.facts.say import Named, Reply, say
from dialogs.machine.replay import Perform

WHOLE_SENTENCE: Final = 10  # characters; shorter answers may well be given twice
ANSWERED_CRIES: Final = 10
"""Beyond the pace of a minute; who cries for help after many other messages has to be told whom to call."""
TOO_FAST, REPEATED, BLOCKED, MEDIA = "messages", "repeated", "blocked", "media"


def limited(desk: Desk) -> Steps[Reply | None]:
    """Say or leave unsaid what a limit asks for; nothing where none is met."""
    if code := _danger(desk):
        return (yield from _cried(desk, code))
    for limit in (_blocked, _too_fast, _repeated):
        if (reply := (yield from limit(desk))) is not None:
            return reply
    return None


def has_no_room(desk: Desk) -> bool:
    """Count what a message carries. True where the day has no room for all of it: that is told once.

    Counted is what came from this address; what a person sends from others the casebook knows.
    """
    today, (day, count) = desk.around.now // DAY, desk.conversation.media
    before = count if day == today else 0
    count = min(before + len(desk.inbound.attachments), MOST_MEDIA + 1)
    desk.change(media=(today, count))
    if count <= MOST_MEDIA:
        return False
    desk.limit = MEDIA
    if before <= MOST_MEDIA:
        desk.lead += (say("media-too-many"),)
    return True


def filled_elsewhere(desk: Desk) -> None:
    """Say once that the day has no room, for what came from another address of the same person has taken it."""
    desk.change(media=(desk.around.now // DAY, MOST_MEDIA + 1))
    desk.limit = MEDIA
    desk.lead += (say("media-too-many"),)


def _danger(desk: Desk) -> str:
    text = desk.inbound.text
    return desk.around.reader.danger(text) if text and not text.isdigit() else ""


def _cried(desk: Desk, code: str) -> Steps[Reply | None]:
    """Let the desk hear whatever the limits; whom to call is not said at a pace at which nobody reads it."""
    most, now = desk.around.bounds.messages, desk.around.now // MINUTE
    minute, count = desk.conversation.pace
    count = count + 1 if minute == now else 1
    if not most or count <= most + 1 + ANSWERED_CRIES:
        desk.change(pace=(now, count))
        return None
    desk.limit = TOO_FAST
    yield Perform(desk.key("danger"), ReportDanger(code, desk.inbound.text[:LONGEST_HEARD]))
    return Reply()


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
    if len(desk.inbound.text) < WHOLE_SENTENCE or desk.inbound.tapped:
        return None
    words = plain(desk.inbound.text[:LONGEST_HEARD])
    if len(words) < WHOLE_SENTENCE:
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

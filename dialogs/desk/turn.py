"""One message, from what came in to what is said."""

from hashlib import sha256

from dialogs.answers import Said
from dialogs.desk import tongue
from dialogs.desk.around import Around, Commit, Steps, Turned
from dialogs.desk.desk import Desk, Scripts
from dialogs.desk.drafts import noted
from dialogs.desk.fitting import LONGEST_HEARD
from dialogs.desk.held import with_held
from dialogs.desk.limits import filled_elsewhere, has_no_room, limited
from dialogs.desk.rows import ROWS
from dialogs.desk.signals import SIGNALS
from dialogs.facts.acts import KeepMedia, Refused
from dialogs.facts.cases import Place
from dialogs.facts.messages import Inbound, MediaKind
from dialogs.facts.say import Reply
from dialogs.machine.journal import Conversation
from dialogs.machine.replay import Perform
from dialogs.scripts import SCRIPTS

LONGEST_LABEL = 200  # characters of a place
LEAST_NEW_SENTENCE = 6  # characters; what is shorter was impatience with an answer that did not come


def turn(conversation: Conversation, inbound: Inbound, around: Around, scripts: Scripts = SCRIPTS) -> Steps[Turned]:
    """Take one message through the front desk. Who finds a decided act that was never performed performs it first."""
    desk = Desk(conversation, inbound, around, scripts)
    if desk.unfinished():
        earlier = desk.deciding = conversation.decided_by
        reply = yield from desk.advance(conversation.runs)
        if earlier == inbound.id:
            return _turned(desk, reply)
        yield Commit(desk.conversation, earlier, reply, desk.language)
        if _is_impatience(desk):
            return _turned(desk, reply)
        desk.lead += reply.paragraphs
        desk.deciding = inbound.id
    reply = yield from _asking_on(desk, (yield from _reply(desk)))
    yield from noted(desk)
    yield from tongue.named(desk, conversation)
    return _turned(desk, (yield from with_held(desk, reply)))


def _is_impatience(desk: Desk) -> bool:
    """Whether a message only repeats, or asks what became of, the one that was broken off."""
    inbound = desk.inbound
    if inbound.signal or inbound.pin or inbound.attachments:
        return False
    if inbound.tapped:
        return inbound.tapped.startswith("q.")
    return len(inbound.text.strip()) < LEAST_NEW_SENTENCE and not desk.around.hearing.command(inbound.text)


def _turned(desk: Desk, reply: Reply) -> Turned:
    said = (
        Reply()
        if desk.inbound.muted
        else Reply((*desk.lead, *reply.paragraphs), reply.items, reply.tail, reply.handover)
    )
    return Turned(desk.conversation, said, desk.language, desk.put_aside(), desk.limit, desk.afterwards)


def _reply(desk: Desk) -> Steps[Reply]:
    inbound = desk.inbound
    if inbound.signal:
        return (yield from SIGNALS[inbound.signal](desk))
    if (reply := (yield from limited(desk))) is not None:
        return reply
    desk.said = yield from _hear(desk)
    if desk.limit and not desk.said.has_words:
        return Reply()
    spoken = tongue.spoken(desk)
    if spoken in desk.around.wording.languages:
        desk.change(language=spoken)
    return (yield from _by_order(desk))


def _asking_on(desk: Desk, reply: Reply) -> Steps[Reply]:
    """Ask again what lies below, where an offer was passed over and what was said to it began nothing."""
    if not desk.conversation.runs or desk.pending is not None:
        return reply
    desk.lead += reply.paragraphs
    return (yield from desk.advance(desk.conversation.runs))


def _by_order(desk: Desk) -> Steps[Reply]:
    for row in ROWS:
        if (reply := (yield from row(desk))) is not None:
            return (yield from _and_below(desk, reply))
    return Reply()


def _and_below(desk: Desk, reply: Reply) -> Steps[Reply]:
    """Ask again what lies below an offer that was let go of, where nothing else came on top of it."""
    if not desk.conversation.runs or desk.pending or desk.unfinished():
        return reply
    desk.listening, desk.miss = False, None
    desk.lead += reply.paragraphs
    return (yield from desk.advance(desk.conversation.runs))


def _hear(desk: Desk) -> Steps[Said]:
    """Take the message apart, and have what it carries fetched before the channel drops it."""
    inbound, text = desk.inbound, desk.inbound.text.strip()[:LONGEST_HEARD]
    if not inbound.attachments and inbound.pin is None:
        return Said(text, inbound.tapped)
    if inbound.attachments and has_no_room(desk):
        return Said(text, inbound.tapped)
    ids = tuple(media_id(inbound, index) for index in range(len(inbound.attachments)))
    if ids:
        kept = yield Perform(desk.key("keep-media"), KeepMedia(ids, inbound.attachments))
        if isinstance(kept, Refused):
            filled_elsewhere(desk)
            return Said(text, inbound.tapped)
    voice = [media for media, each in zip(ids, inbound.attachments, strict=True) if each.kind is MediaKind.VOICE]
    pin = inbound.pin
    return Said(
        text=text,
        tapped=inbound.tapped,
        place=Place(pin.label[:LONGEST_LABEL], pin.lat, pin.lon) if pin else None,
        photos=tuple(media for media in ids if media not in voice),
        voice=voice[0] if voice else "",
    )


def media_id(inbound: Inbound, index: int) -> str:
    """Name an attachment of a message, the same for each delivery of it."""
    return sha256(f"{inbound.address.channel}\0{inbound.id}\0{index}".encode()).hexdigest()[:24]

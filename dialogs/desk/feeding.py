"""Giving a message to the script that waits: an answer, a digit that is a command, a photo, further words."""

import re

import msgspec

from dialogs.answers import plain, understand
from dialogs.desk import along, asking, belonging, beside, commands, further, office, turning
from dialogs.desk.around import Steps
from dialogs.desk.desk import Desk
from dialogs.desk.resuming import drafts_of, resume
from dialogs.facts.cases import Place
from dialogs.facts.moment import MINUTE
from dialogs.facts.say import Reply, Say, say
from dialogs.filing.questions import question
from dialogs.filing.review import CARD, FILE
from dialogs.machine.journal import Pending, Run
from dialogs.machine.question import Form, Option, Question
from dialogs.machine.script import Extra, Start
from dialogs.rating import VALUES

POSITION_KEPT = 30 * MINUTE
RESUMING = Option("on", say("resume-on"), "resume-words")


def answer(desk: Desk) -> Steps[Reply | None]:
    """Hear the message as the answer to the pending question; None where the question lets it pass."""
    waits = desk.pending
    if waits is None:
        return None
    if desk.said.photos and not desk.said.text:
        return (yield from along.photos(desk))
    _keep_beside_words(desk)
    if waits.options and not desk.said.voice and (reply := (yield from _digit(desk, waits))) is not None:
        return reply
    before = desk.conversation
    desk.listening = True
    reply = yield from desk.advance(desk.conversation.runs)
    if desk.missed is None:
        return reply
    missed, desk.conversation = desk.conversation, before
    other = yield from _otherwise(desk)
    if other is None and not _passes(desk):
        desk.conversation = missed
        return reply
    return other


def _otherwise(desk: Desk) -> Steps[Reply | None]:
    """Find what a message is that answers nothing: small talk, a question, a place, further words, or a new message."""
    top = desk.top
    if top is None or desk.missed is None:
        return None
    if desk.besides is not None:
        return (yield from _aside(desk, desk.besides))
    if (place := desk.said.place or desk.moved) and (reply := (yield from _placed(desk, top, place))) is not None:
        return reply
    if desk.goes_on or further.taken_besides(desk, desk.missed, top):
        return (yield from _longer(desk, top))
    if _passes(desk):
        return (yield from _turned(desk, desk.missed))
    return (yield from _to_be_added(desk, top)) if turning.tells_more(desk, desk.missed) else None


def _longer(desk: Desk, run: Run) -> Steps[Reply | None]:
    """Add the message to the words before it; None where there is no room, which is said."""
    if (longer := further.added(desk, run)) is None:
        desk.lead += (say("miss-too-long"),)
        return None
    pending = desk.pending and msgspec.structs.replace(desk.pending, misses=desk.pending.misses + 1)
    desk.change(words_at=desk.around.now, pending=pending)
    wanted = further.says_privacy(desk)
    return (yield from _again(desk, longer, f"privacy-{wanted}" if wanted else "words-added"))


def _to_be_added(desk: Desk, run: Run) -> Steps[Reply]:
    """Keep what is to be added though it was not said yet to which case, and ask that again."""
    arguments = run.arguments or {}
    text = desk.taken("\n".join(filter(None, (arguments.get("text", ""), desk.said.text))))
    kept = msgspec.structs.replace(run, arguments={**arguments, "text": text})
    return (yield from _again(desk, kept, "supplement-kept"))


def _turned(desk: Desk, missed: Question) -> Steps[Reply | None]:
    """Leave or put aside what was asked, and let the next rows hear the message; to what is added, it may belong."""
    if desk.top_script == "supplement" and (number := (yield from belonging.alike(desk))):
        desk.change(runs=desk.conversation.runs[:-1], pending=None)
        return (yield from belonging.add_or_new(desk, number))
    if line := turning.PUT_ASIDE.get(missed.key):
        desk.lead += (say(line),)
        desk.change(pending=None)
    else:
        desk.change(runs=desk.conversation.runs[:-1], pending=None)
    return None


def _placed(desk: Desk, top: Run, place: Place) -> Steps[Reply | None]:
    """Keep a place that came beside a question; of a matter that is being filed none that lies outside the city."""
    if top.script == "filing" and desk.around.reader.is_outside(place):
        return (yield from _again(desk, top, "place-outside"))
    if not along.take(desk, Extra(place=place)):
        return None
    desk.miss, desk.missed = None, None
    return (yield from along.go_on(desk, "place-noted"))


def _aside(desk: Desk, line: Say) -> Steps[Reply]:
    """Say what was meant beside the question, and ask it again where somebody is in the middle of something."""
    desk.miss, loose, desk.missed = None, bool(desk.missed and desk.missed.loose), None
    if loose:
        desk.change(runs=desk.conversation.runs[:-1], pending=None)
        return Reply((line,))
    desk.lead += (line,)
    return (yield from desk.advance(desk.conversation.runs))


def _keep_beside_words(desk: Desk) -> None:
    """Keep the photos of a message that answers with its words, and say where that was not possible."""
    kept = along.keep(desk) if desk.said.photos else True
    if not kept:
        desk.lead += (say("miss-photo" if kept is None else "photos-full"),)


def _passes(desk: Desk) -> bool:
    """Whether a message that answers nothing goes on to the next rows; a wrong digit or number does not."""
    if desk.missed is None or desk.around.hearing.number(desk.said.text) is not None:
        return False
    if not desk.missed.loose:
        return turning.turns(desk, desk.missed)
    if desk.missed.form is not Form.CASE:
        return True
    return not re.search(r"\d{4}", plain(desk.said.text)) and turning.may_tell_a_matter(desk)


def _again(desk: Desk, run: Run, lead: str) -> Steps[Reply]:
    desk.miss, desk.missed = None, None
    desk.lead += (say(lead),)
    return (yield from desk.advance((*desk.conversation.runs[:-1], run)))


def _digit(desk: Desk, waits: Pending) -> Steps[Reply | None]:
    """Read a digit that is a command at a choice: 0 offers more, 7 turns the page."""
    number = desk.around.hearing.number(desk.said.text)
    if number == 0:
        return (yield from _offer(desk, waits))
    if waits.more:
        return (yield from _more(desk, waits))
    if number == 7 and len(waits.options) <= 6:  # noqa: PLR2004 - the digit that turns the page
        return (yield from _turn_page(desk, waits))
    return None


def _offer(desk: Desk, waits: Pending) -> Steps[Reply]:
    """Show what else can be done; a second 0 goes back to the question."""
    desk.change(pending=msgspec.structs.replace(waits, more=not waits.more), active_at=desk.around.now)
    if desk.top and not waits.more:
        return asking.more(desk.top.id, waits)
    return (yield from desk.advance(desk.conversation.runs))


def _more(desk: Desk, waits: Pending) -> Steps[Reply | None]:
    desk.change(pending=msgspec.structs.replace(waits, more=False))
    lines = question("more-menu", *asking.MORE_OPTIONS)
    chosen = understand(lines, asking.MORE, desk.said, desk.around.hearing)
    return (yield from commands.COMMANDS[chosen](desk)) if isinstance(chosen, str) else None


def _turn_page(desk: Desk, waits: Pending) -> Steps[Reply | None]:
    desk.page = waits.page + 1
    return (yield from desk.advance(desk.conversation.runs))


def tapped(desk: Desk) -> Steps[Reply | None]:
    """Do what a tapped item carries: an answer of a run, or an entry of the menu."""
    kind, _, rest = desk.said.tapped.partition(".")
    if kind == "m" and rest in commands.COMMANDS:
        return (yield from commands.COMMANDS[rest](desk))
    if kind == "t":
        return (yield from office.open_case(desk, rest))
    if kind == "c":
        return (yield from desk.start("status", commands.status_of(desk, rest)))
    if kind == "r":
        number, _, value = rest.partition(".")
        value = value if value in VALUES else ""
        return (yield from desk.start("rating", {"number": number, "value": value}))
    if kind != "q":
        return None
    run, _, rest = rest.partition(".")
    return (yield from _tapped_answer(desk, run, rest.split(".", 2)))


def _tapped_answer(desk: Desk, run: str, parts: list[str]) -> Steps[Reply | None]:
    waits = desk.pending
    fits = waits and desk.top and desk.top.id == run and parts[:2] == [waits.key, str(waits.occurrence)]
    if not fits or not waits or len(parts) < 3:  # noqa: PLR2004 - key, occurrence, code
        desk.lead += (say("tap-stale"),)
        return (yield from desk.advance(desk.conversation.runs)) if desk.top else Reply()
    code = parts[2]
    if code == "7":
        return (yield from _turn_page(desk, waits))
    if code == "0":
        return (yield from _offer(desk, waits))
    if code[:1] == "0" and code[1:] in asking.MORE:
        return (yield from commands.COMMANDS[code[1:]](desk))
    desk.listening, desk.given = True, code
    return (yield from desk.advance(desk.conversation.runs))


def late(desk: Desk) -> Steps[Reply | None]:
    """Go on with an unfinished script after a pause where the message fits it; else ask what is meant."""
    drafts = drafts_of(desk)
    fits = desk.said.place or desk.said.photos or _is_choice_made(desk)
    if desk.said.photos and along.taker(desk) is None:
        desk.lead += (say("miss-photo"),)
    if _would_file(desk):
        return (yield from desk.advance(desk.conversation.runs))
    if fits or not desk.said.has_words:
        return (yield from answer(desk)) or (yield from desk.advance(desk.conversation.runs))
    if drafts and _says_to_go_on(desk):
        return (yield from desk.advance(drafts))
    if not drafts:
        desk.change(runs=(), pending=None)
        return (yield from file(desk))
    return (yield from resume(desk, drafts, {"text": desk.opening, "voice": desk.said.voice}))


def _says_to_go_on(desk: Desk) -> bool:
    """Whether the message says nothing but that the draft goes on."""
    return plain(desk.said.text) in {plain(each) for each in desk.around.hearing.labels(RESUMING)}


def _would_file(desk: Desk) -> bool:
    """Whether a digit would file a card that was shown long ago: nobody files what they do not have before them."""
    waits, number = desk.pending, desk.around.hearing.number(desk.said.text)
    if waits is None or waits.key != CARD or waits.more or not number:
        return False
    return waits.options[number - 1 : number] == (FILE,)


def _is_choice_made(desk: Desk) -> bool:
    waits = desk.pending
    number = desk.around.hearing.number(desk.said.text)
    return waits is not None and number is not None and number <= len(waits.options)


def file(desk: Desk) -> Steps[Reply]:
    """Begin filing with what was said."""
    said = desk.said
    nothing = not any(c.isalpha() for c in plain(said.text)) or beside.is_mere_reply(desk)
    if said.text and not said.place and not said.photos and nothing:
        return Reply() if desk.top else Reply((say("say-what"),), commands.menu_items(desk))
    position = desk.conversation.position
    fresh = desk.around.now - desk.conversation.position_at <= POSITION_KEPT
    arguments = {"text": desk.opening, "voice": said.voice, "place": msgspec.to_builtins(said.place)}
    here = Place(lat=position[0], lon=position[1]) if position and fresh and not said.place else None
    if here and not desk.around.reader.is_outside(here):
        arguments["position"] = msgspec.to_builtins(desk.around.reader.locate(here))
    desk.change(runs=desk.begin(Start("filing", arguments)), pending=None, words_at=desk.around.now)
    if said.photos:
        desk.lead += (say("photo-kept" if along.keep(desk) else "photos-full"),)
    return (yield from desk.advance(desk.conversation.runs))

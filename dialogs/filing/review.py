"""The review card: what is about to be filed, line by line; "1" files, a line's number changes that line alone."""

from dataclasses import dataclass, replace

import msgspec

from dialogs.city import City
from dialogs.due import due
from dialogs.facts.acts import File, Filed
from dialogs.facts.cases import Draft, Place, Privacy
from dialogs.facts.queries import Locate, Read
from dialogs.facts.results import TOO_MANY
from dialogs.facts.say import Clipped, Named, Value, say
from dialogs.filing import contact, more, steps
from dialogs.filing import questions as q
from dialogs.machine.question import Length, Option, Question, Text
from dialogs.machine.script import (
    Ending,
    Extra,
    Part,
    ask,
    checkpoint,
    do,
    ended,
    extras,
    look_up,
    refused,
    tell,
)

FILE, WHAT, WHERE, CATEGORY, CONTACT, MORE = "file", "what", "where", "category", "contact", "more"
PHOTOS_KEPT = 5


@dataclass(frozen=True, slots=True)
class Taken:
    """How many of the extras that came along the draft holds already."""

    draft: Draft
    count: int


def card(draft: Draft, *, consented: bool) -> Question:
    """Show the draft in six lines. Free words are added to the description."""
    lines = (
        Option(FILE, say("review-file"), "file-words"),
        Option(WHAT, say("review-what", what=what_line(draft))),
        Option(WHERE, say("review-where", where=where_line(draft.place))),
        Option(CATEGORY, say("review-category", category=Named("category", draft.category))),
        Option(CONTACT, say("review-contact", contact=contact.line(draft.contact))),
        Option(MORE, say("review-more", photos=str(len(draft.media)))),
    )
    needs_consent = not consented and draft.contact.privacy is not Privacy.ANONYMOUS
    title = say("review-consent" if needs_consent else "review")
    return Question("review", title, say("review-simple"), say("review-hint"), lines, Length(q.LEAST_WORDS, 1000))


def what_line(draft: Draft) -> Value:
    return Clipped(draft.what) if draft.what else say("review-voice")


def where_line(place: Place) -> Value:
    """Name a place in the citizen's words, after its street or district where known."""
    area = Named("street", place.street) if place.street else Named("district", place.district)
    known = bool(place.street or place.district)
    if place.text:
        return say("place", area=area, text=Clipped(place.text)) if known else Clipped(place.text)
    if known:
        return area
    return say("place-none" if place == steps.NOWHERE else "place-pin")


def reviewed(city: City, draft: Draft, *, consented: bool) -> Part[Ending]:
    """Go round the card until the citizen files."""
    taken = Taken(draft, 0)
    while True:
        taken = yield from _take((yield from extras()), taken)
        change = yield from ask(card(taken.draft, consented=consented))
        if change == FILE:
            if (end := (yield from _file(city, taken.draft))) is not None:
                return end
            continue
        taken = replace(taken, draft=(yield from _amend(city, taken.draft, change)))
        yield from checkpoint({"draft": msgspec.to_builtins(taken.draft)})


def _take(came: tuple[Extra, ...], taken: Taken) -> Part[Taken]:
    """Put new photos and places into the draft; a place sent on the map is surer than one in words."""
    draft = taken.draft
    for extra in came[taken.count :]:
        if extra.media and len(draft.media) < PHOTOS_KEPT and extra.media not in draft.media:
            draft = replace(draft, media=(*draft.media, extra.media))
        elif extra.place and _is_elsewhere(extra.place, draft.place):
            draft = replace(draft, place=(yield from look_up(Locate(extra.place))) or extra.place)
    return Taken(draft, len(came))


def _is_elsewhere(sent: Place, known: Place) -> bool:
    """Whether a place that came along, on the map or in words, is another one."""
    if sent.lat is None:
        return sent.text != known.text
    return (sent.lat, sent.lon) != (known.lat, known.lon)


def _file(city: City, draft: Draft) -> Part[Ending | None]:
    result = yield from do(File(draft))
    if (reason := refused(result)) == TOO_MANY:
        return ended(say("file-too-many", number=Named("hotline-number", "city")))
    if reason:
        yield from tell(say("file-refused", reason=reason))
        return ended(say("file-refused-next"))
    return _filed(city, result)


def _filed(city: City, filed: Filed) -> Ending:
    return ended(
        say("filed", number=filed.number, code=filed.code),
        say("filed-next", day=due(city, filed.accept_by), days=filed.reply_days),
        case=filed.number,
    )


def _amend(city: City, draft: Draft, change: str | Text | Place) -> Part[Draft]:
    if isinstance(change, Text):
        return replace(draft, what=f"{draft.what}\n{change.text}".strip()[: q.MOST_WORDS])
    if change == WHAT:
        return (yield from _what(draft))
    if change == WHERE:
        return replace(draft, place=(yield from steps.where_again(city)))
    if change == CATEGORY:
        return (yield from _category(city, draft))
    if change == CONTACT:
        return replace(draft, contact=(yield from contact.settled(draft.contact)))
    return (yield from more.settled(city, draft))


def _what(draft: Draft) -> Part[Draft]:
    said = yield from steps.told(Text(""))
    voice = (said.voice,) if said.voice else ()
    return replace(draft, what=said.text, media=(*draft.media, *voice)[:PHOTOS_KEPT])


def _category(city: City, draft: Draft) -> Part[Draft]:
    """Change the category, and ask what the new one needs to know."""
    reading = yield from look_up(Read(draft.what))
    others = tuple(code for code in (reading.categories if reading else ()) if code != draft.category)
    code = yield from steps.which(city, others)
    details = yield from steps.details(city, code)
    return replace(draft, category=code, details=details, kind=steps.kind_of(city, code, draft.kind))

"""The review card: what is about to be filed, line by line; "1" files, a line's number changes that line alone."""

from dataclasses import dataclass, replace

import msgspec

from dialogs.city import City
from dialogs.due import due
from dialogs.facts.acts import File, Filed
from dialogs.facts.cases import Draft, Place, Privacy
from dialogs.facts.queries import Read
from dialogs.facts.results import TOO_MANY
from dialogs.facts.say import Clipped, Named, Say, Value, say
from dialogs.filing import contact, more, places, steps
from dialogs.filing import questions as q
from dialogs.filing.privacy import as_said
from dialogs.machine.question import Option, Question, Text
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

CARD = "review"
FILE, WHAT, WHERE, CATEGORY, CONTACT, MORE = "file", "what", "where", "category", "contact", "more"


@dataclass(frozen=True, slots=True)
class Taken:
    """The draft with what came along: how much of that it holds, and the photos among it."""

    draft: Draft
    photos: tuple[str, ...] = ()
    count: int = 0
    placed: int = 0
    """How much of that, from the first on, had come before the draft's place was settled, and is in it already."""


def card(draft: Draft, *, consented: bool) -> Question:
    """Show the draft in six lines. Free words are added to the description."""
    lines = (
        Option(FILE, say("review-file"), "file-words"),
        Option(WHAT, say("review-what", what=what_line(draft)), "change-what-words"),
        Option(WHERE, _where(draft.place), "change-where-words"),
        Option(CATEGORY, say("review-category", category=Named("category", draft.category)), "change-category-words"),
        Option(CONTACT, say("review-contact", contact=contact.line(draft.contact)), "change-contact-words"),
        Option(MORE, more.line(draft)),
    )
    needs_consent = not consented and draft.contact.privacy is not Privacy.ANONYMOUS
    title = say("review-consent" if needs_consent else "review")
    return Question(CARD, title, say("review-simple"), say("review-hint"), lines, q.ADDED)


def what_line(draft: Draft) -> Value:
    return Clipped(draft.what) if draft.what else say("review-voice")


def _where(place: Place) -> Say:
    where = where_line(place)
    return say("review-where-point", where=where) if place.written else say("review-where", where=where)


def where_line(place: Place) -> Value:
    """Name a place in the citizen's words, after its street or district where known."""
    area = Named("street", place.street) if place.street else Named("district", place.district)
    known = bool(place.street or place.district)
    if place.text:
        return say("place", area=area, text=Clipped(place.text)) if known else Clipped(place.text)
    if known:
        return area
    return say("place-none" if place == places.NOWHERE else "place-pin")


def reviewed(city: City, begun: Taken, *, consented: bool) -> Part[Ending]:
    """Go round the card until the citizen files."""
    taken = yield from _taken(begun)
    while (change := (yield from ask(card(taken.draft, consented=consented)))) != FILE:
        taken = yield from _taken(replace(taken, draft=(yield from _amend(city, taken.draft, change))))
        yield from checkpoint({"draft": msgspec.to_builtins(taken.draft), "photos": [*taken.photos]})
    return (yield from _file(city, taken.draft))


def _taken(before: Taken) -> Part[Taken]:
    """Take in what came along until nothing is new: while a place was looked up, more may have come behind it."""
    taken = before
    while len(came := (yield from extras())) > taken.count:
        draft = taken.draft
        for at, extra in enumerate(came[taken.count :], taken.count):
            draft = yield from _with(draft, extra if at >= taken.placed else Extra(extra.media))
        photos = tuple(extra.media for extra in came[taken.count :] if extra.media)
        taken = Taken(draft, (*taken.photos, *photos), len(came), taken.placed)
    return taken


def _with(draft: Draft, extra: Extra) -> Part[Draft]:
    """Put a photo or place into the draft; where a place is, a point on the map says surer than words."""
    if extra.media and extra.media not in draft.media:
        return replace(draft, media=(*draft.media, extra.media))
    if extra.place and _is_elsewhere(extra.place, draft.place):
        return replace(draft, place=(yield from places.taken(draft.place, extra.place)))
    return draft


def _is_elsewhere(sent: Place, known: Place) -> bool:
    """Whether a place that came along, on the map or in words, is another one."""
    if sent.lat is None:
        return sent.text != known.text
    return (sent.lat, sent.lon) != (known.lat, known.lon)


def _file(city: City, draft: Draft) -> Part[Ending]:
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
    given = (yield from ask(more.what_more(city, draft))) if change == MORE else change
    if isinstance(given, Text):
        return (yield from _longer(city, draft, given))
    if change == MORE:
        return (yield from more.settled(city, draft, str(given)))
    return (yield from _line(city, draft, change))


def _line(city: City, draft: Draft, line: str | Text | Place) -> Part[Draft]:
    """Ask anew what stands in one of the lines."""
    if line == WHAT:
        again = yield from more.reread(city, (yield from _what(draft)))
        return as_said(city, again, again.what)
    if line == WHERE:
        return replace(draft, place=(yield from places.where_again(city)))
    if line == CATEGORY:
        return (yield from _category(city, draft))
    return replace(draft, contact=(yield from contact.settled(draft.contact)))


def _longer(city: City, draft: Draft, said: Text) -> Part[Draft]:
    """Add what was said to the description; a voice message stays with it, whether it was understood or not."""
    what = yield from steps.kept(f"{draft.what}\n{said.text}".strip())
    longer = replace(draft, what=what, media=(*draft.media, *steps.heard(said)))
    return as_said(city, (yield from more.with_said(longer, said.text)), said.text)


def _what(draft: Draft) -> Part[Draft]:
    said = yield from steps.told(Text(""))
    return replace(draft, what=said.text, media=(*draft.media, *steps.heard(said)))


def _category(city: City, draft: Draft) -> Part[Draft]:
    """Change the category, and ask what the new one needs to know."""
    reading = yield from look_up(Read(draft.what))
    others = tuple(code for code in (reading.categories if reading else ()) if code != draft.category)
    code = yield from steps.which(city, others)
    details = yield from steps.details(city, code, draft.what)
    return replace(draft, category=code, details=details, kind=steps.kind_of(city, code, draft.kind))

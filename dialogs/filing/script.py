"""The script of filing: asks only what is missing, then shows the card."""

from dataclasses import dataclass, field, replace

import msgspec

from dialogs.came import brought, photos_of, with_places
from dialogs.city import City
from dialogs.facts.acts import Join, Supplement
from dialogs.facts.cases import CaseCard, CaseKind, Draft, Place
from dialogs.facts.queries import Myself, Read, SameMatter, SameWords
from dialogs.facts.reading import Reading
from dialogs.facts.results import TOO_MANY
from dialogs.facts.say import Named, say
from dialogs.filing import questions as q
from dialogs.filing.places import NOWHERE, last_of, moved, where
from dialogs.filing.privacy import as_said
from dialogs.filing.review import Taken, reviewed
from dialogs.filing.steps import details, heard, kind_of, told, which
from dialogs.machine.journal import Run
from dialogs.machine.question import Text
from dialogs.machine.script import Ending, Part, Script, choose, do, ended, extras, look_up, refused, tell
from dialogs.machine.script import drafted as worth_asking_after

NOTHING_READ = Reading()


@dataclass(frozen=True, slots=True)
class Opening:
    """What filing begins with: the first words, what came with them, or a draft to go on from."""

    text: str = field(default="", repr=False)
    voice: str = ""
    place: Place | None = None
    category: str = ""
    """Of what stands on the spot whose code was scanned."""
    position: Place | None = None
    """Where the phone was a moment ago."""
    photos: tuple[str, ...] = ()
    """What it begins with of them; those of a draft among its media."""
    draft: Draft | None = None
    hurried: bool = False
    """There is danger: what cannot be read from the words is left to the desk."""


def filing(city: City, run: Run) -> Script:
    opening = msgspec.convert(run.arguments or {}, Opening)
    begun = (yield from _first_draft(city, opening)) if opening.draft is None else Taken(opening.draft, opening.photos)
    if isinstance(begun, Ending):
        return begun
    drafted = begun.draft
    if drafted.place != NOWHERE:
        yield from worth_asking_after(_outline(drafted.what, drafted.place))
    if opening.draft is None:
        drafted = as_said(city, drafted, drafted.what)
    draft = replace(drafted, language=run.language, city_revision=run.city_revision)
    return (yield from reviewed(city, replace(begun, draft=draft), consented=(yield from _consented())))


def _consented() -> Part[bool]:
    me = yield from look_up(Myself())
    return bool(me and me.consented)


def _first_draft(city: City, opening: Opening) -> Part[Taken | Ending]:
    what = yield from told(Text(opening.text.strip(), opening.voice))
    reading: Reading = (yield from look_up(Read(what.text))) or NOTHING_READ
    known = ((yield from look_up(SameWords(what.text))) or ()) if what.text else ()
    if known and (yield from choose(q.same_words(known[0]))) == q.SAME:
        return (yield from _kept(known[0].number, opening.photos))
    if reading.other_path:
        path = reading.other_path
        yield from tell(say("other-path", name=Named("path", path), address=Named("path-address", path)))
    known_place = yield from _known_place(opening, reading)
    came = yield from extras()
    place = yield from where(city, known_place, last_of(came), opening.position, hurried=opening.hurried)
    if place != NOWHERE:
        yield from worth_asking_after(_outline(what.text, place))
    read = (opening.category,) if city.category(opening.category) else reading.categories
    sure = reading.sure or read != reading.categories
    category = "" if opening.hurried and not sure else (yield from which(city, read, sure=sure))
    media = (*opening.photos, *heard(what))
    draft = Draft(what.text, place, category, kind_of(city, category, reading.kind), media=media)
    if (joined := (yield from _join(draft, known))) is not None:
        return joined
    draft = replace(draft, details=(yield from details(city, category, what.text)))
    return Taken(draft, opening.photos, placed=len(came))


def _known_place(opening: Opening, reading: Reading) -> Part[Place | None]:
    """Give the place that it began with, or that was read; a point is given the words that were read."""
    begun, read = opening.place, reading.place
    if begun and read and begun.lat is not None and not begun.street:
        return (yield from moved(read, begun))
    if begun is None and read is None and reading.kind is CaseKind.QUESTION:
        return NOWHERE  # a question is about no place, unless it names one
    return begun or read


def _kept(number: str, photos: tuple[str, ...]) -> Part[Ending]:
    """Leave the same words to the case that has them; a photo or place that came with them is new to it."""
    came = yield from brought(photos)
    if came and not refused((yield from do(Supplement(number, with_places("", came), photos_of(came))))):
        return ended(say("added", number=number), case=number)
    return ended(say("same-words-kept", number=number), case=number)


def _outline(what: str, place: Place) -> str:
    return "\n".join(filter(None, (what, place.text)))


def _join(draft: Draft, known: tuple[CaseCard, ...]) -> Part[Ending | None]:
    """Offer to join somebody's case about the same matter, where one is open nearby."""
    if draft.kind is CaseKind.MISCONDUCT:
        return None
    found = (yield from look_up(SameMatter(draft.what, draft.place, draft.category))) or ()
    near = tuple(card for card in found if not card.own and card not in known)
    if not near or (number := (yield from choose(q.join(near)))) == q.NEW:
        return None
    came = yield from extras()
    result = yield from do(Join(number, with_places(draft.what, came), (*draft.media, *photos_of(came))))
    if (reason := refused(result)) == TOO_MANY:
        return ended(say("add-too-many", number=Named("hotline-number", "city")))
    if reason:
        yield from tell(say("join-closed"))
        return None
    return ended(say("joined", number=number), say("joined-next"), case=number)

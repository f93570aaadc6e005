"""Correcting what was said of a case: its place before it is accepted, how one is known while it is open."""

from dataclasses import replace

from dialogs.city import City
from dialogs.facts.acts import Amend
from dialogs.facts.cases import Contact, Place
from dialogs.facts.queries import MyRights, Rights
from dialogs.facts.results import WhyNot
from dialogs.facts.say import Say, say
from dialogs.filing import contact
from dialogs.filing.places import settled, where_again
from dialogs.filing.questions import question
from dialogs.machine.journal import Run
from dialogs.machine.question import Option, Question
from dialogs.machine.script import Part, Script, Start, choose, do, ended, look_up, refused
from dialogs.mine.choosing import chosen

PLACE, CONTACT, WORDS = "place", "contact", "words"


def amending(city: City, run: Run) -> Script:
    """Change the place or how the reporter is known; more words are added instead. ``place``: said at once."""
    number = yield from chosen(run, "which-amend")
    if not number:
        return ended(say("no-open-case"))
    rights: Rights | None = yield from look_up(MyRights(number))
    if rights is None or Amend.key not in rights.may:
        return ended(_not_done(number, WhyNot.CLOSED if rights and rights.may else WhyNot.UNKNOWN), case=number)
    begun: dict[str, str] = run.arguments or {}
    if begun.get("place") and not rights.place:  # too late for the place: the unit reads the sentence
        return ended(case=number, then=Start("supplement", {"number": number, "text": begun["text"]}))
    change = PLACE if begun.get("place") else (yield from choose(what(rights)))
    if change == WORDS:
        return ended(case=number, then=Start("supplement", {"number": number}))
    result = yield from do((yield from _amended(city, rights, change, begun.get("place", ""))))
    if reason := refused(result):
        return ended(_not_done(number, reason), case=number)
    return ended(say("amended", number=number), case=number)


def what(rights: Rights) -> Question:
    """Offer what may still be changed, and say what helps where the place may not."""
    place = (Option(PLACE, say("amend-place")),) if rights.place else ()
    known = (Option(CONTACT, say("amend-contact")),) if rights.contact else ()
    ours = question("amend", *place, *known, Option(WORDS, say("amend-words"), "add-words"))
    hint = ours.hint if rights.place else say("amend-hint-late")
    return replace(ours, say=say("amend", number=rights.number), hint=hint, about=rights.number)


def _amended(city: City, rights: Rights, change: str, place: str) -> Part[Amend]:
    if place:
        return Amend(rights.number, place=(yield from settled(city, Place(place))))
    if change == PLACE:
        return Amend(rights.number, place=(yield from where_again(city)))
    return Amend(rights.number, contact=(yield from contact.settled(rights.contact or Contact())))


def _not_done(number: str, reason: str) -> Say:
    if reason == WhyNot.NOTHING:
        return say("amend-nothing", number=number)
    return say("case-not-mine" if reason == WhyNot.UNKNOWN else "amend-late", number=number)

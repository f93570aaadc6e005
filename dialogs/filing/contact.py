"""How the reporter wants to be known: offered on the card, never asked."""

from dataclasses import replace

from dialogs.facts.cases import Contact, Privacy
from dialogs.facts.say import Clipped, Say, say
from dialogs.filing import questions as q
from dialogs.machine.question import Option
from dialogs.machine.script import Part, choose, words

CONTACT = q.question(
    "contact",
    Option(Privacy.SHOWN, say("contact-shown"), "shown-words"),
    Option(Privacy.HIDDEN, say("contact-hidden"), "hidden-words"),
    Option(Privacy.ANONYMOUS, say("contact-anonymous"), "anonymous-words"),
    Option("name", say("contact-name")),
    Option("phone", say("contact-phone")),
    Option("behalf", say("contact-behalf")),
)


def line(contact: Contact) -> Say:
    """Say in a word how the reporter is known, and for whom it is."""
    if contact.behalf:
        return say(f"contact-line-behalf-{_known(contact)}", who=Clipped(contact.behalf))
    return say(f"contact-line-{_known(contact)}")


def _known(contact: Contact) -> str:
    if contact.privacy is not Privacy.SHOWN:
        return contact.privacy
    return "named" if contact.name or contact.phone else "shown"


def settled(contact: Contact) -> Part[Contact]:
    """Change one thing about it; who becomes anonymous leaves no name or phone."""
    change = yield from choose(CONTACT)
    if change == Privacy.ANONYMOUS:
        return Contact(Privacy.ANONYMOUS, behalf=contact.behalf)
    if change in {Privacy.SHOWN, Privacy.HIDDEN}:
        return replace(contact, privacy=Privacy(change))
    return (yield from _field(contact, change))


def _field(contact: Contact, change: str) -> Part[Contact]:
    if change == "behalf":
        return replace(contact, behalf=(yield from words(q.BEHALF)).text)
    privacy = Privacy.SHOWN if contact.privacy is Privacy.ANONYMOUS else contact.privacy
    if change == "name":
        return replace(contact, privacy=privacy, name=(yield from words(q.NAME)).text)
    return replace(contact, privacy=privacy, phone=(yield from words(q.PHONE)).text)

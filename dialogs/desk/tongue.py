"""In which language who writes is to be told of cases: the one that is spoken with them."""

from dialogs.desk.around import Steps
from dialogs.desk.desk import Desk
from dialogs.facts.acts import Speak
from dialogs.facts.moment import NEVER
from dialogs.machine.journal import Conversation
from dialogs.machine.replay import Perform


def spoken(desk: Desk) -> str:
    """Tell the language of a message with nothing under way; of a first greeting too, however short it is."""
    if desk.top is not None:
        return ""
    text, hearing = desk.said.text, desk.around.hearing
    if (language := hearing.language_of(text, desk.language)) or desk.conversation.language:
        return language
    is_greeting = text.isascii() and hearing.is_small_talk(text) and hearing.warmth(text) == "hello"
    return "en" if is_greeting else ""


def named(desk: Desk, before: Conversation) -> Steps[None]:
    """Name it to the casebook: an officer's once it is not the one named last, a citizen's once it has changed."""
    office = desk.conversation.office
    known = desk.conversation.told_in == desk.language if office else not _is_another(desk, before)
    if known:
        return
    yield Perform(desk.key("speak"), Speak(desk.language, office=office))
    if office:
        desk.change(told_in=desk.language)


def _is_another(desk: Desk, before: Conversation) -> bool:
    """Whether this message changed it; what is filed in the first one names it itself."""
    spoken = before.language or desk.around.wording.languages[0]
    return before.active_at != NEVER and spoken != desk.language

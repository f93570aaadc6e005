"""Putting a question before a person: pages of six, a hint after a miss, plain words after three."""

from dataclasses import replace

from msgspec import structs

from dialogs.answers import Miss
from dialogs.facts.messages import Capabilities, Unit
from dialogs.facts.say import Item, Named, Reply, Say, say
from dialogs.machine.journal import Pending
from dialogs.machine.question import ITEMS_SHOWN, Option, Question
from dialogs.machine.replay import Waiting

MISSES_BEFORE_PLAIN = 3
OF_OFFICERS = "officer-"
"""What the keys of officers' questions begin with: no hotline of citizens helps with those."""
MORE = ("back", "leave", "restart", "person")
MORE_OPTIONS = tuple(Option(name, say(f"more-{name}"), f"command-{name}") for name in MORE)

NEXT_PAGE, ZERO = say("next-page"), say("zero")


def fitting(waiting: Waiting, capabilities: Capabilities) -> Waiting:
    """Leave out what cannot be done on the channel; who names it all the same is told so."""
    question = waiting.question
    if capabilities.photos or not any(each.photo for each in question.options):
        return waiting
    options = tuple(each for each in question.options if not each.photo)
    return structs.replace(waiting, question=replace(question, options=options))


def pages(question: Question, size: int) -> int:
    return -(-len(question.options) // size)


def size_of(question: Question, capabilities: Capabilities) -> int:
    """Say how many options a page shows."""
    few = question.cards or (question.brief and capabilities.unit is Unit.SEGMENTS)
    return min(ITEMS_SHOWN, capabilities.listed) if few else ITEMS_SHOWN


def pending(waiting: Waiting, language: str, size: int, page: int = 0) -> Pending:
    """Note the question as it is about to be shown; behind the last page comes the first."""
    page = page % (pages(waiting.question, size) or 1)
    shown = waiting.question.options[page * size : (page + 1) * size]
    codes = tuple([option.code for option in shown])
    return Pending(waiting.question.key, waiting.occurrence, codes, language, page, loose=waiting.question.loose)


def _before_code(run: str, waits: Pending) -> str:
    """Give what the ids of a question's items begin with; the option's code follows."""
    return f"q.{run}.{waits.key}.{waits.occurrence}."


def asked(waiting: Waiting, waits: Pending, lead: tuple[Say, ...] = ()) -> Reply:
    """Ask a question for the first time."""
    return Reply((*lead, waiting.question.say), _items(waiting, waits))


def asked_again(waiting: Waiting, waits: Pending, miss: Miss | None, lead: tuple[Say, ...] = ()) -> Reply:
    """Say what would fit; after three misses ask in the plainest words and name the hotline.

    That words were too long to be kept is said each time: beside the hotline it would not fit two SMS.
    """
    if waits.misses >= MISSES_BEFORE_PLAIN and miss is not Miss.TOO_LONG:
        hotline = say("ask-hotline", hotline=Named("hotline-number", "city"))
        theirs = () if waits.key.startswith(OF_OFFICERS) else (hotline,)
        return Reply((*lead, waiting.question.simple), _items(waiting, waits), theirs)
    why = (say(f"miss-{miss.value}"),) if miss and miss is not Miss.OTHER else ()
    return Reply((*lead, *why, waiting.question.hint), _items(waiting, waits))


def _items(waiting: Waiting, waits: Pending) -> tuple[Item, ...]:
    if not waiting.question.options:
        return ()
    begins, labels = _before_code(waiting.run.id, waits), {each.code: each.label for each in waiting.question.options}
    shown = enumerate(waits.options, 1)
    items = [Item(str(digit), begins + code, labels[code]) for digit, code in shown if code in labels]
    if len(waits.options) < len(labels):
        items.append(Item("7", begins + "7", NEXT_PAGE))
    return (*items, Item("0", begins + "0", ZERO))


def more(run: str, waits: Pending) -> Reply:
    """Offer what else can be done at a choice."""
    begins = _before_code(run, waits)
    items = tuple(Item(str(digit), f"{begins}0{name}", say(f"more-{name}")) for digit, name in enumerate(MORE, 1))
    return Reply((say("more-title"),), items)

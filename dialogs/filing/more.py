"""What else may be changed or added: the details, the optional questions, photos."""

from dataclasses import replace

from dialogs.city import City
from dialogs.city import Question as CityQuestion
from dialogs.facts.cases import Detail, Draft
from dialogs.facts.say import Joined, Named, Say, say
from dialogs.filing import questions as q
from dialogs.filing import steps
from dialogs.machine.question import Option, Question
from dialogs.machine.script import Part, choose, tell

PHOTO, BACK = "photo", "back-to-card"


def offered(city: City, draft: Draft) -> tuple[CityQuestion, ...]:
    """Give the questions that the category asks or offers, in its order."""
    category = city.category(draft.category)
    codes = (*category.questions, *category.optional) if category else ()
    return tuple(found for code in codes if (found := city.question(code)))


def what_more(city: City, draft: Draft) -> Question:
    lines = tuple(Option(asked.code, Named("question-label", asked.code)) for asked in offered(city, draft))
    return q.question("more", *lines, Option(PHOTO, say("more-photo")), Option(BACK, say("more-back-to-card")))


def settled(city: City, draft: Draft) -> Part[Draft]:
    change = yield from choose(what_more(city, draft))
    if change == PHOTO:
        yield from tell(say("more-photo-how", kept=len(draft.media)))
        return draft
    asked = city.question(change)
    if asked is None:
        return draft
    given = yield from steps.detail(asked)
    return with_detail(draft, given[0]) if given else _without(draft, asked.code)


def _without(draft: Draft, question: str) -> Draft:
    return replace(draft, details=tuple(each for each in draft.details if each.question != question))


def with_detail(draft: Draft, given: Detail) -> Draft:
    """Put an answer in the place of the one before; what the card showed of it, it goes on to show."""
    before = next((each for each in draft.details if each.question == given.question), given)
    others = tuple(each for each in draft.details if each.question != given.question)
    return replace(draft, details=(*others, replace(given, read=given.read or before.read)))


def line(draft: Draft) -> Say:
    """Say what of the details nobody was asked for, and how many photos there are."""
    photos, told = str(len(draft.media)), read_of(draft)
    shown = Joined(tuple(_answer(each) for each in told))
    return say("review-more-told", told=shown, photos=photos) if told else say("review-more", photos=photos)


def read_of(draft: Draft) -> tuple[Detail, ...]:
    return tuple(each for each in draft.details if each.read)


def _answer(given: Detail) -> Say:
    label, choice = Named("question-label", given.question), Named("option", f"{given.question}.{given.option}")
    return say("told-detail", label=label, choice=choice)


def with_said(draft: Draft, words: str) -> Part[Draft]:
    """Take from further words what nobody was asked for: what was answered stands, however it is told again."""
    answered = {each.question for each in draft.details if not each.read}
    for said in (yield from steps.said_of(draft.category, words)):
        draft = draft if said.question in answered else with_detail(draft, said)
    return draft


def reread(city: City, draft: Draft) -> Part[Draft]:
    """Read a description that was told anew for what the one before had said, and ask what it no longer says."""
    if not read_of(draft):
        return draft
    answered = tuple(each for each in draft.details if not each.read)
    return replace(draft, details=(yield from steps.details(city, draft.category, draft.what, answered)))

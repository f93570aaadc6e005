"""What else may be changed or added: the details, the optional questions, photos."""

from dataclasses import replace

from dialogs.city import City
from dialogs.city import Question as CityQuestion
from dialogs.facts.cases import Detail, Draft
from dialogs.facts.say import Clipped, Joined, Named, Say, say
from dialogs.filing import questions as q
from dialogs.filing import steps
from dialogs.machine.question import Option, Question
from dialogs.machine.script import Part, tell

PHOTO, BACK = "photo", "back-to-card"


def offered(city: City, draft: Draft) -> tuple[CityQuestion, ...]:
    """Give the questions that the category asks or offers, in its order."""
    category = city.category(draft.category)
    codes = (*category.questions, *category.optional) if category else ()
    return tuple(found for code in codes if (found := city.question(code)))


def what_more(city: City, draft: Draft) -> Question:
    lines = tuple(Option(asked.code, Named("question-label", asked.code)) for asked in offered(city, draft))
    photo = Option(PHOTO, say("more-photo"), photo=True)
    return q.question("more", *lines, photo, Option(BACK, say("more-back-to-card")), own_words=q.ADDED)


def settled(city: City, draft: Draft, change: str) -> Part[Draft]:
    if change == PHOTO:
        yield from tell(say("more-photo-how"))
        return draft
    asked = city.question(change)
    if asked is None:
        return draft
    given = yield from steps.detail(asked)
    return with_detail(draft, given[0]) if given else _without(draft, asked.code)


def _without(draft: Draft, question: str) -> Draft:
    return replace(draft, details=tuple(each for each in draft.details if each.question != question))


def with_detail(draft: Draft, given: Detail) -> Draft:
    """Put an answer in the place of the one before, behind all others."""
    return replace(draft, details=(*_without(draft, given.question).details, given))


def line(draft: Draft) -> Say:
    """Say what was given beside the description, details and photos; where nothing was, invite to give it."""
    photos, told = str(len(draft.media)), Clipped(Joined(tuple(map(_answer, draft.details))))
    if not draft.details:
        return say("review-more", photos=photos) if draft.media else say("review-more-none")
    return say("review-more-all", told=told, photos=photos) if draft.media else say("review-more-told", told=told)


def _answer(given: Detail) -> Say:
    label = Named("question-label", given.question)
    if given.text.isdecimal() and not given.option:
        return say("told-detail-figure", label=label, choice=given.text)  # a bare figure says nothing
    choice = Named("option", f"{given.question}.{given.option}") if given.option else given.text
    return say("told-detail", label=label, choice=choice)


def with_said(draft: Draft, words: str) -> Part[Draft]:
    """Take from further words what nobody was asked for: what was answered stands, however it is told again."""
    answered = {each.question for each in draft.details if not each.read}
    for said in (yield from steps.said_of(draft.category, words)):
        draft = draft if said.question in answered else with_detail(draft, said)
    return draft


def reread(city: City, draft: Draft) -> Part[Draft]:
    """Read a description that was told anew for what the one before had said, and ask what it no longer says."""
    if not any(each.read for each in draft.details):
        return draft
    answered = tuple(each for each in draft.details if not each.read)
    return replace(draft, details=(yield from steps.details(city, draft.category, draft.what, answered)))

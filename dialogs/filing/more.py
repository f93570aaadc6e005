"""What else may be changed or added: the details, the optional questions, photos."""

from dataclasses import replace

from dialogs.city import City
from dialogs.city import Question as CityQuestion
from dialogs.facts.cases import Detail, Draft
from dialogs.facts.say import Named, say
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
    for detail in (yield from steps.detail(asked)):
        draft = with_detail(draft, detail)
    return draft


def with_detail(draft: Draft, given: Detail) -> Draft:
    others = tuple(each for each in draft.details if each.question != given.question)
    return replace(draft, details=(*others, given))

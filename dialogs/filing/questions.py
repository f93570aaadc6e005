"""The questions of filing."""

from dataclasses import replace

from dialogs.city import Category, City, QuestionKind
from dialogs.city import Question as CityQuestion
from dialogs.facts.cases import CaseCard
from dialogs.facts.say import Clipped, Day, Named, Value, say
from dialogs.machine.question import Form, Length, Option, Question

LEAST_WORDS, MOST_WORDS = 6, 2000  # of a description
LEAST_NAME = 2  # characters: a shop may be called 7-11, and nothing is called 7
ADDED = Length(LEAST_WORDS, 1000)  # what is added to one that is there
OTHER, UNSURE, NEW, SAME, YES, NO = "other", "unsure", "new", "same", "yes", "no"
NOT_KNOWN = "?"  # no code of a profile


def question(key: str, *options: Option, **more: object) -> Question:
    """Make a question whose three wordings stand in the catalogue under its key."""
    return Question(key, say(key), say(f"{key}-simple"), say(f"{key}-hint"), options, **more)  # type: ignore[arg-type]


WHAT = question("what", own_words=Length(2, MOST_WORDS, letters=True))
WHAT_MORE = question("what-more", own_words=Length(2, MOST_WORDS, letters=True))
WHERE = question("where", own_words=Length(2, 200, letters=True), place=True)
NAME = question("name", own_words=Length(1, 40, letters=True))
PHONE = question("phone", own_words=Length(), form=Form.PHONE)
BEHALF = question("behalf", own_words=Length(2, 100, letters=True))


def here(street: str, words: str) -> Question:
    """Ask whether the phone's position is where the problem is."""
    spot: Value = Clipped(words) if words else Named("street", street)
    yes, no = Option(YES, say("here-yes"), "yes-words"), Option(NO, say("here-no"), "no-words")
    asked = question("here", yes, no, own_words=Length(2, 200, letters=True), place=True)
    return replace(asked, say=say("here", spot=spot))


OUTSIDE = question(
    "outside",
    Option(YES, say("outside-right"), "outside-right-words"),
    Option(NO, say("outside-wrong"), "outside-wrong-words"),
    own_words=Length(2, 200, letters=True),
    place=True,
)


def area(codes: tuple[str, ...]) -> Question:
    found = tuple(Option(code, Named("area", code)) for code in codes)
    return question("area", *found, Option(UNSURE, say("area-unsure"), "unsure-words"))


def category(codes: tuple[str, ...]) -> Question:
    """Offer what was read from the words, best first."""
    found = tuple(Option(code, Named("category", code)) for code in codes)
    return question("category", *found, Option(OTHER, say("category-other"), "other-words"), own_words=Length(2, 200))


def group(city: City) -> Question:
    groups = (Option(g.code, Named("group", g.code)) for g in city.groups)
    return question("group", *groups, Option(UNSURE, say("group-unsure"), "unsure-words"), own_words=Length(2, 200))


def category_in(city: City, code: str) -> Question:
    found = city.group(code)
    options = (Option(c, Named("category", c)) for c in (found.categories if found else ()))
    other = Option(OTHER, say("category-in-other"), "other-words")
    return question("category-in", *options, other, own_words=Length(2, 200))


def detail(asked: CityQuestion) -> Question:
    """Turn one of a category's questions into one that the machine can ask."""
    options = tuple(Option(o.code, Named("option", f"{asked.code}.{o.code}")) for o in asked.options)
    return Question(
        f"detail-{asked.code}",
        say("detail", prompt=Named("question", asked.code)),
        say("detail-simple", prompt=Named("question-simple", asked.code)),
        say(_hint(asked)),
        options,
        None if options else Length(1 if asked.kind is QuestionKind.NUMBER else LEAST_NAME, 200),
        Form.NUMBER if asked.kind is QuestionKind.NUMBER else Form.ANY,
        unsure=NOT_KNOWN,
    )


def _hint(asked: CityQuestion) -> str:
    if asked.options:
        return "detail-hint"
    return "detail-number-hint" if asked.kind is QuestionKind.NUMBER else "detail-words-hint"


def details_of(city: City, category: Category | None) -> tuple[CityQuestion, ...]:
    codes = category.questions if category else ()
    return tuple(asked for code in codes if (asked := city.question(code)))


def same_words(card: CaseCard) -> Question:
    """Ask whether the case just filed with these very words is meant."""
    ours = question("same-words", Option(SAME, say("same-words-same"), "yes-words"), Option(NEW, say("same-words-new")))
    return replace(ours, say=say("same-words", number=card.number))


def join(near: tuple[CaseCard, ...]) -> Question:
    """Offer open cases nearby: category, street, day and number of reporters, never words or number."""
    found = (
        Option(
            card.number,
            say(
                "join-case",
                category=Named("category", card.category),
                street=Named("street", card.street),
                day=Day(card.submitted_at),
                reporters=card.reporters,
            ),
            "joined-words",
        )
        for card in near[:3]
    )
    return question("join", *found, Option(NEW, say("join-new"), "new-words"))

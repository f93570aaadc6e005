"""Kinds, groups, categories and questions of a city, frozen."""

from bot.city.folder import Profile
from bot.city.shapes import CategoryShape, QuestionShape
from bot.city.tongues import Tongues
from dialogs.city import Category, Group, Kind, Option, Question
from dialogs.facts.cases import CaseKind


def kinds(tongues: Tongues) -> tuple[Kind, ...]:
    return tuple(_kind(kind, tongues) for kind in CaseKind)


def _kind(kind: CaseKind, tongues: Tongues) -> Kind:
    names = tongues.texts(lambda speech: speech.city.kinds[kind].name)
    return Kind(kind, names, tongues.words(lambda speech: speech.city.kinds[kind].words))


def groups(profile: Profile, tongues: Tongues) -> tuple[Group, ...]:
    return tuple(_group(code, tuple(within), tongues) for code, within in profile.categories.root.items())


def _group(code: str, categories: tuple[str, ...], tongues: Tongues) -> Group:
    return Group(code, tongues.texts(lambda speech: speech.categories.groups[code]), categories)


def categories(profile: Profile, tongues: Tongues) -> tuple[Category, ...]:
    days = profile.city.limits.reply_days
    return tuple(
        _category(code, group, shape, days, tongues)
        for group, within in profile.categories.root.items()
        for code, shape in within.items()
    )


def _category(code: str, group: str, shape: CategoryShape, days: int, tongues: Tongues) -> Category:
    names, words = tongues.worded(lambda speech: speech.categories.categories[code])
    return Category(
        code,
        group,
        names,
        words,
        kind=shape.kind,
        urgency=shape.urgency,
        reply_days=shape.reply_days or days,
        questions=shape.questions,
        optional=shape.optional,
    )


def questions(profile: Profile, tongues: Tongues) -> tuple[Question, ...]:
    return tuple(_question(code, shape, tongues) for code, shape in profile.questions.root.items())


def _question(code: str, shape: QuestionShape, tongues: Tongues) -> Question:
    return Question(
        code,
        shape.kind,
        names=tongues.texts(lambda speech: speech.questions.root[code].label),
        prompt=tongues.texts(lambda speech: speech.questions.root[code].prompt),
        simple=tongues.texts(lambda speech: speech.questions.root[code].simple),
        options=tuple(_option(code, option, tongues) for option in shape.options),
    )


def _option(question: str, code: str, tongues: Tongues) -> Option:
    names = tongues.texts(lambda speech: speech.questions.root[question].options[code])
    return Option(code, names, tongues.words(lambda speech: speech.questions.root[question].words.get(code, ())))

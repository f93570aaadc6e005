"""What a case may be about: kinds, groups, categories and their questions."""

from dataclasses import dataclass
from enum import StrEnum

from dialogs.city.texts import Texts
from dialogs.facts.cases import CaseKind


class QuestionKind(StrEnum):
    """How a question is answered; a yes-or-no question is a choice of ``yes`` and ``no`` with labels of its own."""

    CHOICE = "choice"
    YESNO = "yesno"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Option:
    code: str
    names: Texts
    words: tuple[str, ...] = ()
    """By which a sentence says this choice before anybody asks, in all languages; ``a+b`` asks for both."""


@dataclass(frozen=True, slots=True)
class Question:
    code: str
    kind: QuestionKind
    names: Texts
    """What the answer is called on a card."""
    prompt: Texts
    simple: Texts
    """The prompt for who did not manage with the first one."""
    options: tuple[Option, ...] = ()

    def option(self, code: str) -> Option | None:
        return next((each for each in self.options if each.code == code), None)


@dataclass(frozen=True, slots=True)
class Kind:
    kind: CaseKind
    names: Texts
    words: tuple[str, ...]
    """By which a sentence shows this kind, in all languages."""


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    names: Texts
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Category:
    code: str
    group: str
    names: Texts
    words: tuple[str, ...]
    """By which a sentence shows this category, in all languages; ``a+b`` asks for both."""
    kind: CaseKind
    urgency: str
    reply_days: int
    """Working days from acceptance to the answer."""
    questions: tuple[str, ...] = ()
    """Asked before filing, at most two."""
    optional: tuple[str, ...] = ()
    """Offered on the review card."""

"""What is asked, and what an answer can be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from dialogs.facts.cases import Place
from dialogs.facts.discreet import Discreet
from dialogs.facts.say import Say, Value

ITEMS_SHOWN = 6  # digits 1 to 6; 7 turns the page and 0 offers more


@dataclass(frozen=True, slots=True)
class Text:
    """The citizen's own words; ``voice`` is the media id of a voice message, its words may be empty."""

    text: str = field(repr=False)
    voice: str = ""


Given: TypeAlias = str | Text | Place
"""An answer: an option's code, own words, or a place."""


class Form(StrEnum):
    """How own words have to look."""

    ANY = "any"
    PHONE = "phone"
    NUMBER = "number"  # a figure, such as how many
    CODE = "code"  # six digits
    CASE = "case"  # a case number
    PIN = "pin"  # six digits that are kept nowhere


@dataclass(frozen=True, slots=True)
class Length:
    """How many characters of own words fit."""

    least: int = 1
    most: int = 500
    letters: bool = False
    """Whether figures alone say nothing: a house number is no place."""


class Option(Discreet, frozen=True):
    code: str
    label: Value
    words: str = ""
    """The key of a catalogue entry with other words for it."""
    photo: bool = False
    """Asks for a photo; it is not shown where none can be sent."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``say`` asks it, ``simple`` asks it again in the plainest words, ``hint`` says what would fit."""

    key: str
    say: Say
    simple: Say
    hint: Say
    options: tuple[Option, ...] = ()
    own_words: Length | None = None
    form: Form = Form.ANY
    place: bool = False
    """Takes a location, and own words as the words of a place."""
    cards: bool = False
    """Its options are cases: a list shows as many as the channel has room for."""
    brief: bool = False
    """Its options stand below much else: where texts are short, as few are shown as of a list of cases."""
    loose: bool = False
    """What does not fit is a new message, not a mistake."""
    secret: Callable[[str], Any] | None = None
    """Makes the query that is asked with the answer; what is kept is its result in place of what was said."""
    about: str = ""
    """The case that is spoken of."""
    unsure: str = ""
    """The code that "I do not know" answers, where that is an answer."""
    exact: bool = False
    """Only a digit, a label or a word for it chooses; what a sentence says is judged apart."""

    @property
    def is_choice(self) -> bool:
        """Whether digits are choices and commands here."""
        return bool(self.options)

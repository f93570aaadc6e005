"""Understanding an answer: a number, a label or a word of it, own words, a place, a voice message."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Protocol

import phonenumbers

from dialogs.facts.cases import Place
from dialogs.facts.messages import Attachment
from dialogs.machine.question import Form, Given, Length, Option, Question, Text
from dialogs.numerals import figures_in

LEAST_INITIALS = 3  # Han characters of a short form
WORDS_AROUND = 6  # Han characters that may stand around a label; Latin letters take three times the room
MOST_BYTES_OF_WORDS = 6000  # a journal holds 8 KB, and Han takes three bytes a character


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says, whatever channel it came by."""

    text: str = field(default="", repr=False)
    tapped: str = ""
    place: Place | None = None
    photos: tuple[str, ...] = ()
    """Media ids."""
    voice: str = ""
    """The media id of a voice message; ``text`` is what was recognised, or nothing."""
    attachments: tuple[Attachment, ...] = ()

    @property
    def has_words(self) -> bool:
        return bool(self.text or self.voice)


class Miss(Enum):
    """Why an answer does not fit; each has a line in the catalogue (``miss-…``)."""

    OTHER = "other"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    VOICE = "voice"
    PHONE = "phone"
    NUMBER = "number"
    CODE = "code"
    CASE = "case"
    PHOTO = "photo"
    PIN = "pin"


class Hearing(Protocol):
    """What understanding needs of the catalogue, in all languages."""

    def number(self, text: str) -> int | None: ...

    def labels(self, option: Option) -> tuple[str, ...]: ...

    def denies(self, text: str) -> bool: ...

    def is_unsure(self, text: str, *, within: int) -> bool: ...


SHORT = 8  # characters: digits and command words, read several times a turn


def plain(text: str) -> str:
    """Fold width, case, blanks and closing punctuation away."""
    return _short(text) if len(text) <= SHORT else _folded(text)


@lru_cache(maxsize=512)
def _short(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    return re.sub(r"\s+", " ", folded).strip(" .。,，、!！?？)）(（;；:：~～'\"“”")


@dataclass(frozen=True)
class Numbers:
    """Reading "2", "２", "二", "第二个", "2.", "选2" as 2; tables come from the catalogue."""

    words: Mapping[str, int]
    before: tuple[str, ...]
    after: tuple[str, ...]
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        def either(words: tuple[str, ...]) -> str:
            return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))

        figure = rf"([0-9]{{1,2}}|{either(tuple(self.words))})"
        pattern = rf"(?:(?:{either(self.before)})\s*)*{figure}(?:\s*(?:{either(self.after)}))?"
        object.__setattr__(self, "pattern", re.compile(pattern))

    def read(self, text: str) -> int | None:
        match = self.pattern.fullmatch(plain(text))
        if not match:
            return None
        digits = match.group(1)
        return self.words[digits] if digits in self.words else int(digits)


def by_label(text: str, labels: Mapping[str, tuple[str, ...]], *, denied: bool = False, exact: bool = False) -> str:
    """Give the one code whose label, or a word of it, is what was said; "" where none or several fit.

    Never by containment of digits: "12" is not "1". ``denied``: the sentence says no to something, and a label
    inside it may be what is refused. ``exact``: neither a part of a label will do nor a sentence around one.
    """
    ways = (_is_label,) if exact else (_is_label, _is_part) if denied else (_is_label, _is_part, _holds_label)
    return _found_by(ways, text, labels)


def by_label_inside(text: str, labels: Mapping[str, tuple[str, ...]]) -> str:
    """Give the one code of which a label stands in a short sentence; "" where none or several do."""
    return _found_by((_holds_label,), text, labels)


def by_initials(text: str, labels: Mapping[str, tuple[str, ...]]) -> str:
    """Give the one code whose label a short form is drawn from, as 城管局 of 市城市管理局; else ""."""
    said = plain(text)
    if len(said) < LEAST_INITIALS or said.isascii():
        return ""
    found = [code for code, ours in labels.items() if any(_is_drawn_from(said, plain(label)) for label in ours)]
    return found[0] if len(found) == 1 else ""


def _is_drawn_from(said: str, label: str) -> bool:
    """Whether all characters of a short form stand in a label, in their order, up to its last."""
    rest = iter(label)
    return said[-1:] == label[-1:] and all(character in rest for character in said)


def _found_by(ways: tuple[Callable[[str, str], bool], ...], text: str, labels: Mapping[str, tuple[str, ...]]) -> str:
    said = plain(text)
    if not said or said.isdigit():
        return ""
    for fits in ways:
        found = [code for code, ours in labels.items() if any(fits(said, plain(label)) for label in ours)]
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


def _is_label(said: str, label: str) -> bool:
    return said == label


def _is_part(said: str, label: str) -> bool:
    if label.isascii() or said.isascii():
        return bool(said) and set(said.split()) <= set(re.findall(r"[^\W_]+", label)) and not said.isdigit()
    return len(said) >= 2 and said in label  # noqa: PLR2004 - one Han character is no word


def _holds_label(said: str, label: str) -> bool:
    if label.isascii():
        short = len(said) <= len(label) + WORDS_AROUND * 3
        return short and bool(label) and not label.isdigit() and bool(re.search(rf"\b{re.escape(label)}\b", said))
    return len(label) >= 2 and label in said and len(said) <= len(label) + WORDS_AROUND  # noqa: PLR2004


def understand(question: Question, shown: tuple[str, ...], said: Said, hearing: Hearing) -> Given | Miss:
    """Read what was said as an answer. ``shown``: the codes as the person saw them, in that order.

    A voice message chooses nothing: what was recognised may be another word, and a choice may file a case.
    """
    if question.is_choice and said.text and (code := _chosen(question, shown, said.text, hearing)):
        return Miss.VOICE if said.voice else code
    if question.unsure and not said.voice and hearing.is_unsure(said.text, within=_room(question)):
        return question.unsure
    if question.place and said.place:
        return said.place
    if question.own_words or question.place:
        return _own_words(question, said, hearing)
    if said.voice:
        return Miss.VOICE
    return Miss.PHOTO if said.photos else Miss.OTHER


def _room(question: Question) -> int:
    """Say how many characters may stand around "I do not know": few where a sentence is an answer of its own."""
    return WORDS_AROUND if question.own_words and question.form is Form.ANY else 2 * WORDS_AROUND


def _chosen(question: Question, shown: tuple[str, ...], text: str, hearing: Hearing) -> str:
    number = hearing.number(text)
    if number is not None:
        return shown[number - 1] if 1 <= number <= len(shown) else ""
    labels = {option.code: hearing.labels(option) for option in question.options}
    return by_label(text, labels, denied=hearing.denies(text), exact=question.exact)


def _own_words(question: Question, said: Said, hearing: Hearing) -> Given | Miss:
    if not said.text:
        if said.voice:
            return Text("", said.voice) if question.form is Form.ANY and not question.place else Miss.VOICE
        return Miss.PHOTO if said.photos else Miss.OTHER
    if question.is_choice and hearing.number(said.text) is not None:
        return Miss.VOICE if said.voice else Miss.OTHER
    if question.form is Form.NUMBER:
        return _figure(said, hearing)
    return FORMS[question.form](question, said)


def _any(question: Question, said: Said) -> Given | Miss:
    text = said.text.strip()
    length = question.own_words
    if length and len(text) < length.least:
        return Miss.OTHER if question.is_choice else Miss.TOO_SHORT
    if (length and len(text) > length.most) or len(text.encode()) > MOST_BYTES_OF_WORDS:
        return Miss.TOO_LONG
    if length and not said.voice and not _says_something(text, length):
        return Miss.TOO_SHORT
    return Text(text, said.voice)


def _says_something(text: str, length: Length) -> bool:
    """Whether there is a word or, where that is enough, a figure; signs alone say nothing."""
    return any(map(str.isalpha if length.letters else str.isalnum, text))


def _phone(_: Question, said: Said) -> Given | Miss:
    """Read a phone number, of the mainland unless it says otherwise, as E.164."""
    if not any(map(str.isdigit, said.text)):
        return Miss.OTHER
    try:
        number = phonenumbers.parse(plain(said.text), "CN")
    except phonenumbers.NumberParseException:
        return Miss.PHONE
    if not phonenumbers.is_valid_number(number):
        return Miss.PHONE
    return Text(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _figure(said: Said, hearing: Hearing) -> Given | Miss:
    """Read a figure: alone, spelt out, or the only one in a few words."""
    number = hearing.number(said.text)
    found = (number,) if number is not None else figures_in(plain(said.text))
    return Text(str(found[0])) if len(found) == 1 else Miss.NUMBER


def _digits(shape: str, miss: Miss) -> Callable[[Question, Said], Given | Miss]:
    def read(question: Question, said: Said) -> Given | Miss:
        digits = re.sub(r"[\s-]", "", plain(said.text))
        if re.fullmatch(shape, digits):
            return Text(digits)
        is_beside = question.is_choice or miss is Miss.CASE  # words say that there is no number rather than a wrong one
        return Miss.OTHER if is_beside and not any(map(str.isdigit, digits)) else miss

    return read


def _code(_: Question, said: Said) -> Given | Miss:
    """Read six digits: alone, parted by blanks, or the only ones in a few words."""
    text = plain(said.text)
    alone = re.sub(r"[\s-]", "", text)
    found = [alone] if re.fullmatch(r"\d{6}", alone) else re.findall(r"(?<!\d)\d{6}(?!\d)", text)
    return Text(found[0]) if len(found) == 1 else Miss.CODE


FORMS: dict[Form, Callable[[Question, Said], Given | Miss]] = {
    Form.ANY: _any,
    Form.PHONE: _phone,
    Form.CODE: _code,
    Form.PIN: _digits(r"\d{6}", Miss.PIN),
    Form.CASE: _digits(r"\d{4,12}", Miss.CASE),
}

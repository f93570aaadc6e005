"""Whether somebody who was asked something asks back instead of answering."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from dialogs.answers import plain

LONGEST: Final = 300  # characters; who writes more tells something
SENTENCE: Final = re.compile(r"[^.。!?\n]+[.。!?]*")
PAUSE: Final = re.compile(r"[,、;:]")


class Questioning:
    """``listed`` gives the words of an entry, ``is_small_talk`` says what is nothing but a greeting or thanks."""

    def __init__(self, listed: Callable[[str], tuple[str, ...]], is_small_talk: Callable[[str], bool]) -> None:
        self._phrases = tuple(plain(word) for word in listed("asks-back-words"))
        self._asking = tuple(plain(word) for word in listed("asking-words"))
        self._fillers = frozenset(plain(word) for word in listed("filler-words"))
        self._is_small_talk = is_small_talk

    def asks(self, text: str) -> bool:
        """Say whether all that is said are questions; with one part that tells something it is an answer."""
        if len(text) > LONGEST:
            return False
        parts = [
            (part, sentence.endswith("?"))
            for sentence in SENTENCE.findall(unicodedata.normalize("NFKC", text))
            for part in map(plain, PAUSE.split(sentence))
            if part and part not in self._fillers and not self._is_small_talk(part)
        ]
        return bool(parts) and all(self._is_question(part, marked=marked) for part, marked in parts)

    def _is_question(self, part: str, *, marked: bool) -> bool:
        if any(_holds(part, phrase) for phrase in self._phrases):
            return True
        return marked and any(_begins(part, word) if word.isascii() else word in part for word in self._asking)


def _holds(part: str, phrase: str) -> bool:
    return bool(re.search(rf"\b{re.escape(phrase)}\b", part)) if phrase.isascii() else phrase in part


def _begins(part: str, word: str) -> bool:
    """Whether a Latin part begins with a word: only so does it ask, for "is" stands in any sentence."""
    return part.split(maxsplit=1)[0] == word

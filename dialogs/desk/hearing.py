"""Understanding words by the catalogue's tables, in all languages at once."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from dialogs.answers import SHORT, Numbers, plain
from dialogs.desk.judging import Judgement, Judging
from dialogs.desk.questioning import Questioning
from dialogs.machine.question import Option
from dialogs.wording import Wording

COMMANDS = (
    "opt-out", "carrier-out", "opt-in", "back", "restart", "leave", "help", "menu", "person", "status", "rate",
    "renew", "bind", "unbind", "supplement", "urge", "withdraw", "amend", "keep", "file", "how", "office",
    "citizen", "tasks", "pin",
    "to-zh-Hans", "to-zh-Hant", "to-en",
)  # fmt: skip
COURTESIES = ("polite-before-words", "polite-after-words")
AMONG_COURTESIES = ("file", "how")
"""Commands that are heard among courtesies too: who comes for the first time greets, asks and thanks in one."""
HAN = re.compile(r"[\u3400-\u9fff]")
LEAST_HAN, LEAST_WORDS = 4, 3  # in a first message, to tell its language
AROUND = " \u3000,，.。:：、;；!！-"
AROUND_A_NUMBER = 10  # Han characters beside the word for it; Latin letters take three times the room
SEVERAL = re.compile(r"[,.;:!?、，。；：！？]")
BEHIND_A_COMMAND, BEFORE_A_COMMAND = 5, 8  # Han characters that say which matter it is about
LONGEST_TALK = 40  # characters of greetings and thanks in a row
LONGEST_PHRASE = 200  # characters; what is longer is a sentence, and no command, number or greeting


class CatalogueHearing:
    """Tables are read once; every language is understood whatever is spoken."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        listed = wording.lists
        self._numbers = Numbers(
            {word: int(number) for number, word in (pair.split(":") for pair in listed("number-words"))},
            listed("number-before"),
            listed("number-after"),
        )
        self._commands = {plain(word): name for name in COMMANDS for word in listed(f"command-{name}")}
        self._by_beginning = _by_beginning(self._commands)
        self._endings = _longest_first(*(word for word in self._commands if len(word) > 1 and not word.isascii()))
        self._elsewhere = sorted(map(plain, listed("elsewhere-words")), key=len, reverse=True)
        self._wrong = sorted(map(plain, listed("wrong-words")), key=len, reverse=True)
        self._unsure = tuple(plain(word) for word in listed("unsure-words"))
        self._greetings = frozenset(plain(word) for word in listed("greeting-words"))
        self._thanks = frozenset(plain(word) for word in listed("thanks-words"))
        self._small_talk = self._greetings | self._thanks | {plain(word) for word in listed("small-talk-words")}
        self._around_talk = _any_of(_longest_first(*self._small_talk, *map(plain, listed("kind-words"))))
        self._courtesies = tuple(_longest_first(*self._small_talk, *map(plain, listed(key))) for key in COURTESIES)
        self._unreached = tuple(plain(word) for word in listed("unreached-words"))
        self._about_numbers = tuple(plain(word) for word in listed("about-numbers-words"))
        self._negations = tuple(plain(word) for word in listed("negation-words"))
        self._judging = Judging(listed, self.denies)
        self._questioning = Questioning(listed, self.is_small_talk)
        self._short_number = lru_cache(maxsize=512)(self._numbers.read)
        self._short_command = lru_cache(maxsize=512)(self._command_of)
        self._labels = lru_cache(maxsize=4096)(self._labels_of)

    def number(self, text: str) -> int | None:
        if len(text) <= SHORT:
            return self._short_number(text)
        return self._numbers.read(text) if len(text) <= LONGEST_PHRASE else None

    def labels(self, option: Option) -> tuple[str, ...]:
        return self._labels(option)

    def _labels_of(self, option: Option) -> tuple[str, ...]:
        speakers = [self._wording.speaker(language, 1000) for language in self._wording.languages]
        said = [str(speaker.value(option.label)) for speaker in speakers]
        return (*dict.fromkeys(said), *(self._wording.lists(option.words) if option.words else ()))

    def command(self, text: str) -> str:
        """Give the command that a whole message is, or nothing."""
        if len(text) <= SHORT:
            return self._short_command(text)
        return self._command_of(text) if len(text) <= LONGEST_PHRASE else ""

    def _command_of(self, text: str) -> str:
        said = plain(text)
        if known := self._commands.get(said):
            return known
        bare = self._commands.get(_bared(said, *self._courtesies), "")
        return bare if bare in AMONG_COURTESIES else ""

    def led_by(self, text: str) -> tuple[str, str]:
        """Give the command that a message begins with, and what follows it; nothing where there is none."""
        said = unicodedata.normalize("NFKC", text).strip()
        for word, name in self._by_beginning.get(said[:1].casefold()[:1], ()):
            end = len(word)
            if said[:end].casefold() == word and not (word.isascii() and said[end : end + 1].isalpha()):
                return name, said[end:].strip(AROUND)
        return "", ""

    def beside_command(self, text: str) -> tuple[str, str]:
        """Give the command that a short message begins or ends with, and the few words beside it."""
        name, rest = self.led_by(text)
        if rest and len(rest) <= _room(rest, BEHIND_A_COMMAND):
            return name, rest
        word, rest = self._ending(plain(text)) if len(text) <= LONGEST_TALK else ("", "")
        is_one = rest and len(rest) <= BEFORE_A_COMMAND and not SEVERAL.search(rest)
        return (self._commands[word], rest) if is_one else ("", "")

    def _ending(self, said: str) -> tuple[str, str]:
        """Give the command word that a folded sentence ends with, but for courtesies, and what stands before it."""
        while said:
            if word := next((each for each in self._endings if said.endswith(each)), ""):
                return word, said[: -len(word)]
            polite = next((each for each in self._courtesies[1] if _ends(said, each)), "")
            said = said[: -len(polite)].rstrip(AROUND) if polite else ""
        return "", ""

    def elsewhere(self, text: str) -> str:
        """Give what follows words that ask for another place, or nothing."""
        said = text.strip()
        found = next((word for word in self._elsewhere if said.casefold().startswith(word)), "")
        return said[len(found) :].strip(AROUND) if found else ""

    def denies(self, text: str) -> bool:
        """Say whether a sentence says no to something."""
        said = plain(text)
        words = set(re.findall(r"[a-z']+", said))
        return any(word in words if word.isascii() else word in said for word in self._negations)

    def is_unsure(self, text: str, *, within: int) -> bool:
        """Say whether a short sentence says that somebody does not know; ``within``: characters around those words."""
        said = plain(text) if len(text) <= LONGEST_PHRASE else ""
        return any(_holds(said, word, within * (3 if word.isascii() else 1)) for word in self._unsure)

    def contradicted(self, text: str) -> str | None:
        """Give what follows words that say that something is wrong; None where there are no such words."""
        said = unicodedata.normalize("NFKC", text).strip()
        low = said.casefold()
        found = next((word for word in self._wrong if low.startswith(word) and not _runs_on(low, word)), "")
        return said[len(found) :].strip(AROUND) if found else None

    def is_small_talk(self, text: str) -> bool:
        """Say whether a message is nothing but greeting, thanks or signs."""
        if len(text) > LONGEST_PHRASE:
            return not any(map(str.isalnum, text))
        said = re.sub(r"[\W_]+", " ", plain(text)).strip()
        if not said:
            return bool(text.strip())
        return said in self._small_talk or (len(said) <= LONGEST_TALK and self._is_talk_in_a_row(said))

    def _is_talk_in_a_row(self, said: str) -> bool:
        """Say whether a line is made of such words alone, with forms of address between them; no praise is."""
        words = self._around_talk.findall(said)
        is_whole = "".join(words).replace(" ", "") == said.replace(" ", "")
        return is_whole and any(word in self._small_talk for word in words) and not self._judging.of(said).value

    def warmth(self, text: str) -> str:
        """Give the line that small talk is answered with: a greeting, thanks, or what was merely noted."""
        said = plain(text) if len(text) <= LONGEST_PHRASE else ""
        if said in self._greetings:
            return "hello"
        if any(word in said for word in self._thanks) or not any(map(str.isalnum, text)):
            return "warm"
        return "hello" if any(said.startswith(word) for word in self._greetings) else "noted"

    def is_about_numbers(self, text: str) -> bool:
        """Say whether a short sentence is about a number or a code, or that there is none; a long one tells more."""
        said = plain(text) if len(text) <= LONGEST_PHRASE else ""
        words = (*self._about_numbers, *self._unsure)
        return any(_holds(said, word, AROUND_A_NUMBER * (3 if word.isascii() else 1)) for word in words)

    def is_unreached(self, text: str) -> bool:
        """Say whether somebody tells that nobody answered their call."""
        said = plain(text) if len(text) <= LONGEST_PHRASE else ""
        return any(word in said for word in self._unreached)

    def judgement(self, text: str) -> Judgement:
        """Give the rating that praise or blame in a sentence comes to, and whether that is sure."""
        return self._judging.of(text)

    def near(self, text: str, *values: str) -> str:
        """Give the one of these ratings that a few words come near, or nothing."""
        return self._judging.near(text, *values)

    def asks_back(self, text: str) -> bool:
        """Say whether a message that should answer a question does nothing but ask one."""
        return self._questioning.asks(text)

    def language_of(self, text: str, before: str = "") -> str:
        """Tell the language of a sentence, or nothing where it is too short to tell.

        What is written alike in both scripts goes on in the one spoken ``before``.
        """
        han = HAN.findall(text)
        if len(han) >= LEAST_HAN:
            return _script("".join(han)) or (before if before.startswith("zh-") else "zh-Hans")
        if not han and len(re.findall(r"[A-Za-z]{2,}", text)) >= LEAST_WORDS:
            return "en"
        return ""


def _longest_first(*words: str) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in words))


def _room(text: str, han: int) -> int:
    return han * (3 if text.isascii() else 1)


def _bared(said: str, before: tuple[str, ...], behind: tuple[str, ...]) -> str:
    """Take words of courtesy off both ends of a folded sentence, as many as there are."""
    while said.startswith(before) and (word := next((each for each in before if _begins(said, each)), "")):
        said = said[len(word) :].lstrip(AROUND)
    while said.endswith(behind) and (word := next((each for each in behind if _ends(said, each)), "")):
        said = said[: -len(word)].rstrip(AROUND)
    return said


def _begins(said: str, word: str) -> bool:
    return said.startswith(word) and not _runs_on(said, word)


def _ends(said: str, word: str) -> bool:
    return said.endswith(word) and not (word.isascii() and said[: -len(word)][-1:].isalpha())


def _holds(said: str, word: str, around: int = LONGEST_PHRASE) -> bool:
    """Whether a sentence holds a word, with so many characters beside it at most."""
    if len(said) > len(word) + around:
        return False
    return bool(re.search(rf"\b{re.escape(word)}\b", said)) if word.isascii() else word in said


def _runs_on(said: str, word: str) -> bool:
    """Whether Latin letters go on behind a word: "nobody" does not say "no"."""
    return word.isascii() and said[len(word) : len(word) + 1].isalpha()


def _script(han: str) -> str:
    """Tell the script by the characters that only one of the two national sets holds; nothing where that is even."""
    simplified, traditional = _of_set(han, "gb2312"), _of_set(han, "big5")
    more = len(traditional - simplified) - len(simplified - traditional)
    return "" if more == 0 else ("zh-Hant" if more > 0 else "zh-Hans")


def _of_set(han: str, charset: str) -> set[str]:
    return set(han.encode(charset, "ignore").decode(charset))


def _by_beginning(commands: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Put words by their first character, the longest first: most messages begin none of three hundred."""
    found: dict[str, list[tuple[str, str]]] = {}
    for word in sorted(commands, key=len, reverse=True):
        found.setdefault(word[:1], []).append((word, commands[word]))
    return found

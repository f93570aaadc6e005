"""Whether the words by which a sentence makes a choice can be told apart, and what was chosen fits the review card."""

from collections.abc import Iterator

from bot.city.folder import Profile, Speech
from bot.city.source import Problem
from dialogs.numerals import is_number
from dialogs.reading.folding import folded
from dialogs.words.widths import width

FILE = "questions.toml"


def choices(profile: Profile) -> Iterator[Problem]:
    for speech in profile.speeches:
        yield from _odd_words(profile, speech)
        yield from _too_wide(profile, speech)


def _odd_words(profile: Profile, speech: Speech) -> Iterator[Problem]:
    """Find words of no choice, and numbers: a sentence holds those of a house, a day and a bus."""
    file = f"{speech.language}/{FILE}"
    for code, wording in speech.questions.root.items():
        shape = profile.questions.root.get(code)
        for option, words in wording.words.items():
            at = (code, "words", option)
            if shape and option not in shape.options:
                yield profile.problem(file, at, f"{code}: there is no option {option}")
            for word in words:
                parts = tuple(part.strip() for part in folded(word).split("+"))
                if any(map(is_number, parts)):
                    yield profile.problem(file, at, f"{code}: a number alone makes no choice: {word}")
                if "" in parts:
                    yield profile.problem(file, at, f"{code}: a part of this has nothing in it: {word}")


def _too_wide(profile: Profile, speech: Speech) -> Iterator[Problem]:
    """Find what would not fit two SMS once the card shows it: all that may be read for a category at once."""
    most, seen = width("told", speech.language), set[tuple[str, ...]]()
    for category in (each for group in profile.categories.root.values() for each in group.values()):
        asked = tuple(code for code in category.questions if _is_worded(profile, code))
        wide = sum(max(_widths(speech, code), default=0) for code in asked) + 2 * max(0, len(asked) - 1)
        if wide > most and asked not in seen:
            seen.add(asked)
            at, names = (asked[-1], "options"), " and ".join(asked)
            said = f"{names}: read from a sentence, {wide} characters stand on the card, {most} at most fit an SMS"
            yield profile.problem(f"{speech.language}/{FILE}", at, said)


def _is_worded(profile: Profile, code: str) -> bool:
    return any(speech.questions.root[code].words for speech in profile.speeches if code in speech.questions.root)


def _widths(speech: Speech, code: str) -> tuple[int, ...]:
    wording = speech.questions.root.get(code)
    return tuple(map(len, wording.options.values())) if wording else ()

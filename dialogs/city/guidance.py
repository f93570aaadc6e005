"""What the city says without a case: answers, dangers, other paths; and the cues by which sentences are read."""

from dataclasses import dataclass

from dialogs.city.texts import Texts


@dataclass(frozen=True, slots=True)
class FrequentAnswer:
    code: str
    words: tuple[str, ...]
    question: Texts
    answer: Texts


@dataclass(frozen=True, slots=True)
class Danger:
    code: str
    words: tuple[str, ...]
    hotline: str
    line: Texts
    """The first line a person in danger reads: whom to call."""
    person: bool = False
    """A person calls back, and no form follows."""


@dataclass(frozen=True, slots=True)
class OtherPath:
    """A matter for court, arbitration or administrative review, with the address to turn to."""

    code: str
    words: tuple[str, ...]
    names: Texts
    address: Texts


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that change how the words beside them are read, in all languages."""

    past: tuple[str, ...]
    """It is over: 去年, used to."""
    now: tuple[str, ...]
    """It is now, whatever was said of the past."""
    denied: tuple[str, ...]
    """Not so; stands before what it denies."""
    doubted: tuple[str, ...]
    """Feared, asked or imagined; stands before it."""
    risk: tuple[str, ...]
    """Makes a mere risk of it; stands after it."""
    elsewhere: tuple[str, ...]
    """Not here: seen in the news, in another town."""
    asking: tuple[str, ...]
    """The sentence is a question."""
    complaint: tuple[str, ...]
    """The sentence tells of something wrong."""
    over: tuple[str, ...] = ()
    """It has ended since; stands anywhere after it: 扑灭, was rescued."""
    anonymous: tuple[str, ...] = ()
    """Nobody shall learn who reports: 我要匿名."""
    hidden: tuple[str, ...] = ()
    """The unit shall not learn who reports: 别让他们知道是我."""
    named: tuple[str, ...] = ()
    """It is not to be anonymous after all: 不匿名了."""

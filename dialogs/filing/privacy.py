"""What a sentence says of who may learn who reports."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from dialogs.answers import plain
from dialogs.city import City
from dialogs.facts.cases import Contact, Draft, Privacy

QUESTION: Final = ("?", "？", "吗", "嗎", "呢", "么", "麼")
"""How a sentence ends that asks whether it can be so, rather than wanting it."""
BETWEEN: Final = 6  # Han characters, three times as many Latin ones: whom "不想让楼上的人知道" speaks of


def privacy_said(city: City, text: str) -> Privacy | None:
    """Give what is wanted; of several sentences the last one that says so counts."""
    said = (_said(city, line) for line in reversed(text.splitlines()))
    return next(filter(None, said), None)


def _said(city: City, text: str) -> Privacy | None:
    """Read one sentence; words that take it back ("不匿名了") go before those that they hold."""
    if text.rstrip().endswith(QUESTION):
        return None
    said = plain(text)
    cues = city.cues
    by_word = ((Privacy.SHOWN, cues.named), (Privacy.ANONYMOUS, cues.anonymous), (Privacy.HIDDEN, cues.hidden))
    return next((privacy for privacy, words in by_word if words and _pattern(words).search(said)), None)


def as_said(city: City, draft: Draft, text: str) -> Draft:
    """Note in a draft what was said of it; who becomes anonymous leaves no name or phone."""
    wanted = privacy_said(city, text)
    if wanted is None or wanted is draft.contact.privacy:
        return draft
    if wanted is Privacy.ANONYMOUS:
        return replace(draft, contact=Contact(wanted, behalf=draft.contact.behalf))
    return replace(draft, contact=replace(draft.contact, privacy=wanted))


@lru_cache(maxsize=16)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Match any of the words, Latin ones as whole words."""
    return re.compile("|".join(_piece(plain(word)) for word in words))


def _piece(word: str) -> str:
    """Match a word; ``=a`` where it stands alone between pauses, ``a+b`` where b follows shortly."""
    if word.startswith("="):
        pause = (
            r"[,.;:!?、。()~]" if word.isascii() else r"[\s,.;:!?、。()~]"
        )  # Latin words stand between blanks anyway
        return rf"(?:^|{pause}\s*){re.escape(word[1:])}(?=$|{pause})"
    between = BETWEEN * (3 if word.isascii() else 1)
    parts = f".{{0,{between}}}?".join(map(re.escape, word.split("+")))
    return rf"\b{parts}\b" if word.isascii() else parts

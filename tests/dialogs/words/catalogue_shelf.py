"""What the tests of the catalogues share: the entries as parsed, a city with names at their widths, a speaker."""

import re
from collections.abc import Iterator
from datetime import timedelta, timezone
from functools import cache

from fluent.syntax import FluentParser, ast

from bot.words import WORDS, load_catalogue
from dialogs.desk.hearing import CatalogueHearing
from dialogs.wording import Speaker, Wording
from dialogs.words.widths import SHOWN_ON_SMS, width

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
LISTS = re.compile(r"(?!same-).*-words|command-.*|number-(words|before|after)|list-separator")
VARIABLE = {
    "district": "area",
    "hotline-number": "hotline",
    "hotline-hours": "hours",
    "question-label": "label",
    "path": "name",
    "path-address": "address",
    "danger": "line",
    "option": "choice",
}
HAN, LATIN = "云", "n"


@cache
def entries(language: str) -> dict[str, ast.Message]:
    """Give the entries of a language; a line that is no Fluent fails."""
    found: dict[str, ast.Message] = {}
    for file in sorted((WORDS / language).iterdir(), key=lambda file: file.name):
        for entry in FluentParser().parse(file.read_text("utf-8")).body:
            assert not isinstance(entry, ast.Junk), entry.content
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, entry.id.name
                found[entry.id.name] = entry
    return found


def inside(node: object) -> Iterator[object]:
    """Give every node of a piece of Fluent."""
    yield node
    parts = node if isinstance(node, list) else vars(node).values() if isinstance(node, ast.BaseNode) else ()
    for part in parts:
        yield from inside(part)


def variables(message: ast.Message) -> frozenset[str]:
    return frozenset(node.id.name for node in inside(message) if isinstance(node, ast.VariableReference))


def texts(message: ast.Message) -> list[str]:
    return [node.value for node in inside(message) if isinstance(node, ast.TextElement)]


def spoken(language: str) -> dict[str, ast.Message]:
    """Give the entries that people read, without the lists of words that are only understood."""
    return {key: entry for key, entry in entries(language).items() if not LISTS.fullmatch(key)}


class WideNames:
    """A city whose every name is as wide as it may be."""

    def name_of(self, kind: str, code: str, language: str) -> str:
        letter = HAN if language.startswith("zh") else LATIN
        return letter * width(VARIABLE.get(kind, kind), language)


WORDING = Wording(
    {language: load_catalogue(language) for language in LANGUAGES}, WideNames(), timezone(timedelta(hours=8), "CST")
)
HEARING = CatalogueHearing(WORDING)


def speaker(language: str) -> Speaker:
    return WORDING.speaker(language, SHOWN_ON_SMS[-2])

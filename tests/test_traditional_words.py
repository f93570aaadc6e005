"""What is said and understood in traditional Chinese is written in its characters."""

from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("dialogs/words", "handlers/pages/words", "bot/report/words", "adapters/casebook/letters/words", "city/demo")
ALSO_WRITTEN = "説脱"
"""Forms that the standard leaves out in favour of 說 and 脫, and that many write."""


def _files() -> Iterator[Path]:
    for room in ROOMS:
        yield from (path for path in sorted((ROOT / room).rglob("*")) if path.is_file() and "zh-Hant" in str(path))


def _is_traditional(character: str) -> bool:
    try:
        character.encode("big5hkscs")
    except UnicodeEncodeError:
        return character in ALSO_WRITTEN
    return True


@pytest.mark.parametrize("path", tuple(_files()), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_simplified_character_is_among_them(path: Path) -> None:
    """Big5 with Hong Kong's supplement holds hardly any of the others: 登记 would be a word that nobody writes."""
    han = {each for each in path.read_text("utf-8") if "\u3400" <= each <= "\u9fff"}

    assert han, "no words"
    assert {each for each in han if not _is_traditional(each)} == set()

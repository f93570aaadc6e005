"""The file ``.env``: what cannot be read of it is told, where the settings would otherwise miss it in silence."""

from io import StringIO
from pathlib import Path

from dotenv.parser import Binding, parse_stream


def names_in(file: Path) -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the names it sets, and a line for each thing that is wrong with it, which never holds a value."""
    if not file.is_file():
        return frozenset(), ()
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return frozenset(), (f"{file}: is not in UTF-8: save it anew in that",)
    except OSError as error:
        return frozenset(), (f"{file}: {error.strerror}",)
    found = tuple(parse_stream(StringIO(text)))
    wrong = (f"{file}:{_line(each)}: is neither NAME=value nor a comment" for each in found if _is_wrong(each))
    return frozenset(each.key for each in found if each.key), tuple(wrong)


def _is_wrong(each: Binding) -> bool:
    return each.error or bool(each.key and each.value is None)


def _line(each: Binding) -> int:
    """Give its line; the parser counts from the empty ones before it."""
    written = each.original.string
    return each.original.line + written[: len(written) - len(written.lstrip())].count("\n")

"""The files of a profile, with the line that each key stands on."""

import json
import re
import tomllib
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

Location: TypeAlias = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)([^\[\]#]+)\]\]?\s*(#.*)?$")
_KEY = re.compile(r"\s*((?:[\w-]+|\"[^\"]*\")(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"))*)\s*=")
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong in a profile, and where; ``file`` is relative to its folder."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"

    def told(self, folder: Path) -> str:
        """Say it with the whole path; without a ``file`` the folder itself is meant."""
        return f"{folder}/{self}" if self.file else f"{folder}: {self.message}"


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was read; empty ``data`` where it could not be."""

    file: str
    data: dict[str, Any]
    lines: dict[Location, int] = field(repr=False)
    raw: bytes = field(repr=False, default=b"")

    def problem(self, at: Location, message: str) -> Problem:
        """Say what is wrong at a key, or at the nearest key above it."""
        return Problem(self.file, self.line(at), message)

    def line(self, at: Location) -> int:
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)


def read_source(folder: Path, file: str, found: list[Problem]) -> Source:
    """Read a TOML or GeoJSON file; what keeps it from being read is added to ``found``."""
    nothing = Source(file, {}, {})
    try:
        raw = (folder / file).read_bytes()
        text = raw.decode("utf-8")
        data, lines = _parse_json(text) if file.endswith("json") else (tomllib.loads(text), _key_lines(text))
    except FileNotFoundError:
        found.append(Problem(file, 1, "there is no such file"))
    except OSError as error:
        found.append(Problem(file, 1, f"cannot be read: {error.strerror}"))
    except UnicodeDecodeError as error:
        found.append(Problem(file, raw.count(b"\n", 0, error.start) + 1, "is not UTF-8"))
    except tomllib.TOMLDecodeError as error:
        found.append(_toml_problem(file, text, str(error)))
    except json.JSONDecodeError as error:
        found.append(Problem(file, error.lineno, error.msg))
    else:
        return Source(file, data, lines, raw)
    return nothing


def _toml_problem(file: str, text: str, said: str) -> Problem:
    at = _AT_LINE.search(said)
    line = int(at[1]) if at and at[1] else text.count("\n") + 1
    return Problem(file, line, _AT_LINE.sub("", said))


def _parse_json(text: str) -> tuple[dict[str, Any], dict[Location, int]]:
    """Locate the features of a GeoJSON by the order of their codes."""
    data = json.loads(text)
    codes = (number for number, line in enumerate(text.splitlines(), 1) for _ in re.findall(r'"code"\s*:', line))
    return (data if isinstance(data, dict) else {}), {("features", index): line for index, line in enumerate(codes)}


def _key_lines(text: str) -> dict[Location, int]:
    """Find the line of each table and key; keys within a value are on the line where it begins."""
    lines: dict[Location, int] = {}
    table: Location = ()
    quoted = False
    for number, line in enumerate(text.splitlines(), 1):
        if not quoted and (header := _HEADER.match(line)):
            table = _table(header[1] == "[[", _parts(header[2]), lines)
            lines.setdefault(table, number)
        elif not quoted and (key := _KEY.match(line)):
            path = (*table, *_parts(key[1]))
            for depth in range(len(table) + 1, len(path) + 1):
                lines.setdefault(path[:depth], number)
        quoted ^= line.count('"""') % 2 == 1
    return lines


def _table(repeated: bool, path: Location, lines: dict[Location, int]) -> Location:  # noqa: FBT001 - of one caller
    if not repeated:
        return path
    return next((*path, index) for index in count() if (*path, index) not in lines)


def _parts(dotted: str) -> Location:
    return tuple(part.strip().strip('"') for part in dotted.split("."))

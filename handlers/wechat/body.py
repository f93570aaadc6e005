"""A body as flat fields: XML or JSON, whichever it is, and nothing that a push has no use for.

A field below another is named with a slash: ``ScanCodeInfo/ScanResult``. Of lists only ``List`` is read; everything
else that is deeper is left out.
"""

import json
from collections.abc import Iterator
from enum import Enum
from typing import Any, Final, NoReturn, TypeAlias
from xml.parsers import expat

from handlers.wechat.characters import legal
from handlers.wechat.refusals import Unreadable

Fields: TypeAlias = dict[str, str]

LINES: Final = "List"
"""The name of a list's lines: they are numbered, ``SubscribeMsgPopupEvent/List/0/TemplateId``."""
_DEEPEST: Final = 6  # official pushes reach 5: xml/SendPicsInfo/PicList/item/PicMd5Sum
_BLANKS: Final = b" \t\r\n"
_MARK: Final = b"\xef\xbb\xbf"


class Kind(Enum):
    XML = "text/xml"
    JSON = "application/json"


def fields_of(body: bytes) -> tuple[Kind, Fields]:
    """Tell XML from JSON by the first character and read it; ``Unreadable`` for anything else."""
    first = body[:1]
    if first not in (b"<", b"{"):
        first = body.removeprefix(_MARK).lstrip(_BLANKS)[:1]
    if first == b"<":
        return Kind.XML, _xml_fields(body)
    if first == b"{":
        return Kind.JSON, _json_fields(body)
    raise Unreadable("neither XML nor JSON")


def _xml_fields(body: bytes) -> Fields:
    reading = _Reading()
    # Told its encoding, expat takes nothing else: what is not UTF-8 does not parse.
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _check_encoding
    try:
        parser.Parse(body.lstrip(_BLANKS), True)  # noqa: FBT003  expat takes it by position
    except expat.ExpatError as error:
        raise Unreadable(f"XML, {expat.errors.messages[error.code]}") from error
    return reading.fields


class _Reading:
    """What expat has told so far."""

    __slots__ = ("_depth", "_lines", "_parent", "_text", "fields")

    def __init__(self) -> None:
        self.fields: Fields = {}
        self._depth = 0
        self._parent = ""
        self._text = ""
        self._lines = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 2:  # noqa: PLR2004  a field
            self._parent, self._lines = name, 0
        elif self._depth == 1 and name != "xml":
            raise Unreadable("root")
        elif self._depth == 3 and name == LINES:  # noqa: PLR2004  a line of a list
            self._lines += 1
        elif self._depth > _DEEPEST:
            raise Unreadable("depth")
        self._text = ""

    def text(self, text: str) -> None:
        self._text += text

    def end(self, name: str) -> None:
        if self._depth == 2:  # noqa: PLR2004  a field
            if name in self.fields:
                raise Unreadable("repeated field")
            self.fields[name] = self._text
        elif self._depth == 3:  # noqa: PLR2004  a field of a field, which official pushes do repeat
            self.fields[f"{self._parent}/{name}"] = self._text
            self._text = ""
        elif self._depth == 4 and self._lines:  # noqa: PLR2004  a field of a line
            self.fields[f"{self._parent}/{LINES}/{self._lines - 1}/{name}"] = self._text
            self._text = ""
        self._depth -= 1


def _refuse_doctype(*_: object) -> NoReturn:
    raise Unreadable("document type")


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.lower() not in ("utf-8", "utf8"):
        raise Unreadable("encoding")


def _json_fields(body: bytes) -> Fields:
    """Read an object; numbers keep their digits, a repeated name is refused."""
    try:
        push = _JSON.decode(body.removeprefix(_MARK).decode())
    except (ValueError, RecursionError) as error:
        raise Unreadable("JSON") from error
    return {name: legal(value) for name, value in _flat(push) if isinstance(value, str)}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable("repeated field")
    return found


def _refuse_constant(_name: str) -> NoReturn:
    raise Unreadable("JSON number")


# Not msgspec: of a name that comes twice it keeps the last without a word.
_JSON: Final = json.JSONDecoder(
    object_pairs_hook=_once, parse_int=str, parse_float=str, parse_constant=_refuse_constant
)


def _flat(push: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in push.items():
        yield name, value
        if isinstance(value, dict):
            yield from ((f"{name}/{inner}", inner_value) for inner, inner_value in value.items())
            yield from _flat_lines(f"{name}/{LINES}", value.get(LINES))


def _flat_lines(name: str, lines: Any) -> Iterator[tuple[str, Any]]:
    """Read a list, which JSON makes of several lines but not of one."""
    for index, line in enumerate(lines if isinstance(lines, list) else [lines]):
        if isinstance(line, dict):
            yield from ((f"{name}/{index}/{inner}", value) for inner, value in line.items())

"""Notices as they are read: each with its case, and with the words of the entry that it tells of."""

from typing import Any, Final

import msgspec
from sqlalchemy import Select, select

from adapters.casebook.schema import cases, notices, words
from adapters.casebook.spoken import words_of
from adapters.sealing import Keyring
from adapters.sql import Row
from dialogs.facts.errors import UnreadableSeal
from dialogs.facts.notices import Audience, Notice
from dialogs.reading import mask

OF_CASE: Final = ("category", "street", "district", "unit", "status", "submitted_at")
OF_ROW: Final = (
    *("position", "audience", "citizen", "officer", "case", "seq", "step", "facts", "urgent", "at", "expires"),
    *("attempts", "begun_at", "voice", "refused", "parts"),
)
_ENTRY: Final = (words.c.case == notices.c.case) & (words.c.seq == notices.c.seq)
READ: Final[Select[Any]] = select(
    *(notices.c[name] for name in OF_ROW),
    *(cases.c[name].label(f"case_{name}") for name in ("language", *OF_CASE)),
    words.c.sealed,
).select_from(notices.outerjoin(cases, cases.c.number == notices.c.case).outerjoin(words, _ENTRY))
AUDIENCES: Final = {each.value: each for each in Audience}
_IN_CASE: Final = tuple((name, f"case_{name}") for name in OF_CASE)
_facts: Final = msgspec.json.Decoder(dict[str, str]).decode


def notice_of(keyring: Keyring, row: Row, language: str) -> Notice:
    """Make a notice of what was read; officers see words masked, and nobody those that no key opens.

    ``language``: the one that its reader speaks, nothing where that is not known: the city's first is spoken then.
    """
    facts = {name: str(row[of_case]) for name, of_case in _IN_CASE if row[of_case]} | _facts(row["facts"])
    audience = AUDIENCES[row["audience"]]
    said = _said(keyring, row) if row["sealed"] else ""
    if audience is Audience.CITIZEN:  # nobody else is told in the language that a citizen speaks
        language = language or row["case_language"] or ""
    return Notice(
        id=str(row["position"]),
        audience=audience,
        recipient=row["citizen"] or row["officer"],
        step=row["step"],
        at=row["at"],
        expires=row["expires"],
        case=row["case"] or "",
        seq=row["seq"],
        facts=tuple(sorted(facts.items())),
        words=said if audience is Audience.CITIZEN else mask(said),
        language=language,
        urgent=row["urgent"],
    )


def _said(keyring: Keyring, row: Row) -> str:
    try:
        return words_of(keyring, row["case"], row["seq"], row["sealed"])[1]
    except UnreadableSeal:
        return ""

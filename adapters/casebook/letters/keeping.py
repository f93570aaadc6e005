"""Letters as they are listed and read."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, false, or_, select, true, tuple_

from adapters.casebook.records import record_of
from adapters.casebook.rules.authority import below
from adapters.casebook.schema import cases, letters, words
from adapters.casebook.seeing import seen_by
from adapters.casebook.spoken import words_of
from adapters.sealing import Keyring
from adapters.sql import Database
from dialogs.city import City
from dialogs.facts.cases import CaseKind
from dialogs.facts.records import Bearer, CaseRecord, Role
from dialogs.facts.supervision import Letter, LetterFilter, LetterPage
from dialogs.reading import mask

WRITTEN: Final = words.alias("written")
REPLIED: Final = words.alias("replied")
LETTER: Final = (
    select(letters, WRITTEN.c.sealed.label("text"), REPLIED.c.sealed.label("answer"))
    .join(cases, cases.c.number == letters.c.case)
    .join(WRITTEN, (WRITTEN.c.case == letters.c.case) & (WRITTEN.c.seq == letters.c.seq), isouter=True)
    .join(REPLIED, (REPLIED.c.case == letters.c.case) & (REPLIED.c.seq == letters.c.answer_seq), isouter=True)
)


class SqlLetters:
    """``Letters`` over the casebook's database."""

    def __init__(self, database: Database, keyring: Keyring, city: Callable[[], City]) -> None:
        self._database = database
        self._keyring = keyring
        self._city = city

    async def page(self, wanted: LetterFilter, reader: Bearer) -> LetterPage:
        found = LETTER.where(*_conditions(wanted), _seen_by(self._city(), reader))
        newest = found.order_by(letters.c.at.desc(), letters.c.id.desc()).limit(wanted.limit + 1)
        read = await self._database.read(lambda connection: self._read(connection, newest))
        page = read[: wanted.limit]
        return LetterPage(page, f"{page[-1].at}.{page[-1].id}" if len(read) > wanted.limit else "")

    async def one(self, id: str, reader: Bearer) -> tuple[Letter, CaseRecord | None] | None:
        city = self._city()
        mine = LETTER.where(letters.c.id == id, _seen_by(city, reader))
        told = or_(cases.c.kind != CaseKind.MISCONDUCT, seen_by(reader, lambda unit: below(city, unit)))
        return await self._database.read(lambda connection: self._with_case(connection, mine, told))

    def _with_case(
        self, connection: Connection, found: Select[Any], told: ColumnElement[bool]
    ) -> tuple[Letter, CaseRecord | None] | None:
        """Give it with its case; a report about officials by now stays with who sees it, whoever got the letter."""
        letter = next(iter(self._read(connection, found)), None)
        if letter is None:
            return None
        case = connection.scalar(select(cases.c.number).where(cases.c.number == letter.number, told))
        return letter, record_of(connection, self._keyring, case) if case else None

    def _read(self, connection: Connection, found: Select[Any]) -> tuple[Letter, ...]:
        return tuple(_letter(self._keyring, row) for row in connection.execute(found).mappings())


def _letter(keyring: Keyring, row: RowMapping) -> Letter:
    def said(name: str, seq: int) -> str:
        return mask(words_of(keyring, row["case"], seq, row[name])[1]) if row[name] else ""

    plain: Mapping[str, Any] = {name: row[name] for name in ("id", "kind", "unit", "by", "at", "due_at", "answered_at")}
    return Letter(
        number=row["case"],
        seq=row["seq"],
        text=said("text", row["seq"]),
        answered_by=row["answered_by"],
        answer=said("answer", row["answer_seq"]),
        **plain,
    )


def _conditions(wanted: LetterFilter) -> list[ColumnElement[bool]]:
    asked = ((letters.c.unit, wanted.unit), (letters.c.kind, wanted.kind), (letters.c.case, wanted.number))
    conditions = [column == value for column, value in asked if value]
    if wanted.answered is not None:
        waits = letters.c.answered_at.is_(None)
        conditions.append(~waits if wanted.answered else waits)
    if wanted.cursor:
        at, _, last = wanted.cursor.partition(".")
        conditions.append(tuple_(letters.c.at, letters.c.id) < (int(at), last))
    return conditions


def _seen_by(city: City, reader: Bearer) -> ColumnElement[bool]:
    """Say which letters a reader sees: a unit its own and those to units below, but none about officials down there."""
    if reader.role is not Role.UNIT:
        return true()
    through = and_(letters.c.unit.in_(below(city, reader.unit)), cases.c.kind != CaseKind.MISCONDUCT)
    return or_(letters.c.unit == reader.unit, through) if reader.unit else false()

"""Cases as staff see them: read in a few statements for a whole page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, Integer, Select, bindparam, case, exists, or_, select

from adapters.casebook.leading import leads_of
from adapters.casebook.media import KEPT
from adapters.casebook.rules.facts import facts_of
from adapters.casebook.rules.ratings import VALUES
from adapters.casebook.schema import cases, handlings, leads, media, ratings, reporters, timeline, words
from adapters.casebook.spoken import shown
from adapters.sealing import Keyring
from adapters.sql import Row, Statement
from dialogs.facts.cases import CaseKind, Place, Status
from dialogs.facts.messages import MediaKind
from dialogs.facts.records import EVERY, IN_ANSWER, CaseRecord, Fact, Rated, Step
from dialogs.reading import mask

CODES: Final = msgspec.json.Decoder(dict[str, str])
UNTOLD = frozenset({"file"})
"""Entries whose words are the description already."""

MORE: Final = (
    exists().where(media.c.case == cases.c.number).label("has_media"),
    exists().where(leads.c.case == cases.c.number).label("has_lead"),
)
"""Whether there is more to read: most cases have neither."""
ONE: Final = Statement(
    select(cases, handlings.c.joint, handlings.c.asked_until, *MORE)
    .select_from(cases.outerjoin(handlings, handlings.c.case == cases.c.number))
    .where(cases.c.number == bindparam("of_case"))
)
BESIDE: Final = select(handlings.c.case, handlings.c.joint, handlings.c.asked_until).where(
    handlings.c.case.in_(bindparam("numbers", expanding=True)),
    or_(handlings.c.joint != "", handlings.c.asked_until.is_not(None)),
)


class _Asked(NamedTuple):
    """What is read beside cases: of one, as after each act, or of a page of them."""

    one: Statement
    many: Select[Any]


def _asked(wanted: Select[Any], case: ColumnElement[str]) -> _Asked:
    one, many = case == bindparam("of_case"), case.in_(bindparam("numbers", expanding=True))
    return _Asked(Statement(wanted.where(one)), wanted.where(many))


_UNTIL: Final = bindparam("until", type_=Integer)
_END: Final = case((cases.c.entries < _UNTIL, cases.c.entries), else_=_UNTIL)
STEPS: Final = _asked(
    select(
        *(timeline.c[name] for name in ("case", "seq", "at", "kind", "actor", "codes")),
        words.c.sealed,
    )
    .join(cases, cases.c.number == timeline.c.case)
    .join(words, (words.c.case == timeline.c.case) & (words.c.seq == timeline.c.seq), isouter=True)
    .where(timeline.c.seq <= _END, timeline.c.seq > _END - bindparam("entries", type_=Integer))
    .order_by(timeline.c.case, timeline.c.seq),
    timeline.c.case,
)
PHOTOS: Final = _asked(
    select(media.c.case, media.c.id)
    .where(media.c.kind == MediaKind.IMAGE, media.c.state == KEPT)
    .order_by(media.c.asked_at, media.c.id),
    media.c.case,
)
RATED: Final = _asked(
    select(ratings, reporters.c.role).join(
        reporters, (reporters.c.case == ratings.c.case) & (reporters.c.citizen == ratings.c.citizen)
    ),
    ratings.c.case,
)


class Span(NamedTuple):
    """Which part of a timeline is read: so many entries, the last of them at this place or before it."""

    entries: int = IN_ANSWER
    until: int = EVERY


ANSWERED: Final = Span()


def record_of(connection: Connection, keyring: Keyring, number: str) -> CaseRecord | None:
    rows = ONE.all(connection, {"of_case": number})
    return next(iter(records_of(connection, keyring, rows)), None)


def records_of(
    connection: Connection, keyring: Keyring, rows: Sequence[Row], span: Span = ANSWERED
) -> tuple[CaseRecord, ...]:
    numbers = [row["number"] for row in rows]
    steps = _steps(connection, keyring, numbers, span)
    photos = _photos(connection, _with(rows, "has_media"))
    rated, led = _rated(connection, rows), leads_of(connection, keyring, _with(rows, "has_lead"))
    plain = (_record(row, steps[row["number"]], photos[row["number"]], rated.get(row["number"])) for row in rows)
    more = _beside(connection, rows)
    return tuple(replace(record, lead=led.get(record.number), **more.get(record.number, {})) for record in plain)


def _beside(connection: Connection, rows: Sequence[Row]) -> Mapping[str, Mapping[str, Any]]:
    """Give what stands beside a case's own row; of one that is read alone it was read with it."""
    apart = [row["number"] for row in rows if "joint" not in row]
    found = connection.execute(BESIDE, {"numbers": apart}).mappings().all() if apart else ()
    known = {row["number"]: row for row in rows if "joint" in row} | {row["case"]: row for row in found}
    return {
        number: {"joint": tuple((row["joint"] or "").split()), "asked_until": row["asked_until"]}
        for number, row in known.items()
    }


def _rows(connection: Connection, asked: _Asked, numbers: Sequence[str], **given: int) -> Sequence[Row]:
    if len(numbers) == 1:
        return asked.one.all(connection, {"of_case": numbers[0], **given})
    return connection.execute(asked.many, {"numbers": numbers, **given}).mappings().all() if numbers else ()


def _with(rows: Sequence[Row], what: str) -> list[str]:
    """Name the cases that have such a thing, or may have it: a list of many does not say."""
    return [row["number"] for row in rows if row.get(what, True)]


def _record(row: Row, steps: Sequence[tuple[int, Step]], photos: Iterable[str], rating: Rated | None) -> CaseRecord:
    return CaseRecord(
        number=row["number"],
        status=Status(row["status"]),
        kind=CaseKind(row["kind"]),
        category=row["category"],
        urgency=row["urgency"],
        unit=row["unit"],
        officer=row["officer"],
        district=row["district"],
        description=row["description"],
        place=Place(row["place"], row["lat"], row["lon"], row["district"], row["street"]),
        channel=row["channel"],
        anonymous=row["anonymous"],
        reporters=row["reporters"],
        submitted_at=row["submitted_at"],
        photos=tuple(photos),
        accept_by=row["accept_by"],
        sign_by=row["sign_by"],
        reply_by=row["reply_by"],
        paused_until=row["paused_until"],
        provisional=row["provisional"],
        resolved_at=row["resolved_at"],
        outcome=row["outcome"],
        rating=rating,
        warnings=row["warnings"],
        reopened=row["reopened"],
        merged_into=row["merged_into"],
        timeline=tuple(step for _, step in steps),
        earlier=steps[0][0] - 1 if steps else 0,
    )


def _steps(
    connection: Connection, keyring: Keyring, numbers: list[str], span: Span
) -> Mapping[str, list[tuple[int, Step]]]:
    """Give the entries of each with their places."""
    told: defaultdict[str, list[tuple[int, Step]]] = defaultdict(list)
    for row in _rows(connection, STEPS, numbers, entries=span.entries, until=span.until):
        text = _text(keyring, row)
        told[row["case"]].append((row["seq"], Step(row["at"], row["kind"], row["actor"], text, _facts(row))))
    return told


def _facts(row: Row) -> tuple[Fact, ...]:
    return facts_of(row["kind"], CODES.decode(row["codes"]))


def _text(keyring: Keyring, row: Row) -> str:
    if row["sealed"] is None or row["kind"] in UNTOLD:
        return ""
    masked: str = mask(shown(keyring, row["case"], row["seq"], row["sealed"]))
    return masked


def _photos(connection: Connection, numbers: list[str]) -> Mapping[str, list[str]]:
    kept: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows(connection, PHOTOS, numbers):
        kept[row["case"]].append(row["id"])
    return kept


def _rated(connection: Connection, rows: Sequence[Row]) -> Mapping[str, Rated]:
    """Give the filer's rating of the last resolution, else the worst of the joiners'; unresolved cases have none."""
    last = {row["number"]: row["reopened"] for row in rows if row["resolved_at"] is not None}
    found = _rows(connection, RATED, list(last))
    ranked = sorted(
        (row for row in found if row["resolution"] == last[row["case"]]),
        key=lambda row: (row["role"] == "filer", VALUES.index(row["value"])),
    )
    return {row["case"]: Rated(row["value"], row["reason"], row["at"]) for row in ranked}

"""Open cases in any number, loaded in bulk: numbers, due times and what the clock is watched for."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, insert

from adapters.casebook.rules import chain
from adapters.casebook.rules.numbers import number_of
from adapters.casebook.schema import cases, handlings, watches
from adapters.sql import Database
from dialogs.facts.cases import CaseKind, Status
from dialogs.facts.moment import DAY, HOUR, Moment, civil

BATCH = 2_000
A_DAY = 20_000
"""Cases filed on one made-up day; their numbers have room for five digits."""


def open_cases(
    count: int, now: Moment, zone: Any, units: tuple[str, ...], *, late: int = 0
) -> Iterator[dict[str, Any]]:
    """Give rows of assigned cases, due within the next weeks; the first ``late`` have been late for a year."""
    today = civil(now, zone).date()
    for index in range(count):
        day, of_day = divmod(index, A_DAY)
        due = now - 365 * DAY + index if index < late else now + DAY + (index * 7919) % (20 * DAY)
        yield {
            "number": number_of(today - timedelta(days=1 + day), 1 + of_day),
            "status": Status.ASSIGNED,
            "kind": CaseKind.REPORT,
            "category": "lamp",
            "urgency": "normal",
            "unit": units[index % len(units)],
            "description": "a made-up case",
            "channel": "sms",
            "language": "en",
            "submitted_at": Moment(due - 7 * DAY),
            "accept_by": Moment(due - 6 * DAY),
            "sign_by": Moment(due - 5 * DAY),
            "reply_by": Moment(due),
            "head": chain.ROOT,
        }


async def load(
    database: Database,
    rows: Iterator[dict[str, Any]],
    look: Callable[[dict[str, Any]], Moment],
    told: Callable[[int], None],
) -> None:
    """Insert cases with a watch each; ``look`` says when it is looked at next, ``told`` hears how many more are in."""
    while batch := list(islice(rows, BATCH)):
        await database.write(lambda connection, batch=batch: _insert(connection, batch, look))  # type: ignore[misc]
        told(len(batch))


def _insert(connection: Connection, batch: list[dict[str, Any]], look: Callable[[dict[str, Any]], Moment]) -> None:
    connection.execute(insert(cases), batch)
    signed = [
        {"case": row["number"], "signed_at": row["submitted_at"] + HOUR, "first_unit": row["unit"]} for row in batch
    ]
    connection.execute(insert(handlings), signed)
    watched = [
        {
            "case": row["number"],
            "kind": "reply_by",
            "since": row["submitted_at"],
            "due": row["reply_by"],
            "at": look(row),
        }
        for row in batch
    ]
    connection.execute(insert(watches), watched)

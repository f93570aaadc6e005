"""Who answers for a hard case personally, as it is shown on the case."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, RowMapping, bindparam, select

from adapters.casebook.schema import leads, words
from adapters.casebook.spoken import words_of
from adapters.sealing import Keyring
from dialogs.facts.records import Lead
from dialogs.reading import mask

LEADS: Final = (
    select(leads, words.c.sealed)
    .join(words, (words.c.case == leads.c.case) & (words.c.seq == leads.c.seq), isouter=True)
    .where(leads.c.case.in_(bindparam("numbers", expanding=True)))
)


def leads_of(connection: Connection, keyring: Keyring, numbers: Sequence[str]) -> Mapping[str, Lead]:
    """Give the leads of those of the cases that have one."""
    found = connection.execute(LEADS, {"numbers": numbers}).mappings() if numbers else ()
    return {row["case"]: _lead(keyring, row) for row in found}


def _lead(keyring: Keyring, row: RowMapping) -> Lead:
    """Give the lead; the plan is what stands in the words of the entry after official and team."""
    said = words_of(keyring, row["case"], row["seq"], row["sealed"])[1] if row["sealed"] else ""
    before = "\n".join(filter(None, (row["official"], row["team"])))
    return Lead(row["official"], row["team"], mask(said.removeprefix(before).strip()), row["until"])

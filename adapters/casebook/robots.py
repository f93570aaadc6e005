"""What a unit's group robot says: that there is something new or late, by number and category, and nothing more."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import delete, or_

from adapters.casebook import outbox
from adapters.casebook.entries import locked_case
from adapters.casebook.occasion import Occasion
from adapters.casebook.rules.lifecycle import Step
from adapters.casebook.schema import outbox as outbox_rows
from dialogs.facts.messages import Address
from dialogs.facts.ports import Outgoing

CHANNEL: Final = "wecom"
SAID: Final[Mapping[str, str]] = {
    Step.ASSIGN: "officer-told-assign",
    "help": "officer-told-help",
    Step.RETURN: "officer-told-return",
    Step.REOPEN: "officer-told-reopen",
    Step.SUPERVISE: "officer-told-supervise",
    Step.URGE: "officer-told-urge",
    Step.WARN: "officer-told-watch",
}

LATE: Final = "officer-told-group"


def tell_group(occasion: Occasion, unit: str, number: str, step: str, seq: int) -> None:
    """Leave it in the outbox, once for each entry; a group has several readers, so no citizen's word is in it."""
    key = SAID.get(step)
    row = locked_case(occasion.connection, number) if key and unit in occasion.office.robots else None
    if row is None or key is None:
        return
    city = occasion.office.city()
    named = {"number": number, "category": city.name_of("category", row["category"], city.languages[0])}
    _say(occasion, unit, f"{number}/{seq}", key, named, case=number)


def take_back(occasion: Occasion, number: str, units: Iterable[str] = ("",)) -> None:
    """Leave unsaid what waits for the groups of these units about a case, for any group where none is named."""
    unsaid = (outbox_rows.c.case == number) & (outbox_rows.c.channel == CHANNEL) & (outbox_rows.c.lease == "")
    theirs = or_(*(outbox_rows.c.key.startswith(_key(unit), autoescape=True) for unit in units))
    occasion.connection.execute(delete(outbox_rows).where(unsaid, theirs, outbox_rows.c.state == outbox.WAITING))


def tell_late(occasion: Occasion, unit: str, numbers: Sequence[str]) -> None:
    """Say once a day how many are late; ``numbers`` begin with what is longest due, which alone is named."""
    named = {"count": str(len(set(numbers))), "number": numbers[0]}
    _say(occasion, unit, f"late/{occasion.now}", LATE, named, case=numbers[0])


def _key(unit: str) -> str:
    """Give what the keys of all that is said to a unit's group begin with; to any group where none is named."""
    return f"{CHANNEL}/{unit}/" if unit else f"{CHANNEL}/"


def _say(occasion: Occasion, unit: str, what: str, key: str, values: Mapping[str, str], *, case: str) -> None:
    office, to = occasion.office, Address(CHANNEL, unit)
    text = office.tell(key, office.city().languages[0], values)
    message = Outgoing(f"{_key(unit)}{what}", to, "", text)
    outbox.put(occasion.connection, office.keyring, [message], now=occasion.now, case=case)

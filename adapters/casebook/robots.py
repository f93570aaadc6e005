"""What a unit's group robot says: that there is something new or late, by number and category, and nothing more."""

from collections.abc import Mapping
from typing import Final

from adapters.casebook import outbox
from adapters.casebook.entries import locked_case
from adapters.casebook.occasion import Occasion
from adapters.casebook.rules.lifecycle import Step
from dialogs.facts.messages import Address
from dialogs.facts.ports import Outgoing

CHANNEL: Final = "wecom"
SAID: Final[Mapping[str, str]] = {
    Step.ASSIGN: "officer-told-assign",
    Step.RETURN: "officer-told-return",
    Step.REOPEN: "officer-told-reopen",
    Step.SUPERVISE: "officer-told-supervise",
    Step.URGE: "officer-told-urge",
    Step.WARN: "officer-told-watch",
}


def tell_group(occasion: Occasion, unit: str, number: str, step: str, seq: int) -> None:
    """Leave it in the outbox, once for each entry; a group has several readers, so no citizen's word is in it."""
    key = SAID.get(step)
    row = locked_case(occasion.connection, number) if key and unit in occasion.office.robots else None
    if row is None or key is None:
        return
    city = occasion.office.city()
    language = city.languages[0]
    named = {"number": number, "category": city.name_of("category", row["category"], language)}
    to = Address(CHANNEL, unit)
    message = Outgoing(f"{CHANNEL}/{unit}/{number}/{seq}", to, "", occasion.office.tell(key, language, named))
    outbox.put(occasion.connection, occasion.office.keyring, [message], now=occasion.now, case=number)

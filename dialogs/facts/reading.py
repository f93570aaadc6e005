"""What free text was read as."""

from dataclasses import dataclass

from dialogs.facts.cases import CaseKind, Place


@dataclass(frozen=True, slots=True)
class Reading:
    """Codes of the city profile; whatever is empty was not read."""

    place: Place | None = None
    categories: tuple[str, ...] = ()
    """At most three, best first."""
    sure: bool = False
    """Whether the first category needs no asking."""
    danger: str = ""
    """Present and near only."""
    other_path: str = ""
    """Court, arbitration or administrative review."""
    kind: CaseKind = CaseKind.REPORT

"""Which limit the casebook met when it did not do what was asked."""

from collections.abc import Mapping
from typing import Any, Final

from dialogs.facts.acts import File, Join, Refused, Supplement
from dialogs.facts.binding import Outcome, SendPhoneCode, TryPhoneCode
from dialogs.facts.officers import Bind, TryPin
from dialogs.facts.queries import FindCase
from dialogs.facts.results import TOO_MANY

LIMITS: Final[Mapping[type, Mapping[str, str]]] = {
    File: {TOO_MANY: "filings"},
    Supplement: {TOO_MANY: "supplements"},
    Join: {TOO_MANY: "supplements"},
    SendPhoneCode: {TOO_MANY: "codes-sent"},
    TryPhoneCode: {Outcome.WRONG: "wrong-code"},
    FindCase: {"wrong-code": "wrong-code", "locked": "locked", "locked-today": "locked"},
    Bind: {"wrong": "wrong-code", "locked": "locked"},
    TryPin: {"wrong": "wrong-pin", "locked": "locked"},
}
"""What may end at a limit, and the limit by what came of it."""


def limit_met(asked: object, result: Any) -> str:
    """Name the limit; nothing where none was met."""
    limits = LIMITS.get(type(asked))
    return limits.get(_outcome(result), "") if limits else ""


def _outcome(result: Any) -> str:
    if isinstance(result, Refused):
        return result.reason
    return result if isinstance(result, str) else str(getattr(result, "outcome", ""))

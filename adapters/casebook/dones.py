"""What was done under which key: the same act is done once, another one under its key is a conflict."""

import hashlib
from collections.abc import Callable
from typing import Final

import msgspec
from sqlalchemy import bindparam, insert, select

from adapters.casebook.occasion import Occasion
from adapters.casebook.people import Citizen
from adapters.casebook.schema import dones
from adapters.sql import Statement
from dialogs.facts.acts import Act, DoKey, Done, Filed, NewCode, Refused, Reopened, Result, Urged, Withdrawn
from dialogs.facts.discreet import Discreet
from dialogs.facts.errors import Conflict

KINDS = (Filed, Done, NewCode, Urged, Withdrawn, Reopened, Refused)
RESULTS: dict[str, type[Result]] = {kind.__name__: kind for kind in KINDS}
UNDER_KEY: Final = Statement(
    select(dones.c.kept).where(dones.c.citizen == bindparam("citizen"), dones.c.key == bindparam("key"))
)
KEEP: Final = Statement(insert(dones))


class _Kept(Discreet, frozen=True):
    act: str
    kind: str
    result: msgspec.Raw


def once(occasion: Occasion, citizen: Citizen, key: DoKey, act: Act, do: Callable[[], Result]) -> Result:
    """Give the result that is kept under the key, or do the act and keep what came of it, in one transaction."""
    kept = None if citizen.new else _kept(occasion, citizen, key)
    if kept is None:
        result = do()
        _keep(occasion, citizen, key, act, result)
        return result
    if kept.act != _digest(act):
        raise Conflict(str(key))
    return msgspec.json.decode(kept.result, type=RESULTS[kept.kind])


def _kept(occasion: Occasion, citizen: Citizen, key: DoKey) -> _Kept | None:
    kept = UNDER_KEY.value(occasion.connection, {"citizen": citizen.id, "key": str(key)})
    if kept is None:
        return None
    return msgspec.json.decode(occasion.open(dones.c.kept, kept, citizen.id, key), type=_Kept)


def _keep(occasion: Occasion, citizen: Citizen, key: DoKey, act: Act, result: Result) -> None:
    kept = _Kept(_digest(act), type(result).__name__, msgspec.Raw(msgspec.json.encode(result)))
    sealed = occasion.seal(dones.c.kept, msgspec.json.encode(kept).decode(), citizen.id, key)
    row = {"citizen": citizen.id, "key": str(key), "kept": sealed, "at": occasion.now}
    KEEP.write(occasion.connection, row)


def _digest(act: Act) -> str:
    return hashlib.sha256(type(act).__name__.encode() + b"\n" + msgspec.json.encode(act)).hexdigest()

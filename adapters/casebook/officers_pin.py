"""The PIN of an officer: kept as a sealed slow hash, compared outside a transaction, tried a few times a day."""

import base64
import hashlib
import hmac
import os
from itertools import pairwise
from typing import Final

from sqlalchemy import RowMapping, update

from adapters.casebook.occasion import Occasion
from adapters.casebook.officers import officer_at
from adapters.casebook.schema.officers import officers
from dialogs.facts.moment import DAY, MINUTE
from dialogs.facts.officers import PIN_DIGITS

MOST_WRONG: Final = 5
LOCKED_FOR: Final = DAY
GOOD_FOR: Final = 10 * MINUTE
"""How long after the PIN an act may come that wants it."""
FIRST_WITHIN: Final = DAY
"""How long after binding the first PIN may be set: later on, whoever forges the number would choose it."""
SALT_SIZE: Final = 16
COST: Final = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}  # 16 MB and some 50 ms: never on the writer's thread


def hashed(pin: str) -> str:
    """Give what is kept of a PIN; takes its time."""
    salt = os.urandom(SALT_SIZE)
    return base64.b64encode(salt + _stretched(pin, salt)).decode()


def matches(kept: str, pin: str) -> bool:
    """Compare; takes its time, and the same time whatever the answer."""
    whole = base64.b64decode(kept)
    return hmac.compare_digest(whole[SALT_SIZE:], _stretched(pin, whole[:SALT_SIZE]))


def is_weak(pin: str) -> bool:
    """Say whether all can guess it: one digit throughout, or a run up or down."""
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return len(pin) != PIN_DIGITS or steps in ({0}, {1}, {-1})


def begin_try(occasion: Occasion) -> tuple[str, str]:
    """Count a try before it is made. The outcome where there is none to make, else the id and what is kept."""
    row = officer_at(occasion)
    if row is None or row["pin"] is None:
        return "none", ""
    tries = _tries(occasion, row)
    if tries >= MOST_WRONG:
        return "locked", ""
    _change(occasion, row["id"], pin_tries=tries + 1, pin_tried_at=occasion.now, pin_given_at=None)
    return "", occasion.open(officers.c.pin, row["pin"], row["id"])


def right(occasion: Occasion) -> None:
    """Note that the right one was given: the count begins anew, and one act may follow."""
    row = officer_at(occasion)
    if row:
        _change(occasion, row["id"], pin_tries=0, pin_given_at=occasion.now)


def keep(occasion: Occasion, kept: str) -> bool:
    """Keep a new one; False for the first one long after binding, and where the former one was not given just now."""
    row = officer_at(occasion)
    if row is None or not (_may_be_first(occasion, row) if row["pin"] is None else is_given(occasion, row)):
        return False
    sealed = occasion.seal(officers.c.pin, kept, row["id"])
    _change(occasion, row["id"], pin=sealed, pin_tries=0, pin_given_at=None)
    return True


def _may_be_first(occasion: Occasion, row: RowMapping) -> bool:
    bound_at: int = row["bound_at"]
    return occasion.now - bound_at <= FIRST_WITHIN


def is_given(occasion: Occasion, row: RowMapping) -> bool:
    return row["pin_given_at"] is not None and occasion.now - row["pin_given_at"] <= GOOD_FOR


def use_up(occasion: Occasion, id: str) -> None:
    _change(occasion, id, pin_given_at=None)


def _tries(occasion: Occasion, row: RowMapping) -> int:
    """Give how many wrong ones stand against the officer; after a day they count no more."""
    old = row["pin_tried_at"] is None or occasion.now - row["pin_tried_at"] > LOCKED_FOR
    return 0 if old else row["pin_tries"]


def _change(occasion: Occasion, id: str, **values: object) -> None:
    occasion.connection.execute(update(officers).where(officers.c.id == id).values(**values))


def _stretched(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, **COST)

"""A phone number becomes another way to the citizen who proved it: by a code that was sent there."""

import hmac
from typing import Final

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from adapters.casebook import people, seals
from adapters.casebook.occasion import Occasion
from adapters.casebook.outbox import put
from adapters.casebook.people import REASSIGNED, Citizen
from adapters.casebook.schema import citizens, phone_codes
from adapters.casebook.uniting import unite
from dialogs.facts.acts import Done, Refused
from dialogs.facts.binding import (
    PHONE_CODE,
    SOON,
    BindPhone,
    BoundPhone,
    MyPhone,
    Outcome,
    SendPhoneCode,
    TryPhoneCode,
    UnbindPhone,
)
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, MINUTE, Moment
from dialogs.facts.ports import Outgoing, Worded

SMS: Final = "sms"
CODE_LENGTH: Final = 6
GOOD_FOR: Final = 10 * MINUTE
APART: Final = MINUTE
MOST_A_DAY: Final = 5
"""Codes for one citizen, and for one number whoever asks: a number is not to be showered with them."""
MOST_WRONG: Final = 5
FORGOTTEN: Final = 2 * DAY
TAIL: Final = 4


def my_phone(occasion: Occasion, citizen: Citizen | None, _: MyPhone) -> BoundPhone:
    if occasion.who.channel in REASSIGNED:
        return BoundPhone(here=False)
    row = people.bound_to(occasion, citizen.id) if citizen else None
    return BoundPhone(occasion.open(citizens.c.address, row["address"], row["id"])[-TAIL:] if row else "")


def send_code(occasion: Occasion, citizen: Citizen, act: SendPhoneCode) -> Done | Refused:
    if occasion.who.channel in REASSIGNED:
        return Refused("elsewhere")
    forget_codes(occasion.connection, occasion.now)
    if reason := _too_much(occasion, citizen, act.phone):
        return Refused(reason)
    code, new = occasion.office.chance.digits(CODE_LENGTH), occasion.office.chance.token(12)
    row = {"id": new, "citizen": citizen.id, "phone": _phones(occasion, act.phone)[0], "at": occasion.now}
    row |= {"address": occasion.seal(phone_codes.c.address, act.phone, new), "code": _codes(occasion, new, code)[0]}
    occasion.connection.execute(insert(phone_codes).values(row))
    text = occasion.office.tell("bind-sms", citizen.language, {"code": code})
    worded = Worded(PHONE_CODE, citizen.language, (("code", code),))
    message = Outgoing(f"{PHONE_CODE}/{new}", Address(SMS, act.phone), "", text, worded)
    put(occasion.connection, occasion.office.keyring, (message,), now=occasion.now)
    return Done()


def forget_codes(connection: Connection, now: Moment) -> int:
    """Drop what nobody can try any more, with the number that it was sent to; how many went."""
    return connection.execute(delete(phone_codes).where(phone_codes.c.at < now - FORGOTTEN)).rowcount


def try_code(occasion: Occasion, citizen: Citizen, query: TryPhoneCode) -> str:
    """Compare in constant time with the code that was sent last."""
    row = _last(occasion, citizen)
    if row is None or row["tries"] >= MOST_WRONG:
        return Outcome.OVER
    is_right = any(hmac.compare_digest(row["code"], each) for each in _codes(occasion, row["id"], query.code))
    _change(occasion, row, tries=row["tries"] + 1, proved_at=occasion.now if is_right else None)
    return Outcome.RIGHT if is_right else Outcome.WRONG


def bind(occasion: Occasion, citizen: Citizen, _: BindPhone) -> Done | Refused:
    row = _last(occasion, citizen)
    if row is None or row["proved_at"] is None:
        return Refused("over")
    _change(occasion, row, ended_at=occasion.now)
    _release(occasion, citizen)
    number = occasion.open(phone_codes.c.address, row["address"], row["id"])
    there = Occasion(occasion.connection, occasion.office, Address(SMS, number), occasion.now)
    phone = people.met(there)
    if phone.id != citizen.id:
        # Who wants to be sent nothing binds a number to see their cases there.
        silent = {"opted_out": True} if citizen.opted_out else {}
        people.change_address(occasion, phone, bound_to=citizen.id, **silent)
        if phone.id == phone.address:
            unite(occasion, phone, citizen)
    return Done()


def unbind(occasion: Occasion, citizen: Citizen, _: UnbindPhone) -> Done | Refused:
    return Done() if _release(occasion, citizen) else Refused("none")


def _release(occasion: Occasion, citizen: Citizen) -> bool:
    """Let the bound number go; what it sees begins anew."""
    ours = update(citizens).where(citizens.c.bound_to == citizen.id)
    return occasion.connection.execute(ours.values(bound_to=None, returned_at=occasion.now)).rowcount > 0


def _too_much(occasion: Occasion, citizen: Citizen, phone: str) -> str:
    today = phone_codes.c.at > occasion.now - DAY
    sent = select(func.count(), func.max(phone_codes.c.at)).where(today)
    mine, last = occasion.connection.execute(sent.where(phone_codes.c.citizen == citizen.id)).one()
    there, latest = occasion.connection.execute(sent.where(phone_codes.c.phone.in_(_phones(occasion, phone)))).one()
    if max(mine, there) >= MOST_A_DAY:
        return "too-many"
    return SOON if max(last or 0, latest or 0) > occasion.now - APART else ""


def _last(occasion: Occasion, citizen: Citizen) -> RowMapping | None:
    """Give the code that was sent last, while it is good."""
    sent = select(phone_codes).where(phone_codes.c.citizen == citizen.id).order_by(phone_codes.c.at.desc()).limit(1)
    row = occasion.connection.execute(sent.with_for_update()).mappings().first()
    if row is None or row["ended_at"] is not None or occasion.now > Moment(row["at"] + GOOD_FOR):
        return None
    return row


def _change(occasion: Occasion, row: RowMapping, **values: object) -> None:
    occasion.connection.execute(update(phone_codes).where(phone_codes.c.id == row["id"]).values(**values))


def _phones(occasion: Occasion, phone: str) -> tuple[bytes, ...]:
    return occasion.office.keyring.indices(seals.PERSON, Address(SMS, phone).whole)


def _codes(occasion: Occasion, sent: str, code: str) -> tuple[bytes, ...]:
    return occasion.office.keyring.indices(seals.PHONE_CODE, f"{sent}:{code}")

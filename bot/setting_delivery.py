"""Settings about what is sent on the platform's own account."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import NoDecode

from bot.setting_groups import Group
from bot.setting_kinds import listed

ADMIN = re.compile(r"(wechat:\S+|sms:\+[1-9][0-9]{6,14})")


def _voices(addresses: tuple[str, ...]) -> tuple[str, ...]:
    if any(not ADMIN.fullmatch(address) for address in addresses):
        raise ValueError("must be sms:+… or wechat:openid, several with commas")
    return addresses


Addresses = Annotated[tuple[str, ...], NoDecode, BeforeValidator(listed), AfterValidator(_voices)]


class Delivery(Group):
    """Who is woken when, and who is told that something is wrong."""

    quiet_from: int = Field(22, ge=0, le=23, description="hour from which no SMS wakes anybody, in the city's time")
    quiet_until: int = Field(8, ge=0, le=23, description="hour until which it is so; equal to `QUIET_FROM`: never")
    pushes_a_day: int = Field(
        5, ge=0, description="at most so many a day for one citizen, of what is not urgent; 0: any"
    )
    admin: Addresses = Field((), description="where alarms go: `sms:+…`, `wechat:openid`, or several with commas")
    oldest: int = Field(15, ge=1, description="minutes that a message may wait before the admin hears of it")

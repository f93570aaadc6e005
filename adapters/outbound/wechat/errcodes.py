"""What WeChat's error codes mean for who sends: one table.

Sources: the error codes of the interfaces' own pages at developers.weixin.qq.com, and the lists in WxJava and wechatpy.
"""

import re
from collections.abc import Mapping
from typing import Final

from adapters.outbound.wechat.host import Told
from dialogs.facts.errors import (
    AddressRefused,
    Busy,
    Misconfigured,
    OutcomeUnknown,
    PersonGone,
    QuotaSpent,
    Rejected,
    SendError,
    Throttled,
    TokenRejected,
    WindowClosed,
)

_REQUEST_ID = re.compile(r"rid: ?([0-9a-f-]{1,64})")

TOKEN_CODES: Final = frozenset({40001, 40014, 42001})
GONE_MEDIA: Final = 40007

ERRCODES: Final[Mapping[int, type[SendError]]] = {
    -1: Busy,
    40001: TokenRejected,
    40014: TokenRejected,
    42001: TokenRejected,
    40003: PersonGone,  # no openid of this account
    GONE_MEDIA: Rejected,
    40013: Misconfigured,  # app id
    40033: Rejected,  # characters
    40037: Misconfigured,  # a template of another kind, or none
    40125: Misconfigured,  # app secret
    40164: AddressRefused,  # our address is not on the account's list
    40200: Misconfigured,  # a test account may not
    41002: Misconfigured,  # no app id
    41004: Misconfigured,  # no app secret
    43004: PersonGone,  # follows no more
    43019: PersonGone,  # blacklisted by the account
    43101: WindowClosed,  # notice refused, or consent used up
    45002: Rejected,  # too long
    45009: QuotaSpent,
    45011: Throttled,  # too fast
    45015: WindowClosed,  # more than 48 hours of silence
    45047: WindowClosed,  # five messages without an answer
    47003: Rejected,  # a field of a notice
    48001: Misconfigured,  # an interface that the account was not granted
    50002: PersonGone,  # frozen or closed
    50005: PersonGone,  # never followed
    89503: AddressRefused,  # our address waits for the account's administrator
}


def check(told: Told, otherwise: type[SendError] = Rejected) -> None:
    """Raise what an error code means; one that nobody has met refuses this message and no other."""
    if told.errcode:
        raise ERRCODES.get(told.errcode, otherwise)(detail_of(told))


def check_done(told: Told) -> None:
    """Raise unless WeChat says that it is done: a 200 that does not say so proves nothing."""
    check(told)
    if told.errcode is None:
        raise OutcomeUnknown("no errcode")


def detail_of(told: Told) -> str:
    """Name the code, and the request id that WeChat's support asks for; the rest of its words may name a person."""
    request = _REQUEST_ID.search(told.errmsg)
    return f"errcode {told.errcode}, rid {request[1]}" if request else f"errcode {told.errcode}"

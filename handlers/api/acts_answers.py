"""What all acts of staff have in common on the wire: the key, and how a refusal is told."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from dialogs.facts.staff import Unfit, Why
from handlers.api.operations import Call
from handlers.api.problems import Refusal

KEY: Final = re.compile(r"[\x21-\x7e]{1,200}")
STATUS_OF: Final[Mapping[Why, HTTPStatus]] = {
    Why.UNKNOWN: HTTPStatus.NOT_FOUND,
    Why.FORBIDDEN: HTTPStatus.FORBIDDEN,
    Why.STATUS: HTTPStatus.CONFLICT,
    Why.BODY: HTTPStatus.UNPROCESSABLE_ENTITY,
}


def key_of(call: Call) -> str:
    """Give the key under which the request is done once; empty where there is none."""
    key = call.request.headers.get("Idempotency-Key", "")
    if key and not KEY.fullmatch(key):
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, (("Idempotency-Key", "unreadable"),))
    return key


def refusal(unfit: Unfit) -> Refusal:
    """Say why: what is unknown, which fields do not fit, or where the case stands now."""
    if unfit.why is Why.UNKNOWN:
        return Refusal(HTTPStatus.NOT_FOUND, (("number", "unknown"),))
    if unfit.why is Why.STATUS and unfit.status:
        return Refusal(HTTPStatus.CONFLICT, (("status", unfit.status),))
    return Refusal(STATUS_OF[unfit.why], unfit.errors)

"""What Twilio reports of a message we sent."""

import pytest
from sms_core import Client, Missed, Receiver
from twilio_door import SID, STATUS, send

from bot.demo.sms_phone import SmsPhone
from dialogs.facts.messages import Address


@pytest.mark.parametrize(
    ("status", "noted"),
    [
        ("accepted", []),
        ("queued", []),
        ("sending", []),
        ("sent", ["sent"]),
        ("delivered", ["delivered"]),
        ("read", ["delivered"]),
        ("undelivered", ["undelivered"]),
        ("failed", ["failed"]),
        ("canceled", ["failed"]),
        ("a status of tomorrow", []),
    ],
)
async def test_receipts(client: Client, phone: SmsPhone, receiver: Receiver, status: str, noted: list[str]) -> None:
    """Each status is noted in our words, or is a step that means nothing to us; both are taken."""
    fields = {"MessageSid": "SM1", "MessageStatus": status, "AccountSid": SID}
    response = await send(client, phone.post(fields, STATUS))

    assert (response.status, receiver.noted) == (204, [("SM1", state) for state in noted])


@pytest.mark.parametrize(
    "case",
    [
        ("undelivered", "30003", "later", ["Busy 30003"]),
        ("undelivered", "30005", "later", ["Busy 30005"]),
        ("failed", "30001", "later", ["Throttled 30001"]),
        ("failed", "30002", "later", ["Unpaid 30002"]),
        ("undelivered", "30006", "undelivered", ["PersonGone 30006"]),
        ("undelivered", "30007", "undelivered", ["Rejected 30007"]),
        ("undelivered", "30008", "undelivered", []),
        ("failed", "", "failed", []),
        ("failed", "³", "failed", []),
        ("failed", "9" * 5000, "failed", []),
        ("delivered", "30003", "delivered", []),
    ],
)
async def test_why_it_did_not_arrive(
    client: Client, phone: SmsPhone, receiver: Receiver, missed: Missed, case: tuple[str, str, str, list[str]]
) -> None:
    """Twilio's code says whether it is worth another try, and is heard where it tells more than one message's fate."""
    status, code, noted, heard = case
    fields = {"MessageSid": "SM1", "MessageStatus": status, "AccountSid": SID, "ErrorCode": code}
    response = await send(client, phone.post(fields | {"To": "+8613800138000"}, STATUS))

    assert (response.status, receiver.noted) == (204, [("SM1", noted)])
    assert missed.noted == [(Address("sms", "+8613800138000"), each) for each in heard]


@pytest.mark.parametrize("missing", ["MessageSid", "MessageStatus", "AccountSid"])
async def test_a_receipt_needs_its_fields(client: Client, phone: SmsPhone, receiver: Receiver, missing: str) -> None:
    """A status without its message is 400."""
    fields = {"MessageSid": "SM1", "MessageStatus": "sent", "AccountSid": SID}
    del fields[missing]

    assert ((await send(client, phone.post(fields, STATUS))).status, receiver.noted) == (400, [])


async def test_a_receipt_that_cannot_be_kept_is_503(client: Client, phone: SmsPhone, receiver: Receiver) -> None:
    """A store that is down asks for the status again."""
    receiver.down = True
    post = phone.post({"MessageSid": "SM1", "MessageStatus": "sent", "AccountSid": SID}, STATUS)

    assert (await send(client, post)).status == 503

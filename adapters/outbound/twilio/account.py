"""Our account at Twilio, and what SMS over it can do."""

from base64 import b64encode
from dataclasses import dataclass, field

from dialogs.facts.messages import Capabilities, Unit
from dialogs.words.widths import SHOWN_ON_SMS

API = "https://api.twilio.com"
CDN = ("https://mms.twiliocdn.com", "https://media.twiliocdn.com")

DEFAULT_WORDS = frozenset(
    {"stop", "unsubscribe", "end", "quit", "stopall", "revoke", "optout", "cancel", "start", "unstop"}
)
"""Twilio's own; it answers no other words, and none in Chinese. [docs/messaging/tutorials/advanced-opt-out]"""

TWILIO_SMS = Capabilities(
    channel="sms",
    unit=Unit.SEGMENTS,
    longest=4,  # 268 Han or 612 Latin characters, far below Twilio's 1600
    answers=True,
    parts=3,
    card_words=SHOWN_ON_SMS,
    carrier_words=True,
    carrier_answers=DEFAULT_WORDS,
    listed=3,
    answer_within=12,  # Twilio gives up after 15 seconds
)


@dataclass(frozen=True, slots=True)
class TwilioAccount:
    """Whose messages they are. ``sender`` is a number, ``service_sid`` a Messaging Service; the latter goes first.

    ``cdn``: the origins where the API may send us on to for media.
    """

    account_sid: str
    auth_token: str = field(repr=False)
    public_url: str
    sender: str = ""
    service_sid: str = ""
    api_base: str = API
    cdn: tuple[str, ...] = CDN

    @property
    def authorization(self) -> str:
        return "Basic " + b64encode(f"{self.account_sid}:{self.auth_token}".encode()).decode()

    @property
    def messages_url(self) -> str:
        return f"{self.api_base.rstrip('/')}/2010-04-01/Accounts/{self.account_sid}/Messages.json"

    @property
    def status_url(self) -> str:
        return f"{self.public_url.rstrip('/')}/sms/twilio/status"

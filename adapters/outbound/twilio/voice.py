"""SMS by Twilio's REST API: one POST a message, on plain aiohttp.

Twilio's call takes no id of ours, so a repeated one would be a second message. A request that left without an answer
is ``OutcomeUnknown``. A reply is not repeated then, for nothing in Twilio's list of messages tells one "1 file" from
the next; a notice names its case and its step, and is ``sought`` there.
"""

from datetime import datetime
from email.utils import parsedate_to_datetime

import aiohttp
import msgspec

from adapters.outbound.twilio.account import TWILIO_SMS, TwilioAccount
from adapters.outbound.twilio.errors import error_of
from dialogs.facts.discreet import Discreet
from dialogs.facts.errors import OutcomeUnknown, Unreachable
from dialogs.facts.messages import Capabilities
from dialogs.facts.moment import MINUTE, Moment, moment_of
from dialogs.facts.ports import Outgoing, Sent

WITHIN = aiohttp.ClientTimeout(total=15, connect=5)
TAKEN = frozenset({200, 201})
SKEW = MINUTE
"""How far Twilio's clock and ours may be apart."""
LISTED = "50"
FAILED = frozenset({"failed", "canceled"})


class Told(msgspec.Struct, frozen=True):
    """What an answer says, of all that we ask for: ``sid`` of a message taken, ``code`` of a refusal."""

    sid: str | None = None
    code: int | None = None


class Listed(Discreet, frozen=True):
    """One message of Twilio's list."""

    sid: str = ""
    body: str = ""
    status: str = ""
    date_created: str = ""  # RFC 2822


class Listing(Discreet, frozen=True):
    messages: tuple[Listed, ...] = ()


class TwilioVoice:
    """Sends as the service of the account, else as the number that was written to, else as the account's own.

    The session is the caller's to open and close.
    """

    def __init__(
        self,
        account: TwilioAccount,
        session: aiohttp.ClientSession,
        *,
        capabilities: Capabilities = TWILIO_SMS,
        within: aiohttp.ClientTimeout = WITHIN,
    ) -> None:
        self.capabilities = capabilities
        self._account = account
        self._session = session
        self._within = within
        self._headers = {"Authorization": account.authorization, "Accept": "application/json"}

    async def send(self, message: Outgoing) -> Sent:
        status, told = await self._post(self._form(message))
        if status not in TAKEN:
            raise error_of(status, told.code)
        if not told.sid:
            raise OutcomeUnknown("no sid")
        return Sent(told.sid)

    async def sought(self, message: Outgoing, since: Moment) -> Sent | None:
        """Look for a message of these words to this number in Twilio's list; None where it took none since then."""
        # The newest come first; a filter by date would miss what is still queued.
        for each in (await self._listed({"To": message.to.id, "PageSize": LISTED})).messages:
            is_it = each.body == message.text and each.status not in FAILED
            if is_it and _created(each) >= since - SKEW:
                return Sent(each.sid)
        return None

    async def _listed(self, query: dict[str, str]) -> Listing:
        try:
            async with self._session.get(
                self._account.messages_url, params=query, headers=self._headers, timeout=self._within
            ) as response:
                if response.status not in TAKEN:
                    raise error_of(response.status, None)
                return msgspec.json.decode(await response.read(), type=Listing)
        except (aiohttp.ClientError, TimeoutError, msgspec.MsgspecError) as lost:
            raise Unreachable(type(lost).__name__) from lost

    def _form(self, message: Outgoing) -> dict[str, str]:
        service = self._account.service_sid
        sender = {"MessagingServiceSid": service} if service else {"From": message.account or self._account.sender}
        return {
            "To": message.to.id,
            "Body": message.text,
            "StatusCallback": self._account.status_url,
            **sender,
        }

    async def _post(self, form: dict[str, str]) -> tuple[int, Told]:
        try:
            async with self._session.post(
                self._account.messages_url,
                data=form,
                headers=self._headers,
                timeout=self._within,
                allow_redirects=False,
            ) as response:
                return response.status, _read(await response.read())
        # Both are raised before the first byte of the request is written.
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as lost:
            raise Unreachable(type(lost).__name__) from lost
        except (aiohttp.ClientError, TimeoutError) as lost:
            raise OutcomeUnknown(type(lost).__name__) from lost


def _created(listed: Listed) -> Moment:
    """Give when it was made; what says nothing of it is as old as can be."""
    try:
        at: datetime = parsedate_to_datetime(listed.date_created)
        return moment_of(at)
    except ValueError:
        return Moment(0)


def _read(body: bytes) -> Told:
    """Read the answer; a proxy's error page tells nothing."""
    try:
        return msgspec.json.decode(body, type=Told)
    except (msgspec.MsgspecError, RecursionError):
        return Told()

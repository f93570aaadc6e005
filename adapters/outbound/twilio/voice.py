"""SMS by Twilio's REST API: one POST a message, on plain aiohttp.

Twilio's call takes no id of ours, so a repeated one would be a second message. A request that left without an answer
is ``OutcomeUnknown`` and is not repeated: nothing in Twilio's list of messages tells one "1 file" from the next.
"""

import json
from typing import Any

import aiohttp

from adapters.outbound.twilio.account import TWILIO_SMS, TwilioAccount
from adapters.outbound.twilio.errors import error_of
from dialogs.facts.errors import OutcomeUnknown, SendError, Unreachable
from dialogs.facts.messages import Capabilities
from dialogs.facts.ports import Outgoing, Sent

WITHIN = aiohttp.ClientTimeout(total=15, connect=5)


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
        status, said = await self._post(self._form(message))
        sid = said.get("sid")
        if status in {200, 201} and isinstance(sid, str):
            return Sent(sid)
        if status in {200, 201}:
            raise OutcomeUnknown("no sid")
        raise _refusal(status, said)

    def _form(self, message: Outgoing) -> dict[str, str]:
        service = self._account.service_sid
        sender = {"MessagingServiceSid": service} if service else {"From": message.account or self._account.sender}
        return {
            "To": message.to.id,
            "Body": message.text,
            "StatusCallback": self._account.status_url,
            **sender,
        }

    async def _post(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        try:
            async with self._session.post(
                self._account.messages_url,
                data=form,
                headers=self._headers,
                timeout=self._within,
                allow_redirects=False,
            ) as response:
                return response.status, _object(await response.read())
        # Both are raised before the first byte of the request is written.
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as lost:
            raise Unreachable(type(lost).__name__) from lost
        except (aiohttp.ClientError, TimeoutError) as lost:
            raise OutcomeUnknown(type(lost).__name__) from lost


def _object(body: bytes) -> dict[str, Any]:
    """Read the answer; a proxy's error page is as good as an empty object."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _refusal(status: int, said: dict[str, Any]) -> SendError:
    code = said.get("code")
    return error_of(status, code if isinstance(code, int) else None)

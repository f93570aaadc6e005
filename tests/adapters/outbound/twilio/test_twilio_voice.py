import asyncio
from urllib.parse import parse_qs

import aiohttp
import pytest
from aiohttp import web
from msgspec import structs
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from twilio_steps import MESSAGE, Start, Voices, serve

from adapters.outbound.twilio import TWILIO_SMS
from bot.demo.twilio_host import Course, TwilioHost
from dialogs.facts.errors import Misconfigured
from dialogs.facts.messages import Address
from dialogs.facts.moment import HOUR, Moment


async def test_a_text_is_taken(host: TwilioHost, voice: Voices) -> None:
    """The words arrive as they were said, and Twilio's id is the receipt."""
    sent = await voice().send(MESSAGE)

    assert [(heard.sid, heard.to, heard.text) for heard in host.messages] == [
        (sent.receipt, "+8613800138000", " 路灯 & 井盖 🙂 ")
    ]


async def test_the_form_is_twilios(aiohttp_server: Start, host: TwilioHost, voice: Voices) -> None:
    """Path, credentials and fields are those of the REST API."""
    seen: list[tuple[str, str, dict[str, list[str]]]] = []

    async def note(request: web.Request) -> web.Response:
        seen.append((request.path, request.headers["Authorization"], parse_qs(await request.text())))
        return web.json_response({"sid": "SM1"}, status=201)

    base = await serve(aiohttp_server, note)
    await voice(api_base=base).send(MESSAGE)

    assert seen == [
        (
            f"/2010-04-01/Accounts/{host.account_sid}/Messages.json",
            aiohttp.encode_basic_auth(host.account_sid, host.auth_token),
            {
                "To": ["+8613800138000"],
                "From": ["+8610123456"],
                "Body": [" 路灯 & 井盖 🙂 "],
                "StatusCallback": ["https://bot.example.org/sms/twilio/status"],
            },
        )
    ]


@pytest.mark.parametrize(
    ("service", "written_to", "sender"),
    [("", "+8610123456", "+8610123456"), ("", "", "+8610000000"), ("MG1", "+8610123456", "MG1")],
)
async def test_in_whose_name(host: TwilioHost, voice: Voices, service: str, written_to: str, sender: str) -> None:
    """A service goes first, then the number that was written to, then the account's own."""
    await voice(service_sid=service).send(structs.replace(MESSAGE, account=written_to))

    assert host.messages[0].sender == sender


async def test_states_are_reported_in_any_order(aiohttp_server: Start, host: TwilioHost, voice: Voices) -> None:
    """The stand-in reports the states it was told to, late and twice ones too, each signed as Twilio signs."""
    heard: list[tuple[str, bool]] = []

    async def note(request: web.Request) -> web.Response:
        form = await request.post()
        valid = RequestValidator(host.auth_token).validate(
            str(request.url), form, request.headers["X-Twilio-Signature"]
        )
        heard.append((str(form["MessageStatus"]), valid))
        return web.Response(status=204)

    host.usual = Course(("delivered", "sent", "sent"))
    door = await serve(aiohttp_server, note)
    await voice(public_url=door).send(MESSAGE)
    await host.settled()

    assert heard == [("delivered", True), ("sent", True), ("sent", True)]


class RedirectedSdk(TwilioHttpClient):
    """Twilio's HTTP client, speaking to another host."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base

    def request(self, method: str, url: str, *args: object, **kwargs: object) -> object:
        return super().request(method, url.replace("https://api.twilio.com", self.base), *args, **kwargs)


async def test_the_sdk_speaks_to_the_stand_in(host: TwilioHost) -> None:
    """Twilio's own client has its message taken by the stand-in: what we test against is what they call."""

    client = Client(host.account_sid, host.auth_token, http_client=RedirectedSdk(host.base))

    def sdk() -> tuple[str | None, int | None]:
        sid = client.messages.create(to="+8613800138000", from_="+8610000000", body="路灯").sid
        host.refuse(21610)
        with pytest.raises(TwilioRestException) as refused:
            client.messages.create(to="+8613800138000", from_="+8610000000", body="x")
        return sid, refused.value.code

    sid, code = await asyncio.to_thread(sdk)

    assert ([heard.sid for heard in host.messages], code) == ([sid], 21610)


def test_what_sms_can_do() -> None:
    """The capabilities fit what Twilio takes and waits for."""
    assert TWILIO_SMS.longest * 153 < 1600
    assert TWILIO_SMS.answer_within < 15


async def test_what_may_have_left_is_sought(host: TwilioHost, voice: Voices) -> None:
    """Twilio's list says whether it took these words to this number since then, and by which id."""
    sent = await voice().send(MESSAGE)
    now = host.clock.now()
    other = structs.replace(MESSAGE, text="other words")

    assert await voice().sought(MESSAGE, now) == sent
    assert await voice().sought(other, now) is None
    assert await voice().sought(structs.replace(MESSAGE, to=Address("sms", "+8613800138999")), now) is None
    assert await voice().sought(MESSAGE, Moment(now + HOUR)) is None


async def test_a_list_that_cannot_be_had(host: TwilioHost, voice: Voices) -> None:
    """Where the list cannot be asked nothing is sent either: it is asked again later."""
    with pytest.raises(Misconfigured):
        await voice(auth_token="wrong").sought(MESSAGE, host.clock.now())

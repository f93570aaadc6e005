"""Twilio's host as a stand-in on a real socket, an account on it, and a session."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import aiohttp
import pytest
from twilio_steps import Start

from adapters.outbound.twilio import TwilioAccount, TwilioFetcher, TwilioVoice
from bot.demo.twilio_host import TwilioHost


@pytest.fixture
async def host(aiohttp_server: Start) -> TwilioHost:
    host = TwilioHost("AC" + "1" * 32, "a token")
    server = await aiohttp_server(host.app())
    host.base = f"http://127.0.0.1:{server.port}"
    host.media.cdn = f"http://localhost:{server.port}"
    return host


@pytest.fixture
def account(host: TwilioHost) -> TwilioAccount:
    return TwilioAccount(
        host.account_sid,
        host.auth_token,
        public_url="https://bot.example.org/",
        sender="+8610000000",
        api_base=host.base,
        cdn=(host.media.cdn,),
    )


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def voice(account: TwilioAccount, session: aiohttp.ClientSession) -> Callable[..., TwilioVoice]:
    """Give a voice of the account with some of it changed."""
    return lambda **changes: TwilioVoice(replace(account, **changes), session)


@pytest.fixture
def fetcher(account: TwilioAccount, session: aiohttp.ClientSession) -> Callable[..., TwilioFetcher]:
    """Give a fetcher of the account with some of it changed."""
    return lambda **changes: TwilioFetcher(replace(account, **changes), session)

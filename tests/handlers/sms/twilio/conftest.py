"""Twilio's door on a server, and a phone on its network."""

import pytest
from sms_core import Client, Core, Missed, Receiver, Serve
from twilio_door import DOOR, SID, TOKEN

from bot.demo.clock import HandClock
from bot.demo.sms_phone import SmsPhone
from handlers.sms.twilio import twilio_routes


@pytest.fixture
def phone() -> SmsPhone:
    return SmsPhone("+8613800138000", SID, TOKEN, DOOR.public_url, "+8610123456")


@pytest.fixture
async def client(serve: Serve, core: Core, receiver: Receiver, missed: Missed, clock: HandClock) -> Client:
    return await serve(twilio_routes(DOOR, core, receiver, clock, missed))

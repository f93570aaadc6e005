"""Twilio's door under test: whose account it is, and how what its stand-in signed is sent."""

from aiohttp import ClientResponse
from sms_core import Client

from bot.demo.sms_phone import SignedPost
from handlers.sms.twilio import TwilioDoor

SID = "AC" + "1" * 32
TOKEN = "0123456789abcdef0123456789abcdef"
DOOR = TwilioDoor(SID, TOKEN, "https://bot.example.org/")
STATUS = "/sms/twilio/status"


async def send(client: Client, post: SignedPost) -> ClientResponse:
    return await client.post(post.path, data=post.body, headers=post.headers)

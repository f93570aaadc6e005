"""Status callbacks: signed, to the address that came with the message, in whatever order they are told to come."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from bot.demo.hosts import broken_off
from bot.demo.twilio_records import Record
from handlers.sms.signature import sign

PATIENCE = 15.0  # seconds


@dataclass(frozen=True, slots=True)
class Course:
    """What is reported of a message, in this order, repeats and all; ``error`` belongs to the last failing state."""

    steps: tuple[str, ...]
    error: int = 0

    @property
    def arrives(self) -> bool:
        return not {"undelivered", "failed"} & set(self.steps)


USUAL = Course(("queued", "sent", "delivered"))
UNREACHABLE = Course(("queued", "sent", "undelivered"), 30003)
OUT_OF_ORDER = Course(("delivered", "sent", "queued", "sent", "delivered"))


@dataclass(slots=True)
class Reports:
    account_sid: str
    auth_token: str = field(repr=False)
    pause: float = 0.05
    """Seconds before each state is reported: the answer leaves first."""
    answers: list[int] = field(default_factory=list)
    """The status of each callback."""
    _session: aiohttp.ClientSession | None = None
    _tasks: set["asyncio.Task[None]"] = field(default_factory=set)

    async def lifetime(self, _app: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession() as self._session:
            yield
            await broken_off(self._tasks)

    def begin(self, record: Record, course: Course) -> None:
        task = asyncio.create_task(self._report(record, course))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        """Wait until all states so far are reported."""
        await asyncio.gather(*self._tasks)

    async def _report(self, record: Record, course: Course) -> None:
        for step in course.steps:
            error = course.error if step in {"undelivered", "failed"} else 0
            record.move(step, error)
            if record.heard.callback:
                await asyncio.sleep(self.pause)
                await self._call_back(record, step, error)

    async def _call_back(self, record: Record, step: str, error: int) -> None:
        assert self._session  # noqa: S101  it takes messages only while it is served
        heard = record.heard
        fields = {
            "MessageSid": heard.sid,
            "SmsSid": heard.sid,
            "MessageStatus": step,
            "SmsStatus": step,
            "AccountSid": self.account_sid,
            "To": heard.to,
            "From": heard.sender,
            "ApiVersion": "2010-04-01",
            **({"ErrorCode": str(error)} if error else {}),
        }
        headers = {"X-Twilio-Signature": sign(self.auth_token, heard.callback, fields.items())}
        try:
            post = self._session.post(heard.callback, data=fields, headers=headers)
            async with asyncio.timeout(PATIENCE), post as answer:
                self.answers.append(answer.status)
        except (aiohttp.ClientError, TimeoutError):
            return  # Twilio shrugs, too

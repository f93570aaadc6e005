"""What Twilio knows of the messages that it took: state, queue, and the list that can be asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import format_datetime
from typing import Any, Final

from dialogs.facts.moment import HOUR, SECOND, Clock, Moment
from dialogs.render.sms import segments

RANKS: Final[Mapping[str, int]] = {
    "accepted": 0,
    "queued": 1,
    "sending": 2,
    "sent": 3,
    "undelivered": 4,
    "failed": 4,
    "delivered": 4,
}
QUEUE_HOLDS: Final = 10 * HOUR
FULL: Final = 21611
PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that the host took, on its way to a phone."""

    sid: str
    to: str = field(repr=False)
    sender: str
    text: str = field(repr=False)
    callback: str = ""


@dataclass(slots=True)
class Record:
    heard: Heard
    at: Moment
    due: Moment
    """When it leaves the queue."""
    status: str = "queued"
    error: int = 0

    def move(self, status: str, error: int = 0) -> None:
        """Note a state; what was reported late takes nothing back."""
        if RANKS[status] >= RANKS[self.status]:
            self.status, self.error = status, error

    def said(self, account: str) -> dict[str, Any]:
        """Give the message as the API shows it."""
        made = format_datetime(datetime.fromtimestamp(self.at // SECOND, UTC))
        return {
            "sid": self.heard.sid,
            "account_sid": account,
            "to": self.heard.to,
            "from": self.heard.sender,
            "body": self.heard.text,
            "status": self.status,
            "error_code": self.error or None,
            "num_segments": str(segments(self.heard.text)),
            "direction": "outbound-api",
            "date_created": made,
            "date_sent": made,
            "date_updated": made,
        }


class Records:
    """``rate``: segments that one sender's queue lets out a second; 0 lets all out at once."""

    def __init__(self, clock: Clock, rate: float = 0) -> None:
        self.rate = rate
        self._clock = clock
        self._kept: dict[str, Record] = {}
        self._free: dict[str, Moment] = {}

    def __iter__(self) -> Iterator[Record]:
        return iter(self._kept.values())

    def get(self, sid: str) -> Record | None:
        return self._kept.get(sid)

    def full(self, sender: str) -> bool:
        """Whether a message taken now would wait longer than a queue holds."""
        return self._free.get(sender, Moment(0)) - self._clock.now() > QUEUE_HOLDS

    def add(self, heard: Heard) -> Record:
        now = self._clock.now()
        due = now
        if self.rate:
            takes = int(segments(heard.text) / self.rate * SECOND)
            due = self._free[heard.sender] = Moment(max(now, self._free.get(heard.sender, now)) + takes)
        self._kept[heard.sid] = Record(heard, now, due)
        return self._kept[heard.sid]

    def waiting(self) -> tuple[Record, ...]:
        """Give those whose time in the queue is over and that have not left it."""
        now = self._clock.now()
        return tuple(record for record in self if record.status == "queued" and record.due <= now)

    def page(self, asked: Mapping[str, str], account: str, uri: str) -> dict[str, Any]:
        """Give the newest first, as ``GET …/Messages.json`` does for To, From and DateSent."""
        found = [record for record in reversed(self._kept.values()) if _matches(record, asked)]
        shown = [record.said(account) for record in found[: int(asked.get("PageSize", PAGE))]]
        return {"messages": shown, "page": 0, "page_size": PAGE, "uri": uri, "next_page_uri": None}


def _matches(record: Record, asked: Mapping[str, str]) -> bool:
    heard, at = record.heard, datetime.fromtimestamp(record.at // SECOND, UTC)
    return (
        asked.get("To", heard.to) == heard.to
        and asked.get("From", heard.sender) == heard.sender
        and _day(asked, "DateSent", at) in (None, True)
        and ("DateSent>" not in asked or at >= _moment(asked["DateSent>"]))
        and ("DateSent<" not in asked or at <= _moment(asked["DateSent<"]))
    )


def _day(asked: Mapping[str, str], name: str, at: datetime) -> bool | None:
    return date.fromisoformat(asked[name][:10]) == at.date() if name in asked else None


def _moment(text: str) -> datetime:
    """Read a day or a moment, in UTC as Twilio takes them."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)

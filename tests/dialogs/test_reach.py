"""The ladder, walked."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from dialogs.facts.delivery import GiveUp, Go, Habits, Hold, Later, Quota, Rung, Way, Window
from dialogs.facts.messages import Address
from dialogs.facts.moment import DAY, HOUR, MINUTE, SECOND, Moment, moment_of
from dialogs.reach import Hour, Pressing, left, next_rung

ZONE = ZoneInfo("Asia/Shanghai")
NOON = moment_of(datetime(2026, 11, 23, 12, 0, tzinfo=ZONE))
NIGHT = moment_of(datetime(2026, 11, 23, 23, 30, tzinfo=ZONE))
SMALL_HOURS = moment_of(datetime(2026, 11, 24, 3, 0, tzinfo=ZONE))
MORNING = moment_of(datetime(2026, 11, 24, 8, 0, tzinfo=ZONE))

CUSTOMER = Rung("wechat", "wechat", Window(Quota(5, 48 * HOUR), Quota(3, MINUTE)), followers=True)
SUBSCRIBED = Rung("subscription", "wechat", steps=frozenset({"resolve"}), consents={"resolve": "t-1"})
TEMPLATE = Rung("template", "wechat", steps=frozenset({"resolve", "assign"}), followers=True)
SMS = Rung("sms", "sms", quiet=True)
LADDER = (CUSTOMER, SUBSCRIBED, TEMPLATE, SMS)

ANNA = Way(Address("wechat", "o-anna"))
PHONE = Way(Address("sms", "+8613900000001"))


def ago(span: int, now: Moment = NOON) -> Moment:
    return Moment(now - span)


def spent(count: int, since: Moment) -> tuple[Moment, ...]:
    return tuple(Moment(since + SECOND * n) for n in range(1, count + 1))


FIVE = replace(ANNA, message_at=ago(HOUR), spent=spent(5, ago(HOUR)))
TWO_DAYS = replace(ANNA, message_at=ago(49 * HOUR))
TAPPED = replace(ANNA, click_at=ago(30 * SECOND))
TIRED = replace(ANNA, message_at=ago(HOUR), pushed=spent(5, ago(20 * HOUR)))


@dataclass(frozen=True)
class Case:
    """What is known, and by which voice it goes; else when, or why not."""

    says: str
    ways: tuple[Way, ...]
    goes: object
    step: str = "assign"
    now: Moment = NOON
    more: dict[str, object] = field(default_factory=dict)


CASES = (
    Case("wrote an hour ago", (replace(ANNA, message_at=ago(HOUR)), PHONE), "wechat"),
    Case("nothing is known: the other side is asked", (ANNA, PHONE), "wechat"),
    Case("five were sent since: no consent, a template", (FIVE, PHONE), "template"),
    Case("five were sent since: consent left", (replace(FIVE, consents={"t-1": 1}), PHONE), "subscription", "resolve"),
    Case("consent used up", (replace(FIVE, consents={"t-1": 0}), PHONE), "template", "resolve"),
    Case("no template for the step", (FIVE, PHONE), "sms", "reply"),
    Case("no template and no phone", (FIVE,), Hold("no way now"), "reply"),
    Case("a sixth is possible after a new message", (replace(FIVE, message_at=ago(MINUTE)),), "wechat", "reply"),
    Case("silent for 49 hours", (TWO_DAYS,), Hold("no way now"), "reply"),
    Case("silent for 47 hours", (replace(ANNA, message_at=ago(47 * HOUR)),), "wechat", "reply"),
    Case("tapped half a minute ago", (TAPPED,), "wechat", "reply"),
    Case(
        "tapped, and three were sent since",
        (replace(TAPPED, spent=spent(3, ago(30 * SECOND))),),
        Hold("no way now"),
        "reply",
    ),
    Case("tapped two minutes ago", (replace(ANNA, click_at=ago(2 * MINUTE)),), Hold("no way now"), "reply"),
    Case("tapped since the window was used up", (replace(FIVE, click_at=ago(30 * SECOND)),), "wechat", "reply"),
    Case(
        "the other side closed the window",
        (replace(ANNA, message_at=ago(HOUR), shut_at=ago(MINUTE)),),
        Hold("no way now"),
        "reply",
    ),
    Case("wrote since it was closed", (replace(ANNA, message_at=ago(MINUTE), shut_at=ago(HOUR)),), "wechat", "reply"),
    Case("closed, and nothing else is known", (replace(ANNA, shut_at=ago(HOUR)),), Hold("no way now"), "reply"),
    Case("follows no more", (replace(ANNA, message_at=ago(HOUR), follows=False), PHONE), "sms"),
    Case(
        "follows no more, but agreed",
        (replace(ANNA, follows=False, consents={"t-1": 2}), PHONE),
        "subscription",
        "resolve",
    ),
    Case("nobody is there", (replace(ANNA, stopped=True), PHONE), "sms"),
    Case("nobody is there at all", (replace(ANNA, stopped=True),), Hold("no way now")),
    Case("opted out there, but not here", (replace(ANNA, opted_out=True), PHONE), "sms"),
    Case("opted out", (replace(PHONE, opted_out=True),), Hold("opted-out")),
    Case("opted out, urgent", (replace(PHONE, opted_out=True),), Hold("opted-out"), more={"urgent": True}),
    Case("no address", (), GiveUp("no address")),
    Case(
        "refused by one voice",
        (replace(ANNA, message_at=ago(HOUR)), PHONE),
        "template",
        more={"refused": frozenset({"wechat"})},
    ),
    Case("at night by SMS", (PHONE,), Later(MORNING), now=NIGHT),
    Case("after midnight by SMS", (PHONE,), Later(MORNING), now=SMALL_HOURS),
    Case("at eight", (PHONE,), "sms", now=MORNING),
    Case("at night, urgent", (PHONE,), "sms", now=NIGHT, more={"urgent": True}),
    Case("at night, to who wrote just now", (replace(PHONE, message_at=ago(9 * MINUTE, NIGHT)),), "sms", now=NIGHT),
    Case(
        "at night, written 11 minutes ago",
        (replace(PHONE, message_at=ago(11 * MINUTE, NIGHT)),),
        Later(MORNING),
        now=NIGHT,
    ),
    Case("at night by WeChat", (replace(ANNA, message_at=ago(HOUR, NIGHT)), PHONE), "wechat", now=NIGHT),
    Case("five pushes within a day", (TIRED,), Later(Moment(ago(20 * HOUR) + SECOND + DAY))),
    Case(
        "five pushes over two addresses",
        (replace(TIRED, pushed=TIRED.pushed[:3]), replace(PHONE, pushed=TIRED.pushed[3:])),
        Later(Moment(ago(20 * HOUR) + SECOND + DAY)),
    ),
    Case("five pushes, urgent", (TIRED,), "wechat", more={"urgent": True}),
    Case("four pushes", (replace(TIRED, pushed=TIRED.pushed[1:]),), "wechat"),
    Case(
        "a question to who is in the middle of something",
        (replace(ANNA, busy_until=Moment(NOON + MINUTE)),),
        Later(Moment(NOON + MINUTE)),
        "resolve",
        more={"asks": True},
    ),
    Case("news to who is in the middle of something", (replace(ANNA, busy_until=Moment(NOON + MINUTE)),), "wechat"),
    Case("a question to who was", (replace(ANNA, busy_until=NOON),), "wechat", "resolve", more={"asks": True}),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_the_ladder(case: Case) -> None:
    """From what is known of a person follows the voice, the moment, or that it is held."""
    decision = next_rung(LADDER, case.ways, Pressing(case.step, **case.more), Hour(case.now, ZONE))  # type: ignore[arg-type]

    assert (decision.rung.voice if isinstance(decision, Go) else decision) == case.goes


def test_no_measure() -> None:
    """Where pushes have no measure, none is one too many."""
    decision = next_rung(LADDER, (TIRED,), Pressing("reply"), Hour(NOON, ZONE, Habits(a_day=0)))

    assert isinstance(decision, Go)


def test_no_night() -> None:
    """Where the night begins when it ends, there is none."""
    decision = next_rung(LADDER, (PHONE,), Pressing("reply"), Hour(NIGHT, ZONE, Habits(8, 8)))

    assert isinstance(decision, Go)


@pytest.mark.parametrize("sent", range(8))
def test_what_a_window_has_left(sent: int) -> None:
    """A message opens five, each sent one takes one, and there are never fewer than none to go by."""
    way = replace(ANNA, message_at=ago(HOUR), spent=spent(sent, ago(HOUR)))

    assert max(0, left(CUSTOMER, way, NOON)) == max(0, 5 - sent)

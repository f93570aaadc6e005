"""What people wrote is in no representation of what holds it, so that no log, error or debugger can print it."""

import dataclasses
import importlib
import io
import pkgutil
import typing
from collections.abc import Iterator
from types import ModuleType

import msgspec
import pytest
from rich.console import Console

import adapters
import bot
import dialogs
import handlers
from dialogs.desk.around import Commit, Turned
from dialogs.facts.discreet import Discreet
from dialogs.facts.messages import Address, Answer, Attachment, Inbound, MediaKind, Pin
from dialogs.facts.moment import Moment
from dialogs.facts.ports import Claimed, CleanMedia, Loaded, Outgoing
from dialogs.facts.say import Clipped, Item, Joined, Reply, Say
from dialogs.machine.journal import Conversation, Entry, Pending, Run

WORDS = "路灯坏了，我叫安娜，13912345678"
CODES = {
    "Answered": "digests and places",
    "Around": "the city and the time",
    "Day": "a moment",
    "DayTime": "a moment",
    "End": "counts of a backup",
    "Manifest": "what a backup says of itself",
    "Named": "codes of the city",
    "Told": "codes that other sides answer with",
    "_Kept": "of the calendar: known to all",
    "_Listed": "templates of the account",
}
"""Structs that nobody's words get into, and what they hold."""
STAND_INS, FACTS = "bot.demo.", "dialogs.facts."


def modules(*packages: ModuleType) -> Iterator[ModuleType]:
    for package in packages:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__") and ".migrations" not in found.name:
                yield importlib.import_module(found.name)


def types() -> set[type]:
    """All classes that are written down in our four packages."""
    return {
        each
        for module in modules(adapters, bot, dialogs, handlers)
        for each in vars(module).values()
        if isinstance(each, type) and each.__module__ == module.__name__
    }


def test_each_struct_is_discreet_or_holds_codes() -> None:
    """A struct prints all its fields unless it is told not to: each one of ours is, or is known to hold codes."""
    structs = {each for each in types() if issubclass(each, msgspec.Struct) and not _of_a_stand_in(each)}
    talkative = {each.__name__ for each in structs if not issubclass(each, Discreet)}

    assert len(structs) > 20
    assert talkative == set(CODES)


def test_each_text_of_a_conversation_is_hidden() -> None:
    """Of dataclasses, the fields that hold what people wrote, by the names that they have throughout."""
    telling = {"text", "what", "words", "label", "content", "said", "phone", "pin", "secret", "token"}
    telling |= {"description", "original", "reason", "comment", "name", "about", "place", "address", "openid"}
    shown = {
        f"{each.__module__.removeprefix(FACTS)}.{each.__name__}.{field.name}"
        for each in types()
        if dataclasses.is_dataclass(each) and each.__module__.startswith(FACTS)
        for field in dataclasses.fields(each)
        if field.repr and field.name in telling and _may_be_text(each, field.name)
    }

    assert shown == CODED


CODED = {
    "acts.DoKey.name",
    "delivery.GiveUp.reason",
    "delivery.Hold.reason",
    "records.Bearer.token",
    "results.Refused.reason",
}
"""Fields that bear such a name and hold a code or an id."""


def _may_be_text(each: type, name: str) -> bool:
    kind = typing.get_type_hints(each)[name]
    return kind in {str, bytes} or str in typing.get_args(kind)


def _of_a_stand_in(each: type) -> bool:
    return each.__module__.startswith(STAND_INS)


def conversation() -> Conversation:
    entry = Entry("a", "what", 0, {"text": WORDS})
    return Conversation(
        runs=(Run("r1", "filing", (WORDS,), "zh-Hans", "1", (entry,)),),
        pending=Pending("which", 0, (WORDS,), "zh-Hans"),
    )


REPLY = Reply((Say("card", (("what", WORDS), ("more", Joined((Clipped(WORDS),))))),), (Item("1", "one", WORDS),))


@pytest.mark.parametrize(
    "held",
    [
        conversation(),
        conversation().runs[0].journal[0],
        Commit(conversation(), WORDS, REPLY),
        Turned(conversation(), REPLY, "zh-Hans"),
        REPLY,
        Address("sms", WORDS),
        Answer((WORDS,), Moment(0)),
        Inbound("m1", Address("sms", WORDS), "us", Moment(0), text=WORDS, pin=Pin(1.0, 2.0, WORDS)),
        Attachment(MediaKind.IMAGE, WORDS),
        Outgoing("k", Address("sms", WORDS), "us", WORDS),
        Claimed(Outgoing("k", Address("sms", WORDS), "us", WORDS), "lease", 0, Moment(0)),
        Loaded(1, WORDS.encode(), Answer((WORDS,), Moment(0))),
        CleanMedia(WORDS.encode(), "image/jpeg"),
    ],
    ids=lambda held: type(held).__name__,
)
def test_it_shows_nothing(held: object) -> None:
    """Neither plainly nor by rich, which looks into things by itself."""
    console = Console(file=io.StringIO(), width=1000)
    console.print(held)
    shown = repr(held) + str(held) + console.file.getvalue()  # type: ignore[attr-defined]

    assert WORDS not in shown
    assert "13912345678" not in shown
    assert repr(WORDS.encode()) not in shown

"""What an ordinary turn is made of, each part timed alone: ``python -m bench.parts wechat|safe|twilio``.

One person's conversation is led up to each ordinary answer; then each part of the turn is run again and again on just
what it had before it there. Prints a line of JSON: microseconds of processor by part, averaged over the answers.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import uvloop
from aiohttp import ClientSession
from multidict import MultiDict
from yarl import URL

from adapters.conversations.kept import Kept
from adapters.conversations.seals import ConversationSeals
from adapters.conversations.sqlite import SqliteConversations
from adapters.outbound.twilio.account import TWILIO_SMS
from adapters.outbound.wechat.voice import WECHAT
from adapters.sealing import Keyring
from adapters.sql import Writer
from bench.letters import ACCOUNTS, AES_KEY, OPENING, ORDINARY, safe_letter, twilio_letter, wechat_letter
from bot.clock import SystemChance, SystemClock
from bot.demo.accounts import WECHAT_APP
from bot.demo.made_up import Addresses, demo_settings
from bot.turn import Spoken
from bot.wiring import World, product
from dialogs.desk.around import Around, Turned
from dialogs.desk.turn import turn
from dialogs.facts.messages import Answer, Capabilities, Inbound
from dialogs.machine import journal
from dialogs.render.text import fitted
from handlers.sms import twilio_message
from handlers.sms.body import form_of
from handlers.sms.signature import signed
from handlers.sms.twiml import twiml
from handlers.wechat.answers import rendered
from handlers.wechat.kinds import inbound_of
from handlers.wechat.wire import Mode, WechatDoor, Wire

TIMES = 200  # of each part
GROUP = 64  # turns of a commit, as many as there are connections
WECHAT_PERSON, SMS_PERSON = "oMeasuredApart00000000000000", "+8619900000000"


@dataclass(frozen=True, slots=True)
class Door:
    """The work of a door, step by step, on one request."""

    check: Callable[[], object]
    parse: Callable[[], Inbound]
    wrap: Callable[[Inbound, Answer], object]


@dataclass(frozen=True, slots=True)
class Moment:
    """An ordinary answer, and what stood before it."""

    door: Door
    inbound: Inbound
    state: bytes


def wechat_door(request: bytes, *, encrypted: bool = False) -> Door:
    head, _, body = request.partition(b"\r\n\r\n")
    query = MultiDict(URL(head.split()[1].decode()).query)
    wire = Wire(WechatDoor(ACCOUNTS.wechat_token, WECHAT_APP, Mode.COMPATIBLE, (AES_KEY,)))
    push = wire.unwrap(query, body, encrypted=encrypted)

    def parse() -> Inbound:
        inbound = inbound_of(wire.unwrap(query, body, encrypted=encrypted).fields)
        assert inbound is not None
        return inbound

    return Door(
        lambda: wire.check(query), parse, lambda inbound, answer: rendered(push, ACCOUNTS.wechat_token, inbound, answer)
    )


def twilio_door(request: bytes) -> Door:
    head, _, body = request.partition(b"\r\n\r\n")
    signature = head.rpartition(b"X-Twilio-Signature: ")[2].decode()
    pairs, now = form_of(body), SystemClock().now()
    return Door(
        lambda: signed(ACCOUNTS.twilio_token, ["http://127.0.0.1:1/sms/twilio"], form_of(body), signature),
        lambda: twilio_message.inbound_of(dict(pairs), now),
        lambda _, answer: twiml(answer.parts),
    )


def timed(part: Callable[[], object], *, times: int = TIMES) -> float:
    """Microseconds of processor, the median of five tries."""
    tries = []
    for _ in range(5):
        began = time.process_time()
        for _ in range(times):
            part()
        tries.append((time.process_time() - began) / times)
    return median(tries) * 1e6


async def led(door: str) -> tuple[Spoken, list[Moment]]:
    """Lead a person through filing, and stop before each ordinary answer."""
    here, moments = "http://127.0.0.1:1", []
    with tempfile.TemporaryDirectory() as folder:
        settings = demo_settings(Path(folder), ACCOUNTS, Addresses(here, here, here))
        async with (
            ClientSession() as session,
            product(settings, World(SystemClock(), SystemChance(), session)) as parts,
        ):
            writer = Writer(Path(folder) / "huiyin.db")
            beside = SqliteConversations(writer, Keyring((ACCOUNTS.key,)))
            for words in (*OPENING, *ORDINARY):
                opened = _opened(door, words)
                inbound = opened.parse()
                moments.append(Moment(opened, inbound, (await beside.load(inbound.address, "")).state))
                await parts.core.take(inbound)
            await beside.close()
            await writer.close()
            return parts.spoken, moments[len(OPENING) :]


def _opened(door: str, words: str) -> Door:
    if door == "wechat":
        return wechat_door(wechat_letter(WECHAT_PERSON, words))
    if door == "safe":
        return wechat_door(safe_letter(WECHAT_PERSON, words), encrypted=True)
    return twilio_door(twilio_letter(1)(SMS_PERSON, words))


def desk(spoken: Spoken, moment: Moment, capabilities: Capabilities, before: Turned | None = None) -> Turned:
    """Take the message through the desk; an ordinary answer asks nothing of the outside.

    ``before``: the turn before it, where its run is still in mind; else it is replayed.
    """
    city, aside = spoken.city, before.aside if before else None
    around = Around(
        now=moment.inbound.at,
        city=city,
        reader=spoken.reader,
        wording=spoken.wording,
        hearing=spoken.hearing,
        capabilities=capabilities,
        draw=lambda: "run",
        aside=aside,
    )
    conversation = before.conversation if before else journal.load(moment.state)
    try:
        raise AssertionError(next(turn(conversation, moment.inbound, around)))
    except StopIteration as stop:
        turned: Turned = stop.value
        return turned


def desks(spoken: Spoken, moments: list[Moment], capabilities: Capabilities) -> list[float]:
    """Time each answer where the turn before it has put its run aside: microseconds, the median of many rounds."""
    rounds: list[list[float]] = []
    for _ in range(TIMES):
        before, round_ = desk(spoken, moments[0], capabilities), []
        for moment in moments[1:]:
            began = time.process_time()
            before = desk(spoken, moment, capabilities, before)
            round_.append(time.process_time() - began)
        rounds.append(round_)
    return [median(each) * 1e6 for each in zip(*rounds, strict=True)]


def parts_of(spoken: Spoken, moment: Moment, capabilities: Capabilities) -> dict[str, float]:
    turned = desk(spoken, moment, capabilities)
    said = turned.reply, spoken.wording, turned.language, capabilities
    answer = Answer(fitted(*said), moment.inbound.at)
    seals, who = ConversationSeals(Keyring(("a made-up secret",))), moment.inbound.address
    key, kept = seals.keys(who)[0], Kept("wechat\0" + who.id, moment.state)
    sealed = seals.seal(key, kept)
    return {
        "signature": timed(moment.door.check),
        "parse": timed(moment.door.parse),
        "render": timed(lambda: fitted(*said)),
        "seal": timed(lambda: (seals.seal(key, kept), seals.seal_answer(1, answer))),
        "envelope": timed(lambda: moment.door.wrap(moment.inbound, answer)),
        "(unseal, where a person is not in mind)": timed(lambda: seals.open(key, sealed)),
        "(replay, where a run is not in mind)": timed(lambda: desk(spoken, moment, capabilities)),
    }


async def store_of(state: bytes, inbound: Inbound, answer: Answer) -> dict[str, float]:
    """Load and commit, as groups of 64 people; sealing is part of this commit."""
    with tempfile.TemporaryDirectory() as folder:
        writer = Writer(Path(folder) / "huiyin.db")
        store = SqliteConversations(writer, Keyring(("a made-up secret",)), alone=True)
        await store.prepare()
        people = [type(inbound.address)(inbound.address.channel, f"person {number}") for number in range(GROUP)]
        loading, committing, now = 0.0, 0.0, inbound.at
        for revision in range(20):
            began = time.process_time()
            for who in people:
                await store.load(who, str(revision))
            loaded = time.process_time()
            await asyncio.gather(
                *(store.commit(who, revision, state, now=now, message=str(revision), answer=answer) for who in people)
            )
            loading, committing = loading + loaded - began, committing + time.process_time() - loaded
        await store.close()
        await writer.close()
    return {"load": loading / 20 / GROUP * 1e6, "commit": committing / 20 / GROUP * 1e6}


async def main(door: str) -> None:
    capabilities = TWILIO_SMS if door == "twilio" else WECHAT
    spoken, moments = await led(door)
    found: list[dict[str, Any]] = []
    for moment in moments:
        parts = parts_of(spoken, moment, capabilities)
        turned = desk(spoken, moment, capabilities)
        answer = Answer(fitted(turned.reply, spoken.wording, turned.language, capabilities), moment.inbound.at)
        stored = await store_of(moment.state, moment.inbound, answer)
        stored["commit"] -= parts["seal"]
        found.append({**parts, **stored})
    told = {part: sum(each[part] for each in found) / len(found) for part in found[0]}
    in_mind = desks(spoken, moments, capabilities)
    told["desk and script"] = sum(in_mind) / len(in_mind)
    print(json.dumps({part: round(each, 1) for part, each in told.items()}))


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1]))

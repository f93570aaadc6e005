"""An ordinary turn through each door, beside the bare doors: ``python -m bench.doors``. README.md says what it does.

``--redis URL`` and ``--postgres URL`` put the product's stores there; ``--processes 2`` measures two that share a
port, each on a core of its own, beside one, and with ``--apart REDIS POSTGRES`` beside two that share nothing.
"""

import argparse
import asyncio
import itertools
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

import uvloop

from bench.letters import OPENING, ORDINARY, Letter, safe_letter, twilio_letter, wechat_letter
from bench.load import CONNECTIONS, Load, put
from bench.servers import LOAD, Server, pinned, serving
from bench.stores import emptied

ROUNDS = 5
SECONDS = 1.0
PEOPLE, PEOPLE_ON_STORES = 1500, 250  # of a round, with eight ordinary answers each: more than a second holds
LEADING = 8  # connections by which people are led into filing, which asks more of a database than an answer does
AIM, AIM_ON_STORES = 0.45, 0.4
CORES = (0, 1)
"""On which two processes serve; the load is made on both then."""
AIM_OF_TWO = 1.1  # processor time of an answer with two processes, beside that with one
BARE, EMPTY, PRODUCT, TWO, UNRELATED = "bare", "empty", "product", "two", "apart"
"""The bare door with the product's dialog, the one with four fixed questions, the product, two of it that share port
and stores, two that share nothing."""
Servers = Mapping[str, tuple[Server, ...]]
ASIDE = "("  # a part that is not on the path of every turn


@dataclass(frozen=True, slots=True)
class Run:
    """Answers a second, microseconds of processor for each, and milliseconds of waiting."""

    rate: float
    cpu: float
    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class Door:
    name: str
    person: str
    """How a person is named at it, with a number."""

    def letter(self, port: int) -> Letter:
        return {"wechat": wechat_letter, "safe": safe_letter, "twilio": twilio_letter(port)}[self.name]


@dataclass(frozen=True, slots=True)
class Rival:
    """What takes part in a comparison, and at which door."""

    name: str
    servers: tuple[Server, ...]
    door: Door


DOORS = (Door("wechat", "oMeasured{:019d}"), Door("twilio", "+86199{:08d}"))
SAFE = Door("safe", "oSealed{:021d}")
"""WeChat's safe mode: opening and sealing come on top of the turn, and no bare door does them; it has no aim."""


def conversations(door: Door, port: int, people: range, words: Sequence[str]) -> Iterator[list[bytes]]:
    letter = door.letter(port)
    return iter([[letter(door.person.format(number), said) for said in words] for number in people])


async def measured(rival: Rival, people: range) -> Run:
    """Lead people into filing, then time their ordinary answers."""
    await _written(rival, people, OPENING, LEADING, 3600.0)
    before = _used(rival)
    loads = await _written(rival, people, ORDINARY, CONNECTIONS, SECONDS)
    answers, waits = sum(load.answers for load in loads), sorted(wait for load in loads for wait in load.waits)
    whole = Load(answers, max(load.seconds for load in loads), tuple(waits))
    return Run(whole.rate, (_used(rival) - before) / answers * 1e6, whole.wait_of(0.5) * 1e3, whole.wait_of(0.99) * 1e3)


async def _written(rival: Rival, people: range, words: Sequence[str], connections: int, seconds: float) -> list[Load]:
    """Let people write, as many to each server."""
    many, door = len(rival.servers), rival.door
    writing = [
        (server.port, conversations(door, server.port, people[number::many], words))
        for number, server in enumerate(rival.servers)
    ]
    each = connections // many
    return await asyncio.gather(*(put(port, said, seconds=seconds, connections=each) for port, said in writing))


def _used(rival: Rival) -> float:
    return sum(server.processor_time() for server in rival.servers)


async def alternated(rivals: Sequence[Rival], fresh: Iterator[range]) -> list[list[Run]]:
    """Measure one after the other, round after round, each time with people who never wrote before."""
    return [[await measured(rival, next(fresh)) for rival in rivals] for _ in range(ROUNDS)]


def told(door: Door, name: str, runs: Sequence[Run]) -> None:
    rate, cpu, p50, p99 = (median(getattr(run, each) for run in runs) for each in ("rate", "cpu", "p50", "p99"))
    print(
        f"{door.name:8} {name:8} {rate:8,.0f}/s {cpu / 1e3:7.3f} s of processor for 1,000 answers"
        f"   p50 {p50:6.1f} ms   p99 {p99:6.1f} ms",
        flush=True,
    )


def ratios(door: Door, rounds: Sequence[Sequence[Run]], aim: float | None, beside: str = BARE) -> float:
    """Print how the second of each round stands beside the first, and give the ratio of the rates."""
    ratio = median(ours.rate / theirs.rate for theirs, ours, *_ in rounds)
    by_cpu = median(theirs.cpu / ours.cpu for theirs, ours, *_ in rounds)
    wanted = f"aim {aim}" if aim else "no aim"
    print(f"{door.name:8} beside {beside}: ratio of rates {ratio:.2f}, of processor time {by_cpu:.2f}; {wanted}")
    return ratio


def of_two(door: Door, runs: Mapping[str, Sequence[Run]]) -> bool:
    """Print what an answer costs with two processes beside what it costs otherwise; whether the aim is missed."""
    if TWO not in runs:
        return False
    print(f"{door.name:8} processor time of an answer, two processes", end=" ")
    if UNRELATED in runs:
        print(f"to two that share nothing {_dearer(runs, UNRELATED):.2f},", end=" ")
    print(f"to one {_dearer(runs, PRODUCT):.2f}; aim: at most {AIM_OF_TWO} times one")
    return _dearer(runs, PRODUCT) > AIM_OF_TWO


def _dearer(runs: Mapping[str, Sequence[Run]], than: str) -> float:
    return median(two.cpu / other.cpu for other, two in zip(runs[than], runs[TWO], strict=True))


def _print_parts(door: Door, whole: float) -> None:
    with pinned("bench.parts", door.name) as process:
        said, _ = process.communicate()
    if process.returncode:
        sys.exit(f"bench.parts {door.name} failed")
    parts: dict[str, float] = json.loads(said)
    rest = whole - sum(each for part, each in parts.items() if not part.startswith(ASIDE))
    for part, each in {**parts, "rest: aiohttp, tasks, event loop": rest}.items():
        share = "" if part.startswith(ASIDE) else f"{each / whole:6.0%}"
        print(f"  {part:42}{each:8.1f} µs {share}")


async def compared(
    servers: Servers, door: Door, theirs_at: Door, fresh: Iterator[range], *, aim: float | None, parts: bool
) -> bool:
    """Compare all at one door; whether an aim was missed."""
    rivals = [Rival(each, servers[each], theirs_at if each in {BARE, EMPTY} else door) for each in servers]
    rounds = await alternated(rivals, fresh)
    runs = {rival.name: ran for rival, ran in zip(rivals, zip(*rounds, strict=True), strict=True)}
    for name, ran in runs.items():
        told(door, name, ran)
    pairs = list(zip(runs[BARE], runs[PRODUCT], strict=True))
    missed = ratios(door, pairs, aim) < (aim or 0)
    ratios(door, list(zip(runs[EMPTY], runs[PRODUCT], strict=True)), None, EMPTY)
    if parts:
        _print_parts(door, median(ours.cpu for ours in runs[PRODUCT]))
    return of_two(door, runs) or missed


async def main(redis: str, postgres: str, processes: int, apart: Sequence[str]) -> int:
    """Measure both doors; 1 where one misses an aim."""
    os.sched_setaffinity(0, LOAD if processes == 1 else CORES)
    elsewhere = bool(redis or postgres)
    people = PEOPLE_ON_STORES if elsewhere else PEOPLE
    fresh = (range(first, first + people) for first in itertools.count(0, people))
    aim = AIM_ON_STORES if elsewhere else AIM
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        product, here = ("bench.product", folder), ("--redis", redis, "--postgres", postgres)
        start, servers = stack.enter_context, dict[str, tuple[Server, ...]]()
        servers |= {EMPTY: (start(serving("bench.bare")),), BARE: (start(serving("bench.bare", "--dialog")),)}
        servers[PRODUCT] = (start(serving(*product, *here)),)
        if processes > 1:
            servers[TWO] = (start(serving(*product, *here, cores=CORES)),)
        if apart:
            places = zip(CORES, (here, ("--redis", apart[0], "--postgres", apart[1])), strict=True)
            servers[UNRELATED] = tuple(start(serving(*product, *stores, cores=[core])) for core, stores in places)
        missed = [await compared(servers, door, door, fresh, aim=aim, parts=not elsewhere) for door in DOORS]
        if not elsewhere:
            await compared(servers, SAFE, DOORS[0], fresh, aim=None, parts=True)
    return int(any(missed))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--redis", default="", metavar="URL", help="an empty Redis for the conversations")
    parser.add_argument("--postgres", default="", metavar="URL", help="an empty database, else a SQLite file")
    parser.add_argument("--processes", type=int, default=1, choices=(1, 2), help="2 needs --postgres")
    parser.add_argument("--apart", nargs=2, default=(), metavar=("REDIS", "POSTGRES"), help="empty stores of another")
    given = parser.parse_args()
    if given.processes > 1 and not given.postgres:
        parser.error("several processes need --postgres: one alone serves a SQLite file")
    with emptied(given.redis, given.postgres), emptied(*given.apart or ("", "")):
        sys.exit(uvloop.run(main(given.redis, given.postgres, given.processes, given.apart)))

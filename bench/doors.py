"""An ordinary turn through each door, beside the bare door: ``python -m bench.doors``. README.md says what it does."""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import uvloop

from bench.letters import OPENING, ORDINARY, Letter, safe_letter, twilio_letter, wechat_letter
from bench.load import put

ROUNDS = 5
SECONDS = 1.0
PEOPLE = 1500  # of a round, with eight ordinary answers each: more than are given in a second
SERVER, LOAD = {0}, {1}  # cores
AIM = 0.45
ASIDE = "("  # a part that is not on the path of every turn


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    process: int


@dataclass(frozen=True, slots=True)
class Run:
    """Answers a second, and microseconds of processor for each."""

    rate: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Door:
    name: str
    person: str
    """How a person is named at it, with a number."""

    def letter(self, port: int) -> Letter:
        return {"wechat": wechat_letter, "safe": safe_letter, "twilio": twilio_letter(port)}[self.name]


DOORS = (Door("wechat", "oMeasured{:019d}"), Door("twilio", "+86199{:08d}"))
SAFE = Door("safe", "oSealed{:021d}")
"""WeChat's safe mode: opening and sealing come on top of the turn, and no bare door does them; it has no aim."""


@contextmanager
def serving(module: str, *more: str) -> Iterator[Server]:
    """Run a server on its core, at a port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with _pinned(module, str(port), *more) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield Server(port, process.pid)
        finally:
            process.terminate()


def _pinned(module: str, *more: str) -> subprocess.Popen[str]:
    """Start a module on the server's core: a child begins where its parent is."""
    os.sched_setaffinity(0, SERVER)
    try:
        return subprocess.Popen([sys.executable, "-m", module, *more], stdout=subprocess.PIPE, text=True)  # noqa: S603
    finally:
        os.sched_setaffinity(0, LOAD)


def processor_time(process: int) -> float:
    """Give the seconds that a process has used, all threads of it."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def conversations(door: Door, port: int, people: range, words: Sequence[str]) -> Iterator[list[bytes]]:
    letter = door.letter(port)
    return iter([[letter(door.person.format(number), said) for said in words] for number in people])


async def measured(server: Server, door: Door, people: range) -> Run:
    """Lead people into filing, then time their ordinary answers."""
    await put(server.port, conversations(door, server.port, people, OPENING))
    waiting, before = conversations(door, server.port, people, ORDINARY), processor_time(server.process)
    load = await put(server.port, waiting, seconds=SECONDS)
    return Run(load.rate, (processor_time(server.process) - before) / load.answers * 1e6)


async def compared(bare: Server, product: Server, door: Door, theirs_at: Door) -> float:
    """Print the comparison of one door, and give the ratio of the rates."""
    rounds = [range(number * PEOPLE, (number + 1) * PEOPLE) for number in range(ROUNDS)]
    pairs = [(await measured(bare, theirs_at, people), await measured(product, door, people)) for people in rounds]
    ratio = median(ours.rate / theirs.rate for theirs, ours in pairs)
    by_cpu = median(theirs.cpu / ours.cpu for theirs, ours in pairs)
    for name, runs in (("bare", [theirs for theirs, _ in pairs]), ("product", [ours for _, ours in pairs])):
        rate, cpu = median(run.rate for run in runs), median(run.cpu for run in runs)
        print(f"{door.name:8} {name:8} {rate:8,.0f}/s {cpu:8.1f} µs of processor an answer")
    aim = f"aim {AIM}" if door is theirs_at else "no aim"
    print(f"{door.name:8} ratio of rates {ratio:.2f}, of processor time {by_cpu:.2f}; {aim}")
    _print_parts(door, median(ours.cpu for _, ours in pairs))
    return ratio


def _print_parts(door: Door, whole: float) -> None:
    with _pinned("bench.parts", door.name) as process:
        told, _ = process.communicate()
    if process.returncode:
        sys.exit(f"bench.parts {door.name} failed")
    parts: dict[str, float] = json.loads(told)
    rest = whole - sum(each for part, each in parts.items() if not part.startswith(ASIDE))
    for part, each in {**parts, "rest: aiohttp, tasks, event loop": rest}.items():
        share = "" if part.startswith(ASIDE) else f"{each / whole:6.0%}"
        print(f"  {part:42}{each:8.1f} µs {share}")


async def main() -> int:
    """Measure both doors; 1 where one misses the aim."""
    os.sched_setaffinity(0, LOAD)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving("bench.bare") as bare,
        serving("bench.product", folder) as product,
    ):
        ratios = [await compared(bare, product, door, door) for door in DOORS]
        await compared(bare, product, SAFE, DOORS[0])
    return int(min(ratios) < AIM)


if __name__ == "__main__":
    sys.exit(uvloop.run(main()))

"""Servers under measurement, on a core of their own: the load is made on another."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

SERVER, LOAD = 0, {1}  # cores


@dataclass(frozen=True, slots=True)
class Server:
    """One process or several at one port."""

    port: int
    processes: tuple[int, ...]

    def processor_time(self) -> float:
        """Give the seconds that its processes have used, all threads of them."""
        return sum(map(processor_time, self.processes))

    def memory(self) -> int:
        """Give the bytes that its processes hold in memory."""
        pages = (int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in self.processes)
        return sum(pages) * os.sysconf("SC_PAGE_SIZE")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(module: str, *more: str, cores: Iterable[int] = (SERVER,)) -> Iterator[Server]:
    """Run ``module PORT …`` until the end, a process on each of these cores."""
    port = free_port()
    with ExitStack() as stack:
        processes = [stack.enter_context(_running(core, module, str(port), *more)) for core in cores]
        yield Server(port, tuple(processes))


@contextmanager
def _running(core: int, module: str, *more: str) -> Iterator[int]:
    with pinned(module, *more, core=core) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process.pid
        finally:
            process.terminate()


def pinned(
    module: str, *more: str, core: int = SERVER, python: str = sys.executable, env: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """Start a module on a core, with ``env`` beside our own: a child begins where its parent is."""
    ours = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        return subprocess.Popen(  # noqa: S603
            [python, "-m", module, *more], stdout=subprocess.PIPE, text=True, env={**os.environ, **(env or {})}
        )
    finally:
        os.sched_setaffinity(0, ours)


def processor_time(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

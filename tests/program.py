"""The program as a process of its own, as an operator starts it; but what it loads is loaded once for all tests."""

import atexit
import io
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import IO, Self

HERE = Path(__file__).parent
WITHIN = 60.0  # seconds; what has to be quick is measured where it has to


@dataclass
class Program:
    """A process of the program that runs."""

    pid: int
    told: int = field(repr=False)
    stdout: IO[str] = field(default_factory=io.StringIO, repr=False)
    returncode: int | None = None

    def wait(self, timeout: float = WITHIN) -> int:
        """Wait for its end, and give its exit code."""
        if self.returncode is None:
            if not select.select([self.told], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("huiyin", timeout)
            self.returncode = _number(self.told)
            os.close(self.told)
        return self.returncode

    def terminate(self) -> None:
        self.send(signal.SIGTERM)

    def kill(self) -> None:
        self.send(signal.SIGKILL)

    def send(self, what: signal.Signals) -> None:
        if self.returncode is None and not select.select([self.told], [], [], 0)[0]:
            os.kill(self.pid, what)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self.wait()
        self.stdout.close()


class Nursery:
    """Starts the program in some 50 ms."""

    def __init__(self) -> None:
        self._orders, its = socket.socketpair()
        self._one_by_one = Lock()
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(HERE.parent)}
        command = [sys.executable, str(HERE / "program_nursery.py"), str(its.fileno())]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, env=env, pass_fds=[its.fileno()])
        its.close()

    def start(
        self, arguments: tuple[str, ...], folder: Path, env: Mapping[str, str], streams: list[int]
    ) -> tuple[int, int]:
        """Give the new process's id, and where its exit code will be read."""
        order = {"arguments": arguments, "folder": str(folder), "env": dict(env)}
        told, tells = os.pipe()
        with self._one_by_one:
            socket.send_fds(self._orders, [json.dumps(order).encode()], [*streams, tells])
            os.close(tells)
            return _number(told), told

    def end(self) -> None:
        self._orders.close()
        self._process.wait(WITHIN)


@cache
def nursery() -> Nursery:
    started = Nursery()
    atexit.register(started.end)
    return started


def _number(told: int) -> int:
    said = os.read(told, 4)
    assert said, "the program could not be started"
    return int(struct.unpack("i", said)[0])


def start(*arguments: str, folder: Path, env: Mapping[str, str]) -> Program:
    """Start the program, to be read from while it runs; its errors are shown among those of the tests."""
    reads, writes = os.pipe()
    with open(os.devnull) as nothing:  # noqa: PTH123 - a descriptor is needed
        pid, told = nursery().start(arguments, folder, env, [nothing.fileno(), writes, 2])
    os.close(writes)
    return Program(pid, told, os.fdopen(reads, encoding="utf-8"))


def run(
    *arguments: str, folder: Path, env: Mapping[str, str], typed: str = "", timeout: float = WITHIN
) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    with _file(typed) as given, _file() as out, _file() as errors:
        streams = [each.fileno() for each in (given, out, errors)]
        with Program(*nursery().start(arguments, folder, env, streams)) as program:
            program.wait(timeout)
        return subprocess.CompletedProcess(arguments, program.returncode or 0, *map(_read, (out, errors)))


def _file(content: str = "") -> IO[str]:
    file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - whoever asks closes it
    file.write(content)
    file.seek(0)
    return file


def _read(file: IO[str]) -> str:
    file.seek(0)
    return file.read()

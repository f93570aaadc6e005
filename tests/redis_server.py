"""A Redis of our own for tests, alone or as a cluster, from Debian's binaries, gone with the test."""

import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ANSWERS_WITHIN = 60.0  # seconds, on a busy machine
HOST = "127.0.0.1"
BUS = 10_000  # how far above its port a node talks to the others
SLOTS = 16_384
PORTS = range(12_000, 22_000)
"""With those of the bus below 32,768: no outgoing connection of this machine takes one between two starts."""


def free_port() -> int:
    """Give a port that is free, as is the one for the cluster's bus above it."""
    while True:
        port = random.SystemRandom().choice(PORTS)
        with socket.socket() as one, socket.socket() as other:
            try:
                one.bind((HOST, port))
                other.bind((HOST, port + BUS))
            except OSError:
                continue
            return port


@dataclass
class RedisServer:
    """One server process; ``options`` as in redis.conf. It can be stopped, started again, and stalled."""

    folder: Path
    options: tuple[str, ...] = ()
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://{HOST}:{self.port}/0"

    def start(self) -> None:
        fixed = ("--bind", HOST, "--port", str(self.port), "--dir", str(self.folder), "--save", "")
        self.process = subprocess.Popen(
            [_binary("redis-server"), *fixed, *self.options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._wait()

    def stop(self) -> None:
        """Kill it: what it did not write down is gone."""
        if self.process:
            self.process.kill()
            self.process.wait(10)
            self.process = None

    def stall(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGCONT)

    def ask(self, *words: str) -> str:
        command = [_binary("redis-cli"), "-h", HOST, "-p", str(self.port), *words]
        return subprocess.run(command, check=False, capture_output=True, text=True, timeout=10).stdout.strip()

    def _wait(self) -> None:
        give_up = time.monotonic() + ANSWERS_WITHIN
        while self.ask("PING") != "PONG":
            if time.monotonic() > give_up:
                raise TimeoutError("Redis does not answer")
            time.sleep(0.02)


def _binary(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"no {name} here: apt install redis-server redis-tools")
    return found


@contextmanager
def redis_server(*options: str) -> Iterator[RedisServer]:
    with tempfile.TemporaryDirectory(prefix="huiyin-redis-", ignore_cleanup_errors=True) as folder:
        server = RedisServer(Path(folder), options)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def redis_cluster(*, replicas: int = 0) -> Iterator[list[RedisServer]]:
    """Run three nodes as one cluster, each with so many replicas; the three come first."""
    with ExitStack() as stack:
        options = ("--cluster-enabled", "yes", "--cluster-node-timeout", "2000")
        nodes = [stack.enter_context(redis_server(*options)) for _ in range(3 * (1 + replicas))]
        places = [f"{HOST}:{node.port}" for node in nodes]
        more = ("--cluster-replicas", str(replicas), "--cluster-yes")
        create = [_binary("redis-cli"), "--cluster", "create", *places, *more]
        subprocess.run(create, check=True, capture_output=True, timeout=ANSWERS_WITHIN)
        give_up = time.monotonic() + ANSWERS_WITHIN
        while not all(_joined(node, replicas) for node in nodes):
            if time.monotonic() > give_up:
                raise TimeoutError("the cluster does not come together")
            time.sleep(0.05)
        yield nodes


def _joined(node: RedisServer, replicas: int) -> bool:
    """Say whether a node sees the cluster whole, and a master its replicas."""
    replication = node.ask("INFO", "replication")
    ready = "master_link_status:up" in replication or replication.count("state=online") == replicas
    return ready and "cluster_state:ok" in node.ask("CLUSTER", "INFO")

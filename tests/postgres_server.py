"""A PostgreSQL of our own for tests, from Debian's binaries, gone with the test run."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ANSWERS_WITHIN = 60.0  # seconds, on a busy machine
USER = "postgres"


def binaries() -> Path:
    """The newest PostgreSQL that is installed; the test is skipped where there is none, or no user to run it."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.skip("no PostgreSQL here: apt install postgresql")
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("PostgreSQL refuses to run as root, and there is no setpriv to leave it")
    return found[-1].parent


@dataclass
class PostgresServer:
    """One server on a socket in a folder of its own. It can be struck down and started again on its data."""

    home: Path
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql://{USER}@/postgres?host={self.folder}"

    def start(self) -> None:
        # Plain files, not flushed: what the tests prove of durability they prove elsewhere.
        options = ("-c", "listen_addresses=", "-c", "fsync=off", "-k", str(self.folder))
        self.process = subprocess.Popen(
            [*_as_user(), str(self.home / "postgres"), "-D", str(self.folder / "data"), *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _wait(self.home, self.folder)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        """SIGTERM waits for nobody's transaction but lets it end; SIGQUIT breaks it off, as a crash does."""
        assert self.process
        self.process.send_signal(by)
        self.process.wait(ANSWERS_WITHIN)


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a server; gives the URL of its database."""
    with postgres() as server:
        yield server.url


@contextmanager
def postgres() -> Iterator[PostgresServer]:
    """Run a server that a test strikes down."""
    home = binaries()
    with tempfile.TemporaryDirectory(prefix="huiyin-pg-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        _own(place)
        _run(home / "initdb", "-D", place / "data", "-U", USER, "-A", "trust", "--locale=C.UTF-8", "--no-sync")
        server = PostgresServer(home, place)
        server.start()
        try:
            yield server
        finally:
            server.stop(signal.SIGINT)


def _as_user() -> list[str]:
    if os.geteuid() != 0:
        return []
    return [str(shutil.which("setpriv")), f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]


def _own(place: Path) -> None:
    place.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(place, USER, USER)


def _run(*command: object) -> None:
    subprocess.run([*_as_user(), *map(str, command)], check=True, capture_output=True)


def _wait(home: Path, place: Path) -> None:
    give_up = time.monotonic() + ANSWERS_WITHIN
    while subprocess.run([str(home / "pg_isready"), "-q", "-h", str(place)], check=False).returncode:
        if time.monotonic() > give_up:
            raise TimeoutError("PostgreSQL does not answer")
        time.sleep(0.05)


@contextmanager
def postgres_database_url(server: str, name: str, *, like: str = "template1") -> Iterator[str]:
    """An empty database on a running server, or a copy of one that nobody is connected to; gives its URL."""
    url = create_database(server, name, like=like)
    try:
        yield url
    finally:
        _run(binaries() / "dropdb", "-h", _place(server), "-U", USER, "--force", name)


def create_database(server: str, name: str, *, like: str = "template1") -> str:
    """Make a database that stays for as long as the server runs; gives its URL."""
    _run(binaries() / "createdb", "-h", _place(server), "-U", USER, "-T", like, name)
    return server.replace("/postgres?", f"/{name}?")


def _place(server: str) -> str:
    return server.partition("host=")[2]

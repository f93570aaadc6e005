"""What all tests rely on: no word to the outside world, no settings of this machine, time and chance in their hands."""

import os
import sys
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import pytest
import structlog
from postgres_server import postgres_server

from bot.demo.clock import HandClock, SeededChance
from bot.settings import PREFIX
from dialogs.facts.moment import moment_of

ROOT = Path(__file__).resolve().parent.parent
MONDAY = moment_of(datetime(2026, 3, 2, 2, 0, tzinfo=UTC))  # ten in the morning in China, a working day


def _local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode()
    if host in (None, "", "localhost"):
        return True
    try:
        return ip_address(str(host).partition("%")[0]).is_loopback or str(host) in {"0.0.0.0", "::"}  # noqa: S104
    except ValueError:
        return False


def _refuse_the_outside(event: str, args: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = args[1]
        if isinstance(address, tuple) and not _local(address[0]):
            raise PermissionError(f"a test reached for {address[0]}")
    elif event == "socket.getaddrinfo" and not _local(args[0]):
        raise PermissionError(f"a test asked for the address of {args[0]!r}")


sys.addaudithook(_refuse_the_outside)
for name in [name for name in os.environ if name.startswith(PREFIX)]:
    del os.environ[name]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--nothing-missing", action="store_true", help="a test that lacks its server or browser fails")
    parser.addoption("--walks", type=int, default=0, help="how many random conversations, other ones each time")
    parser.addoption("--full", action="store_true", help="sizes as in a city: a year of 20,000 cases, 10,000 notices")
    parser.addoption("--rewrite", action="store_true", help="write down what transcripts say now")


@pytest.fixture(autouse=True)
def logged_as_before() -> Iterator[None]:
    """Let what a test configures of the log end with it."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    apart = any(item.get_closest_marker(name) for name in ("browser", "servers", "slow"))
    if report.skipped and apart and item.config.getoption("--nothing-missing") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report


@pytest.fixture
def clock() -> HandClock:
    return HandClock(MONDAY)


@pytest.fixture
def chance() -> SeededChance:
    return SeededChance(20260302)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL for all tests of a process; each takes a database of its own there."""
    with postgres_server() as url:
        yield url

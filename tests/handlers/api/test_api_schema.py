"""The whole product on a port of its own, asked what its description allows and what it forbids."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer
from casebook_world import ANNA, BORIS, filing
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from adapters.casebook import SqlTokens
from bot import wiring
from bot.app import make_app
from bot.clock import SystemChance, SystemClock
from bot.demo.accounts import Accounts
from bot.demo.made_up import Addresses, demo_settings
from dialogs.facts.acts import DoKey
from dialogs.facts.records import Role

NOWHERE = "http://127.0.0.1:9"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ROLES = [("admin", ""), ("platform", ""), ("unit", "huaqiao-office"), ("auditor", "")]
ONCE_OR_AGAIN = {"/api/v1/officers/invites", "/api/v1/blocks", "/api/v1/cases/{number}/query-code"}
ANYTHING = GenerationMode.POSITIVE, GenerationMode.NEGATIVE


@dataclass
class Live:
    base: str
    tokens: dict[str, str]
    known: dict[str, str]
    """Things that are there, by the part of the path that names them."""
    described: dict[str, Any]


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[Live]:
    accounts = Accounts("a made-up secret of some length")
    product = demo_settings(folder, accounts, Addresses("http://localhost:1", NOWHERE, NOWHERE))
    async with (
        ClientSession() as session,
        wiring.product(product, wiring.World(SystemClock(), SystemChance(), session)) as parts,
        TestServer(make_app(parts.routes)) as server,
    ):
        made = SqlTokens(parts.database, SystemChance(), SystemClock())
        tokens = {role: (await made.make(Role(role), unit=unit))[1] for role, unit in ROLES}
        filed = await parts.casebook.perform(ANNA, DoKey("run", "file"), filing(category="street-light"))
        await parts.casebook.perform(BORIS, DoKey("run", "file"), filing(category="street-light"))
        base = str(server.make_url("")).rstrip("/")
        async with session.get(f"{base}/api/v1/openapi.json") as described:
            yield Live(base, tokens, {"number": filed.number}, await described.json())


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Serve from a thread of its own, for who asks waits for each answer."""
    up, over, found = threading.Event(), asyncio.Event(), []

    async def serve() -> None:
        async with served(tmp_path_factory.mktemp("served")) as live:
            found.append((asyncio.get_running_loop(), live))
            up.set()
            await over.wait()

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    assert up.wait(60)
    loop, live = found[0]
    yield live
    loop.call_soon_threadsafe(over.set)
    thread.join(60)


@pytest.fixture(scope="module")
def asking() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


def ask(live: Live, case: Case, token: str, asking: requests.Session) -> schemathesis.Response:
    """Send it; of a generated name every other one is that of something that is there."""
    for part, name in live.known.items():
        if case.path_parameters and part in case.path_parameters and len(str(case.path_parameters[part])) % 2:
            case.path_parameters[part] = name
    return case.call(base_url=live.base, session=asking, headers={"Authorization": f"Bearer {token}"})


@pytest.mark.parametrize("role", [role for role, _ in ROLES])
@pytest.mark.parametrize("mode", ANYTHING, ids=lambda mode: mode.value)
def test_answers_are_as_described(
    live: Live, asking: requests.Session, role: str, mode: GenerationMode, pytestconfig: pytest.Config
) -> None:
    """Whatever is sent nothing is a 5xx, and each answer has a status, a type and a shape that is described."""
    examples = 100 if pytestconfig.getoption("--full") else 2
    checks = [*CHECKS, negative_data_rejection] if mode is GenerationMode.NEGATIVE else CHECKS
    asked = set()
    for found in schemathesis.openapi.from_dict(live.described).get_all_operations():
        operation = found.ok()

        @settings(max_examples=examples, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def check(case: Case) -> None:
            case.validate_response(ask(live, case, live.tokens[role], asking), checks=checks)

        check()
        asked.add(operation.label)

    assert len(asked) > 25


def test_the_description_is_whole(live: Live) -> None:
    """Each operation names its roles and has an id of its own; what is sent can be sent again under a key.

    An invitation and a query code are new ones each time, and who is blocked already stays so.
    """
    described = live.described["paths"].items()
    operations = [(path, each) for path, methods in described for each in methods.values()]
    ids = [each["operationId"] for _, each in operations]
    sent = {path: {named["name"] for named in each["parameters"]} for path, each in operations if "requestBody" in each}

    assert len(ids) == len(set(ids))
    assert all(each["x-roles"] for _, each in operations)
    assert {path for path, named in sent.items() if "Idempotency-Key" not in named} <= ONCE_OR_AGAIN
    assert len(sent) > 20

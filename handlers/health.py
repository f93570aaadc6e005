"""Whether the program lives, and whether it can do its work."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from aiohttp import web

from dialogs.facts.errors import HuiyinError

PATIENCE = 2.0  # seconds for one check


@dataclass(frozen=True, slots=True)
class Check:
    """One part the work depends on; ``probe`` raises when the part does not do its work."""

    name: str
    probe: Callable[[], Awaitable[object]]


class Health:
    """Answers the load balancer; ``leave`` makes it say *not ready* while the last requests end."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self._checks = tuple(checks)
        self._leaving = False

    def leave(self) -> None:
        self._leaving = True

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/healthz", self.alive), web.get("/readyz", self.ready)]

    async def alive(self, _request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(self, _request: web.Request) -> web.Response:
        parts = await self.parts()
        well = not self._leaving and all(line == "ok" for line in parts.values())
        said = {"ready": well, "leaving": self._leaving, "parts": parts}
        return web.json_response(said, status=200 if well else 503, headers={} if well else {"Retry-After": "5"})

    async def parts(self) -> dict[str, str]:
        """Try each part, all at once: its name, and ``ok`` or the kind of what went wrong."""
        lines = await asyncio.gather(*(_line(check) for check in self._checks))
        return dict(zip((check.name for check in self._checks), lines, strict=True))


async def _line(check: Check) -> str:
    try:
        async with asyncio.timeout(PATIENCE):
            await check.probe()
    except TimeoutError:
        return "timeout"
    except HuiyinError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001  whatever a driver raises, the part is down
        return type(error).__name__
    return "ok"

"""Whether the program lives, and whether it can do its work."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from aiohttp import web

from dialogs.facts.errors import HuiyinError

PATIENCE = 2.0  # seconds for one check
FRESH = 1.0  # seconds that what was found holds: however many ask, the stores are asked once


@dataclass(frozen=True, slots=True)
class Check:
    """One part the work depends on; ``probe`` raises when the part does not do its work."""

    name: str
    probe: Callable[[], Awaitable[object]]
    vital: bool = True
    """Whether nobody should come here while it does not; else its line is there to be read."""


class Health:
    """Answers the load balancer; ``leave`` makes it say *not ready* while the last requests end."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self._checks = tuple(checks)
        self._leaving = False
        self._looking: asyncio.Task[dict[str, str]] | None = None

    def leave(self) -> None:
        self._leaving = True

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/healthz", self.alive), web.get("/readyz", self.ready)]

    async def alive(self, _request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(self, _request: web.Request) -> web.Response:
        parts = await self.parts()
        well = not self._leaving and all(parts[check.name] == "ok" for check in self._checks if check.vital)
        said = {"ready": well, "leaving": self._leaving, "parts": parts}
        return web.json_response(said, status=200 if well else 503, headers={} if well else {"Retry-After": "5"})

    async def parts(self) -> dict[str, str]:
        """Give each part's name, and ``ok`` or the kind of what went wrong, as it was a second ago or is now."""
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
            self._looking.add_done_callback(self._hold)
        return await asyncio.shield(self._looking)

    def _hold(self, _looked: asyncio.Task[dict[str, str]]) -> None:
        asyncio.get_running_loop().call_later(FRESH, self._forget)

    def _forget(self) -> None:
        self._looking = None

    async def _look(self) -> dict[str, str]:
        """Try each part, all at once."""
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

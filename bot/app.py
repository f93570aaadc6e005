"""The frame around all that is answered over HTTP."""

import secrets
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from dialogs.facts.errors import Unkept

LARGEST_BODY = 1024 * 1024  # bytes; doors that know better refuse earlier
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; media-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

log = structlog.get_logger()

Lifetime = Callable[[], AbstractAsyncContextManager[object]]
"""Something that has to be open while the application runs."""


def make_app(
    routes: Iterable[web.AbstractRouteDef],
    *,
    middlewares: Sequence[Middleware] = (),
    lifetimes: Iterable[Lifetime] = (),
    largest_body: int = LARGEST_BODY,
) -> web.Application:
    """Put routes into the frame. Lifetimes open in their order and close in the reverse."""
    app = web.Application(middlewares=[answer_failures, *middlewares], client_max_size=largest_body)
    app.add_routes(routes)
    app.on_response_prepare.append(guard_pages)
    app.cleanup_ctx.extend(_context(lifetime) for lifetime in lifetimes)
    return app


def _context(lifetime: Lifetime) -> Callable[[web.Application], AsyncIterator[None]]:
    async def context(_app: web.Application) -> AsyncIterator[None]:
        async with lifetime():
            yield

    return context


@web.middleware
async def answer_failures(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn what went wrong on our side into an answer that tells nothing of the inside."""
    try:
        return await handler(request)
    except web.HTTPException as answer:
        if isinstance(answer.__cause__, Unkept):  # answered in the manner of a door
            _tell(request, answer.__cause__)
        raise
    except Unkept as error:
        _tell(request, error)
        return web.Response(status=503, text="try again\n", headers={"Retry-After": str(error.retry_after)})
    except Exception as error:
        mark = secrets.token_hex(4)
        log.error("failed", mark=mark, path=_template(request), exc_info=error)  # noqa: TRY400  a trace may quote people
        return web.Response(status=500, text=f"something went wrong ({mark})\n")


def _tell(request: web.Request, error: Unkept) -> None:
    log.warning("unkept", path=_template(request), reason=error.detail)


def _template(request: web.Request) -> str:
    """Give the path as the route was written: what stands in its place may be a secret or a token."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else ""


async def guard_pages(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.pop("Server", None)  # what we run on is nobody's business
    if response.headers.get("Content-Type", "").startswith("text/html"):
        for name, value in PAGE_HEADERS.items():
            response.headers.setdefault(name, value)

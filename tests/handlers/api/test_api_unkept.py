"""What the API answers while a store is down."""

from aiohttp import web
from structlog.testing import capture_logs

from bot.app import make_app
from dialogs.facts.errors import Unkept
from dialogs.facts.records import Bearer
from handlers.api.operations import Call, Operation

REASON = "PostgreSQL, 57P03: it is starting or stopping"


class Down:
    async def bearer(self, _token: str) -> Bearer | None:
        raise Unkept(REASON)


async def never(_call: Call) -> web.Response:
    raise AssertionError


async def test_it_is_a_problem_document_and_a_line_in_the_log(aiohttp_client) -> None:
    """503 with the time to wait, as every refusal of the API; the reason stands in the log alone."""
    operation = Operation("GET", "/api/v1/cases/{number}", "case", never)
    client = await aiohttp_client(make_app([operation.route(Down())]))

    with capture_logs() as lines:
        response = await client.get("/api/v1/cases/260302000017", headers={"Authorization": "Bearer x"})
        problem = await response.json(content_type="application/problem+json")

    assert (response.status, response.headers["Retry-After"]) == (503, "5")
    assert (problem["title"], problem["status"]) == ("Service Unavailable", 503)
    assert [(line["event"], line["path"], line["reason"]) for line in lines] == [
        ("unkept", "/api/v1/cases/{number}", REASON)
    ]

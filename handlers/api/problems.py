"""Refusals of the API as problem documents (RFC 9457)."""

from http import HTTPStatus

from aiohttp import web
from pydantic import ValidationError

from dialogs.facts.errors import Unkept
from handlers.api.models import FieldProblem, ProblemOut

PROBLEM = "application/problem+json"


class Refusal(Exception):
    """The API does not do what was asked; ``errors`` pairs fields with what is wrong about them, never with values."""

    def __init__(
        self, status: HTTPStatus, errors: tuple[tuple[str, str], ...] = (), headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(status.phrase)
        self.status = status
        self.errors = errors
        self.headers = headers or {}

    def response(self) -> web.Response:
        errors = [FieldProblem(field=field, reason=reason) for field, reason in self.errors]
        document = ProblemOut(title=self.status.phrase, status=self.status, errors=errors)
        return web.Response(
            status=self.status, text=document.model_dump_json(), content_type=PROBLEM, headers=self.headers
        )


def later(error: Unkept) -> web.HTTPServiceUnavailable:
    """Make the answer to what cannot be kept now; it is raised from the error, so that the log names the reason."""
    said = Refusal(HTTPStatus.SERVICE_UNAVAILABLE).response()
    retry = {"Retry-After": str(error.retry_after)}
    return web.HTTPServiceUnavailable(text=said.text, content_type=PROBLEM, headers=retry)


def unfit(error: ValidationError) -> Refusal:
    """Name each field that does not fit, and why, without a word of what it held."""
    told = error.errors(include_url=False, include_context=False, include_input=False)
    errors = tuple((".".join(map(str, each["loc"])), each["type"]) for each in told)
    return Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, errors)

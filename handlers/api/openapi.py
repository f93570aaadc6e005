"""The description of the API, made from its operations and models."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from handlers.api.models import ProblemOut
from handlers.api.operations import Operation
from handlers.api.problems import PROBLEM

REFERENCE = "#/components/schemas/{model}"
VERSION = "3.1.0"
ONCE = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Under the same key a request is done once; another body under it is refused.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}


def describe(operations: Iterable[Operation]) -> dict[str, Any]:
    """Give an OpenAPI document."""
    listed = tuple(operations)
    paths: dict[str, dict[str, Any]] = {}
    for operation in listed:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": VERSION,
        "info": {"title": "Huiyin", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": _schemas(listed),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _operation(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.id,
        "x-roles": sorted(operation.roles),
        "parameters": [*_in_path(operation), *_in_query(operation)],
        "responses": {"200": _success(operation), "default": _content(PROBLEM, ProblemOut, "The request is refused.")},
    }
    if operation.blind:
        described["responses"]["204"] = {"description": "Done, and not the caller's to read."}
    if operation.body is None:
        return described
    described["parameters"] += [ONCE] if operation.once else []
    return described | {"requestBody": _content("application/json", operation.body, "What is said with it.")}


def _success(operation: Operation) -> dict[str, Any]:
    if operation.gives is None:
        return {"description": "The content itself.", "content": {"*/*": {}}}
    return _content("application/json", operation.gives, "Done.")


def _content(kind: str, model: type[BaseModel], said: str) -> dict[str, Any]:
    return {"description": said, "content": {kind: {"schema": {"$ref": REFERENCE.format(model=model.__name__)}}}}


def _in_path(operation: Operation) -> Iterator[dict[str, Any]]:
    for name in re.findall(r"{(\w+)}", operation.path):
        yield {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _in_query(operation: Operation) -> Iterator[dict[str, Any]]:
    schema = operation.takes.model_json_schema(ref_template=REFERENCE) if operation.takes else {"properties": {}}
    for name, kind in schema["properties"].items():
        yield {"name": name, "in": "query", "required": False, "schema": kind}


def _schemas(operations: tuple[Operation, ...]) -> dict[str, Any]:
    shown = {operation.gives for operation in operations if operation.gives} | {ProblemOut}
    named = sorted(shown, key=lambda model: model.__name__)
    given = {model for operation in operations for model in (operation.takes, operation.body) if model}
    taken = sorted(given, key=lambda model: model.__name__)
    wanted = [(model, "serialization") for model in named] + [(model, "validation") for model in taken]
    _, schema = models_json_schema(wanted, ref_template=REFERENCE)  # type: ignore[arg-type]
    defined: dict[str, Any] = schema["$defs"]
    return defined

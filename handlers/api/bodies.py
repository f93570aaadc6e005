"""How bodies are read: a text of staff is cleaned, and a code that would have to be is refused."""

import json
from collections.abc import Iterator
from typing import Annotated, Final, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError, PydanticKnownError

from dialogs.facts.characters import official
from handlers.api.problems import Refusal, unfit

HALF: Final = "lone-surrogate"
"""One half of a character: what the other was nobody can say."""


def _prose(text: str) -> str:
    """Clean it; where nothing is left to read there was no text."""
    cleaned = official(text)
    if text and not cleaned.strip():
        raise PydanticKnownError("missing")
    return cleaned


Prose: Final = AfterValidator(_prose)
"""Marks a field of words, in which some characters may be missing; any other string is a code and has to be exact."""
Name = Annotated[str, Field(min_length=1, max_length=64), Prose]


class Body(BaseModel):
    """What is sent with a request. No string of any field holds what ``official`` would drop."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("*", mode="after")
    @classmethod
    def _exact(cls, value: object) -> object:
        if any(official(each) != each for each in _strings(value)):
            raise PydanticCustomError("control-characters", "A code holds no control characters.")
        return value


Said = TypeVar("Said", bound=Body)


def read(model: type[Said], content: bytes) -> Said:
    """Read a body; raises ``Refusal`` with each field that does not fit."""
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        if halves := tuple((field, HALF) for field in _halves(content)):
            raise Refusal(unfit(error).status, halves) from None
        raise unfit(error) from None


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _strings(each)


def _halves(content: bytes) -> Iterator[str]:
    """Name the fields that hold half a character: to a strict reader the whole body is no JSON then."""
    try:
        yield from _broken(json.loads(content), "")
    except (ValueError, RecursionError):
        return


def _broken(value: object, path: str) -> Iterator[str]:
    if isinstance(value, str) and not _whole(value):
        yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        inner = f"{path}.{_shown(name)}".lstrip(".")
        yield from _broken(part, inner) if _whole(str(name)) else (inner,)


def _whole(text: str) -> bool:
    return not any("\ud800" <= each <= "\udfff" for each in text)


def _shown(name: object) -> str:
    return str(name).encode(errors="backslashreplace").decode()

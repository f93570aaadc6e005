"""Which approved template tells which step: a setting in JSON, checked before anything starts."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from adapters.outbound.wechat.fields import kind_of
from dialogs.notice_facts import FACTS
from dialogs.updates import STEPS


class Notice(BaseModel):
    """How a step is told by a template that WeChat approved."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    template: str = Field(min_length=1)
    consent: bool = False
    """A subscription notice: the citizen has to have agreed to it."""
    fields: dict[str, str] = Field(min_length=1)

    @field_validator("fields")
    @classmethod
    def _known(cls, fields: dict[str, str]) -> dict[str, str]:
        if wrong := [name for name in fields if not kind_of(name)]:
            raise ValueError(f"no field of WeChat is called {', '.join(wrong)}")
        if wrong := [name for name in fields.values() if name not in FACTS]:
            raise ValueError(f"there is no fact {', '.join(wrong)}; there are {', '.join(FACTS)}")
        return fields


def notices_in(text: str) -> Mapping[str, Notice]:
    """Read the setting: by step its template. ``ValueError`` names what is wrong in it."""
    try:
        read = TypeAdapter(dict[str, Notice]).validate_json(text)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "JSON"
        raise ValueError(f"{where}: {error.errors()[0]['msg'].removeprefix('Value error, ')}") from None
    if wrong := [step for step in read if step not in STEPS]:
        raise ValueError(f"no step is called {', '.join(wrong)}; there are {', '.join(STEPS)}")
    return read


def _readable(text: str) -> str:
    if text:
        notices_in(text)
    return text


NoticeJson = Annotated[str, AfterValidator(_readable)]

"""Which approved template tells which step: a setting in JSON, checked before anything starts."""

from collections.abc import Callable, Mapping
from typing import Annotated, ClassVar, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from adapters.outbound.wechat.fields import kind_of
from dialogs.notice_facts import FACTS
from dialogs.templates import TOLD
from dialogs.updates import STEPS


class Notice(BaseModel):
    """How a step is told by an approved template."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    template: str = Field(min_length=1)
    fields: dict[str, str]
    steps: ClassVar[tuple[str, ...]] = ()

    facts: ClassVar[tuple[str, ...]] = FACTS

    @field_validator("fields")
    @classmethod
    def _known(cls, fields: dict[str, str]) -> dict[str, str]:
        if wrong := [name for name in fields.values() if name not in cls.facts]:
            raise ValueError(f"there is no fact {', '.join(wrong)}; there are {', '.join(cls.facts)}")
        return fields


class WechatNotice(Notice):
    """A template that WeChat approved; its fields are named by their kinds."""

    steps: ClassVar[tuple[str, ...]] = tuple(STEPS)
    consent: bool = False
    """A subscription notice: the citizen has to have agreed to it."""
    fields: dict[str, str] = Field(min_length=1)

    @field_validator("fields")
    @classmethod
    def _of_a_kind(cls, fields: dict[str, str]) -> dict[str, str]:
        if wrong := [name for name in fields if not kind_of(name)]:
            raise ValueError(f"no field of WeChat is called {', '.join(wrong)}")
        return fields


class SmsNotice(Notice):
    """A template that the carrier of a gateway approved; ``code`` is the fact of the message that binds a number."""

    steps: ClassVar[tuple[str, ...]] = TOLD
    facts: ClassVar[tuple[str, ...]] = (*FACTS, "code")
    languages: dict[str, Annotated[str, Field(min_length=1)]] = {}
    """By language the template that says the same in it, with the same variables."""


Kind = TypeVar("Kind", bound=Notice)


def notices_in(text: str) -> Mapping[str, WechatNotice]:
    """Read WeChat's setting: by step its template. ``ValueError`` names what is wrong in it."""
    return _read(text, WechatNotice)


def agreed_in(text: str) -> tuple[str, ...]:
    """Give the templates of WeChat's setting that citizens have to agree to."""
    return tuple(dict.fromkeys(each.template for each in notices_in(text).values() if each.consent)) if text else ()


def sms_notices_in(text: str) -> Mapping[str, SmsNotice]:
    """Read the gateway's setting: by step its template. ``ValueError`` names what is wrong in it."""
    return _read(text, SmsNotice)


def _read(text: str, kind: type[Kind]) -> Mapping[str, Kind]:
    try:
        read = TypeAdapter(dict[str, kind]).validate_json(text)  # type: ignore[valid-type]
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "JSON"
        raise ValueError(f"{where}: {error.errors()[0]['msg'].removeprefix('Value error, ')}") from None
    if wrong := [step for step in read if step not in kind.steps]:
        raise ValueError(f"no step is called {', '.join(wrong)}; there are {', '.join(kind.steps)}")
    return read


def _readable(reader: Callable[[str], object]) -> AfterValidator:
    def checked(text: str) -> str:
        if text:
            reader(text)
        return text

    return AfterValidator(checked)


NoticeJson = Annotated[str, _readable(notices_in)]
SmsNoticeJson = Annotated[str, _readable(sms_notices_in)]

"""What an operator decides, from the environment or a ``.env`` file. Nothing else reads either."""

import difflib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from dotenv import dotenv_values
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from dialogs.facts.errors import HuiyinError

PREFIX = "HUIYIN_"
SHORTEST_KEY = 16  # characters
AES_KEY = re.compile(r"[A-Za-z0-9]{43}")  # base64 of 32 bytes without its "="; the console draws no other signs


class SettingsInvalid(HuiyinError):
    """The settings do not hold together."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        """``problems`` has a line for each thing that is wrong, and never a value."""
        self.problems = problems
        super().__init__("; ".join(problems))


def _listed(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _url_with(*schemes: str) -> AfterValidator:
    def check(value: str) -> str:
        if value.partition("://")[0] not in schemes or not value.partition("://")[2]:
            raise ValueError(f"must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}")
        return value.rstrip("/") if schemes == ("http", "https") else value

    return AfterValidator(check)


def _long_enough(keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
    if any(len(key) < SHORTEST_KEY for key in keys):
        raise ValueError(f"each key must have at least {SHORTEST_KEY} characters")
    return keys


def _aes_key(key: SecretStr) -> SecretStr:
    if not AES_KEY.fullmatch(key.get_secret_value()):
        raise ValueError("must be 43 letters and digits, as the console shows it")
    return key


HttpUrl = Annotated[str, _url_with("http", "https")]
AesKey = Annotated[SecretStr, AfterValidator(_aes_key)]
SecretList = Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(_listed), AfterValidator(_long_enough)]


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class WeChat(_Group):
    """The official account, as its console shows it."""

    app_id: str = Field(min_length=1, description="AppID")
    app_secret: SecretStr = Field(min_length=1, description="AppSecret, for sending and for photos")
    token: SecretStr = Field(min_length=1, description="Token of the server configuration")
    aes_key: AesKey | None = Field(None, description="EncodingAESKey, 43 characters")
    previous_aes_key: AesKey | None = Field(
        None, description="the EncodingAESKey before it, while the console changes over"
    )
    account: str = Field("", description="original id (gh_…); a message to another account is refused")
    mode: Literal["plain", "compatible", "safe"] | None = Field(
        None, description="as in the console; `safe` when an AES key is set, else `plain`"
    )
    links: bool = Field(
        default=True, description="whether choices can be tapped; off where a client shows them as bare text"
    )
    api_base: HttpUrl = Field(
        "https://api.weixin.qq.com", description="base of the API: tests, proxies, private clouds"
    )

    @model_validator(mode="after")
    def _key_for_mode(self) -> Self:
        if self.mode in {"compatible", "safe"} and not self.aes_key:
            raise ValueError(f"mode {self.mode} needs AES_KEY")
        return self

    def encryption(self) -> Literal["plain", "compatible", "safe"]:
        return self.mode or ("safe" if self.aes_key else "plain")


class Twilio(_Group):
    """An account at Twilio and the number or service that speaks for us."""

    account_sid: str = Field(min_length=1, description="Account SID")
    auth_token: SecretStr = Field(min_length=1, description="the primary Auth Token; it also signs what comes in")
    from_: str = Field("", alias="from", description="our number (+…), or use the messaging service")
    messaging_service_sid: str = Field("", description="Messaging Service SID, in place of the number")
    api_base: HttpUrl = Field("https://api.twilio.com", description="base of the API, for tests and proxies")

    @model_validator(mode="after")
    def _some_sender(self) -> Self:
        if not (self.from_ or self.messaging_service_sid):
            raise ValueError("needs FROM or MESSAGING_SERVICE_SID")
        return self


class Gateway(_Group):
    """A plain SMS gateway: it posts what it receives to us, and takes messages by a POST of JSON."""

    secret: SecretStr = Field(min_length=8, description="the secret part of our address at the gateway")
    number: str = Field(min_length=1, description="our number there")
    region: str = Field("CN", pattern="^[A-Z]{2}$", description="country of numbers that come without a country code")
    url: HttpUrl = Field(description="where messages to citizens are posted")
    api_token: SecretStr | None = Field(None, description="bearer token to show there, where the gateway wants one")
    signature: str = Field("", description="what the carrier puts before each text, as 【某市】; it counts")


class Webhook(_Group):
    """An outside backend that is told of each case by a signed POST of JSON."""

    url: HttpUrl = Field(description="where cases are posted")
    secret: SecretStr = Field(min_length=8, description="signs each post")


class Settings(BaseSettings):
    """All of it, frozen. Build it with ``read_settings``."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_file_encoding="utf-8",
        frozen=True,
        extra="ignore",
        env_ignore_empty=True,
        str_strip_whitespace=True,
    )

    database_url: Annotated[str, _url_with("sqlite", "postgresql")] = Field(
        "sqlite:///data/huiyin.db", description="`sqlite:///path` or `postgresql://user@host/db`"
    )
    redis_url: Annotated[str, _url_with("redis", "rediss", "redis+cluster")] | None = Field(
        None,
        description="`redis://…`, `rediss://…`, `redis+cluster://…`; without it conversations live in the database",
    )
    public_url: HttpUrl = Field(
        "http://localhost:8080", description="what the outside calls us; signatures and links are built from it"
    )
    city: Path = Field(Path("city/demo"), description="folder of the city profile")
    data: Path = Field(Path("data"), description="folder for photos and voice, and for the demo's own key")
    secret_key: SecretList = Field(
        (), description="seals personal data, signs links; a comma-separated list rotates: first seals, all open"
    )
    admin_token: SecretStr | None = Field(None, min_length=8, description="a bootstrap API token with role admin")
    wechat: WeChat | None = None
    twilio: Twilio | None = None
    gateway: Gateway | None = None
    webhook: Webhook | None = None
    log: Literal["text", "json"] | None = Field(None, description="`text` on a terminal, else `json`")


def unserved(settings: Settings) -> tuple[str, ...]:
    """Name what is set and reads well, and cannot be served from."""
    if settings.database_url.startswith(("sqlite:///", "postgresql://")):
        return ()
    return ("HUIYIN_DATABASE_URL: sqlite:// takes three slashes before a path, four before an absolute one",)


@dataclass(frozen=True, slots=True)
class Setting:
    """One name an operator may set. ``default`` is empty where there is none."""

    name: str
    path: tuple[str, ...]
    default: str
    meaning: str
    required: bool


def _group(annotation: object) -> type[_Group] | None:
    kinds = (kind for kind in get_args(annotation) if isinstance(kind, type) and issubclass(kind, _Group))
    return next(kinds, None)


def _walk(model: type[BaseModel], names: tuple[str, ...] = (), path: tuple[str, ...] = ()) -> Iterator[Setting]:
    for attribute, field in model.model_fields.items():
        here, there = (*names, field.alias or attribute), (*path, attribute)
        if group := _group(field.annotation):
            yield from _walk(group, here, there)
            continue
        default = "" if field.is_required() or not field.default else str(field.default)
        name = PREFIX + "__".join(here).upper()
        yield Setting(name, there, default, field.description or "", required=field.is_required())


SETTINGS = tuple(_walk(Settings))


def describe(settings: Settings) -> dict[str, str]:
    """Say what each setting is, by name: its value, ``set`` for a secret, empty where nothing is."""
    return {each.name: _shown(_value_at(settings, each.path)) for each in SETTINGS}


def _value_at(settings: Settings, path: tuple[str, ...]) -> object:
    value: object = settings
    for attribute in path:
        value = getattr(value, attribute, None)
    return value


def _shown(value: object) -> str:
    match value:
        case None | "" | ():
            return ""
        case SecretStr():
            return "set"
        case tuple():
            return f"set, {len(value)}" if len(value) > 1 else "set"
        case str() if "://" in value:
            return without_password(value)
        case _:
            return str(value)


def without_password(url: str) -> str:
    """Give a URL that may be shown: without the password it may hold."""
    return re.sub(r"(://[^/@:]*):[^/@]*@", r"\1:…@", url)


def _unknown(names: Iterable[str]) -> Iterator[str]:
    known = [each.name for each in SETTINGS]
    for name in sorted(name for name in names if name.startswith(PREFIX) and name not in known):
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
        yield f"{name} is no setting; the nearest is {near[0]}"


def _wrong(error: ValidationError) -> Iterator[str]:
    for each in error.errors(include_url=False, include_context=False, include_input=False):
        name = PREFIX + "__".join(str(part) for part in each["loc"]).upper()
        yield f"{name}: {'is missing' if each['type'] == 'missing' else each['msg'].removeprefix('Value error, ')}"


def read_settings(env_file: Path = Path(".env")) -> Settings:
    """Read them all once. ``SettingsInvalid`` tells everything that is wrong at once."""
    written = dotenv_values(env_file) if env_file.is_file() else {}
    problems = list(_unknown({*os.environ, *written}))
    try:
        settings = Settings(_env_file=env_file)
    except ValidationError as error:
        problems += _wrong(error)
    if problems:
        raise SettingsInvalid(tuple(problems))
    return settings

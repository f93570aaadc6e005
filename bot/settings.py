"""What an operator decides, from the environment or a ``.env`` file. Nothing else reads either."""

import difflib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.setting_delivery import Delivery
from bot.setting_file import names_in
from bot.setting_groups import Gateway, Group, Twilio, Webhook, WeChat
from bot.setting_kinds import Addresses, DatabaseUrl, HttpUrl, RedisUrl, SecretList
from bot.setting_limits import Limits
from bot.setting_wecom import Wecom
from dialogs.facts.errors import HuiyinError

PREFIX = "HUIYIN_"


class SettingsInvalid(HuiyinError):
    """The settings do not hold together."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        """``problems`` has a line for each thing that is wrong, and never a value."""
        self.problems = problems
        super().__init__("; ".join(problems))


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

    database_url: DatabaseUrl = Field(
        "sqlite:///data/huiyin.db",
        repr=False,  # a password may stand in an address
        description="`sqlite:///path` or `postgresql://user@host/db`, with `?statement_cache_size=0` for PgBouncer",
    )
    redis_url: RedisUrl | None = Field(
        None,
        repr=False,
        description="`redis://…`, `rediss://…`, `redis+sentinel://…`, `redis+cluster://…`; "
        "without it conversations live in the database",
    )
    public_url: HttpUrl = Field(
        "http://localhost:8080", description="what the outside calls us; signatures and links are built from it"
    )
    proxies: Addresses = Field(
        (),
        description="our own proxies, whose `X-Forwarded-For` is believed as to who is refused too often",
    )
    city: Path = Field(Path("city/demo"), description="folder of the city profile")
    data: Path = Field(Path("data"), description="folder for photos and voice")
    daily_hashes: Path | None = Field(
        None, description="file to which the book's hash of each day is appended; `daily-hashes.txt` in the data folder"
    )
    secret_key: SecretList = Field(
        (), description="seals personal data; a comma-separated list rotates: first seals, all open"
    )
    admin_token: SecretStr | None = Field(None, min_length=8, description="a bootstrap API token with role admin")
    wechat: WeChat | None = None
    twilio: Twilio | None = None
    gateway: Gateway | None = None
    webhook: Webhook | None = None
    wecom: Wecom | None = None
    delivery: Delivery | None = None
    limits: Limits | None = None
    metrics_port: int | None = Field(
        None, ge=1, le=65535, description="a port on 127.0.0.1 for the figures of this one process, serving or working"
    )
    traces_url: HttpUrl | None = Field(None, description="base of a collector that speaks OTLP over HTTP")
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


def _group(annotation: object) -> type[Group] | None:
    kinds = (kind for kind in get_args(annotation) if isinstance(kind, type) and issubclass(kind, Group))
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
    names, unread = names_in(env_file)
    if unread:
        raise SettingsInvalid(unread)
    problems = list(_unknown({*os.environ, *names}))
    try:
        settings = Settings(_env_file=env_file)
    except ValidationError as error:
        problems += _wrong(error)
    if problems:
        raise SettingsInvalid(tuple(problems))
    return settings

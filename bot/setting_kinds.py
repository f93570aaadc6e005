"""Kinds of value that settings have."""

import re
from ipaddress import ip_address
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import NoDecode

from adapters.conversations.redis_urls import SENTINEL, watched
from adapters.sql.pooling import way_of

SHORTEST_KEY = 16  # characters
AES_KEY = re.compile(r"[A-Za-z0-9]{43}")  # base64 of 32 bytes without its "="; the console draws no other signs


def listed(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def url_with(*schemes: str) -> AfterValidator:
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


def _watched(url: str) -> str:
    if url.startswith(SENTINEL):
        watched(url)
    return url


def _pooled(url: str) -> str:
    if url.startswith("postgresql://"):
        way_of(url)
    return url


def _addresses(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(ip_address(each)) for each in given)


HttpUrl = Annotated[str, url_with("http", "https")]
DatabaseUrl = Annotated[str, url_with("sqlite", "postgresql"), AfterValidator(_pooled)]
RedisUrl = Annotated[str, url_with("redis", "rediss", "redis+sentinel", "redis+cluster"), AfterValidator(_watched)]
AesKey = Annotated[SecretStr, AfterValidator(_aes_key)]
Addresses = Annotated[tuple[str, ...], NoDecode, BeforeValidator(listed), AfterValidator(_addresses)]
SecretList = Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(listed), AfterValidator(_long_enough)]

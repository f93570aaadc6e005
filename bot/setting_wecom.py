"""Settings of WeCom: which unit has a group robot. Keys are secrets: they stand here, and not in a city profile."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import NoDecode

from bot.setting_groups import Group
from bot.setting_kinds import HttpUrl, listed


def _pairs(robots: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
    units = [each.get_secret_value().partition("=") for each in robots]
    if not all(unit and key for unit, _, key in units):
        raise ValueError("each robot is written as unit=key")
    if len({unit for unit, _, _ in units}) < len(units):
        raise ValueError("a unit has one robot")
    return robots


Robots = Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(listed), AfterValidator(_pairs)]


class Wecom(Group):
    """Group robots that speak to units."""

    robots: Robots = Field(min_length=1, description="`unit=key,unit=key`: the key of each unit's group robot")
    api_base: HttpUrl = Field(
        "https://qyapi.weixin.qq.com", description="base of the robots' API, for tests and proxies"
    )

    def keys(self) -> dict[str, str]:
        """Give the key of each unit's robot."""
        pairs = (each.get_secret_value().partition("=") for each in self.robots)
        return {unit: key for unit, _, key in pairs}

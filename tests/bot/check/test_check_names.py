"""Names and numbers in which a city's first day goes wrong."""

from pathlib import Path

import pytest

from bot.check_names import doubtful
from bot.findings import Level
from bot.settings import read_settings

OURS = {"WECHAT__APP_ID": "wx1", "WECHAT__APP_SECRET": "hush-hush", "WECHAT__TOKEN": "civictoken"}
TWILIO = {"TWILIO__ACCOUNT_SID": "AC1", "TWILIO__AUTH_TOKEN": "hush-hush"}


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, root: Path):
    def told(**values: str) -> list[str]:
        monkeypatch.chdir(tmp_path)
        for name, value in {"CITY": str(root / "city/demo"), **values}.items():
            monkeypatch.setenv(f"HUIYIN_{name}", value)
        found = list(doubtful(read_settings()))
        assert all(each.level is Level.WARNING for each in found)
        return [each.said for each in found]

    return told


@pytest.mark.parametrize("number", ["+8657112345678", "12345"])
def test_what_can_be_right_is_not_doubted(said, number: str) -> None:
    """An original id, a token as the console takes it, a number or a short code, units of the city."""
    robots = {"WECOM__ROBOTS": "water-bureau=key"}

    assert said(**OURS, **TWILIO, **robots, TWILIO__FROM=number, WECHAT__ACCOUNT="gh_0123456789ab") == []


@pytest.mark.parametrize(
    ("values", "named"),
    [
        (OURS | {"WECHAT__ACCOUNT": "yunjiang"}, "HUIYIN_WECHAT__ACCOUNT is no original id"),
        (OURS | {"WECHAT__TOKEN": "civic token"}, "HUIYIN_WECHAT__TOKEN: the console takes only"),
        (TWILIO | {"TWILIO__FROM": "8657112345678"}, "HUIYIN_TWILIO__FROM is no number in international form"),
        ({"WECOM__ROBOTS": "water-bureu=hush-hush"}, "the city does not have: water-bureu"),
    ],
)
def test_what_cannot_be_right_is_told_with_its_setting(said, values: dict[str, str], named: str) -> None:
    """Which setting, what is wrong with it, and no secret."""
    (line,) = said(**values)

    assert named in line
    assert "hush" not in line


def test_a_door_into_the_made_up_city_is_told(said) -> None:
    """With a door open somebody would be answered as a citizen of the demo's city."""
    assert said(CITY="city/demo") == []

    (line,) = said(**OURS, CITY="city/demo")
    assert "made up" in line

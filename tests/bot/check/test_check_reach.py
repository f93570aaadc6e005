"""What ``huiyin check`` tells about whom notices reach."""

import json

import pytest

from bot.check import Level, _reach
from bot.settings import read_settings

WECHAT = {"WECHAT__APP_ID": "wx1", "WECHAT__APP_SECRET": "s", "WECHAT__TOKEN": "t"}
GATEWAY = {"GATEWAY__SECRET": "s" * 8, "GATEWAY__NUMBER": "106", "GATEWAY__URL": "http://127.0.0.1:1"}
ALL = {
    step: {"template": "t-1", "fields": {"thing1": "category"}}
    for step in ("assign", "decline", "ask", "reply", "resolve")
}
AGREED = {step: notice | {"consent": True} for step, notice in ALL.items()}


@pytest.mark.parametrize(
    ("given", "level", "said"),
    [
        (WECHAT, Level.WARNING, "assign, decline, ask, reply, resolve by no voice"),
        (WECHAT | {"WECHAT__NOTICE": json.dumps({"assign": ALL["assign"]})}, Level.WARNING, "decline, ask"),
        (WECHAT | GATEWAY, Level.NOTE, "only by SMS"),
        (WECHAT | {"WECHAT__NOTICE": json.dumps(ALL)}, None, ""),
        (WECHAT | {"WECHAT__NOTICE": json.dumps(AGREED)}, Level.WARNING, "agreed to no notice, is told of assign"),
        (WECHAT | GATEWAY | {"WECHAT__NOTICE": json.dumps(AGREED)}, Level.NOTE, "only by SMS"),
        (GATEWAY, None, ""),
    ],
)
def test_who_only_taps(
    monkeypatch: pytest.MonkeyPatch, tmp_path, given: dict[str, str], level: Level | None, said: str
) -> None:
    """Where a citizen who only taps would hear nothing, the operator is told of what."""
    monkeypatch.chdir(tmp_path)
    for name, value in given.items():
        monkeypatch.setenv(f"HUIYIN_{name}", value)
    found = [finding for finding in _reach(read_settings()) if finding.part == "reach"]

    assert [finding.level for finding in found] == ([level] if level else [])
    assert all(said in finding.said for finding in found)


@pytest.mark.parametrize("admin", ["", "sms:+8613800138000,wechat:o-admin"])
def test_who_hears_of_trouble(monkeypatch: pytest.MonkeyPatch, tmp_path, admin: str) -> None:
    """Without a voice of the admin's own the operator is told so."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HUIYIN_DELIVERY__ADMIN", admin)

    assert ["alarms" in finding.part for finding in _reach(read_settings())] == ([] if admin else [True])

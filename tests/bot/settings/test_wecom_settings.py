import pytest
from pydantic import ValidationError

from bot.settings import Settings, describe

KEY = "a-made-up-robot-key"


def test_each_unit_has_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Robots are written unit by unit, and shown without their keys."""
    monkeypatch.setenv("HUIYIN_WECOM__ROBOTS", f"lights={KEY}, parks=another=key")
    settings = Settings()

    assert settings.wecom is not None
    assert settings.wecom.keys() == {"lights": KEY, "parks": "another=key"}
    assert KEY not in repr(settings) + repr(describe(settings))


@pytest.mark.parametrize("robots", ["lights", "=key", "lights=", "lights=a,lights=b"])
def test_what_is_no_robot_is_refused(monkeypatch: pytest.MonkeyPatch, robots: str) -> None:
    """A robot without a unit or a key, and a second one for a unit, are named as mistakes."""
    monkeypatch.setenv("HUIYIN_WECOM__ROBOTS", robots)

    with pytest.raises(ValidationError):
        Settings()

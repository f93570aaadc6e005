"""What the demo makes up for itself."""

import socket

import pytest

from bot.demo.accounts import Accounts
from bot.demo.hosts import PortTaken, free_port
from bot.demo.made_up import Addresses, demo_settings
from bot.demo.secret import secret_key

ADDRESSES = Addresses("http://localhost:8080", "http://127.0.0.1:1", "http://127.0.0.1:2")


def test_the_key_is_made_once(tmp_path, chance):
    """The first start draws a key that only its owner can read; later ones find it."""
    data = tmp_path / "new" / "data"
    made, found = secret_key(data, chance), secret_key(data, chance)

    assert made == found
    assert len(made) >= 40
    assert (data / "secret.key").stat().st_mode & 0o777 == 0o600


def test_the_environment_changes_nothing(tmp_path, monkeypatch):
    """Settings of the machine do not reach the demo."""
    monkeypatch.setenv("HUIYIN_REDIS_URL", "redis://elsewhere")
    monkeypatch.setenv("HUIYIN_CITY", "/nowhere")
    settings = demo_settings(tmp_path, Accounts("a key of at least sixteen"), ADDRESSES)

    assert settings.redis_url is None
    assert str(settings.city) == "city/demo"
    assert settings.wechat.encryption() == "plain"
    assert settings.twilio.api_base == "http://127.0.0.1:2"


def test_a_taken_port_is_named():
    """A port that another program has is named, with what to do; 0 finds a free one."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"--port.*\({port}\)"):
            free_port(port)

    assert free_port(0) > 0

"""Settings as an operator writes them."""

from pathlib import Path

import pytest

from bot.settings import SETTINGS, SettingsInvalid, describe, read_settings, without_password

AES_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
WECHAT = {"APP_ID": "wx0123456789abcdef", "APP_SECRET": "hush-hush", "TOKEN": "civic-token"}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def given(monkeypatch):
    def put(**values):
        for name, value in values.items():
            monkeypatch.setenv(f"HUIYIN_{name}", value)

    return put


def problems():
    with pytest.raises(SettingsInvalid) as caught:
        read_settings()
    return caught.value.problems


def test_nothing_set_is_a_whole_set_of_defaults():
    """Without any setting all doors are closed and the rest has its default."""
    settings = read_settings()

    assert settings.database_url == "sqlite:///data/huiyin.db"
    assert settings.public_url == "http://localhost:8080"
    assert (settings.wechat, settings.twilio, settings.gateway, settings.webhook) == (None,) * 4
    assert settings.secret_key == ()


def test_an_unknown_name_is_told_with_the_nearest_one(given):
    """A misspelt name is an error that names the nearest setting."""
    given(WECHAT__TOKN="x", PUBLIK_URL="http://x")

    assert problems()[:2] == (
        "HUIYIN_PUBLIK_URL is no setting; the nearest is HUIYIN_PUBLIC_URL",
        "HUIYIN_WECHAT__TOKN is no setting; the nearest is HUIYIN_WECHAT__TOKEN",
    )


def test_the_env_file_is_held_to_the_same(tmp_path):
    """A misspelt name in .env is told too, and a right one is read."""
    Path(".env").write_text("HUIYIN_LOGG=json\nHUIYIN_CITY=elsewhere\nOTHER=1\n")
    assert problems() == ("HUIYIN_LOGG is no setting; the nearest is HUIYIN_LOG",)

    Path(".env").write_text("HUIYIN_CITY=elsewhere\nOTHER=1\n")
    assert read_settings().city == Path("elsewhere")


def test_the_environment_wins_over_the_file(given):
    """What the environment says counts more than what .env says."""
    Path(".env").write_text("HUIYIN_LOG=json\n")
    given(LOG="text")

    assert read_settings().log == "text"


def test_all_mistakes_are_told_at_once(given):
    """One run tells everything that is wrong, a line each."""
    given(SECRET_KEY="short", DATABASE_URL="mysql://db", TWILIO__FROM="+15550100", LOG="loud")

    told = problems()

    assert [line.split(":")[0] for line in told] == [
        "HUIYIN_DATABASE_URL",
        "HUIYIN_SECRET_KEY",
        "HUIYIN_TWILIO__ACCOUNT_SID",
        "HUIYIN_TWILIO__AUTH_TOKEN",
        "HUIYIN_LOG",
    ]


def test_mistakes_never_repeat_a_value(given):
    """What was wrongly set is not printed: it may be a secret in the wrong place."""
    given(
        SECRET_KEY="geheim-1",
        DATABASE_URL="geheim-2",
        WECHAT__AES_KEY="geheim-3",
        LOG="geheim-4",
        PUBLIC_URL="geheim-5",
    )

    assert "geheim" not in "".join(problems())


def test_secrets_show_nowhere(given):
    """Neither the settings' own text nor their description tells a secret."""
    given(SECRET_KEY="k" * 16, ADMIN_TOKEN="t" * 16, DATABASE_URL="postgresql://u:geheim@db/h")
    given(REDIS_URL="redis://:geheim@r", WEBHOOK__URL="https://u:geheim@w", WEBHOOK__SECRET="s" * 16)
    given(**{f"WECHAT__{name}": value for name, value in WECHAT.items()})
    settings = read_settings()

    shown = str(describe(settings))

    for secret in ("k" * 16, "t" * 16, "hush-hush", "civic-token"):
        assert secret not in shown + repr(settings)
    assert "geheim" not in shown + repr(settings)
    assert describe(settings)["HUIYIN_WECHAT__APP_SECRET"] == "set"
    assert describe(settings)["HUIYIN_DATABASE_URL"] == "postgresql://u:…@db/h"


def test_keys_rotate_as_a_list(given):
    """Keys are separated by commas, the first seals."""
    given(SECRET_KEY=f"{'a' * 16}, {'b' * 16},")

    assert [key.get_secret_value() for key in read_settings().secret_key] == ["a" * 16, "b" * 16]


@pytest.mark.parametrize(
    ("more", "mode"),
    [
        ({}, "plain"),
        ({"AES_KEY": AES_KEY}, "safe"),
        ({"AES_KEY": AES_KEY, "MODE": "compatible"}, "compatible"),
        ({"AES_KEY": AES_KEY, "MODE": "plain"}, "plain"),
    ],
)
def test_the_mode_follows_the_key(given, more, mode):
    """With an AES key the mode is safe, unless another is named."""
    given(**{f"WECHAT__{name}": value for name, value in (WECHAT | more).items()})

    assert read_settings().wechat.encryption() == mode


@pytest.mark.parametrize("mode", ["safe", "compatible"])
def test_encryption_needs_its_key(given, mode):
    """A mode that encrypts without an AES key is an error."""
    given(**{f"WECHAT__{name}": value for name, value in (WECHAT | {"MODE": mode}).items()})

    assert problems() == (f"HUIYIN_WECHAT: mode {mode} needs AES_KEY",)


def test_twilio_speaks_from_a_number_or_a_service(given):
    """One of the two is needed."""
    given(TWILIO__ACCOUNT_SID="AC1", TWILIO__AUTH_TOKEN="token")
    assert problems() == ("HUIYIN_TWILIO: needs FROM or MESSAGING_SERVICE_SID",)

    given(TWILIO__FROM="+15550100")
    assert read_settings().twilio.from_ == "+15550100"


def test_an_empty_value_is_no_value(given):
    """A line left empty in .env counts as not set."""
    given(REDIS_URL="", WECHAT__TOKEN="")

    assert read_settings().redis_url is None
    assert read_settings().wechat is None


def test_a_url_is_shown_without_its_password():
    """The password of a URL is not shown, the user is."""
    assert without_password("rediss://:hush@cache:6379/0") == "rediss://:…@cache:6379/0"
    assert without_password("http://localhost:8080") == "http://localhost:8080"


def test_every_setting_has_a_meaning():
    """No setting goes undescribed."""
    assert [each.name for each in SETTINGS if not each.meaning] == []


def test_a_line_of_the_env_file_that_says_nothing_is_an_error():
    """A secret behind a colon or without a value would be missed in silence; its line is told, and never what it is."""
    Path(".env").write_text("# ours\nHUIYIN_CITY=elsewhere\n\nHUIYIN_SECRET_KEY: hush-hush\nHUIYIN_DATA\nOTHER=1\n")

    assert problems() == (
        ".env:4: is neither NAME=value nor a comment",
        ".env:5: is neither NAME=value nor a comment",
    )


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_an_env_file_in_another_encoding_is_told(encoding):
    """As editors on other systems save it."""
    Path(".env").write_text("HUIYIN_GATEWAY__SIGNATURE=【某市】\n", encoding=encoding)

    assert problems() == (".env: is not in UTF-8: save it anew in that",)


def test_a_mark_before_the_first_name_does_no_harm():
    """Some editors begin UTF-8 with one."""
    Path(".env").write_text("HUIYIN_CITY=elsewhere\n", encoding="utf-8-sig")

    assert read_settings().city == Path("elsewhere")

"""The settings as they are documented."""

import re

from bot.settings import SETTINGS

ROW = re.compile(r"^\| `(HUIYIN_[A-Z_]+)` \| (?:`([^`]*)`)? *\| (.+) \|$", re.MULTILINE)


def test_the_docs_list_every_setting_with_its_default(root):
    """docs/configuration.md has one row for each setting, in order, with the default it has."""
    rows = ROW.findall((root / "docs/configuration.md").read_text(encoding="utf-8"))

    assert [(name, default) for name, default, _ in rows] == [(each.name, each.default) for each in SETTINGS]


def test_the_example_names_settings_only(root):
    """Each line of .env.example that sets something sets a setting."""
    named = re.findall(r"^#?(HUIYIN_\w+)=", (root / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)

    assert named
    assert set(named) <= {each.name for each in SETTINGS}

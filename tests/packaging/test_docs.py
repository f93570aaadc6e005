"""The docs hold together."""

import re
from pathlib import Path

import pytest

from bot import cli
from bot.settings import SETTINGS

LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
NAMED = re.compile(r"HUIYIN_[A-Z][A-Z_]*[A-Z]")
CALLED = re.compile(r"`(?:\$ )?huiyin ([a-z]+)")
LOGGED = re.compile(r"(?:log|structlog\.get_logger\(\))\.(?:log\(\w+,|(?:warning|error|exception)\()\s*\"([a-z -]+)\"")


@pytest.fixture(scope="module")
def pages(root: Path) -> dict[Path, str]:
    found = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
    return {page: page.read_text(encoding="utf-8") for page in found}


def test_every_link_leads_somewhere(pages):
    """What a page links to within the project is there."""
    links = [(page, link) for page, text in pages.items() for link in LINK.findall(text) if "://" not in link]

    assert links
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []


def test_every_setting_named_is_one(pages):
    """The docs name no setting that is none; the beginning of a group's names is fine."""
    known = [each.name for each in SETTINGS]
    named = {(page.name, name) for page, text in pages.items() for name in NAMED.findall(text)}

    assert [(page, name) for page, name in named if not any(each.startswith(name) for each in known)] == []


def test_every_command_called_is_one(pages):
    """The docs call no command that the program does not have."""
    known = {command.callback.__name__ for command in cli.app.registered_commands} | set(cli.ROOMS)
    called = {(page.name, name) for page, text in pages.items() for name in CALLED.findall(text)}

    assert called
    assert [(page, name) for page, name in called if name not in known] == []


def test_the_readme_and_its_twin_say_the_same(root):
    """Both READMEs show the same commands and settings, and link to the same pages."""
    one, other = ((root / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md"))

    def facts(text: str) -> tuple[list[str], list[str], list[str]]:
        commands = [line.split("#")[0].strip() for line in text.splitlines() if line.startswith("$ ")]
        return (
            commands,
            sorted(set(NAMED.findall(text))),
            sorted(set(LINK.findall(text)) - {"README.md", "README.zh.md"}),
        )

    assert facts(one) == facts(other)


def test_every_event_of_the_log_is_explained(root):
    """Whatever the program logs as trouble stands in the table of docs/running.md."""
    sources = [file for layer in ("bot", "handlers", "adapters") for file in (root / layer).rglob("*.py")]
    logged = {name for file in sources for name in LOGGED.findall(file.read_text(encoding="utf-8"))}
    page = (root / "docs/running.md").read_text(encoding="utf-8")
    table = page.partition("## The log\n")[2].partition("\n`act`")[0]
    told = {
        name
        for line in table.splitlines()
        for name in re.findall(r"`([^`]+)`", line.split("|")[1] if "|" in line else "")
    }

    assert logged
    assert logged - told == set()

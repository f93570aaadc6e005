"""The command line as an operator meets it."""

import re
import resource
import subprocess
import sys
from importlib import import_module

import pytest
import typer

from bot import cli


def program():
    """The whole program with all of its rooms open."""
    group = typer.main.get_command(cli.app)
    for name in cli.ROOMS:
        group.add_command(typer.main.get_command(import_module(f"bot.commands.{name}").app), name)
    return group


def commands(command, path="huiyin"):
    """Give each command with its options."""
    if children := getattr(command, "commands", None):
        for name, child in children.items():
            yield from commands(child, f"{path} {name}")
    else:
        yield path, {flag for each in command.params for flag in each.opts if flag.startswith("--")} - {"--help"}


def documented(root):
    said = (root / "docs/commands.md").read_text(encoding="utf-8")
    sections = re.split(r"^## `(huiyin [a-z -]+)`$", said, flags=re.MULTILINE)[1:]
    return {
        path: set(re.findall(r"^\| `(--[a-z-]+)", text, flags=re.MULTILINE))
        for path, text in zip(sections[::2], sections[1::2], strict=True)
    }


def processor_time():
    """What ended child processes have used, which does not depend on what else the machine does."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def huiyin(*arguments, **options):
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def test_the_docs_tell_every_command_and_option(root):
    """docs/commands.md has a section for each command, and a row for each of its options, and no others."""
    assert documented(root) == dict(commands(program()))


def test_every_command_says_what_it_does():
    """No command is without a line of help."""
    group = program()

    assert [name for name, command in group.commands.items() if not command.help] == []


def test_help_is_quick():
    """Help imports nothing heavy: it takes less than half a second of a processor's time."""
    before = processor_time()
    ran = huiyin("--help")
    took = processor_time() - before

    assert ran.returncode == 0
    assert all(name in ran.stdout for name in ("demo", "serve", *cli.ROOMS))
    assert took < 0.5


def test_a_mistyped_command_is_answered_with_the_nearest():
    """``huiyin serv`` asks whether serve was meant."""
    ran = huiyin("serv")

    assert ran.returncode == 2
    assert "'serve'" in ran.stderr


def test_wrong_settings_end_it_with_a_line_each(tmp_path):
    """All mistakes are told at once, without a trace, and the exit code is 1."""
    env = {
        "HUIYIN_PUBLIK_URL": "http://x",
        "HUIYIN_SECRET_KEY": "short",
        "PYTHONPATH": str(cli.__file__).rsplit("/bot/", 1)[0],
    }
    ran = huiyin("serve", cwd=tmp_path, env=env)

    assert ran.returncode == 1
    assert ran.stderr.splitlines() == [
        "huiyin: HUIYIN_PUBLIK_URL is no setting; the nearest is HUIYIN_PUBLIC_URL",
        "huiyin: HUIYIN_SECRET_KEY: each key must have at least 16 characters",
    ]


def test_serving_refuses_what_names_no_store(tmp_path):
    """A database URL that reads well and names no file ends it with one line."""
    env = {"HUIYIN_DATABASE_URL": "sqlite://here.db", "PYTHONPATH": str(cli.__file__).rsplit("/bot/", 1)[0]}
    ran = huiyin("serve", cwd=tmp_path, env=env)

    assert ran.returncode == 1
    assert ran.stderr.startswith("huiyin: HUIYIN_DATABASE_URL: sqlite:// takes three slashes")


@pytest.mark.parametrize("room", cli.ROOMS)
def test_a_room_opens(room):
    """Each group of commands has its help."""
    ran = huiyin(room, "--help")

    assert ran.returncode == 0
    assert "Traceback" not in ran.stderr

"""Commands that are given what cannot be: one line says what is wrong and where, and the exit code is 1."""

import socket
from collections.abc import Mapping
from pathlib import Path

import program
import pytest
from test_serving_together import environment


@pytest.fixture
def env(root: Path, tmp_path: Path) -> dict[str, str]:
    return environment(root, f"sqlite:///{tmp_path}/huiyin.db")


def said(*arguments: str, folder: Path, env: Mapping[str, str]) -> list[str]:
    """Give what stands on standard error."""
    ran = program.run(*arguments, folder=folder, env=env)
    assert ran.returncode == 1, ran
    return ran.stderr.splitlines()


@pytest.mark.parametrize(
    "command",
    [("case", "export", "{}/cases"), ("report", "day", "--out", "{}/day.txt"), ("backup", "{}/b.tar")],
    ids=lambda command: command[0],
)
def test_a_file_that_cannot_be_written(command: tuple[str, ...], tmp_path: Path, env: dict[str, str]) -> None:
    """The path and the system's own word for it, without a trace."""
    (tmp_path / "file").touch()
    program.run("migrate", folder=tmp_path, env=env)

    lines = said(*(part.format(tmp_path / "file") for part in command), folder=tmp_path, env=env)

    assert len([line for line in lines if line]) == 1
    assert lines[-1].startswith(f"huiyin: {tmp_path}/file/")
    assert lines[-1].endswith(": Not a directory")


def test_a_database_where_none_can_be(tmp_path: Path, env: dict[str, str]) -> None:
    """Serving, and whatever opens the database, names the path."""
    (tmp_path / "file").touch()
    env["HUIYIN_DATABASE_URL"] = f"sqlite:///{tmp_path}/file/huiyin.db"

    for command in (("serve", "--port", "0"), ("case", "list")):
        (line,) = said(*command, folder=tmp_path, env=env)
        assert f"{tmp_path}/file" in line
        assert "File exists" in line or "Not a directory" in line


def test_an_env_file_that_is_no_text(tmp_path: Path, env: dict[str, str]) -> None:
    """Whichever command reads it first."""
    (tmp_path / ".env").write_bytes("HUIYIN_CITY=城市".encode("gb18030"))

    assert said("check", folder=tmp_path, env=env) == ["huiyin: .env: is not in UTF-8: save it anew in that"]


def test_a_city_that_is_not_there(tmp_path: Path, env: dict[str, str]) -> None:
    """One line for the folder, not one for each file of it."""
    env["HUIYIN_CITY"] = "city/ours"

    assert said("serve", folder=tmp_path, env=env) == ["huiyin: city/ours: there is no such folder"]
    ran = program.run("city", "check", folder=tmp_path, env=env)
    assert (ran.stdout, ran.returncode) == ("city/ours: there is no such folder\n", 1)


def test_a_city_with_mistakes(tmp_path: Path, env: dict[str, str]) -> None:
    """A line for each, with the path, whichever command needs the city."""
    (tmp_path / "ours").mkdir()
    env["HUIYIN_CITY"] = "ours"

    lines = said("work", folder=tmp_path, env={**env, "HUIYIN_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"})

    assert lines[0] == "huiyin: ours/categories.toml:1: there is no such file"
    assert len(lines) > 1


def test_a_port_for_figures_that_is_taken(tmp_path: Path, env: dict[str, str]) -> None:
    """As when two processes of one unit file were given the same."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        lines = said("serve", "--port", "0", folder=tmp_path, env={**env, "HUIYIN_METRICS_PORT": str(port)})

    assert lines[-1] == f"huiyin: Nobody can be served there. (127.0.0.1:{port}, Address already in use)"


def test_a_host_that_is_none(tmp_path: Path, env: dict[str, str]) -> None:
    """A name that nobody knows is told as such."""
    (line,) = said("serve", "--host", "300.0.0.1", "--port", "0", folder=tmp_path, env=env)

    assert line.startswith("huiyin: Nobody can be served there. (300.0.0.1:0, ")
    assert "rror" not in line

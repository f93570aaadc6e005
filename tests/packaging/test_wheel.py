"""The wheel is the whole product."""

import os
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import zipfile
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.slow

DATA = {
    "city/demo/": (".yaml", ".toml", ".json"),
    "dialogs/words/zh-Hans/": (".ftl",),
    "dialogs/words/zh-Hant/": (".ftl",),
    "dialogs/words/en/": (".ftl",),
    "handlers/pages/": (".html", ".js", ".css", ".ftl"),
    "adapters/casebook/migrations/versions/": (".py",),
}
READY_WITHIN = 10.0  # seconds
GONE_WITHIN = 5.0  # seconds


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([*command, "-w", str(out), str(root)], check=True)
    return next(out.glob("huiyin-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-qq",
        "--no-deps",
        "--no-index",
        "--target",
        str(site),
        str(wheel),
    ]
    subprocess.run(command, check=True)
    return site


@pytest.fixture
def at_home(installed: Path) -> dict[str, str]:
    """An environment in which the installed wheel comes first and the checkout not at all."""
    found = os.pathsep.join((str(installed), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    return {"PYTHONPATH": found, "PATH": os.environ["PATH"], "PYTHONNOUSERSITE": "1"}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def status(url: str) -> int:
    try:
        with urlopen(url, timeout=2) as answer:
            return int(answer.status)
    except (URLError, OSError):
        return 0


def wait_for(url: str) -> bool:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        if status(url) == 200:
            return True
        time.sleep(0.1)
    return False


def test_the_wheel_carries_its_data(wheel, root):
    """City, words, pages and migrations are in the wheel, each file that is in the checkout."""
    inside = set(zipfile.ZipFile(wheel).namelist())

    for folder, endings in DATA.items():
        wanted = {str(path.relative_to(root)) for path in (root / folder).rglob("*") if path.suffix in endings}
        assert wanted, folder
        assert wanted <= inside


def test_the_wheel_carries_nothing_else(wheel):
    """Neither tests nor data of a running machine are in the wheel."""
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"bot", "handlers", "adapters", "dialogs", "city"}


def test_the_installed_program_is_the_wheel(at_home, installed, tmp_path):
    """From an empty folder the program runs out of the wheel, not out of the checkout."""
    command = [sys.executable, "-c", "import bot; print(bot.__file__)"]
    ran = subprocess.run(command, cwd=tmp_path, env=at_home, capture_output=True, text=True, check=True)

    assert Path(ran.stdout.strip()).is_relative_to(installed)


def test_the_demo_runs_from_an_empty_folder(at_home, tmp_path):
    """The installed demo is up within ten seconds, shows its phones, and ends quickly when told to."""
    port = free_port()
    command = [sys.executable, "-m", "bot", "demo", "--port", str(port), "--data", str(tmp_path / "data")]
    with subprocess.Popen(command, cwd=tmp_path, env=at_home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as demo:
        try:
            up = wait_for(f"http://127.0.0.1:{port}/healthz")
            front, ready = status(f"http://127.0.0.1:{port}/"), status(f"http://127.0.0.1:{port}/readyz")
        finally:
            demo.send_signal(signal.SIGTERM)
            try:
                ended = demo.wait(GONE_WITHIN)
            except subprocess.TimeoutExpired:
                demo.kill()
                raise
        said = demo.stdout.read().decode() if demo.stdout else ""

    assert (up, front, ready, ended) == (True, 200, 200, 0), said
    assert f"http://localhost:{port}" in said

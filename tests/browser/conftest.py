"""The demo as its command starts it, and a browser that reaches nothing else."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from bot.city.load import DEMO, load_city

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY_WITHIN = 60  # seconds, on a busy machine


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--picture", metavar="FILE", help="where to write the picture of the simulator")


@pytest.fixture(scope="module")
def demo(tmp_path_factory, root):
    """The address of a running ``huiyin demo``."""
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--data", str(tmp_path_factory.mktemp("demo"))]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()
            _, errors = process.communicate(timeout=READY_WITHIN)
    assert "Traceback" not in errors, errors
    assert process.returncode == 0, errors


def _address(process: "subprocess.Popen[str]") -> str:
    for line in process.stdout:
        if found := re.match(r"http://localhost:\d+$", line.strip()):
            return found.group()
    raise AssertionError(process.stderr.read())


@pytest.fixture(scope="module")
def places():
    """Landmarks each in a street of its own, each given once: what is filed there is no other's matter."""
    city = load_city(DEMO)
    by_street = {landmark.street: landmark.names.to("zh-Hans") for landmark in reversed(city.landmarks)}
    return iter(list(by_street.values())[::-1])


@pytest.fixture
def place(places):
    return next(places)


@pytest.fixture(scope="module")
def chromium():
    if not CHROMIUM.exists():
        pytest.skip(f"no {CHROMIUM}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, demo):
    """Open the simulator in a tab of its own; whatever else the page asks for, or complains of, fails the test."""
    contexts, complaints = [], []

    def open_page(width, height, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("request", lambda request: _own(demo, request.url) or complaints.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(demo)
        page.wait_for_selector(".phone")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _own(demo: str, url: str) -> bool:
    return url.startswith((demo, "data:", f"blob:{demo}"))

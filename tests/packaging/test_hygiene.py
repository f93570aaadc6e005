"""What keeps the code readable, counted."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

PACKAGES = ("bot", "handlers", "adapters", "dialogs")
BESIDE = ("tests", "bench")  # what is written about them
LONGEST_FILE = 300  # lines
LONGEST_FUNCTION = 40  # lines
MEDIAN_FUNCTION = 8  # lines
HAN = "[\u4e00-\u9fff]"
SENTENCE = re.compile(rf"{HAN}{{2,}}[，。！？；：…]|[，。！？；：]{HAN}{{2,}}")
PATTERN = re.compile(r"[\[\]|]")  # a regular expression, an alphabet
URL = re.compile(r"https?://([^/\s\"'`<>{}:)]+)")
HOSTS = {
    "localhost",
    "127.0.0.1",
    "api.weixin.qq.com",
    "qyapi.weixin.qq.com",
    "weixin.qq.com",
    "*.weixin.qq.com",
    "res.wx.qq.com",
    "api.twilio.com",
    "www.w3.org",
}
OTHER_MACHINES = re.compile(r"(?:^|[\s\"'=(])(?:/home/|/root/|/Users/|/opt/|file://)")


def read(root: Path, *folders: str) -> dict[str, str]:
    return {
        str(path.relative_to(root)): path.read_text(encoding="utf-8")
        for folder in folders
        for path in sorted((root / folder).rglob("*.py"))
    }


@pytest.fixture(scope="module")
def sources(root: Path) -> dict[str, str]:
    return read(root, *PACKAGES)


@pytest.fixture(scope="module")
def trees(sources: dict[str, str]) -> dict[str, ast.Module]:
    return {path: ast.parse(text) for path, text in sources.items()}


def functions(trees: dict[str, ast.Module]) -> Iterator[tuple[str, int]]:
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1


def texts(tree: ast.Module) -> Iterator[str]:
    """Give the strings of a module that are no docstrings."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def test_no_file_is_long(root):
    """A file has at most 300 lines, also one of the tests or of the measurements."""
    lines = {path: text.count("\n") for path, text in read(root, *PACKAGES, *BESIDE).items()}

    assert {path.partition("/")[0] for path in lines} == {*PACKAGES, *BESIDE}
    assert {path: count for path, count in lines.items() if count > LONGEST_FILE} == {}


def test_no_function_is_long(trees):
    """A function has at most 40 lines."""
    assert [(where, lines) for where, lines in functions(trees) if lines > LONGEST_FUNCTION] == []


def test_functions_are_short(trees):
    """Half of all functions have at most 8 lines, signature included."""
    assert median(lines for _, lines in functions(trees)) <= MEDIAN_FUNCTION


def test_no_sentence_stands_in_code(trees):
    """What a person reads is in a catalogue or the city profile, never in Python."""
    said = [(path, text) for path, tree in trees.items() for text in texts(tree) if SENTENCE.search(text)]

    assert [(path, text) for path, text in said if not PATTERN.search(text)] == []


def test_only_known_hosts(trees):
    """The code names no host but those of the channels it speaks to."""
    named = {(path, host) for path, tree in trees.items() for text in texts(tree) for host in URL.findall(text)}

    assert {
        (path, host)
        for path, host in named
        if host not in HOSTS and not host.endswith((".twiliocdn.com", ".example", ".invalid"))
    } == set()


def test_no_path_of_some_machine(sources, root):
    """Neither code nor configuration knows a folder of the machine it was written on."""
    files = sources | {
        name: (root / name).read_text(encoding="utf-8")
        for name in ("pyproject.toml", "requirements.lock", "Makefile", ".pre-commit-config.yaml", ".env.example")
    }

    assert [path for path, text in files.items() if OTHER_MACHINES.search(text)] == []


def test_the_lock_names_no_index(root):
    """Where packages come from is the machine's own choice."""
    lines = (root / "requirements.lock").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line.startswith("-") or "://" in line] == []


def test_only_settings_reads_the_environment(trees):
    """No other module looks at environment variables."""
    readers = {
        path
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv", "environb"}
    }

    assert readers == {"bot/settings.py"}


def test_no_two_test_modules_share_a_name(root):
    """Each can be collected beside all others: pytest knows them by their bare names."""
    names = Counter(path.name for path in (root / "tests").rglob("*.py") if path.name != "conftest.py")

    assert [name for name, count in names.items() if count > 1] == []

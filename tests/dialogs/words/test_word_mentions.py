"""The code and the catalogues know each other: what is said has words, with the variables they need."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from catalogue_shelf import entries, variables

from dialogs.alarms import KINDS
from dialogs.answers import Miss
from dialogs.desk.asking import MORE
from dialogs.desk.commands import MENU
from dialogs.desk.hearing import COMMANDS
from dialogs.facts.cases import Privacy, Status
from dialogs.facts.staff import CHECKS
from dialogs.officer.cases import STEPS
from dialogs.officer.endings import NOT_DONE
from dialogs.rating import VALUES as RATINGS
from dialogs.status import SERVICES
from dialogs.updates import OUTCOMES

ROOT = Path(__file__).resolve().parents[3]
SOURCES = [
    path
    for package in ("dialogs", "bot", "handlers", "adapters")
    for path in (ROOT / package).rglob("*.py")
    if not {"pages", "report", "alembic"} & set(path.parts)  # pages and reports have catalogues of their own
]
TAKES_A_KEY = {
    "say": 0,
    "question": 0,
    "_show": None,
    "_again": 2,
    "_line": 0,
    "has": 0,
    "format": 0,
    "lists": 0,
    "listed": 0,
}
"""Which argument is a key; None: each."""
FILLED = {
    "privacy-": (*Privacy,),
    "contact-line-": (*Privacy, "named"),
    "contact-line-behalf-": (*Privacy, "named"),
    "status-": [status.value for status in Status],
    "next-": [status.value for status in Status],
    "rated-": RATINGS,
    "rate-": RATINGS,
    "why-": ("slow", "untrue", "partly", "attitude"),
    "miss-": [miss.value for miss in Miss if miss is not Miss.OTHER],
    "told-resolve-": OUTCOMES,
    "case-do-": SERVICES,
    "withdraw-": ("solved", "mistake", "otherwise"),
    "alarm-": sorted(KINDS),
    "still-": ("rating", "ask", "code"),
    "menu-": MENU,
    "wechat-menu-": ("tell", "write", "photo", "spot", "mine", "more", "rate", "bind", "person", "help"),
    "more-": MORE,
    "officer-bind-": ("wrong", "used", "expired", "locked"),
    "officer-pin-": ("none", "locked", "unavailable", "kept", "refused"),
    "officer-outcome-": (*OUTCOMES, *(f"{outcome}-words" for outcome in OUTCOMES)),
    "officer-check-": CHECKS,
    "officer-doubt-": ("short", "stock", "copy"),
    "officer-done-": ("sign", "reply", "ask", "note", "return", "ask-extension"),
    "officer-not-": NOT_DONE,
    "officer-caller-": ("hidden", "none", "unknown"),
    "officer-step-": (*STEPS, "other"),
    "command-": (*COMMANDS, *MORE),
    "weekday-": [str(day) for day in range(1, 8)],
    "month-": [str(month) for month in range(1, 13)],
}
SAYS = re.compile(r"from dialogs\.(facts\.say|wording|filing\.questions|filing) import")
FORMS = ("", "-simple", "-hint")


def keys_in(argument: ast.expr) -> Iterator[str]:
    """Give the keys that an argument may be: a text, one of two texts, or a text with an enumeration filled in."""
    match argument:
        case ast.Constant(value=str(key)):
            yield key
        case ast.IfExp(body=body, orelse=other):
            yield from chain(keys_in(body), keys_in(other))
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), ast.FormattedValue()]):
            yield from (f"{start}{each}" for each in FILLED[start])
        case ast.JoinedStr(values=[ast.FormattedValue(value=ast.Name(id="code")), ast.Constant(value="-words")]):
            yield from (f"{each}-words" for each in RATINGS)


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path in SOURCES:
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)) if SAYS.search(text) else ():
            if isinstance(node, ast.Call):
                yield getattr(node.func, "id", getattr(node.func, "attr", "")), node


def mentioned() -> Iterator[tuple[str, ast.Call]]:
    """Give every key that code says, with the call that does."""
    for name, call in calls():
        if name == "Option":
            yield from ((key, call) for argument in call.args[2:] for key in keys_in(argument))
        elif name in TAKES_A_KEY:
            at = TAKES_A_KEY[name]
            for argument in call.args if at is None else call.args[at : at + 1]:
                for key in keys_in(argument):
                    yield from ((f"{key}{form}", call) for form in (FORMS if name == "question" else FORMS[:1]))


MENTIONED = list(mentioned())


@pytest.mark.parametrize("key", sorted({key for key, _ in MENTIONED}))
def test_what_the_code_says_has_words(key):
    """Each key that the code mentions stands in the catalogue; a question has its simple wording and its hint."""
    assert key in entries("en")


def test_every_call_gives_the_variables_that_its_entry_needs():
    """No entry lacks a variable where it is said."""
    lacking = []
    for key, call in MENTIONED:
        given = {keyword.arg for keyword in call.keywords}
        if getattr(call.func, "id", "") == "say" and None not in given and not variables(entries("en")[key]) <= given:
            lacking.append(key)

    # What a question asks with variables is put in place of its first wording where the question is made.
    assert [key for key in lacking if not _is_said_elsewhere(key)] == []


def _is_said_elsewhere(key: str) -> bool:
    needed = variables(entries("en")[key])
    return any(key == k and needed <= {kw.arg for kw in call.keywords} for k, call in MENTIONED)


def test_no_entry_is_left_over():
    """Each entry is mentioned by the code, or by the rules of the front desk."""
    written = "\n".join(path.read_text("utf-8") for path in SOURCES)
    known = {key for key, _ in MENTIONED}
    referred = {"frequent-hint", "detail-simple", "detail-hint", "number-words"}
    left = {key for key in entries("en").keys() - known - referred if f'"{key}"' not in written}
    left -= {key for key in left if key.removesuffix("-roomy").removesuffix("-pins").removesuffix("-pictures") in known}

    assert left == set()


def test_the_search_finds_what_is_said():
    """The search of the code finds plain keys, chosen ones, enumerated ones and the words of options."""
    found = {key for key, _ in MENTIONED}

    assert {"filed", "review-consent", "review-hint", "status-merged", "miss-phone", "satisfied-words"} <= found
    assert {"words-added", "help-commands", "back-done", "command-leave", "month-12", "cut"} <= found
    assert all(re.fullmatch(r"[a-z][A-Za-z0-9-]*", key) for key in found)

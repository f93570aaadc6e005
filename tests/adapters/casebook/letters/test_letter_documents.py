"""Letters as documents."""

import subprocess
import sys
from dataclasses import replace

import pytest
from casebook_world import CITY, ZONE, texts
from fluent.syntax import FluentParser, ast

from adapters.casebook.letters.press import LetterPress, can_print
from adapters.casebook.letters.wording import LANGUAGES, WORDS
from bot.demo.clock import HandClock
from dialogs.city import Texts, Unit
from dialogs.city.offices import Level
from dialogs.facts.cases import CaseKind, Place, Status
from dialogs.facts.moment import DAY, Moment
from dialogs.facts.records import CaseRecord
from dialogs.facts.staff import SUPERVISIONS
from dialogs.facts.supervision import Letter

NAMES = Texts((("zh-Hans", "花桥街道办事处"), ("zh-Hant", "花橋街道辦事處"), ("en", "Huaqiao Street Office")))
TOWN = replace(
    CITY, languages=LANGUAGES, names=texts("Yunjiang"), units=(Unit("huaqiao", NAMES, Level.STREET, parent="desk"),)
)
KINDS = tuple(kind for kind in SUPERVISIONS if kind != "urge")


def case(now: Moment, **changes: object) -> CaseRecord:
    place = Place("School Road 3", district="east")
    plain = CaseRecord(
        "263020000017", Status.ASSIGNED, CaseKind.REPORT, "lamp", "normal", "huaqiao", "", "east",
        "The <b>lamp</b> is out", place, "sms", anonymous=False, reporters=3,
        submitted_at=Moment(now - 20 * DAY), reply_by=Moment(now - 10 * DAY),
        warnings=9,
    )  # fmt: skip
    return replace(plain, **changes)


def letter(now: Moment, **changes: object) -> Letter:
    plain = Letter(
        "l1", "letter", "263020000017", 7, "huaqiao", "platform", now, Moment(now + 5 * DAY), "Report by <1>."
    )
    return replace(plain, **changes)


@pytest.fixture
def press(clock: HandClock) -> LetterPress:
    return LetterPress(lambda: TOWN, clock, ZONE)


def entries(language: str) -> dict[str, frozenset[str]]:
    """Give the keys of a language, each with its variables."""
    found = FluentParser().parse((WORDS / f"{language}.ftl").read_text("utf-8")).body
    assert not [each for each in found if isinstance(each, ast.Junk)]
    return {each.id.name: _variables(each) for each in found if isinstance(each, ast.Message)}


def _variables(message: ast.Message) -> frozenset[str]:
    placed = [part.expression for part in message.value.elements if isinstance(part, ast.Placeable)]
    return frozenset(each.id.name for each in placed)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_languages_say_the_same(language: str) -> None:
    """Each language has every sentence, with the same variables."""
    assert entries(language) == entries("zh-Hans")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind(press: LetterPress, clock: HandClock, kind: str, language: str) -> None:
    """Each kind of letter names the unit, the case, how late it is, what is asked, and by when to answer."""
    html = press.html(letter(clock.now(), kind=kind), case(clock.now()), language)

    assert NAMES.to(language) in html
    assert "263020000017" in html
    assert f'lang="{language}"' in html
    assert {"zh-Hans": "2026年3月7日", "zh-Hant": "2026年3月7日", "en": "2026-03-07"}[language] in html


def test_chinese_form(press: LetterPress, clock: HandClock) -> None:
    """A letter in Chinese has title, addressee, matter, demand, sender and date in the usual order."""
    html = press.html(letter(clock.now()), case(clock.now()), "zh-Hans")
    order = [
        "<h1>督办函</h1>",
        "花桥街道办事处：",
        "现予督办",
        "已超期6个工作日",
        "预警次数",
        "请抓紧办理",
        "2026年3月2日",
    ]
    found = [html.index(part) for part in order]

    assert found == sorted(found)


def test_nothing_of_it_is_markup(press: LetterPress, clock: HandClock) -> None:
    """What citizens and offices wrote stays text."""
    html = press.html(letter(clock.now()), case(clock.now()), "en")

    assert "The &lt;b&gt;lamp&lt;/b&gt; is out" in html
    assert "Report by &lt;1&gt;." in html


def test_the_answer(press: LetterPress, clock: HandClock) -> None:
    """An answered letter shows the answer, by whom and when."""
    now = clock.now()
    answered = letter(now, answered_at=Moment(now + DAY), answered_by="huaqiao", answer="Mended on Monday.")
    before = press.html(letter(now), case(now), "en")
    after = press.html(answered, case(now), "en")

    assert "Not answered yet." in before
    assert "Mended on Monday." in after
    assert "Huaqiao Street Office, 2026-03-03" in after


def test_an_unknown_language(press: LetterPress, clock: HandClock) -> None:
    """Where a language is not spoken the city's first one is."""
    assert 'lang="zh-Hans"' in press.html(letter(clock.now()), case(clock.now()), "fr")


def test_printed(press: LetterPress, clock: HandClock) -> None:
    """A letter is printed as PDF, and nothing is fetched for it."""
    if not can_print():
        pytest.skip("no Pango here: apt install libpango-1.0-0 libpangoft2-1.0-0")
    words = '<img src="http://127.0.0.1:9/x.png">'
    printed = press.pdf(press.html(letter(clock.now(), text=words), case(clock.now()), "zh-Hans"))
    fetching = press.pdf(f"<p>{words}</p>")

    assert printed.startswith(b"%PDF-")
    assert fetching.startswith(b"%PDF-")


WITHOUT_PANGO = """
import ctypes.util, sys
import cffi
cffi.FFI.dlopen = lambda *_: (_ for _ in ()).throw(OSError("cannot load library"))
from adapters.casebook.letters.press import can_print
sys.exit(can_print())
"""


def test_without_pango() -> None:
    """Where the libraries are missing it says so, and the program runs without them."""
    assert subprocess.run([sys.executable, "-c", WITHOUT_PANGO], check=False).returncode == 0

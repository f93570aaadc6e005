"""What orders a terminal about is dropped from what people write, whichever door it came through."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from turn_world import LAMP, World, opened

from dialogs.answers import plain
from dialogs.facts.characters import MOST_MARKS
from dialogs.facts.messages import Address, Inbound, Pin, tidied
from dialogs.facts.moment import Moment

ORDERS = "\x00\x1b]0;owned\x07\x7f\x9b2J\r"


@pytest.mark.parametrize("channel", ["wechat", "sms", "gateway"])
async def test_no_control_character_is_kept(tmp_path: Path, channel: str) -> None:
    """A case filed by any channel holds the words and no control character."""
    async with opened(tmp_path) as world:
        core = world.core()
        for said in (f"{ORDERS}{LAMP}{ORDERS}", "1", "1"):
            await core.take(world.message(said, channel, "+8613800138000"))
        kept = await _descriptions(world)

        assert [LAMP in each for each in kept] == [True]
        assert all(each.isprintable() for each in kept)


async def _descriptions(world: World) -> list[str]:
    return await world.on.town.parts.database.read(
        lambda connection: list(connection.exec_driver_sql("SELECT description FROM cases").scalars())
    )


def test_lines_and_tabs_stay(wanted: Inbound) -> None:
    """Line breaks, tabs and all scripts are what people write; the label of a place is cleaned as well."""
    said = "第一行\n第二行\t😀　全角"
    labelled = replace(wanted, text=f"{said}\x85", pin=Pin(30.0, 120.0, "桥头\x1b[2J"))
    cleaned = tidied(labelled)

    assert (cleaned.text, cleaned.pin) == (said, Pin(30.0, 120.0, "桥头[2J"))


@pytest.mark.parametrize("heap", ["\u0301\u0327", "\u0316", "\u0e48\u0327"])
def test_no_character_is_heaped_with_marks(wanted: Inbound, heap: str) -> None:
    """Of the marks on one character so many stay as any script has; a message of nothing else is soon compared."""
    text = tidied(replace(wanted, text=f"路{heap * 30_000}灯", pin=Pin(30.0, 120.0, f"桥{heap * 100}"))).text
    began = time.process_time()
    for _ in range(10):
        plain(text)

    assert text == f"路{(heap * MOST_MARKS)[:MOST_MARKS]}灯"
    assert time.process_time() - began < 0.5


def test_words_that_need_marks_keep_them(wanted: Inbound) -> None:
    """Hindi, Thai, Arabic with its vowels and Vietnamese taken apart are written with marks."""
    said = "सड़क की बत्ती बंद है ไฟถนนดับแล้ว مُحَمَّدٌ Đe\u0323\u0302n đươ\u0300ng"

    assert tidied(replace(wanted, text=said)).text == said


def test_an_ordinary_message_is_not_made_anew(wanted: Inbound) -> None:
    """What has nothing to drop stays the very object."""
    assert tidied(wanted) is wanted


@pytest.fixture
def wanted() -> Inbound:
    return Inbound("m1", Address("wechat", "o-anna"), "gh", Moment(0), text=LAMP)

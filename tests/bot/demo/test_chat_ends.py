"""What is sent last in the terminal is kept before the terminal is left."""

import io
import sqlite3
from pathlib import Path

import pytest

from bot.demo.chat import run_chat


@pytest.mark.parametrize("channel", ["wechat", "sms"])
async def test_photos_are_fetched_before_the_end(channel: str, tmp_path: Path) -> None:
    """Whoever sends photos and leaves at once has them kept: the stand-in that holds them ends with the process."""
    await run_chat(channel, tmp_path, io.StringIO("花桥路12号门口路灯坏了三天\n/photo\n/photo\n"))

    with sqlite3.connect(next(tmp_path.glob("*.db"))) as database:
        states = database.execute("select state from media").fetchall()
    assert states == [("kept",), ("kept",)]

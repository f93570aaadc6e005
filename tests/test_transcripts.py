"""Each file of ``transcripts/`` is a conversation over the real doors; ``--rewrite`` writes down what is said now."""

from pathlib import Path

import pytest
from transcript_stage import replayed, stage

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
async def test_transcript(path: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """The conversation goes as it is written down, word for word."""
    expected = path.read_text()
    async with stage(tmp_path) as on:
        now = await replayed(expected, on)
    if pytestconfig.getoption("rewrite"):
        path.write_text(now)

    assert now == expected or pytestconfig.getoption("rewrite")


def test_there_are_enough_transcripts() -> None:
    """Every kind of conversation is written down."""
    assert len(TRANSCRIPTS) >= 25

"""What is not put back: a backup of another key, a piece or a forged one, or where something is."""

import io
import os
import tarfile
from pathlib import Path

import msgspec
import pytest
from backup_place import PHOTO, Place

from adapters.sql import DatabaseLock


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ({"HUIYIN_SECRET_KEY": "some other made-up secret"}, "sealed by a key that is not configured"),
        ({}, "has tables already"),
    ],
    ids=["another key", "a database in use"],
)
def test_restore_refuses(here: Place, there: Place, saved: Path, spoilt: dict[str, str], said: str) -> None:
    """Another key, or a place where something is; then nothing changes there."""
    target = there if spoilt else here
    before = sorted(target.folder.rglob("*.db"))

    done = target.run("restore", str(saved), **spoilt)

    assert done.returncode == 1
    assert said in done.stderr
    assert sorted(target.folder.rglob("*.db")) == before
    assert "Traceback" not in done.stderr


def test_restore_refuses_while_it_is_served(there: Place, saved: Path) -> None:
    """Whoever serves the file is named."""
    with DatabaseLock(there.file, "serve"):
        done = there.run("restore", str(saved))

    assert done.returncode == 1
    assert f"serve, process {os.getpid()}" in done.stderr


def test_a_piece_of_a_backup_is_refused(there: Place, saved: Path) -> None:
    """Cut in the middle or before its end, it puts nothing back."""
    whole = saved.read_bytes()
    for length in (len(whole) // 2, whole.index(b"end.json")):
        saved.write_bytes(whole[:length])
        done = there.run("restore", str(saved))

        assert done.returncode == 1
        assert "not a backup, or only a piece" in done.stderr
        assert not there.file.exists()
        assert not there.media_files()


def test_a_refused_backup_takes_no_photo_away(there: Place, saved: Path) -> None:
    """What lay in the folder before stays, also where a piece of a backup holds the same photo."""
    done = there.run("restore", str(saved))
    before = there.media_files()
    there.file.unlink()
    whole = saved.read_bytes()
    saved.write_bytes(whole[: whole.index(b"end.json")])

    assert (done.returncode, there.run("restore", str(saved)).returncode) == (0, 1)
    assert before
    assert there.media_files() == before


@pytest.mark.parametrize(
    ("named", "content"),
    [
        ("tables/cases/000000.msgpack", msgspec.msgpack.encode({"columns": ["of none"], "rows": [["x"]]})),
        ("tables/cases/000000.msgpack", b"\x82\xa7columns\x90\xa4rows" + b"\x91" * 100_000),
        ("media/../../outside", PHOTO),
    ],
    ids=["a column of none", "lists without end", "a name that leads out"],
)
def test_a_hostile_backup_is_refused(there: Place, saved: Path, named: str, content: bytes) -> None:
    """What no backup of ours holds is named without a trace of the inside, and nothing is written."""
    spoil(saved, named, content)
    done = there.run("restore", str(saved))

    assert done.returncode == 1
    assert "not a backup, or only a piece" in done.stderr
    assert "Traceback" not in done.stderr
    assert not there.file.exists()
    assert not (there.folder.parent / "outside").exists()


def spoil(file: Path, named: str, content: bytes) -> None:
    """Put a member into a backup, before its first medium."""
    with tarfile.open(file) as tar:
        kept = [(about, tar.extractfile(about).read()) for about in tar]  # type: ignore[union-attr]
    with tarfile.open(file, "w") as tar:
        for about, whole in (kept[0], (tarfile.TarInfo(named), content), *kept[1:]):
            about.size = len(whole)
            tar.addfile(about, io.BytesIO(whole))

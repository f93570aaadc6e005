"""What is saved while a city is served, put back elsewhere, is what was there."""

import asyncio
import json
import tarfile
from pathlib import Path

from backup_place import KEYRING, PHOTO, WORDS, Place
from casebook_world import ANNA, SECRETS


def test_what_is_put_back_is_what_was_there(here: Place, there: Place, saved: Path) -> None:
    """Each row of each table and each photo; the chain of the case is intact."""
    done = there.run("restore", str(saved))

    assert done.returncode == 0, done.stderr
    assert asyncio.run(there.rows()) == asyncio.run(here.rows())
    assert asyncio.run(there.media.get("photo")) == PHOTO
    assert "intact, 2 entries" in there.run("case", "verify").stdout


def test_a_backup_tells_nothing(saved: Path) -> None:
    """It is for its owner alone; no word, number or key can be read in it, but which key opens it."""
    with tarfile.open(saved) as tar:
        first = tar.next()
        assert first
        about = json.load(tar.extractfile(first))  # type: ignore[arg-type]

    plain = saved.read_bytes()
    assert about["key"] == KEYRING.fingerprint
    assert not any(secret in plain for secret in (SECRETS[0].encode(), b"13912345678", ANNA.id.encode(), WORDS, PHOTO))
    assert saved.stat().st_mode & 0o777 == 0o600


def test_there_is_nothing_to_save_where_nothing_is(there: Place, tmp_path: Path) -> None:
    """It says which file it looked for, and makes none."""
    done = there.run("backup", str(tmp_path / "none.tar"))

    assert done.returncode == 1
    assert str(there.file) in done.stderr
    assert not there.file.exists()
    assert not (tmp_path / "none.tar").exists()

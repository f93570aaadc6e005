from pathlib import Path

import pytest

from adapters.media import FolderMedia
from adapters.sealing import Keyring
from dialogs.facts.errors import MediaGone, Unkept, UnreadableSeal

OLD, NEW = "an old made-up secret", "a new made-up secret"
CONTENT = b"a photo of a street lamp" * 100


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_nothing_lies_in_clear(tmp_path: Path) -> None:
    """Neither content nor id stand in a file or in its name, and nobody else may read it."""
    await FolderMedia(tmp_path, Keyring((NEW,))).put("photo-4711", CONTENT)

    (file,) = files(tmp_path)
    assert b"street lamp" not in file.read_bytes()
    assert b"4711" not in file.read_bytes()
    assert "4711" not in str(file.relative_to(tmp_path))
    assert file.stat().st_mode & 0o077 == 0


async def test_a_file_under_another_name_is_unreadable(tmp_path: Path) -> None:
    """Whoever can write to the folder cannot put one case's photo in place of another's."""
    store = FolderMedia(tmp_path, Keyring((NEW,)))
    await store.put("one", CONTENT)
    (one,) = files(tmp_path)
    await store.put("two", b"other")
    (two,) = set(files(tmp_path)) - {one}

    two.write_bytes(one.read_bytes())

    with pytest.raises(UnreadableSeal):
        await store.get("two")


async def test_keys_rotate(tmp_path: Path) -> None:
    """What the old secret sealed is found; after a rekeying the new one alone finds it, and no old file is left."""
    await FolderMedia(tmp_path, Keyring((OLD,))).put("one", CONTENT)
    rotating = FolderMedia(tmp_path, Keyring((NEW, OLD)))
    await rotating.put("two", b"new")

    assert await rotating.get("one") == CONTENT
    assert [await rotating.rekey(), await rotating.rekey()] == [1, 0]
    assert await FolderMedia(tmp_path, Keyring((NEW,))).get("one") == CONTENT
    assert len(files(tmp_path)) == 2
    with pytest.raises(MediaGone):
        await FolderMedia(tmp_path, Keyring((OLD,))).get("one")


async def test_rekeying_goes_round_what_nobody_can_open(tmp_path: Path) -> None:
    """Files of a secret that is gone stop nothing, nor does one that was never finished."""
    await FolderMedia(tmp_path, Keyring(("a lost secret",))).put("lost", CONTENT)
    await FolderMedia(tmp_path, Keyring((OLD,))).put("one", CONTENT)
    (files(tmp_path)[0].parent / "tmpabc.part").write_bytes(b"half")

    assert await FolderMedia(tmp_path, Keyring((NEW, OLD))).rekey() == 1


async def test_a_folder_that_cannot_be_written_is_unkept(tmp_path: Path) -> None:
    """A file where the folder should be: nothing is kept, and the caller is told."""
    (tmp_path / "media").write_bytes(b"")
    store = FolderMedia(tmp_path / "media", Keyring((NEW,)))

    with pytest.raises(Unkept, match=f"{tmp_path}/media: "):
        await store.put("one", CONTENT)
    with pytest.raises(Unkept):
        await store.get("one")
    with pytest.raises(Unkept):
        await store.remove("one")


async def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    """When the name cannot be given, the bytes written so far go as well."""
    keyring = Keyring((NEW,))
    store = FolderMedia(tmp_path, keyring)
    name = keyring.index("media", "one").hex()
    (tmp_path / name[:2] / name / "in the way").mkdir(parents=True)

    with pytest.raises(Unkept):
        await store.put("one", CONTENT)

    assert files(tmp_path) == []

"""Media in a folder: sealed files whose names tell nobody what they are."""

import asyncio
import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, final

from adapters.sealing import Keyring
from dialogs.facts.errors import MediaGone, Unkept, UnreadableSeal

PURPOSE: Final = "media"
NAME: Final = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")
_LENGTH: Final = 2  # bytes, of the length of an id


@final
class FolderMedia:
    """``MediaStore`` over a folder. A file is named by the index of its id, so that no id can lead out of the folder.

    The id stands inside the seal before the content, so that a rekeying can make the new name.
    """

    def __init__(self, folder: Path, keyring: Keyring) -> None:
        self._folder = folder
        self._keyring = keyring

    async def put(self, id: str, content: bytes) -> None:
        """Keep it, in place of what was there; it has reached the disk when this returns."""
        await asyncio.to_thread(self._put, id, content)

    async def get(self, id: str) -> bytes:
        return await asyncio.to_thread(self._get, id)

    async def remove(self, id: str) -> None:
        await asyncio.to_thread(self._remove, id)

    async def rekey(self) -> int:
        """Seal again what an older secret sealed. How many files it were."""
        return await asyncio.to_thread(lambda: sum(self._renew(path) for path in self._all()))

    def names(self) -> Iterator[str]:
        """Name all files that rest here, for a backup."""
        return (f"{path.parent.name}/{path.name}" for path in self._all())

    def sealed(self, name: str) -> bytes | None:
        """Give a file as it rests; nothing where it has been removed."""
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def restore(self, name: str, sealed: bytes) -> bool:
        """Put a file back as it rested; whether there was none before. ``ValueError`` for a name that none has."""
        if not NAME.fullmatch(name):
            raise ValueError(name)
        is_new = not (self._folder / name).exists()
        _write(self._folder / name, sealed)
        return is_new

    def take_back(self, name: str) -> None:
        """Remove a file that was put back, and the folder that was made for it."""
        path = self._folder / name
        path.unlink(missing_ok=True)
        for folder in (path.parent, self._folder):
            with contextlib.suppress(OSError):  # others rest there
                folder.rmdir()

    def _put(self, id: str, content: bytes) -> None:
        named = id.encode()
        path = self._path(self._keyring.index(PURPOSE, id))
        sealed = self._keyring.seal(
            PURPOSE, len(named).to_bytes(_LENGTH, "big") + named + content, bound=path.name.encode()
        )
        try:
            _write(path, sealed)
        except OSError as error:
            raise self._unkept(error) from error

    def _get(self, id: str) -> bytes:
        for path in self._paths(id):
            try:
                return self._opened(path)[1]
            except FileNotFoundError:
                continue
            except OSError as error:
                raise self._unkept(error) from error
        raise MediaGone

    def _unkept(self, error: OSError) -> Unkept:
        return Unkept(f"{self._folder}: {error.strerror or type(error).__name__}")

    def _remove(self, id: str) -> None:
        try:
            for path in self._paths(id):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise self._unkept(error) from error

    def _renew(self, path: Path) -> bool:
        with path.open("rb") as file:
            if self._keyring.is_current(file.read(16)):
                return False
        try:
            id, content = self._opened(path)  # noqa: A001
        except UnreadableSeal:  # of a secret that is gone
            return False
        self._put(id, content)
        path.unlink()
        return True

    def _opened(self, path: Path) -> tuple[str, bytes]:
        plain = self._keyring.open(PURPOSE, path.read_bytes(), bound=path.name.encode())
        begins = _LENGTH + int.from_bytes(plain[:_LENGTH], "big")
        return plain[_LENGTH:begins].decode(), plain[begins:]

    def _paths(self, id: str) -> Iterator[Path]:
        return (self._path(index) for index in self._keyring.indices(PURPOSE, id))

    def _path(self, index: bytes) -> Path:
        name = index.hex()
        return self._folder / name[:2] / name

    def _all(self) -> list[Path]:
        return sorted(path for path in self._folder.glob("??/*") if not path.suffix)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and wait for the disk: the file, then its name."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(file.name).unlink()
            raise
    _sync(path.parent)
    _sync(path.parent.parent)


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)

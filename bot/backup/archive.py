"""The file of a backup: a tar of batches of rows and of sealed media, with what it is at its start and its end.

Members: ``huiyin.json`` (``Manifest``), ``tables/<name>/<number>.msgpack`` (``Batch``), ``media/<xx>/<name>`` as they
lie in the media folder, and ``end.json`` (``End``), without which a file is a piece of a backup.
"""

import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from dialogs.facts.discreet import Discreet
from dialogs.facts.errors import HuiyinError

FORMAT: Final = 1
MANIFEST: Final = "huiyin.json"
END: Final = "end.json"
TABLES: Final = "tables/"
MEDIA: Final = "media/"
PART: Final = ".part"
LARGEST: Final = 1 << 30  # bytes of a member


class NoBackup(HuiyinError):
    """The file is not a backup, or only a piece of one."""


class Manifest(msgspec.Struct, frozen=True):
    """``key`` is the fingerprint of the first secret, never the secret; ``revision`` that of the tables."""

    format: int
    made_at: str
    revision: str
    key: str
    kind: str
    """sqlite or postgresql"""


class Batch(Discreet, frozen=True):
    """``rows`` hold text, bytes, numbers, true and false, and nothing."""

    columns: list[str]
    rows: list[list[Any]]


class End(msgspec.Struct, frozen=True):
    """How much there is of everything."""

    rows: dict[str, int]
    media: int


@dataclass(frozen=True, slots=True)
class Member:
    """A batch of a table, a medium or the end: ``name`` as in the tar."""

    name: str
    content: bytes

    @property
    def table(self) -> str:
        return self.name.removeprefix(TABLES).partition("/")[0] if self.name.startswith(TABLES) else ""

    @property
    def medium(self) -> str:
        return self.name.removeprefix(MEDIA) if self.name.startswith(MEDIA) else ""


class Archive:
    """A backup that is being written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def add(self, name: str, content: bytes) -> None:
        about = tarfile.TarInfo(name)
        about.size, about.mode = len(content), 0o600
        self._tar.addfile(about, io.BytesIO(content))


@contextmanager
def writing(path: Path) -> Iterator[Archive]:
    """Write a file for its owner alone; under its name there is the whole of it, or what was there before."""
    part = path.with_name(path.name + PART)
    part.unlink(missing_ok=True)
    try:
        part.touch(0o600, exist_ok=False)
        with part.open("wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield Archive(tar)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def members(path: Path) -> Iterator[Member]:
    """Read a backup from its start to its end, one member after the other. Raises ``NoBackup``."""
    try:
        with tarfile.open(path, mode="r:") as tar:
            for about in tar:
                if not about.isfile() or about.size > LARGEST:
                    raise NoBackup(path.name)
                content = tar.extractfile(about)
                yield Member(about.name, content.read() if content else b"")
    except (tarfile.TarError, EOFError) as error:
        raise NoBackup(path.name) from error


def manifest_of(path: Path) -> Manifest:
    """Read what a backup says of itself. Raises ``NoBackup``."""
    first = next(members(path), None)
    if first is None or first.name != MANIFEST:
        raise NoBackup(path.name)
    try:
        read = msgspec.json.decode(first.content, type=Manifest)
    except msgspec.MsgspecError as error:
        raise NoBackup(path.name) from error
    if read.format != FORMAT:
        raise NoBackup(f"{path.name}: of another format, {read.format}")
    return read

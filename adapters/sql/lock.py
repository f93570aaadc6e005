"""Who runs on a SQLite file: a lock beside it tells serving, restoring and free apart."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self, final

from dialogs.facts.errors import HuiyinError


class DatabaseInUse(HuiyinError):
    """Another process holds this database: one file is served by one process."""


@final
class DatabaseLock:
    """Holds the file ``<database>.lock`` for a role (``serve``, ``restore``) until it is released or the process ends.

    The command line beside a serving process takes none: its transactions are short.
    """

    def __init__(self, database: Path, role: str) -> None:
        """``DatabaseInUse`` names the role and process that holds it."""
        path = _beside(database)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            held_by = _written(self._file)
            os.close(self._file)
            raise DatabaseInUse(f"{database}, {held_by}") from error
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{role}, process {os.getpid()}".encode(), 0)

    def release(self) -> None:
        """Let the next one have it. The file stays: removing it would let two hold it at once."""
        if self._file >= 0:
            os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()


def holder(database: Path) -> str:
    """Say who holds a database (``"serve, process 4711"``), or nothing when nobody does."""
    try:
        file = os.open(_beside(database), os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return ""
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _written(file)
    else:
        return ""
    finally:
        os.close(file)


def _beside(database: Path) -> Path:
    return database.with_name(f"{database.name}.lock")


def _written(file: int) -> str:
    return os.pread(file, 200, 0).decode(errors="replace")

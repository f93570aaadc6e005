import subprocess
import sys
from pathlib import Path

import pytest

from adapters.sql import DatabaseInUse, DatabaseLock, holder

SERVE = """
import pathlib, sys
from adapters.sql import DatabaseLock
with DatabaseLock(pathlib.Path(sys.argv[1]), "serve"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_refused(tmp_path: Path) -> None:
    """While one process serves a file, another is told which one; when it is killed, the file is free."""
    database = tmp_path / "huiyin.db"
    other = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        held_by = holder(database)
        with pytest.raises(DatabaseInUse, match=f"serve, process {other.pid}"):
            DatabaseLock(database, "serve")
        other.kill()

    assert held_by == f"serve, process {other.pid}"
    assert holder(database) == ""
    DatabaseLock(database, "serve").release()


def test_a_role_is_told(tmp_path: Path) -> None:
    """The command line learns whether the file is served, restored or free."""
    database = tmp_path / "huiyin.db"

    assert holder(database) == ""
    with DatabaseLock(database, "restore") as lock:
        assert holder(database).startswith("restore, ")
        lock.release()
        assert holder(database) == ""

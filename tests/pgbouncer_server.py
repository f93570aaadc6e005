"""A PgBouncer of our own for tests, in transaction mode before a PostgreSQL of our own, gone with the test."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ANSWERS_WITHIN = 60.0  # seconds, on a busy machine
HOST = "127.0.0.1"
USER = "postgres"
CONNECTIONS = 4  # to the server: fewer than anybody's pool, so that each transaction meets a connection of others


@contextmanager
def pgbouncer(server: str) -> Iterator[str]:
    """Run one before a server on a socket; gives the URL by which it is reached, as an operator writes it."""
    with tempfile.TemporaryDirectory(prefix="huiyin-bouncer-", ignore_cleanup_errors=True) as folder:
        place, port = Path(folder), _free_port()
        (place / "users.txt").write_text(f'"{USER}" ""\n')
        (place / "pgbouncer.ini").write_text(_settings(place, server, port))
        for each in (place, *place.iterdir()):
            each.chmod(0o755)
        process = subprocess.Popen(
            [*_as_user(), _binary(), "-q", str(place / "pgbouncer.ini")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait(port)
            yield f"postgresql://{USER}@{HOST}:{port}/postgres?statement_cache_size=0"
        finally:
            process.terminate()
            process.wait(10)


def _settings(place: Path, server: str, port: int) -> str:
    socket_folder = server.partition("host=")[2]
    return f"""
[databases]
* = host={socket_folder} user={USER}
[pgbouncer]
listen_addr = {HOST}
listen_port = {port}
unix_socket_dir =
auth_type = any
auth_file = {place / "users.txt"}
pool_mode = transaction
default_pool_size = {CONNECTIONS}
ignore_startup_parameters = extra_float_digits
logfile = /dev/null
"""


def _binary() -> str:
    found = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
    if not found:
        pytest.skip("no pgbouncer here: apt install pgbouncer")
    return found


def _as_user() -> list[str]:
    if os.geteuid() != 0:
        return []
    return [str(shutil.which("setpriv")), f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])


def _wait(port: int) -> None:
    give_up = time.monotonic() + ANSWERS_WITHIN
    while True:
        with socket.socket() as one:
            if one.connect_ex((HOST, port)) == 0:
                return
        if time.monotonic() > give_up:
            raise TimeoutError("PgBouncer does not answer")
        time.sleep(0.05)

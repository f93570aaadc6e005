"""An ordinary turn beside the usual way to build such a bot: ``python -m bench.peers --redis URL``.

The usual way (``peer_app.py``) is wechatpy in Flask with sessions in Redis and a dialog of three questions, served by
gunicorn, one worker of eight threads. Ours is one process with its conversations in the same Redis. Both get the same
signed letters through the same 64 connections, in alternating runs.
"""

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.request import urlopen

import uvloop

from bench.doors import DOORS, PEOPLE_ON_STORES, Rival, alternated, ratios, told
from bench.letters import ACCOUNTS
from bench.servers import LOAD, Server, free_port, pinned, serving
from bench.stores import emptied

AIM = 6.0
NEEDED = "flask, gunicorn, redis, wechatpy"
SERVED = ("bench.peer_app:app", "--workers", "1", "--threads", "8", "--keep-alive", "75", "--log-level", "error")
UP_WITHIN = 20.0  # seconds


@contextmanager
def the_usual(python: str, redis: str) -> Iterator[Server]:
    """Serve the peer until the end."""
    port, env = free_port(), {"WECHAT_TOKEN": ACCOUNTS.wechat_token, "REDIS_URL": redis}
    with pinned("gunicorn", *SERVED, "--bind", f"127.0.0.1:{port}", python=python, env=env) as process:
        try:
            _up(port)
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            yield Server(port, (process.pid, *map(int, children)))
        finally:
            process.terminate()


def _up(port: int) -> None:
    give_up = time.monotonic() + UP_WITHIN
    while time.monotonic() < give_up:
        try:
            with urlopen(f"http://127.0.0.1:{port}/static/nothing", timeout=1):
                return
        except OSError as error:
            if getattr(error, "code", 0):  # an answer, whatever it is
                return
            time.sleep(0.1)
    sys.exit("gunicorn does not answer")


async def main(redis: str, python: str) -> int:
    """Compare both; 1 where the aim is missed."""
    os.sched_setaffinity(0, LOAD)
    door, people = DOORS[0], PEOPLE_ON_STORES
    fresh = (range(first, first + people) for first in itertools.count(0, people))
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        usual = Rival("usual", (stack.enter_context(the_usual(python, redis)),), door)
        ours = Rival("ours", (stack.enter_context(serving("bench.product", folder, "--redis", redis)),), door)
        rounds = await alternated((usual, ours), fresh)
    for rival, runs in zip((usual, ours), zip(*rounds, strict=True), strict=True):
        told(door, rival.name, runs)
    return int(ratios(door, rounds, AIM, "usual") < AIM)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--redis", default="redis://127.0.0.1:6379/9", metavar="URL", help="an empty Redis")
    parser.add_argument("--python", default=sys.executable, help=f"a Python that has {NEEDED}: the group `peers`")
    given = parser.parse_args()
    if subprocess.run([given.python, "-c", f"import {NEEDED}"], check=False, capture_output=True).returncode:  # noqa: S603
        parser.error(f"{given.python} lacks one of {NEEDED}: python -m pip install --group peers")
    with emptied(given.redis, ""):
        sys.exit(uvloop.run(main(given.redis, given.python)))

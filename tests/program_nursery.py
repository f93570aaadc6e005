"""Forks the program for tests: ``python program_nursery.py FD``. It has loaded what commands need beforehand.

An order is JSON, with four descriptors: the new process's three streams, and a pipe for its id and then its exit code.
"""

import gc
import json
import os
import signal
import socket
import struct
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from bot import backup, check, cli, wiring
from bot.demo import chat, run
from bot.speech import Speech

LOADED = (backup, check, wiring, chat, run, *(import_module(f"bot.commands.{room}") for room in cli.ROOMS))


def become(order: dict[str, Any], streams: list[int]) -> None:
    """Be the program, from its first line to the end of its interpreter."""
    for place, stream in enumerate(streams):
        os.dup2(stream, place)
        os.close(stream)
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["folder"])
    sys.argv = ["huiyin", *order["arguments"]]
    cli.main()


def watch(order: dict[str, Any], streams: list[int], told: int) -> None:
    """Start the program, and tell how it ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if not (pid := os.fork()):
        os.close(told)
        become(order, streams)
        sys.exit()
    for stream in streams:
        os.close(stream)
    os.write(told, struct.pack("i", pid))
    os.write(told, struct.pack("i", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])))
    os._exit(0)


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who watches is waited for by nobody
    Speech(Path(__file__).parents[1] / "city/demo")  # what is born knows it
    gc.freeze()
    orders = socket.socket(fileno=int(sys.argv[1]))
    while True:
        said, given, _, _ = socket.recv_fds(orders, 1 << 16, 4)
        if not said:
            return
        if not os.fork():
            orders.close()
            watch(json.loads(said), given[:3], given[3])
        for each in given:
            os.close(each)


if __name__ == "__main__":
    main()

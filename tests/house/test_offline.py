# SPDX-License-Identifier: Apache-2.0
"""Nothing reaches a network, and the guard that proves it does its work.

O01 While tests run, the program's own hook (kinfile.offline) refuses every use of a network.
O02 The refusal cannot be swallowed by `except Exception`, and is remembered if a thread loses it.
O03 A pair of sockets stays possible: asyncio needs one.
O04 The whole job, from a new vault to a verified document, uses nothing of a network, and makes
    no session of aiohttp, which pyHanko brings and loads (decision 002).
O05 Nothing in the program starts another program or hands an address to one, but for the window's
    own fresh start after Lock.
"""

import ast
import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from helpers import tree
from helpers.offline import OfflineGuard, Refused
from helpers.tree import ROOT, Found

WHOLE_JOB = """
import sys

used = []

def look(event, arguments):
    if event.startswith("socket.") and event != "socket.__new__":
        used.append(event)

def refuse(*given, **named):
    used.append("aiohttp.ClientSession")

sys.addaudithook(look)
import aiohttp
aiohttp.ClientSession.__init__ = refuse
from kinfile.cli import main
from kinfile.cli.seams import Seams
from kinfile.vault.keys import Cost

code = main(["demo", "--out", sys.argv[1]], seams=Seams(cost=Cost.least()))
sys.exit(f"exit code {code}; used {used}" if code or used else 0)
"""

ADDRESS = ("192.0.2.1", 9)  # of a range that is kept for examples


def connect() -> None:
    with socket.socket() as end:
        end.connect(ADDRESS)


def ask_for_an_address() -> None:
    socket.getaddrinfo("example.invalid", 443)


ATTEMPTS = (connect, ask_for_an_address)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.__name__)
def test_the_network_is_refused(attempt: Callable[[], None], guard: OfflineGuard) -> None:
    """O01"""
    with guard.expecting(), pytest.raises(Refused, match="nothing here may use a network"):
        attempt()


def test_a_library_cannot_swallow_the_refusal(guard: OfflineGuard) -> None:
    """O02"""
    with guard.expecting(), pytest.raises(Refused), contextlib.suppress(Exception):
        connect()


def test_a_refusal_in_a_thread_is_remembered(guard: OfflineGuard) -> None:
    """O02"""

    def lose_it() -> None:
        with contextlib.suppress(BaseException):
            connect()

    with guard.expecting():
        thread = Thread(target=lose_it)
        thread.start()
        thread.join()
        assert guard.refused[-1] == "socket.__new__"


def test_a_pair_of_sockets_is_possible() -> None:
    """O03"""
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"a")
        assert other.recv(1) == b"a"


@pytest.mark.slow
def test_the_whole_job_uses_no_network(tmp_path: Path) -> None:
    """O04"""
    done = subprocess.run(
        [sys.executable, "-c", WHOLE_JOB, str(tmp_path / "demo")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
    )
    assert done.returncode == 0, done.stdout + done.stderr


STARTING = frozenset({"subprocess", "multiprocessing", "QProcess", "QDesktopServices"})
CALLS = frozenset(
    {"openUrl", "setOpenExternalLinks", "startfile", "popen", "spawnv", "posix_spawn"}
)
MAY_START = "desktop/kinfile/ui/restart.py"


def test_nothing_starts_another_program() -> None:
    """O05"""
    tree.expect_none(
        Found(path, node.lineno, tree.dotted(node))
        for path in tree.modules()
        if tree.named(path) != MAY_START
        for node in tree.nodes(path)
        if isinstance(node, ast.Name | ast.Attribute)
        and tree.name_of(node) in STARTING | CALLS | {"execv"}
    )

# SPDX-License-Identifier: Apache-2.0
"""Every PDF of a folder checked, by as many processes as there are processors.

Answers come in the order of the paths. No more files are under way than keep the processes busy,
so that memory does not grow with the folder. A file that ends a process is tried once more in one
of its own, and gets its answer whatever happens to it.
"""

import os
import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from pathlib import Path

from kinfile import paths
from kinfile.app.verifying import pdfs_in
from kinfile.cli.checking import Checked, Task, check_whatever, unreadable
from kinfile.export.verify_words import say
from kinfile.hardening import keep_memory_private
from kinfile.i18n import Language
from kinfile.log import Log
from kinfile.offline import refuse_networks

_AHEAD = 4
"""Files under way for each process."""
_TOO_FEW = 8
"""Fewer files than this are done sooner than processes are started."""

_Waiting = deque[tuple[Path, Future[Checked]]]


def checked_in(folder: Path, task: Task, *, processes: int | None = None) -> Iterator[Checked]:
    """The documents on all PDFs in `folder` and below, in the order of their paths."""
    found = pdfs_in(folder)
    first = list(islice(found, _TOO_FEW))
    count = processes or os.cpu_count() or 1
    if len(first) < _TOO_FEW or count == 1:
        yield from (check_whatever(path, task) for path in first)
        yield from (check_whatever(path, task) for path in found)
        return
    # Loaded before the processes start, so that they share it where the system can.
    from kinfile.export import verify  # noqa: F401

    yield from _by_many(chain(first, found), task, count)


def _by_many(files: Iterator[Path], task: Task, count: int) -> Iterator[Checked]:
    pool = _pool(count)
    waiting: _Waiting = deque()
    try:
        while True:
            while len(waiting) < count * _AHEAD and (path := next(files, None)) is not None:
                waiting.append((path, _submitted(pool, path, task)))
            if not waiting:
                return
            path, answer = waiting[0]
            try:
                checked = answer.result()
            except BrokenProcessPool:
                pool.shutdown()
                yield from (_alone(each, task) for each, _ in waiting)
                waiting.clear()
                pool = _pool(count)
                continue
            waiting.popleft()
            yield checked
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, path: Path, task: Task) -> "Future[Checked]":
    """The answer to come; a pool that broke meanwhile tells so where the answer is taken."""
    try:
        return pool.submit(check_whatever, path, task)
    except BrokenProcessPool as error:
        lost: Future[Checked] = Future()
        lost.set_exception(error)
        return lost


def _alone(path: Path, task: Task) -> Checked:
    """One file in a process of its own, which it may end."""
    with _pool(1) as pool:
        try:
            return pool.submit(check_whatever, path, task).result()
        except BrokenProcessPool:
            language = Language.load(task.language)
            return unreadable(path, "unreadable", say("unreadable", {}, language))


def _pool(count: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(count, initializer=_begin)


def _begin() -> None:
    """What holds for this process holds for those it starts; the keyboard is this one's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    refuse_networks(Log(paths.event_log()))
    keep_memory_private()

# SPDX-License-Identifier: Apache-2.0
"""Which thread asks the database, from the first page to the last.

J99 No statement runs on the window's thread, whatever is done: it never waits for the disk.
"""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from helpers.screens import load_screens
from kinfile.vault.connection import Connection, Row

screens = load_screens()


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """The thread of each statement."""
    threads: list[threading.Thread] = []
    execute, each = Connection.execute, Connection.each

    def executed(self: Connection, statement: str, values: Sequence[object] = ()) -> list[Row]:
        threads.append(threading.current_thread())
        return execute(self, statement, values)

    def gone_through(
        self: Connection, statement: str, values: Sequence[object] = ()
    ) -> Iterator[Row]:
        threads.append(threading.current_thread())
        return each(self, statement, values)

    monkeypatch.setattr(Connection, "execute", executed)
    monkeypatch.setattr(Connection, "each", gone_through)
    return threads


def test_no_statement_runs_on_the_windows_thread(
    begin: Any, home: Path, asking: list[threading.Thread], tmp_path_factory: Any
) -> None:  # J99
    homes = screens.Homes(tmp_path_factory.mktemp("homes"))
    with homes.lend("full") as full:
        (full / "vaults" / "Records.kinvault").rename(home / "vaults" / "Records.kinvault")
    asking.clear()
    stage = begin()
    stage.unlock()
    stage.press("records.continue")
    stage.wait_for("fill")
    stage.page.filling.write_notes("Ring the ward again")
    stage.page.filling.flush()
    stage.press("bar.home")
    stage.wait_for("records")
    stage.type_in("records.find", "midwife")
    stage.settle()
    stage.program.backing_up.start()
    stage.settle()
    stage.press("bar.lock")
    assert len(asking) > 50
    assert threading.main_thread() not in asking

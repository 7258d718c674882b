# SPDX-License-Identifier: Apache-2.0
"""Row 2: from "Unlock" to the painted list of a thousand records, beside the same list in clear.

Deriving the key is slow on purpose and taken off. The other side is the same page in the same
window, from the same tables in a database without a key. Each runs in a process of its own, with
everything loaded that is loaded while somebody types a passphrase.
"""

from __future__ import annotations

import time
from pathlib import Path
from unittest import mock

from bench import parts
from bench.measuring import Size, alone, folder, medians
from bench.results import Figure, Result, ratio
from bench.window import Paints
from sqlcipher3 import dbapi2 as engine
from stage import PASSPHRASE, WORKER, Stage

from kinfile.app.summary import line_of
from kinfile.app.workspace import Workspace
from kinfile.ui.application import make_app
from kinfile.ui.pages.records import Caseload, RecordsPage
from kinfile.vault import slots
from kinfile.vault.connection import Connection
from kinfile.vault.keys import Cost, stretch
from kinfile.vault.session import LockedVault

VAULT = "vaults/Records.kinvault"
CLEAR = "clear.db"


def measure(*, small: bool) -> Result:
    size = Size(small)
    records, runs = size.pick(1000, 20), size.pick(9, 1)
    with folder() as where:
        _make(where, records)
        found: dict[str, list[float]] = {"unlock": [], "in clear": []}
        for _ in range(runs):
            found["unlock"].append(alone("row_unlock:unlocked", home=str(where))["seconds"])
            found["in clear"].append(alone("row_unlock:in_clear", home=str(where))["seconds"])
    middle = medians(found)
    return Result(
        runs=runs,
        medians=middle,
        figures=(
            ratio(middle, 2),
            Figure(what=f"{records} records", value=middle["unlock"], reach=150, unit="ms"),
        ),
    )


def _make(home: Path, records: int) -> None:
    """A vault of so many records, and the same records in a database without a key."""
    passphrase = bytearray(PASSPHRASE.encode())
    folder = home / VAULT
    Workspace.create(
        folder, WORKER, passphrase, clock=parts.clock, cost=Cost.least()
    ).workspace.lock()
    form, line, _ = parts.example_entries()
    with LockedVault(folder).unlock(bytearray(PASSPHRASE.encode())) as vault:
        ours = parts.with_key(home / "with.db")
        clear = parts.without_key(home / CLEAR, ours)
        for number in range(records):
            ref = f"{number:08}"
            for target in (vault, clear):
                target.create_record(ref, form.id, form.version, form.body, "generic-england", line)
        clear.connection.close()
        ours.connection.close()


def unlocked(home: str) -> dict[str, float]:
    """Seconds from the press of "Unlock" to the painted list, key derivation taken off."""
    stage = _begun(home)
    derived: list[float] = []

    def stretched(passphrase: bytearray, salt: bytes, cost: Cost) -> bytearray:
        begun = time.perf_counter()
        key = stretch(passphrase, salt, cost)
        derived.append(time.perf_counter() - begun)
        return key

    stage.type_in("unlock.passphrase", PASSPHRASE)
    stage.settle()
    paints = Paints(stage.program.window)
    with mock.patch.object(slots, "stretch", stretched):
        begun = time.perf_counter()
        stage.find("unlock.unlock").click()  # type: ignore[attr-defined]
        painted = paints.wait(lambda: stage.page.objectName() == "records")
    paints.end()
    stage.settle()
    stage.end()
    return {"seconds": painted - begun - sum(derived)}


def in_clear(home: str) -> dict[str, float]:
    """Seconds to the same page in the same window, from a database that has no key."""
    stage = _begun(home)
    forms = {card.id: card for card in stage.program.start.door.forms()}  # type: ignore[union-attr]
    paints = Paints(stage.program.window)
    begun = time.perf_counter()
    file = Path(home) / CLEAR
    raw = engine.connect(str(file), isolation_level=None)
    kept = parts.Database(Connection(file, raw), parts.clock)
    lines = tuple(line_of(each) for each in kept.records())
    caseload = Caseload(lines, forms, parts.NOW)
    stage.program.window.show_page(lambda theme, language: RecordsPage(caseload, theme, language))
    painted = paints.wait()
    paints.end()
    kept.connection.close()
    stage.end()
    return {"seconds": painted - begun}


def _begun(home: str) -> Stage:
    stage = Stage(make_app(), Path(home), now=parts.NOW)
    stage.begin()
    return stage

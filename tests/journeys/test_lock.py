# SPDX-License-Identifier: Apache-2.0
"""Lock, seen from outside the process.

J30 What was typed, the passphrase and the keys are in the memory before Lock, and in no byte of it
    after: not of the heap, the arguments or the environment.
J31 The fresh process has the old one's number and nothing of the vault open, is told no more than
    the vault's folder, and gets as far as its first page.
"""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.screens import load_screens
from helpers.tree import ROOT

screens = load_screens()
MARKER = "Zzyzx-Quill-marker"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform != "linux" or os.geteuid() != 0,
        reason="only the administrator may read the memory of a process that forbids it",
    ),
]

TYPING = """
import sys
from dataclasses import replace
from pathlib import Path

from kinfile.vault import keys

derive = keys.derive
def told(*given, **named):
    made = derive(*given, **named)
    print("key", made.hex(), flush=True)
    return made
keys.derive = told

from PySide6.QtWidgets import QLineEdit
from helpers.screens import load_screens
from kinfile.ui.application import make_app
from kinfile.ui.restart import replace_process

screens = load_screens()
app = make_app()
home = Path(sys.argv[1])
(home / "vaults").mkdir()
marker = sys.stdin.readline().strip()
stage = screens.Stage(app, home)
stage.begin()
stage.program.start = replace(stage.program.start, restart=replace_process)
stage.type_in("first_run.name", screens.WORKER.name)
stage.type_in("first_run.role", screens.WORKER.role)
stage.press("first_run.continue")
stage.press("choose_passphrase.use")
for box in ("first", "second"):
    stage.type_in("choose_passphrase." + box, screens.PASSPHRASE)
stage.press("choose_passphrase.make")
stage.wait_for("recovery_code")
stage.press("recovery_code.written")
stage.press("recovery_code.continue")
stage.wait_for("empty")
stage.press("form.pre_birth.start")
if stage.page.objectName() == "new":
    stage.press("form.pre_birth.start")
stage.wait_for("fill")
box = next(each for each in stage.page.findChildren(QLineEdit) if each.isVisible())
box.setFocus()
box.insert(marker)
box.textEdited.emit(box.text())
stage.settle()
print("typed", flush=True)
sys.stdin.readline()
stage.program.window.lock_chosen.emit()
app.exec()
"""


class Outside:
    """A look at a process from outside."""

    def __init__(self, pid: int) -> None:
        self._place = Path(f"/proc/{pid}")
        self._end = os.pidfd_open(pid)

    def close(self) -> None:
        os.close(self._end)

    def until(self, word: str, where: str, *, tries: int = 1200) -> None:
        """Wait for a word to stand in a file about the process."""
        for _ in range(tries):
            if word.encode() in (self._place / where).read_bytes():
                return
            # Either it ends, which it should not, or it is time to look again.
            ended, _, _ = select.select([self._end], [], [], 0.05)
            assert not ended, "the process has ended"
        pytest.fail(f"{word} did not come up in {where}")

    def memory(self) -> Iterator[bytes]:
        """The contents of everything that the process may write to or reads from no file."""
        with (self._place / "mem").open("rb", buffering=0) as memory:
            for line in (self._place / "maps").read_text().splitlines():
                span, rights, *_ = line.split()
                if not rights.startswith("r") or line.endswith("[vvar]"):
                    continue
                start, end = (int(each, 16) for each in span.split("-"))
                try:
                    memory.seek(start)
                    yield memory.read(end - start)
                except (OSError, ValueError, OverflowError):
                    continue

    def found(self, secrets: dict[str, bytes]) -> set[str]:
        """The names of those that are somewhere in the memory."""
        return {
            name for part in self.memory() for name, secret in secrets.items() if secret in part
        }

    def opened(self) -> list[str]:
        return [str(each.readlink()) for each in (self._place / "fd").iterdir()]

    def told(self) -> bytes:
        """What everybody may read: arguments; and what goes along: the environment."""
        return (self._place / "cmdline").read_bytes() + (self._place / "environ").read_bytes()


def spelled(name: str, text: str) -> dict[str, bytes]:
    return {name: text.encode(), f"{name} as Qt has it": text.encode("utf-16-le")}


def test_nothing_is_in_the_memory_after_lock(tmp_path: Path) -> None:
    """J30, J31"""
    child = subprocess.Popen(
        [sys.executable, "-c", TYPING, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(ROOT / "desktop"), str(ROOT / "tests"))),
            "XDG_STATE_HOME": str(tmp_path / "state"),
        },
    )
    assert child.stdin is not None
    assert child.stdout is not None
    outside = Outside(child.pid)
    try:
        child.stdin.write(f"{MARKER}\n")
        child.stdin.flush()
        keys: dict[str, bytes] = {}
        for line in child.stdout:
            if line == "typed\n":
                break
            key = bytes.fromhex(line.split()[1])
            keys |= {f"key {len(keys)}": key, f"hex {len(keys)}": key.hex().encode()}
        typed = (
            spelled("marker", MARKER)
            | spelled("passphrase", screens.PASSPHRASE)
            | spelled("name", screens.WORKER.name)
        )
        assert keys
        assert {"marker", "marker as Qt has it", "name"} <= outside.found(typed)
        child.stdin.write("lock\n")
        child.stdin.flush()
        outside.until("-m\0kinfile\0--vault\0", "cmdline")
        # Loaded after the first paint, so the unlock page is there.
        outside.until("sqlcipher3", "maps")
        assert sum(map(len, outside.memory())) > 30_000_000
        assert outside.found(typed | keys) == set()
        assert not any(secret in outside.told() for secret in (typed | keys).values())
        assert [each for each in outside.opened() if str(tmp_path / "vaults") in each] == []
    finally:
        child.kill()
        child.wait()
        child.stdin.close()
        child.stdout.close()
        outside.close()
    assert list((tmp_path / "vaults").rglob("vault.db"))

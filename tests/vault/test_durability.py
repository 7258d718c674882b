# SPDX-License-Identifier: Apache-2.0
"""Nothing acknowledged is lost and nothing readable reaches the disk.

X01  Every save acknowledged before a kill is there afterwards, and the vault is sound.
X02  No file of the vault ever holds a typed text in clear, in any spelling, after any kill.
X03  A disk that fills up refuses a save as a whole, says so, and loses nothing kept before;
     what is there can be read, the vault can be locked and opened again.
"""

import json
import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kinfile.vault.rows import Entry
from kinfile.vault.session import LockedVault

KILLS = 20
MARKER = "Marigold-XQZV-7731"

SAVING = """
import json, sys
from itertools import count
from pathlib import Path
from kinfile.vault.rows import Entry
from kinfile.vault.session import LockedVault

folder, marker = Path(sys.argv[1]), sys.argv[2]
vault = LockedVault(folder).unlock(bytearray(b"harbour violin teapot ladder"))
print(json.dumps([vault.head().seq, list(vault.check())]), flush=True)
if not vault.records():
    vault.create_record("R", "f", 1, b"{}", "p", "{}")
for number in count():
    text = json.dumps(f"{marker} {number} " * 40)
    fields = (f"q{number % 50}", f"q{(number + 1) % 50}")
    entries = [Entry(kind="answer", field=field, value=text) for field in fields]
    print(vault.append("R", entries, summary=text)[-1], flush=True)
"""


def spellings(text: str) -> list[bytes]:
    return [text.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]


def test_no_acknowledged_save_is_lost_and_nothing_is_in_clear(
    folder: Path,
    start: Callable[..., subprocess.Popen[str]],
    secret: Callable[[], bytearray],
) -> None:
    """X01, X02: twenty kills mid-stream; each new start is told what the one before promised."""
    dice = random.Random(1122)  # noqa: S311  (the same kills in every run)
    promised, journals, saves = 0, 0, 0
    for _ in range(KILLS):
        with start(SAVING, folder, MARKER) as child:
            assert child.stdout is not None
            seq, problems = json.loads(child.stdout.readline())
            assert problems == []
            assert seq >= promised
            for _save in range(dice.randrange(1, 120)):
                promised = int(child.stdout.readline())
            child.kill()
            for line in child.stdout:
                promised = int(line) if line.endswith("\n") else promised
        saves += promised - seq
        journals += (folder / "vault.db-wal").stat().st_size > 0
        for part in folder.iterdir():
            content = part.read_bytes()
            assert not any(spelling in content for spelling in spellings(MARKER)), part.name
    with LockedVault(folder).unlock(secret()) as vault:
        assert vault.check() == ()
        assert vault.head().seq >= promised
        assert MARKER in vault.read("R").summary
    assert saves > KILLS
    assert journals > 0


FILLING = """
import json, resource, sys
from itertools import count
from pathlib import Path
from kinfile.errors import NotKept
from kinfile.vault.rows import Entry
from kinfile.vault.session import LockedVault

folder, room = Path(sys.argv[1]), int(sys.argv[2])
locked = LockedVault(folder)
vault = locked.unlock(bytearray(b"harbour violin teapot ladder"))
vault.create_record("R", "f", 1, b"{}", "p", "{}")
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
kept = 0
try:
    for number in count():
        value = json.dumps("x" * 300)
        entries = [Entry(kind="answer", field=f"q{number}", value=value)]
        vault.append("R", entries, summary="{}")
        kept = number + 1
except NotKept as refusal:
    problem = refusal.facts["problem"]
readable = len(vault.read("R").answers)
vault.lock()
print(json.dumps([kept, readable, problem]))
"""


@pytest.mark.parametrize("room", [70_000, 131_072, 200_001])
def test_a_full_disk_refuses_whole_saves_and_loses_none(
    folder: Path,
    start: Callable[..., subprocess.Popen[str]],
    secret: Callable[[], bytearray],
    room: int,
) -> None:
    """X03: no file may grow past `room` bytes; it is met in the journal."""
    with start(FILLING, folder, room) as child:
        assert child.stdout is not None
        kept, readable, problem = json.loads(child.stdout.read())
    assert child.returncode == 0
    assert readable == kept > 0
    assert problem in ("disk-full", "other")
    with LockedVault(folder).unlock(secret()) as vault:
        assert vault.check() == ()
        assert len(vault.read("R").answers) == kept
        vault.append("R", [Entry(kind="answer", field="room again", value="1")], summary="{}")

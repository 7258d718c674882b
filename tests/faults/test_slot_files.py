# SPDX-License-Identifier: Apache-2.0
"""The key file is changed, by chance or by somebody who knows what is in it.

Z70  Each of thousands of mutations ends in an error of this program or in deriving a key, less
     than two seconds after it was begun and in a process that may not take a gigabyte.
Z71  The same through the command line: one plain line, and the database is not touched.
Z72  An older key file put back opens with the older passphrase, and with nothing else: whoever
     has both had the key before. It is told by a head outside only where more was changed.
Z73  The key file of another vault opens nothing.
"""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from faults.conftest import Scale, Tell
from faults.jobs import NEW_PASSPHRASE
from faults.mutations import mutated
from faults.outside import PASSPHRASE, Prepared, environment, look, prepare
from helpers.tree import ROOT
from kinfile.errors import VaultError, WrongPassphrase
from kinfile.vault.session import LockedVault
from vault.test_header_mutations import with_escrow

SECONDS = 2.0
MEMORY = 1024**3
USUAL = frozenset({"not-a-vault", "vault-damaged", "vault-too-new", "derived", "wrong-code"})

READING = """
import json, resource, sys, time
from pathlib import Path
from kinfile.errors import KinfileError
from kinfile.vault import slots
from kinfile.vault.session import LockedVault
from faults.mutations import mutated
from vault.test_header_mutations import Derived, with_escrow

folder, count, seed, code = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
memory = int(sys.argv[5])
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

def stretch(_passphrase, _salt, cost):
    assert cost.memory <= cost.MOST_MEMORY and cost.passes <= cost.MOST_PASSES
    raise Derived

slots.stretch = stretch
plain = (folder / "vault.json").read_bytes()
locked = LockedVault(folder)
outcomes, slowest = {}, 0.0
for content, share in ((plain, count // 2), (with_escrow(plain), count - count // 2)):
    for mutation in mutated(content, share, seed):
        for name in ("vault.json", "vault.json.bak"):
            (folder / name).write_bytes(mutation)
        (folder / "lock").write_bytes(b"")
        begun = time.perf_counter()
        outcome = "read"
        try:
            locked.recovery()
            locked.try_code(code)
            locked.unlock(bytearray(b"harbour violin teapot ladder"))
        except Derived:
            outcome = "derived"
        except KinfileError as error:
            outcome = error.code
        slowest = max(slowest, time.perf_counter() - begun)
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([outcomes, slowest, peak]))
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of a process")


def test_mutated_key_files_are_refused_within_bounds(
    mine: Prepared, dice: random.Random, scale: Scale, tell: Tell
) -> None:
    """Z70"""
    count = scale(10_000, 400)
    done = subprocess.run(
        [
            sys.executable, "-c", READING, mine.vault, str(count), str(dice.randrange(2**31)),
            mine.code, str(MEMORY),
        ],
        capture_output=True,
        text=True,
        check=False,
        env=environment(mine.home) | {"PYTHONPATH": f"{ROOT / 'desktop'}:{ROOT / 'tests'}"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    outcomes, slowest, peak = json.loads(done.stdout)
    assert slowest < SECONDS
    assert outcomes.keys() <= USUAL, outcomes
    # Mutations that are all thrown out at the first brace would show nothing.
    derived = outcomes.get("derived", 0)
    assert derived + outcomes["vault-damaged"] > count // 100
    refused = count - derived
    tell(
        "a mutated key file",
        count,
        f"{refused:,} refused with a code, {derived:,} as far as a bounded key"
        f" derivation; slowest {slowest:.2f} s, {peak // 1024} MB",
    )


def test_commands_answer_mutated_key_files_plainly(
    mine: Prepared, dice: random.Random, scale: Scale, tell: Tell
) -> None:
    """Z71"""
    content = (mine.vault / "vault.json").read_bytes()
    database = (mine.vault / "vault.db").read_bytes()
    tried, codes = scale(60, 2), set()
    both = (content, with_escrow(content))
    for number in range(tried):
        (mutation,) = mutated(both[number % 2], 1, dice.randrange(2**31))
        for name in ("vault.json", "vault.json.bak"):
            (mine.vault / name).write_bytes(mutation)
        (mine.vault / "lock").write_bytes(b"")
        ended = mine.run("vault", "status", mine.vault)
        assert ended.code in (0, 2, 3), ended
        assert ended.is_plain, ended.err
        codes.add(ended.code)
        assert (mine.vault / "vault.db").read_bytes() == database
    assert codes - {0}
    tell("a mutated key file, through the command line", tried, "one plain line each")


def test_an_older_key_file_opens_for_the_older_passphrase_only(mine: Prepared, tell: Tell) -> None:
    """Z72"""
    older = (mine.vault / "vault.json").read_bytes()
    with LockedVault(mine.vault).unlock(mine.secret()) as opened:
        opened.change_passphrase(mine.secret(), bytearray(NEW_PASSPHRASE, "utf-8"))
    with pytest.raises(WrongPassphrase):
        look(mine.vault, mine.ref, PASSPHRASE)
    for name in ("vault.json", "vault.json.bak"):
        (mine.vault / name).write_bytes(older)
    with pytest.raises(WrongPassphrase):
        look(mine.vault, mine.ref, NEW_PASSPHRASE)
    assert look(mine.vault, mine.ref, PASSPHRASE).problems == ()
    tell("an older key file put back", 1, "the older passphrase opens it again, and no other")


def test_the_key_file_of_another_vault_opens_nothing(
    mine: Prepared, tmp_path: Path, tell: Tell
) -> None:
    """Z73: the same passphrase, so that only the keys differ."""
    (tmp_path / "other").mkdir()
    other = prepare(tmp_path / "other")
    for name in ("vault.json", "vault.json.bak"):
        (mine.vault / name).write_bytes((other.vault / name).read_bytes())
    with pytest.raises(VaultError) as told:
        look(mine.vault, mine.ref)
    assert told.value.code == "vault-damaged"
    tell("the key file of another vault", 1, "refused as damaged; nothing is opened")


def test_the_limit_on_memory_is_one() -> None:
    """Z70 would show nothing if this system ignored it."""
    hungry = (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))\n"
        "try:\n    bytearray(2 * 1024**3)\nexcept MemoryError:\n    sys.exit(7)\n"
    )
    assert subprocess.run([sys.executable, "-c", hungry], check=False).returncode == 7

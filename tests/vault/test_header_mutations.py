# SPDX-License-Identifier: Apache-2.0
"""Key files that somebody tampered with, by the thousand.

H11  Each gives a typed error or is derived a key for, within two seconds before that begins and in
     less than a gigabyte; what a derivation may cost is bounded already.

CI takes MUTATIONS of them, a different part for each seed; 10,000 are the full size.
"""

import json
import random
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kinfile.errors import KinfileError
from kinfile.vault import header
from kinfile.vault.escrow import Escrowed
from kinfile.vault.keys import Cost
from kinfile.vault.session import LockedVault
from kinfile.vault.slots import ByRecoveryCode, Slot

MUTATIONS = 1_000
SEED = 20261122
SECONDS = 2.0
BYTES = 256 * 1024 * 1024
"""Of Python's own. Argon2 adds at most 512 MiB, so the process stays below a gigabyte."""

HOSTILE: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2, 3, 65_536, 2**31, 2**53, 2**64, 10**400, 1.5, 1e308),
    *("", "a", "A" * 44, "AAAA" * 60_000, "\0", "\ud800", "../../x", "9f00aa11", "argon2id"),
    *([], {}, [[]] * 500, {"a": {"a": {}}}, [0] * 50_000, "A256GCM", "recovery", "passphrase"),
)


class Derived(Exception):
    """A key would be derived now, at this cost."""


def with_escrow(content: bytes) -> bytes:
    """The key file of the vault as it would be with two codes in escrow."""
    keys = header.parse(content)
    kept = tuple(Escrowed(bytes([48, n]) * 600, f"CN=IT {n}", bytes([n]) * 684) for n in (1, 2))
    passphrase, recovery = keys.slots
    assert isinstance(recovery.way, ByRecoveryCode)
    way = replace(recovery.way, escrow=kept)
    return replace(keys, slots=(passphrase, Slot(way, recovery.sealed))).to_bytes()


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) in a JSON value."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    found = [(value, key) for key in keys]
    for key in keys:
        if isinstance(value[key], dict | list):
            found += places(value[key])
    return found


def by_meaning(content: bytes, chance: random.Random) -> bytes:
    """Some values replaced, moved, doubled, taken away or renamed."""
    value = json.loads(content)
    for _ in range(chance.randint(1, 4)):
        where, key = chance.choice(places(value))
        other, at = chance.choice(places(value))
        match chance.randrange(6):
            case 0 | 1:
                where[key] = deepcopy(chance.choice(HOSTILE))
            case 2:
                where[key] = deepcopy(other[at])
            case 3:
                del where[key]
            case 4 if isinstance(where, list):
                where.extend([where[key]] * chance.choice((1, 20, 2_000)))
            case 5 if isinstance(where, dict):
                where[chance.choice(("escrow", "kind", "x", "version", ""))] = where.pop(key)
        if not value:
            break
    return json.dumps(value).encode()


def by_bytes(content: bytes, chance: random.Random) -> bytes:
    """Bits flipped, pieces cut out, doubled, moved or put in; or the end cut off."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        piece = bytes(data[at : min(end, at + 200)])
        match chance.randrange(6):
            case 0 | 1 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case 2:
                del data[at : at + chance.randint(1, 40)]
            case 3:
                data[at:at] = piece * chance.choice((1, 2, 500))
            case 4:
                data[at:at] = chance.choice(
                    (b"[" * 50_000, b'{"a":' * 9_000, b"9" * 9_000, b"\xff")
                )
            case 5 if chance.random() < 0.2:
                del data[at:]
    return bytes(data)


def mutated(content: bytes, count: int, seed: int) -> Iterator[bytes]:
    """`count` mutations, by turns of the two kinds; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  (repeatable)
    for number in range(count):
        yield (by_meaning, by_bytes)[number % 2](content, chance)


@pytest.fixture
def refuse_to_derive(monkeypatch: pytest.MonkeyPatch) -> None:
    def stretch(_passphrase: bytearray, _salt: bytes, cost: Cost) -> bytearray:
        assert cost.memory <= Cost.MOST_MEMORY
        assert cost.passes <= Cost.MOST_PASSES
        raise Derived

    monkeypatch.setattr("kinfile.vault.slots.stretch", stretch)


@pytest.mark.slow
@pytest.mark.usefixtures("refuse_to_derive")
@pytest.mark.parametrize("kind", ["plain", "escrow"])
def test_mutated_key_files_are_read_or_refused(
    folder: Path, secret: Callable[[], bytearray], pristine: tuple[Path, str], kind: str
) -> None:
    """H11: by passphrase, by code, and when only looked at."""
    content = (folder / "vault.json").read_bytes()
    content = with_escrow(content) if kind == "escrow" else content
    locked = LockedVault(folder)
    tries: tuple[Callable[[], object], ...] = (
        locked.recovery,
        lambda: locked.try_code(pristine[1]),
        lambda: locked.unlock(secret()),
    )
    outcomes: Counter[str] = Counter()
    tracemalloc.start()
    try:
        for mutation in mutated(content, MUTATIONS // 2, SEED):
            for name in ("vault.json", "vault.json.bak"):
                (folder / name).write_bytes(mutation)
            # So that tries are not counted: this is about what a file can do.
            (folder / "lock").write_bytes(b"")
            outcomes.update(map(outcome_of, tries))
    finally:
        tracemalloc.stop()
    # The mutations are worth something only if some get far.
    assert {"read", "not-a-vault", "vault-damaged", "derived"} <= outcomes.keys()


def outcome_of(attempt: Callable[[], object]) -> str:
    """What came of it, in time and in little memory."""
    tracemalloc.reset_peak()
    before, _ = tracemalloc.get_traced_memory()
    begun = time.perf_counter()
    try:
        attempt()
    except KinfileError as error:
        outcome = error.code
    except Derived:
        outcome = "derived"
    else:
        outcome = "read"
    assert time.perf_counter() - begun < SECONDS
    assert tracemalloc.get_traced_memory()[1] - before < BYTES
    return outcome

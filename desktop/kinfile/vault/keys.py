# SPDX-License-Identifier: Apache-2.0
"""From a passphrase to keys, and from the vault key to the keys made of it.

    passphrase    --Argon2id-->  slot key  --AES-256-GCM-->  vault key (random, 256 bits)
    recovery code --HKDF------>  slot key  --AES-256-GCM-->  the same vault key
    vault key     --HKDF------>  database key, key file MAC: one key for one purpose

Secrets are bytearrays and whoever receives one wipes it. That shortens the time they lie in
memory; it cannot promise that no copy was made below Python.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kinfile.vault.hardware import memory_size

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
BOX_BYTES = KEY_BYTES + 16
"""A sealed key: the key and GCM's tag."""

_MIB = 1024
"""Argon2 counts in KiB."""
_LARGE = 256 * _MIB
_SMALL_MACHINE = 6 * 1024**3
_LANES = 4


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: `memory` in KiB, `passes` over it, `lanes`.

    A Cost outside the bounds cannot be made (ValueError). So a foreign key file can neither
    ask for a cheap derivation nor for one that exhausts the machine, and is refused before
    any work is done for it.
    """

    memory: int
    passes: int
    lanes: int

    LEAST_MEMORY: ClassVar[int] = 64 * _MIB
    MOST_MEMORY: ClassVar[int] = 512 * _MIB
    MOST_PASSES: ClassVar[int] = 6
    MOST_LANES: ClassVar[int] = 8

    def __post_init__(self) -> None:
        fewest = _fewest_passes(self.memory)
        if not (
            self.LEAST_MEMORY <= self.memory <= self.MOST_MEMORY
            and fewest <= self.passes <= self.MOST_PASSES
            and 1 <= self.lanes <= self.MOST_LANES
        ):
            raise ValueError("the cost of key derivation is out of bounds")

    @classmethod
    def least(cls) -> "Cost":
        """The cheapest cost that is accepted: for tests and for the demo's fictional vault."""
        return cls(cls.LEAST_MEMORY, 3, 1)

    @classmethod
    def calibrated(
        cls,
        *,
        seconds: float = 0.7,
        ram: int | None = None,
        measure: "Callable[[Cost], float] | None" = None,
    ) -> "Cost":
        """The cost that takes about `seconds` here: 256 MiB, or 128 on a small machine.

        A machine that will not lend so much is asked for half of it, down to 64 MiB; one that is
        slow gets no cheaper cost for it. `ram` is the machine's memory in bytes and `measure`
        times one derivation in seconds; both are for tests. Takes a few seconds at most: it is
        called once, for a new vault. Raises MemoryError where not even 64 MiB are to be had.
        """
        ram = memory_size() if ram is None else ram
        memory = 128 * _MIB if 0 < ram < _SMALL_MACHINE else _LARGE
        while memory > cls.LEAST_MEMORY:
            try:
                return cls._with(memory, seconds, measure or _seconds_for)
            except MemoryError:
                memory //= 2
        return cls._with(cls.LEAST_MEMORY, seconds, measure or _seconds_for)

    @classmethod
    def _with(cls, memory: int, seconds: float, measure: "Callable[[Cost], float]") -> "Cost":
        """The fewest passes over `memory` that take `seconds`, as far as the bounds go."""
        for passes in range(_fewest_passes(memory), cls.MOST_PASSES):
            cost = cls(memory, passes, _LANES)
            # Twice, since a moment in which the machine is busy must not make the key cheap.
            if measure(cost) >= seconds and measure(cost) >= seconds:
                return cost
        return cls(memory, cls.MOST_PASSES, _LANES)

    def is_below(self, floor: "Cost") -> bool:
        """Whether it asks for less memory than `floor`, or for less work in all.

        Lanes make neither: they only let one computer do the work in less time.
        """
        work = self.memory * self.passes
        return self.memory < floor.memory or work < floor.memory * floor.passes

    def raised_to(self, floor: "Cost") -> "Cost":
        """The cost itself where it is not below `floor`, else one that is below neither."""
        if not self.is_below(floor):
            return self
        return Cost(
            max(self.memory, floor.memory),
            max(self.passes, floor.passes),
            max(self.lanes, floor.lanes),
        )


def _fewest_passes(memory: int) -> int:
    return 2 if memory >= _LARGE else 3


FLOOR = Cost.least()
"""What a kept cost is raised to when its passphrase is next typed. The bounds stay where they are
when a later version raises this, so that older vaults can be read."""


def _seconds_for(cost: Cost) -> float:
    start = time.perf_counter()
    wipe(stretch(bytearray(b"calibration"), bytes(SALT_BYTES), cost))
    return time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class Sealed:
    """The vault key under a slot key. A slot key seals one key only, so a random nonce is safe."""

    nonce: bytes
    box: bytes


def wipe(secret: bytearray) -> None:
    """Overwrite `secret` with zeros."""
    secret[:] = bytes(len(secret))


def new_vault_key() -> bytearray:
    return bytearray(os.urandom(KEY_BYTES))


def stretch(passphrase: bytearray, salt: bytes, cost: Cost) -> bytearray:
    """The slot key of `passphrase` (Argon2id, 32 bytes). Slow on purpose; releases the GIL."""
    key = bytearray(KEY_BYTES)
    Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory,
    ).derive_into(passphrase, key)  # type: ignore[arg-type]  # any buffer will do
    return key


def derive(secret: bytearray, *, salt: bytes, label: str) -> bytearray:
    """A key of 32 bytes for the one purpose `label`, from a `secret` that is already strong."""
    key = bytearray(KEY_BYTES)
    HKDF(SHA256(), KEY_BYTES, salt, f"kinfile/v1/{label}".encode("ascii")).derive_into(secret, key)
    return key


def seal(slot_key: bytearray, vault_key: bytearray, context: bytes) -> Sealed:
    """`vault_key` under `slot_key`, bound to `context`."""
    nonce = os.urandom(NONCE_BYTES)
    return Sealed(nonce, AESGCM(slot_key).encrypt(nonce, vault_key, context))


def unseal(slot_key: bytearray, sealed: Sealed, context: bytes) -> bytearray | None:
    """The vault key; None where the key or the context is another one, or bits were changed."""
    vault_key = bytearray(KEY_BYTES)
    try:
        AESGCM(slot_key).decrypt_into(sealed.nonce, sealed.box, context, vault_key)
    except InvalidTag:
        return None
    return vault_key

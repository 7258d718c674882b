# SPDX-License-Identifier: Apache-2.0
"""What a slot promises.

S01  A slot opens with its own secret and no other.
S02  A slot of one vault does not open in another.
S03  Each thing that a slot says of itself is bound to its seal.
"""

from dataclasses import replace
from typing import Any

import pytest

from kinfile.vault.keys import Cost, new_vault_key
from kinfile.vault.slots import ByPassphrase, ByRecoveryCode, Slot

VAULT = b"a vault of tests"
CODE = bytearray(range(20))


def recovery_slot(vault_key: bytearray) -> Slot:
    return Slot.make(ByRecoveryCode(), CODE, vault_key=vault_key, vault_id=VAULT)


def test_a_recovery_slot_opens_with_its_code_and_no_other() -> None:
    """S01."""
    vault_key = new_vault_key()
    slot = recovery_slot(vault_key)
    assert slot.open(CODE, vault_id=VAULT) == vault_key
    assert slot.open(bytearray(20), vault_id=VAULT) is None


def test_a_passphrase_slot_opens_with_its_passphrase_and_no_other() -> None:
    """S01."""
    vault_key = new_vault_key()
    way = ByPassphrase(user="anna", cost=Cost.least())
    slot = Slot.make(way, bytearray(b"right"), vault_key=vault_key, vault_id=VAULT)
    assert slot.open(bytearray(b"right"), vault_id=VAULT) == vault_key
    assert slot.open(bytearray(b"wrong"), vault_id=VAULT) is None


def test_a_slot_does_not_open_in_another_vault() -> None:
    """S02."""
    assert recovery_slot(new_vault_key()).open(CODE, vault_id=b"another vault...") is None


@pytest.mark.parametrize("change", [{"id": "00000000"}, {"salt": bytes(16)}])
def test_a_changed_recovery_slot_does_not_open(change: dict[str, Any]) -> None:
    """S03."""
    slot = recovery_slot(new_vault_key())
    changed = replace(slot, way=replace(slot.way, **change))
    assert changed.open(CODE, vault_id=VAULT) is None


@pytest.mark.parametrize(
    "change",
    [{"id": "00000000"}, {"user": "bob"}, {"salt": bytes(16)}, {"cost": Cost(64 * 1024, 4, 1)}],
)
def test_a_changed_passphrase_slot_does_not_open(change: dict[str, Any]) -> None:
    """S03."""
    way = ByPassphrase(user="anna", cost=Cost.least())
    slot = Slot.make(way, bytearray(b"right"), vault_key=new_vault_key(), vault_id=VAULT)
    changed = replace(slot, way=replace(way, **change))
    assert changed.open(bytearray(b"right"), vault_id=VAULT) is None


def test_two_slots_for_the_same_secret_have_nothing_in_common() -> None:
    vault_key = new_vault_key()
    first, second = recovery_slot(vault_key), recovery_slot(vault_key)
    assert first.way.salt != second.way.salt
    assert first.sealed != second.sealed

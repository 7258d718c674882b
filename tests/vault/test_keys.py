# SPDX-License-Identifier: Apache-2.0
"""What the keys promise.

K01  A cost out of bounds cannot be made, so no work is ever done for it.
K02  Calibration stays within the bounds and near the time asked for.
K03  A sealed key opens with its own slot key and context only.
K04  Keys for different purposes, vaults and secrets differ.
K05  The derivation is Argon2id as others compute it.
K06  A cost can be raised to a floor; it is never lowered.
"""

import pytest

from kinfile.vault.keys import (
    FLOOR,
    KEY_BYTES,
    Cost,
    Sealed,
    derive,
    new_vault_key,
    seal,
    stretch,
    unseal,
    wipe,
)

MIB = 1024


@pytest.mark.parametrize(
    ("memory", "passes", "lanes"),
    [
        (64 * MIB, 3, 1),
        (64 * MIB, 6, 8),
        (256 * MIB, 2, 4),
        (512 * MIB, 6, 8),
    ],
)
def test_costs_at_the_bounds_are_accepted(memory: int, passes: int, lanes: int) -> None:
    """K01."""
    assert Cost(memory, passes, lanes).memory == memory


@pytest.mark.parametrize(
    ("memory", "passes", "lanes"),
    [
        (64 * MIB - 1, 3, 1),
        (512 * MIB + 1, 3, 1),
        (64 * MIB, 2, 1),
        (256 * MIB - 1, 2, 1),
        (256 * MIB, 1, 1),
        (256 * MIB, 7, 1),
        (256 * MIB, 3, 0),
        (256 * MIB, 3, 9),
        (64 * MIB * 1024, 3, 1),
        (-1, 3, 1),
    ],
)
def test_costs_out_of_bounds_cannot_be_made(memory: int, passes: int, lanes: int) -> None:
    """K01."""
    with pytest.raises(ValueError, match="out of bounds"):
        Cost(memory, passes, lanes)


def test_calibration_raises_the_passes_until_it_takes_long_enough() -> None:
    """K02."""
    cost = Cost.calibrated(ram=16 * 1024**3, measure=lambda cost: cost.passes * 0.2)
    assert (cost.memory, cost.passes, cost.lanes) == (256 * MIB, 4, 4)


def test_calibration_takes_less_memory_on_a_small_machine() -> None:
    """K02: and then at least three passes."""
    cost = Cost.calibrated(ram=4 * 1024**3, measure=lambda _: 10.0)
    assert (cost.memory, cost.passes) == (128 * MIB, 3)


def test_calibration_stops_at_six_passes_on_a_fast_machine() -> None:
    """K02."""
    assert Cost.calibrated(ram=16 * 1024**3, measure=lambda _: 0.01).passes == 6


def test_a_busy_moment_does_not_make_the_key_cheaper() -> None:
    """K02: the first measurement that takes long enough is taken once more."""
    times = iter([0.2, 0.9, 0.3, 0.8, 0.8])
    assert Cost.calibrated(ram=16 * 1024**3, measure=lambda _: next(times)).passes == 4


def test_a_slow_machine_gets_no_cheaper_key() -> None:
    """K02."""
    cost = Cost.calibrated(ram=16 * 1024**3, measure=lambda _: 30.0)
    assert (cost.memory, cost.passes, cost.lanes) == (256 * MIB, 2, 4)


@pytest.mark.parametrize(("lends", "passes"), [(256, 2), (128, 3), (64, 3)])
def test_a_machine_that_lends_less_memory_gets_what_it_lends(lends: int, passes: int) -> None:
    """K02: down to the floor."""

    def measure(cost: Cost) -> float:
        if cost.memory > lends * MIB:
            raise MemoryError
        return 1.0

    cost = Cost.calibrated(ram=16 * 1024**3, measure=measure)
    assert (cost.memory, cost.passes, cost.lanes) == (lends * MIB, passes, 4)


def test_a_machine_that_lends_nothing_says_so() -> None:
    """K02."""

    def measure(_: Cost) -> float:
        raise MemoryError

    with pytest.raises(MemoryError):
        Cost.calibrated(measure=measure)


def test_calibration_never_goes_below_the_floor() -> None:
    """K02, K06."""
    for ram in (0, 2 * 1024**3, 64 * 1024**3):
        cost = Cost.calibrated(ram=ram, measure=lambda _: 100.0)
        assert not cost.is_below(FLOOR)


def test_a_cost_is_raised_where_it_is_below_the_floor_and_nowhere_else() -> None:
    """K06."""
    floor = Cost(128 * MIB, 5, 4)
    assert Cost.least().raised_to(floor) == floor
    assert Cost(64 * MIB, 6, 1).raised_to(floor) == Cost(128 * MIB, 6, 4)
    assert Cost(256 * MIB, 2, 4).raised_to(floor) == Cost(256 * MIB, 5, 4)
    for enough in (Cost(128 * MIB, 5, 1), Cost(256 * MIB, 3, 1), Cost(512 * MIB, 2, 8)):
        assert enough.raised_to(floor) == enough


def test_what_calibration_gives_is_not_raised_today() -> None:
    """K06: fewer passes over more memory are no less work."""
    assert not Cost(256 * MIB, 2, 4).is_below(FLOOR)
    assert not Cost.least().is_below(FLOOR)


def test_calibration_without_help_measures_this_machine() -> None:
    """K02: nothing asked for is reached by the first try."""
    assert Cost.calibrated(seconds=0.0).passes in (2, 3)


def test_a_sealed_key_opens_with_its_own_key_and_context() -> None:
    """K03."""
    slot_key, vault_key = new_vault_key(), new_vault_key()
    sealed = seal(slot_key, vault_key, b"context")
    assert unseal(slot_key, sealed, b"context") == vault_key


def test_a_sealed_key_refuses_every_other_key_context_and_content() -> None:
    """K03."""
    slot_key = new_vault_key()
    sealed = seal(slot_key, new_vault_key(), b"context")
    changed = Sealed(sealed.nonce, bytes([sealed.box[0] ^ 1]) + sealed.box[1:])
    assert unseal(new_vault_key(), sealed, b"context") is None
    assert unseal(slot_key, sealed, b"Context") is None
    assert unseal(slot_key, changed, b"context") is None


def test_keys_for_different_purposes_differ() -> None:
    """K04."""
    vault_key = new_vault_key()
    made = {
        bytes(derive(secret, salt=salt, label=label))
        for secret in (vault_key, new_vault_key())
        for salt in (bytes(16), b"x" * 16)
        for label in ("database", "header")
    }
    assert len(made) == 8


def test_derivation_agrees_with_published_argon2id() -> None:
    """K05: the reference library (argon2-cffi) gave this for the same parameters."""
    made = stretch(bytearray(b"password"), b"somesaltsomesalt", Cost.least())
    assert made.hex() == "7664ad4ba1a3c999fcdd0991ffc2270f78302d2383233db5e7befc85d1bb1819"


def test_wiping_leaves_zeros() -> None:
    secret = new_vault_key()
    wipe(secret)
    assert secret == bytes(KEY_BYTES)

# SPDX-License-Identifier: Apache-2.0
"""What the chain of events binds.

B01  Everything an event says changes its hash, and so does its predecessor.
B02  The value is bound by its digest; without the salt it cannot be found again.
B03  A checkpoint fits one key, one vault, one head and one time.
"""

import hashlib
from dataclasses import replace

import pytest

from kinfile.vault.chain import (
    GENESIS,
    NOTHING,
    Link,
    digest,
    is_signed_checkpoint,
    new_checkpoint_key,
    salted,
    sign_checkpoint,
)

LINK = Link(
    seq=1,
    at="2026-11-22T09:00:00.000Z",
    tz=0,
    actor="u",
    kind="answer",
    record="R",
    field="f",
    row="r",
    digest=NOTHING,
)


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 2},
        {"at": "2026-11-22T09:00:00.001Z"},
        {"tz": 60},
        {"actor": "v"},
        {"kind": "mark"},
        {"record": "S"},
        {"field": "fr", "row": ""},
        {"row": ""},
        {"digest": bytes(32)},
    ],
)
def test_everything_an_event_says_is_bound(change: dict[str, object]) -> None:
    """B01."""
    assert replace(LINK, **change).hash(GENESIS) != LINK.hash(GENESIS)  # type: ignore[arg-type]


def test_the_predecessor_is_bound() -> None:
    """B01."""
    assert LINK.hash(GENESIS) != LINK.hash(b"\1" * 32)


def test_a_known_event_keeps_its_hash_for_ever() -> None:
    """B01: other programs may check a chain."""
    said = (
        b'["kinfile/v1/event",1,"2026-11-22T09:00:00.000Z",0,"u","answer","R","f","r",'
        b'"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]'
    )
    assert LINK.hash(GENESIS) == hashlib.sha256(bytes(32) + said).digest()


def test_a_value_is_bound_by_its_digest() -> None:
    """B02."""
    salt, made = salted('"yes"')
    assert salt is not None
    assert made == digest(salt, '"yes"')
    assert made != digest(salt, '"no"')


def test_equal_values_have_different_digests() -> None:
    """B02."""
    assert salted('"yes"')[1] != salted('"yes"')[1]


def test_no_value_has_no_salt() -> None:
    """B02: a blanked answer is not an erased one."""
    assert salted(None) == (None, NOTHING)


def test_a_checkpoint_fits_what_it_was_made_for_and_nothing_else() -> None:
    """B03."""
    private, public = new_checkpoint_key()
    said = {"vault_id": "v", "seq": 7, "head": bytes(32), "at": "2026-11-22T09:00:00.000Z"}
    signature = sign_checkpoint(private, **said)  # type: ignore[arg-type]

    def fits(key: bytes = public, sig: bytes = signature, **change: object) -> bool:
        return is_signed_checkpoint(key, sig, **{**said, **change})  # type: ignore[arg-type]

    assert fits()
    assert not fits(vault_id="w")
    assert not fits(seq=8)
    assert not fits(head=b"\1" * 32)
    assert not fits(at="2026-11-22T09:00:00.001Z")
    assert not fits(key=new_checkpoint_key()[1])
    assert not fits(key=b"no key")
    assert not fits(sig=bytes(64))

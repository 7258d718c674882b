# SPDX-License-Identifier: Apache-2.0
"""Which of a vault's keys signs.

Q01 The newest key in use signs, unless another is named; a retired one signs nothing more.
Q02 What policy asks for and a certificate's last day stop a signature, and never an urgent copy.
Q03 A card is not taken for an urgent copy unless it is named: it may lie at home.
Q04 A certificate that ends soon, or is over, is told of before it signs.
Q05 What is kept comes back whole: chain, tier, and where a card's key is.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from export.authorities import DER, NOW, authority
from helpers.opened import ENGLISH
from kinfile.app.draft import Worker
from kinfile.app.signing_keys import (
    ANY_KEY,
    CERTIFIED,
    ON_TOKEN,
    KeyChoice,
    choose,
    keep,
    kept_keys,
    make,
    to_tell,
)
from kinfile.errors import UnfitIdentity, VaultDamaged
from kinfile.export.identity import Identity, TokenKey
from kinfile.vault.keys import Cost
from kinfile.vault.session import LockedVault, OpenVault

WORKER = Worker(name="Anna Ŵyn", role="specialist_midwife", organisation="Lantern team")
CARD = TokenKey(library="/usr/lib/card.so", token="Anna", key_id="01")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[OpenVault]:
    opened, _code = LockedVault.create(
        tmp_path / "anna.kinvault",
        name="Anna",
        role="midwife",
        passphrase=bytearray(b"harbour violin teapot ladder"),
        cost=Cost.least(),
    )
    with opened:
        yield opened


def certified(*, days: int = 365) -> Identity:
    key = ec.generate_private_key(ec.SECP256R1())
    leaf = authority().certify(
        key.public_key(), first=NOW - timedelta(days=400), last=NOW + timedelta(days=days)
    )
    return Identity(
        pkcs8=key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
        certificate=leaf.public_bytes(DER),
        chain=tuple(
            each.public_bytes(DER) for each in (authority().certificate, *authority().above)
        ),
    )


def problem(vault: OpenVault, choice: KeyChoice) -> object:
    with pytest.raises(UnfitIdentity) as refused:
        choose(vault, choice, at=NOW)
    return refused.value.facts["problem"]


def test_the_newest_in_use_signs(vault: OpenVault) -> None:
    """Q01"""
    with pytest.raises(VaultDamaged):
        choose(vault, ANY_KEY, at=NOW)
    first = make(vault, WORKER, at=NOW)
    second = keep(vault, certified(), tier=CERTIFIED)
    assert choose(vault, ANY_KEY, at=NOW).number == second.number
    assert choose(vault, KeyChoice(number=first.number), at=NOW).number == first.number
    assert problem(vault, KeyChoice(number=99)) == "unknown"
    vault.retire_identity(second.number)
    assert choose(vault, ANY_KEY, at=NOW).number == first.number
    assert problem(vault, KeyChoice(number=second.number)) == "retired"
    assert [each.number for each in kept_keys(vault)] == [first.number, second.number]
    vault.retire_identity(first.number)
    assert problem(vault, ANY_KEY) == "none"


def test_policy_stops_a_signature_and_never_an_urgent_copy(vault: OpenVault) -> None:
    """Q02"""
    own = make(vault, WORKER, at=NOW)
    strict = KeyChoice(minimum_tier=CERTIFIED)
    assert problem(vault, strict) == "below-minimum"
    assert problem(vault, replace(strict, number=own.number)) == "below-minimum"
    assert choose(vault, strict, at=NOW, urgent=True).number == own.number
    better = keep(vault, certified(), tier=CERTIFIED)
    make(vault, WORKER, at=NOW)
    assert choose(vault, strict, at=NOW).number == better.number


def test_a_certificate_that_is_over_stops_a_signature_and_never_an_urgent_copy(
    vault: OpenVault,
) -> None:
    """Q02"""
    over = keep(vault, certified(days=-1), tier=CERTIFIED)
    assert problem(vault, ANY_KEY) == "expired"
    assert choose(vault, ANY_KEY, at=NOW, urgent=True).number == over.number
    own = make(vault, WORKER, at=NOW)
    newest = keep(vault, certified(days=-2), tier=CERTIFIED)
    assert choose(vault, ANY_KEY, at=NOW).number == own.number
    assert choose(vault, ANY_KEY, at=NOW, urgent=True).number == own.number
    assert problem(vault, KeyChoice(number=newest.number)) == "expired"


def test_a_card_may_lie_at_home(vault: OpenVault) -> None:
    """Q03, Q05"""
    own = make(vault, WORKER, at=NOW)
    card = keep(vault, replace(certified(), pkcs8=b"", token=CARD), tier=ON_TOKEN)
    chosen = choose(vault, KeyChoice(pin="4711"), at=NOW)
    assert (chosen.number, chosen.tier) == (card.number, ON_TOKEN)
    assert (chosen.identity.token, chosen.identity.pin) == (CARD, "4711")
    assert "4711" not in repr(chosen)
    assert choose(vault, ANY_KEY, at=NOW, urgent=True).number == own.number
    named = KeyChoice(number=card.number)
    assert choose(vault, named, at=NOW, urgent=True).number == card.number
    vault.retire_identity(own.number)
    assert choose(vault, ANY_KEY, at=NOW, urgent=True).number == card.number


def test_the_last_day_is_told_of(vault: OpenVault) -> None:
    """Q04"""
    for days, words in ((365, None), (30, "in force to 22 December 2026"), (-1, "not accept it")):
        kept = keep(vault, certified(days=days), tier=CERTIFIED)
        told = list(to_tell(kept, ENGLISH, at=NOW))
        assert bool(told) is (words is not None)
        if words:
            assert words in told[0]


def test_a_chain_comes_back(vault: OpenVault) -> None:
    """Q05"""
    given = certified()
    kept = keep(vault, given, tier=CERTIFIED)
    (found,) = kept_keys(vault)
    assert found.identity.certificate == given.certificate
    assert found.identity.chain == given.chain
    assert found.identity.pkcs8 == given.pkcs8
    assert kept.tier == found.tier == CERTIFIED
    assert vault.check() == ()

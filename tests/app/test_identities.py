# SPDX-License-Identifier: Apache-2.0
"""The keys that sign for a vault's owner.

N01 A new key, a certificate for the same key, and a key from a file each sign from then on.
N02 A request is for the newest key, or for the one that is named.
N03 A key is retired, but not the last one; what it signed stays.
N04 What is told before signing is told of the very key that would sign.
N05 A page shows the newest key in use, by its six words.
N06 The owner may prefer another key; it signs until it may not, or until another is added.
N07 A list has every key, those in use first, with what has to be told of them.
N08 A request is written as a new file whose name tells nothing.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from export.authorities import authority
from helpers.cards import MODULE, PIN, new_card
from helpers.opened import ENGLISH, WORKER, Clock, secret
from helpers.stopping import stops
from kinfile.app.signing_keys import (
    CERTIFIED,
    HANDED_OUT,
    ON_TOKEN,
    SELF_ISSUED,
    KeyChoice,
)
from kinfile.app.workspace import Workspace
from kinfile.errors import Cancelled, IdentityRefused, TokenUnusable, UnfitIdentity
from kinfile.export.identity import key_words
from kinfile.vault.keys import Cost
from kinfile.watch import Watch


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    folder = tmp_path / "jo.kinvault"
    created = Workspace.create(folder, WORKER, secret(), clock=clock, cost=Cost.least())
    with created.workspace as opened:
        yield opened


def certificate(request: bytes) -> bytes:
    """What the authority sends back for a request."""
    public = x509.load_pem_x509_csr(request).public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    return authority().p7b(authority().certify(public, "Jo Rowe"))


def handed_out() -> bytes:
    key = ec.generate_private_key(ec.SECP384R1())
    return authority().p12(key, authority().certify(key.public_key(), "Jo Rowe"), b"lamp")


def test_whatever_is_added_signs_from_then_on(workspace: Workspace) -> None:
    """N01"""
    (first,) = workspace.identities()
    assert first.tier == SELF_ISSUED
    certified = workspace.import_certificate(certificate(workspace.certificate_request()))
    assert certified.tier == CERTIFIED
    assert certified.identity.public_key == first.identity.public_key
    assert len(certified.identity.chain) == 2
    assert workspace.key_for().number == certified.number
    handed = workspace.import_pkcs12(handed_out(), b"lamp")
    assert (handed.tier, workspace.key_for().number) == (HANDED_OUT, handed.number)
    made = workspace.create_identity()
    assert (made.tier, workspace.key_for().number) == (SELF_ISSUED, made.number)
    assert made.identity.name == "Jo Rowe"
    assert len(workspace.identities()) == 4
    assert workspace.integrity() == ()


def test_what_is_there_already_is_not_taken_twice(workspace: Workspace) -> None:
    """N01"""
    data = certificate(workspace.certificate_request())
    workspace.import_certificate(data)
    file = handed_out()
    workspace.import_pkcs12(file, b"lamp")
    with pytest.raises(IdentityRefused) as refused:
        workspace.import_certificate(data)
    assert refused.value.facts["problem"] == "known"
    with pytest.raises(IdentityRefused) as again:
        workspace.import_pkcs12(file, b"lamp")
    assert again.value.facts["problem"] == "known"
    assert len(workspace.identities()) == 3


def test_a_request_is_for_the_key_that_is_named(workspace: Workspace) -> None:
    """N02"""
    (first,) = workspace.identities()
    second = workspace.create_identity()
    newest, named = (workspace.certificate_request(n) for n in (None, first.number))
    keys = [x509.load_pem_x509_csr(each).public_key() for each in (newest, named)]
    assert keys[0] != keys[1]
    assert workspace.certificate_request(second.number) != named
    with pytest.raises(UnfitIdentity) as refused:
        workspace.certificate_request(99)
    assert refused.value.facts["problem"] == "unknown"


def test_the_last_key_is_not_retired(workspace: Workspace) -> None:
    """N03"""
    (first,) = workspace.identities()
    with pytest.raises(UnfitIdentity) as refused:
        workspace.retire_identity(first.number)
    assert refused.value.facts["problem"] == "last"
    second = workspace.create_identity()
    workspace.retire_identity(first.number)
    assert [each.retired_at is None for each in workspace.identities()] == [False, True]
    assert workspace.key_for().number == second.number
    with pytest.raises(UnfitIdentity) as again:
        workspace.retire_identity(first.number)
    assert again.value.facts["problem"] == "retired"


def test_what_is_told_is_of_the_key_that_signs(workspace: Workspace, clock: Clock) -> None:
    """N04"""
    (first,) = workspace.identities()
    workspace.import_certificate(certificate(workspace.certificate_request()))
    clock.at += timedelta(days=330)
    (told,) = workspace.about_key(KeyChoice(), ENGLISH)
    assert "Ask IT for a new one soon." in told
    assert workspace.about_key(KeyChoice(number=first.number), ENGLISH) == ()
    clock.at -= timedelta(days=330)


@pytest.mark.external
def test_a_card_signs_once_it_has_proved_that_it_can(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """N01"""
    monkeypatch.setenv("SOFTHSM2_CONF", "")
    card = new_card(tmp_path / "card")
    with pytest.raises(TokenUnusable) as refused:
        workspace.add_token(MODULE, card.label, PIN)
    assert refused.value.facts["problem"] == "no-key"
    card.add(ec.generate_private_key(ec.SECP256R1()), "Jo Rowe", authority())

    def add(watch: Watch) -> object:
        return workspace.add_token(MODULE, card.label, PIN, watch=watch)

    before = workspace.identities()
    for watch in stops(add, between=1):
        with pytest.raises(Cancelled):
            add(watch)
    assert workspace.identities() == before
    kept = workspace.add_token(MODULE, card.label, PIN)
    assert (kept.tier, workspace.key_for().number) == (ON_TOKEN, kept.number)
    assert not kept.identity.pkcs8
    with pytest.raises(UnfitIdentity) as none:
        workspace.certificate_request()
    assert none.value.facts["problem"] == "on-token"
    with pytest.raises(IdentityRefused):
        workspace.add_token(MODULE, card.label, PIN)


def test_the_newest_key_in_use_is_shown(workspace: Workspace) -> None:
    """N05"""
    (first,) = workspace.identities()
    shown = workspace.shown_key()
    assert shown is not None
    assert (shown.tier, shown.name, shown.issuer) == (SELF_ISSUED, WORKER.name, WORKER.name)
    assert shown.words == key_words(first.identity.certificate)
    assert len(shown.words.split()) == 6
    second = workspace.create_identity()
    newer = workspace.shown_key()
    assert newer is not None
    assert newer.words == key_words(second.identity.certificate)
    workspace.retire_identity(second.number)
    assert workspace.shown_key() == shown


def test_another_key_may_be_preferred(workspace: Workspace) -> None:
    """N06"""
    (first,) = workspace.identities()
    second = workspace.create_identity()
    workspace.prefer_identity(first.number)
    assert workspace.key_for().number == first.number
    shown = workspace.shown_key()
    assert shown is not None
    assert shown.words == key_words(first.identity.certificate)
    third = workspace.create_identity()
    assert workspace.key_for().number == third.number
    workspace.prefer_identity(second.number)
    workspace.retire_identity(second.number)
    assert workspace.key_for().number == third.number
    with pytest.raises(UnfitIdentity):
        workspace.prefer_identity(second.number)


def test_a_preferred_key_must_still_be_good_enough(workspace: Workspace) -> None:
    """N06"""
    (first,) = workspace.identities()
    handed = workspace.import_pkcs12(handed_out(), b"lamp")
    workspace.prefer_identity(first.number)
    chosen = workspace.key_for(KeyChoice(minimum_tier=HANDED_OUT))
    assert chosen.number == handed.number


def test_a_list_of_keys(workspace: Workspace, clock: Clock) -> None:
    """N07"""
    (first,) = workspace.identities()
    handed = workspace.import_pkcs12(handed_out(), b"lamp")
    third = workspace.create_identity()
    workspace.retire_identity(first.number)
    listed = workspace.listed_keys(ENGLISH, minimum_tier=HANDED_OUT)
    assert [key.number for key in listed] == [third.number, handed.number, first.number]
    assert [key.is_usual for key in listed] == [False, True, False]
    assert [key.may_sign for key in listed] == [False, True, False]
    assert [key.is_retired for key in listed] == [False, False, True]
    assert listed[1].issuer != listed[1].name
    assert listed[1].fingerprint == handed.identity.fingerprint
    assert workspace.own_fingerprints() == tuple(
        key.identity.fingerprint for key in workspace.identities()
    )
    assert listed[1].to_tell == ()
    clock.at = handed.identity.valid_to - timedelta(days=20)
    assert len(workspace.listed_keys(ENGLISH)[1].to_tell) == 1
    clock.at = handed.identity.valid_to + timedelta(days=1)
    listed = workspace.listed_keys(ENGLISH, minimum_tier=HANDED_OUT)
    assert [key.is_usual for key in listed] == [False, False, False]


def test_a_request_is_written(workspace: Workspace, tmp_path: Path) -> None:
    """N08"""
    out = tmp_path / "out"
    out.mkdir()
    (first,) = workspace.identities()
    written = [workspace.save_request(first.number, out) for _ in range(2)]
    assert [each.name for each in written] == [
        "certificate-request.pem",
        "certificate-request-2.pem",
    ]
    assert written[0].read_bytes().startswith(b"-----BEGIN CERTIFICATE REQUEST")

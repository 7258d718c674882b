# SPDX-License-Identifier: Apache-2.0
"""A key that stays on a card (SoftHSM).

W01 A key with its certificate is found on the card, and proves that it fits the certificate.
W02 It seals a file that verifies by the authority, with elliptic curves and with RSA.
W03 Whatever keeps the card from working is a problem with words of its own.
W04 Nothing of PKCS #11 is loaded before a card is used.
"""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from export import example
from export.authorities import NOW, PEM, authority
from helpers.cards import MODULE, PIN, Card, new_card
from kinfile.errors import TokenUnusable
from kinfile.export import smartcard
from kinfile.export.enrolment import with_chain
from kinfile.export.identity import Identity, new_identity
from kinfile.export.pdf import draw
from kinfile.export.signing import sign
from kinfile.export.verify import verify
from kinfile.i18n import Language

ENGLISH = Language("en")

pytestmark = pytest.mark.external


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Card]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", "")
        made = new_card(tmp_path_factory.mktemp("card"))
        made.add(ec.generate_private_key(ec.SECP256R1()), "Jo Rowe", authority(), key_id="01")
        made.add(rsa.generate_private_key(65537, 2048), "Jo Rowe", authority(), key_id="02")
        yield made


def on_card(card: Card, key_id: str) -> Identity:
    key, certificates = smartcard.find(MODULE, card.label, PIN, key_id=key_id)
    found = with_chain(certificates[0], certificates[1:])
    return replace(found, token=key, pin=PIN)


@pytest.mark.parametrize("key_id", ["01", "02"])
def test_a_key_on_a_card_seals(card: Card, key_id: str) -> None:
    """W01, W02"""
    identity = on_card(card, key_id)
    assert identity.name == "Jo Rowe"
    assert len(identity.chain) == 1
    smartcard.prove(identity)
    sealed = sign(draw(example.note()), identity, at=example.MADE_AT, language=ENGLISH)
    root = authority().above[-1].public_bytes(PEM)
    verdict = verify(sealed.data, trust=(root,), now=NOW)
    assert verdict.ok, verdict.problems


def test_the_certificate_has_to_be_the_keys(card: Card) -> None:
    """W01"""
    identity = on_card(card, "01")
    other = new_identity("Jo Rowe", "", "", now=NOW)
    with pytest.raises(TokenUnusable) as refused:
        smartcard.prove(replace(identity, certificate=other.certificate))
    assert refused.value.facts["problem"] == "no-key"


@pytest.mark.parametrize(
    ("module", "token", "pin", "key_id", "problem"),
    [
        ("/nowhere/module.so", "Jo Card", PIN, "", "no-module"),
        (MODULE, "Another card", PIN, "", "not-present"),
        (MODULE, "Jo Card", "0815", "", "pin"),
        (MODULE, "Jo Card", "1", "", "pin"),
        (MODULE, "Jo Card", PIN, "", "several"),
        (MODULE, "Jo Card", PIN, "99", "no-key"),
    ],
)
def test_what_keeps_a_card_from_working(
    card: Card, module: str, token: str, pin: str, key_id: str, problem: str
) -> None:
    """W03"""
    with pytest.raises(TokenUnusable) as refused:
        smartcard.find(module, token, pin, key_id=key_id)
    assert refused.value.facts["problem"] == problem
    assert PIN not in str(refused.value)


def test_an_identity_without_a_card(card: Card) -> None:
    """W03"""
    with pytest.raises(TokenUnusable):
        smartcard.prove(new_identity("Jo Rowe", "", "", now=NOW))


def test_a_missing_library_is_said(card: Card, monkeypatch: pytest.MonkeyPatch) -> None:
    """W03"""
    monkeypatch.setitem(sys.modules, "pkcs11", None)
    with pytest.raises(TokenUnusable) as refused:
        smartcard.find(MODULE, card.label, PIN)
    assert refused.value.facts["problem"] == "no-support"


def test_it_is_loaded_when_a_card_is_used() -> None:
    """W04"""
    asked = "import sys, kinfile.export.signing; print('pkcs11' in sys.modules)"
    package = Path(smartcard.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", asked],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.stdout.strip() == "False"

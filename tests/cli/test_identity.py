# SPDX-License-Identifier: Apache-2.0
"""`identity`: the keys that sign, and certificates for them.

L01 The list names every key with the keys of the design; the one that signs is marked.
L02 A request goes into a new file; a certificate for it comes back and signs from then on.
L03 A key from a file is taken in with its passphrase; what cannot be used is 2 and stores nothing.
L04 A key is retired; the last one is not (1).
L05 A card that cannot be used is 3, and its PIN is asked for at every signature.
"""

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from export.authorities import authority
from helpers.cards import MODULE, PIN, new_card
from helpers.commands import Run, Said

KEYS = ("id", "tier", "subject", "fingerprint", "from", "to", "active")


@pytest.fixture
def own(run: Run, passphrase: Path, tmp_path: Path) -> Run:
    """Run a command in a vault of this test's own: `own("identity list", "--json")`."""
    vault = tmp_path / "own.kinvault"
    secret = ("--passphrase-file", passphrase)
    assert run("vault", "create", vault, "--name", "Jo Example", *secret).code == 0

    def run_in(command: str, *arguments: object) -> Said:
        return run(*command.split(), vault, *arguments, *secret)

    return run_in


def test_every_key_is_listed(own: Run) -> None:
    """L01"""
    (key,) = own("identity list", "--json").document
    assert tuple(key)[: len(KEYS)] == KEYS
    assert (key["tier"], key["subject"], key["active"]) == (0, "Jo Example", True)
    assert len(key["fingerprint"]) == 64
    made = own("identity create", "--json").document
    assert made["active"] is True
    listed = own("identity list", "--json").document
    assert [each["active"] for each in listed] == [False, True]
    assert own("identity list").out.splitlines()[1].startswith("* ")


def test_a_certificate_comes_back(own: Run, tmp_path: Path) -> None:
    """L02"""
    request = tmp_path / "request.pem"
    assert own("identity csr", "--out", request).code == 0
    assert own("identity csr", "--out", request).code == 2
    assert own("identity csr").out.startswith("-----BEGIN CERTIFICATE REQUEST-----")
    public = x509.load_pem_x509_csr(request.read_bytes()).public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    issued = tmp_path / "issued.p7b"
    issued.write_bytes(authority().p7b(authority().certify(public, "Jo Example")))
    said = own("identity import-cert", issued, "--json")
    assert said.code == 0
    assert (said.document["tier"], said.document["active"]) == (1, True)
    assert (said.document["issuer"], said.document["chain"]) == ("Example Trust signing", 2)
    again = own("identity import-cert", issued)
    assert again.code == 2
    assert str(issued) in again.message


def test_a_key_from_a_file(own: Run, tmp_path: Path) -> None:
    """L03"""
    key = ec.generate_private_key(ec.SECP256R1())
    file, right, wrong = (tmp_path / name for name in ("key.p12", "right", "wrong"))
    file.write_bytes(authority().p12(key, authority().certify(key.public_key()), b"lamp otter"))
    right.write_text("lamp otter\n")
    wrong.write_text("otter lamp\n")
    refused = own("identity import-p12", file, "--p12-passphrase-file", wrong)
    assert refused.code == 2
    assert "does not open with that passphrase" in refused.message
    said = own("identity import-p12", file, "--p12-passphrase-file", right, "--json")
    assert (said.code, said.document["tier"]) == (0, 2)
    for command in ("import-cert", "import-p12"):
        unreadable = own(f"identity {command}", right, *_secret(command, right))
        assert (unreadable.code, unreadable.out) == (2, "")
    assert len(own("identity list", "--json").document) == 2


def _secret(command: str, file: Path) -> tuple[object, ...]:
    return ("--p12-passphrase-file", file) if command == "import-p12" else ()


def test_a_key_is_retired(own: Run) -> None:
    """L04"""
    (first,) = own("identity list", "--json").document
    last = own("identity retire", first["id"], "--json")
    assert last.code == 1
    assert own("identity create").code == 0
    assert own("identity retire", first["id"]).code == 0
    old, new = own("identity list", "--json").document
    assert (old["active"], bool(old["retired"])) == (False, True)
    assert (new["active"], new["retired"]) == (True, None)


def test_a_card_without_its_software(own: Run, tmp_path: Path) -> None:
    """L05"""
    pin = tmp_path / "pin"
    pin.write_text(PIN)
    card = ("--module", tmp_path / "none.so", "--token", "Jo Card", "--pin-file", pin)
    said = own("identity token", *card)
    assert (said.code, said.out) == (3, "")
    assert "cannot be loaded" in said.message


@pytest.mark.external
def test_a_card_signs(own: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """L05"""
    monkeypatch.setenv("SOFTHSM2_CONF", "")
    card = new_card(tmp_path / "card")
    card.add(ec.generate_private_key(ec.SECP256R1()), "Jo Example", authority())
    pin, wrong = tmp_path / "pin", tmp_path / "wrong"
    pin.write_text(PIN)
    wrong.write_text("0000")
    named = ("--module", MODULE, "--token", card.label)
    assert own("identity token", *named, "--pin-file", wrong).code == 3
    said = own("identity token", *named, "--pin-file", pin, "--json")
    assert said.code == 0
    assert (said.document["tier"], said.document["token"]) == (3, card.label)
    ref = own("record new", "pre_birth", "--json").document["record"]
    urgent = ("--urgent", "--out", tmp_path / "out")
    assert own("record export", ref, *urgent).code == 0
    number = str(said.document["id"])
    for file, code in ((wrong, 3), (pin, 0)):
        done = own(
            "record export", ref, *urgent, "--identity", number, "--pin-file", file, "--json"
        )
        assert done.code == code
    assert own("record export", ref, *urgent, "--identity", number).code == 2

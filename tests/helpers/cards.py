# SPDX-License-Identifier: Apache-2.0
"""A card for tests: SoftHSM, with a key and its certificate on it."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from export.authorities import DER, Authority

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "4711"


@dataclass(frozen=True)
class Card:
    """A token with the label `label`; its PIN is PIN."""

    label: str
    folder: Path

    def add(
        self,
        key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey,
        name: str,
        authority: Authority,
        *,
        key_id: str = "01",
    ) -> None:
        """Put a key with a certificate of `authority`, and that one's own, on the card."""
        import pkcs11
        from pkcs11.util.x509 import decode_x509_certificate

        path = self.folder / "key.p8"
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        put = ["--import", str(path), "--label", "signing", "--id", key_id]
        _run(*put, "--token", self.label, "--pin", PIN)
        library = pkcs11.lib(MODULE)
        library.reinitialize()
        own = authority.certify(key.public_key(), name)
        held = {bytes.fromhex(key_id): own, b"\xff" + bytes.fromhex(key_id): authority.certificate}
        with library.get_token(token_label=self.label).open(rw=True, user_pin=PIN) as session:
            for number, certificate in held.items():
                entry = decode_x509_certificate(certificate.public_bytes(DER))
                entry[pkcs11.Attribute.ID] = number
                entry[pkcs11.Attribute.TOKEN] = True
                session.create_object(entry)


def new_card(folder: Path, label: str = "Jo Card") -> Card:
    """An empty card; SOFTHSM2_CONF leads to it from now on."""
    (folder / "tokens").mkdir(parents=True)
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(config)
    _run("--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "12345678")
    return Card(label, folder)


def _run(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], capture_output=True, check=True)

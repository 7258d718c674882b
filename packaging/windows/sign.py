# SPDX-License-Identifier: Apache-2.0
"""Signing, by one way for tests and releases: osslsigncode with an identity.

A release's identity comes from the environment:

    KINFILE_SIGN_CERTIFICATE   file: the certificate and those between it and the root (PEM)
    KINFILE_SIGN_KEY           file: the private key (PEM), or a PKCS#11 URI of one on a token
    KINFILE_SIGN_MODULE        the token's PKCS#11 library, where the key is on one
    KINFILE_SIGN_PASSWORD      file: the key's password or the token's PIN
    KINFILE_SIGN_TIMESTAMP     address of a time-stamp authority (RFC 3161)
    KINFILE_SIGN_ROOT          file: the root that the signature has to lead to (PEM)

Without them a certificate of this machine's own is made, which no Windows trusts: good for
testing that what is built is signed. KINFILE_RELEASE=1 says that a release is being built: it is
refused without a real identity, a time-stamp, or a signature that verifies.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from windows.places import WORK, Refused, run

SITE = "Kinfile"
TEST_SUBJECT = "/O=Kinfile test signing/CN=Not for use"
DAYS = "3650"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who signs. `root`: what a signature is verified against."""

    certificate: Path
    key: str
    root: Path
    module: str | None = None
    password: Path | None = None
    timestamp: str | None = None
    is_test: bool = False


def is_release(environment: Mapping[str, str] = os.environ) -> bool:
    return environment.get("KINFILE_RELEASE") == "1"


def identity(environment: Mapping[str, str] = os.environ) -> Identity:
    """The identity of the environment, else a test's. Raises Refused for a release without one."""
    certificate = environment.get("KINFILE_SIGN_CERTIFICATE")
    key = environment.get("KINFILE_SIGN_KEY")
    if certificate and key:
        password = environment.get("KINFILE_SIGN_PASSWORD")
        found = Identity(
            certificate=Path(certificate),
            key=key,
            root=Path(environment.get("KINFILE_SIGN_ROOT", certificate)),
            module=environment.get("KINFILE_SIGN_MODULE"),
            password=Path(password) if password else None,
            timestamp=environment.get("KINFILE_SIGN_TIMESTAMP"),
        )
        if is_release(environment) and not found.timestamp:
            raise Refused("A release needs a time-stamp: set KINFILE_SIGN_TIMESTAMP")
        return found
    if is_release(environment):
        raise Refused(
            "A release has to be signed: set KINFILE_SIGN_CERTIFICATE and KINFILE_SIGN_KEY"
        )
    return test_identity(WORK / "signing")


def test_identity(folder: Path) -> Identity:
    """A certificate for signing programs that nobody trusts, made once in `folder`."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    if not (certificate.is_file() and key.is_file()):
        folder.mkdir(parents=True, exist_ok=True)
        run([
            "openssl", "req", "-x509", "-newkey", "rsa:3072", "-sha256", "-nodes", "-days", DAYS,
            "-subj", TEST_SUBJECT, "-addext", "keyUsage=critical,digitalSignature",
            "-addext", "extendedKeyUsage=codeSigning", "-addext", "basicConstraints=CA:FALSE",
            "-keyout", key, "-out", certificate,
        ])  # fmt: skip
        key.chmod(0o600)
    return Identity(certificate=certificate, key=str(key), root=certificate, is_test=True)


def sign(file: Path, who: Identity, *, epoch: int) -> None:
    """Sign a program or an installer in place. Raises Refused.

    The time in the signature is `epoch`, so that two builds are the same, unless an authority
    says what time it is.
    """
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    run([*_command(who, epoch), "-in", file, "-out", part])
    shutil.copymode(file, part)
    part.replace(file)


def _command(who: Identity, epoch: int) -> list[str | Path]:
    words: list[str | Path] = [
        "osslsigncode", "sign", "-h", "sha256", "-n", SITE,
        "-certs", who.certificate, "-key", who.key,
    ]  # fmt: skip
    if who.module:
        words += ["-pkcs11module", who.module]
    if who.password:
        words += ["-readpass", who.password]
    return [*words, *(["-ts", who.timestamp] if who.timestamp else ["-time", str(epoch)])]


def expect_signed(file: Path, who: Identity) -> None:
    """Raises Refused unless the file is signed, unchanged, and its signature leads to `who`."""
    told = run(
        ["osslsigncode", "verify", "-CAfile", who.root, "-ignore-crl", "-ignore-cdp", "-in", file]
    )
    if "Succeeded" not in told:
        raise Refused(f"{file.name} is not signed")


def expect_signer(file: Path, name: str) -> None:
    """Raises Refused unless a file is as an organisation signed it.

    Not asked: whether the certificate leads to a root, for Debian lacks some of Microsoft's. The
    digest of python.lock already says which bytes they have to be.
    """
    command = ["osslsigncode", "verify", "-ignore-crl", "-ignore-cdp", "-in", str(file)]
    told = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    if f"O={name}" not in told or "MISMATCH" in told:
        raise Refused(f"{file.name} is not as {name} signed it")

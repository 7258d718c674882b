# SPDX-License-Identifier: Apache-2.0
"""The options that say by what a signer may be known: --trust, --fingerprint, --code, --receipt."""

import json
import re
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinfile.cli.files import read_bounded
from kinfile.errors import UsageError

if TYPE_CHECKING:
    from kinfile.cli.parser import Parser

LARGEST_PDF = 256 * 1024 * 1024
"""Bytes. A sealed file of 100 pages is under 2 MB; beyond this it is something else."""
_LARGEST_RECEIPT = 1024 * 1024
_LARGEST_CERTIFICATES = 1024 * 1024
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def add_witnesses(parser: "Parser") -> None:
    parser.add_argument(
        "--trust",
        type=Path,
        action="append",
        default=[],
        metavar="CA.pem",
        help="trust what this authority certified",
    )
    parser.add_argument(
        "--fingerprint",
        type=_fingerprint,
        action="append",
        default=[],
        metavar="HEX",
        help="trust the key with this SHA-256 fingerprint",
    )
    parser.add_argument("--code", metavar="WORDS", help="the six words that were read out by phone")
    parser.add_argument(
        "--receipt", type=Path, metavar="FILE", help="the receipt that was kept of the file"
    )


def witnesses(given: Namespace) -> dict[str, Any]:
    """What was given, as export.verify.verify takes it; empty where nothing was.

    Raises UsageError for a file that is not what its option asks for.
    """
    found: dict[str, Any] = {
        "trust": [certificates(path) for path in given.trust],
        "fingerprints": given.fingerprint,
        "code": given.code,
        "receipt": read_receipt(given.receipt) if given.receipt else None,
    }
    return {name: value for name, value in found.items() if value}


def read_pdf(path: Path) -> bytes:
    """The bytes of a PDF. Raises UsageError."""
    data = read_bounded(path, LARGEST_PDF)
    if len(data) > LARGEST_PDF:
        raise UsageError(problem="file-too-large", path=str(path), limit=LARGEST_PDF // 1024**2)
    return data


def read_receipt(path: Path) -> Mapping[str, object]:
    """A receipt's JSON. Raises UsageError for a file that is not there or is none."""
    try:
        receipt = json.loads(read_bounded(path, _LARGEST_RECEIPT))
    except (ValueError, RecursionError) as error:
        raise UsageError(problem="not-a-receipt", path=str(path)) from error
    if not isinstance(receipt, dict):
        raise UsageError(problem="not-a-receipt", path=str(path))
    return receipt


def certificates(path: Path) -> bytes:
    """The bytes of a file of certificates, once it is clear that it is one."""
    from cryptography import x509

    data = read_bounded(path, _LARGEST_CERTIFICATES)
    try:
        if b"-----BEGIN" in data:
            x509.load_pem_x509_certificates(data)
        else:
            x509.load_der_x509_certificate(data)
    except ValueError as error:
        raise UsageError(problem="not-a-certificate", path=str(path)) from error
    return data


def _fingerprint(text: str) -> str:
    plain = re.sub(r"[\s:]", "", text).lower()
    if not _FINGERPRINT.fullmatch(plain):
        raise UsageError(problem="not-a-fingerprint", found=text)
    return plain

# SPDX-License-Identifier: Apache-2.0
"""The options that say by what a signer may be known: --trust, --fingerprint, --code, --receipt."""

import re
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinfile.app.given_files import read_certificates, read_receipt
from kinfile.errors import UsageError

if TYPE_CHECKING:
    from kinfile.cli.parser import Parser

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
        "trust": [read_certificates(path) for path in given.trust],
        "fingerprints": given.fingerprint,
        "code": given.code,
        "receipt": read_receipt(given.receipt) if given.receipt else None,
    }
    return {name: value for name, value in found.items() if value}


def _fingerprint(text: str) -> str:
    plain = re.sub(r"[\s:]", "", text).lower()
    if not _FINGERPRINT.fullmatch(plain):
        raise UsageError(problem="not-a-fingerprint", found=text)
    return plain

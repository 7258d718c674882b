# SPDX-License-Identifier: Apache-2.0
"""Reading files that somebody names: documents to check, their receipts, certificates."""

import json
from collections.abc import Mapping
from pathlib import Path

from kinfile.errors import UsageError

LARGEST_PDF = 256 * 1024 * 1024
"""Bytes. A sealed file of 100 pages is under 2 MB; beyond this it is something else."""
LARGEST_CERTIFICATES = 1024 * 1024
_LARGEST_RECEIPT = 1024 * 1024


def read_bounded(path: Path, largest: int) -> bytes:
    """The bytes of a file, at most `largest` and one more. Raises UsageError."""
    try:
        with path.open("rb") as file:
            return file.read(largest + 1)
    except FileNotFoundError as error:
        raise UsageError(problem="file-missing", path=str(path)) from error
    except (OSError, ValueError) as error:
        raise UsageError(problem="file-unreadable", path=str(path)) from error


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


def read_certificates(path: Path) -> bytes:
    """The bytes of a file of certificates, once it is clear that it is one. Raises UsageError."""
    from cryptography import x509

    data = read_bounded(path, LARGEST_CERTIFICATES)
    try:
        if b"-----BEGIN" in data:
            x509.load_pem_x509_certificates(data)
        else:
            x509.load_der_x509_certificate(data)
    except ValueError as error:
        raise UsageError(problem="not-a-certificate", path=str(path)) from error
    return data

# SPDX-License-Identifier: Apache-2.0
"""`verify`: whether signed documents are what was signed, and by whom. Fails closed."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.files import read_bounded
from kinfile.cli.parser import Call, add_command, add_later
from kinfile.errors import KinfileError, NotInThisVersion, UsageError

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands
    from kinfile.export.verify import Verdict

_LARGEST_PDF = 256 * 1024 * 1024
"""Bytes. A sealed file of 100 pages is under 2 MB; beyond this it is something else."""
_LARGEST_RECEIPT = 1024 * 1024
_LARGEST_CERTIFICATES = 1024 * 1024
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def add(commands: "Commands") -> None:
    verify = add_command(
        commands,
        "verify",
        verify_files,
        about="Check signed documents: 0 only when every signature is intact, valid and by"
        " somebody you know, and nothing was added that it does not permit."
        " A receipt that came with the file proves nothing about who made it.",
        example="kinfile-cli verify KF-7F3K2M9Q-pre_birth-v1-2026-11-22.pdf"
        " --code 'otter lamp river quilt maple tin'",
    )
    verify.add_argument("files", metavar="FILE", type=Path, nargs="+")
    verify.add_argument(
        "--trust",
        type=Path,
        action="append",
        default=[],
        metavar="CA.pem",
        help="trust what this authority certified",
    )
    verify.add_argument(
        "--fingerprint",
        type=_fingerprint,
        action="append",
        default=[],
        metavar="HEX",
        help="trust the key with this SHA-256 fingerprint",
    )
    verify.add_argument("--code", metavar="WORDS", help="the six words that were read out by phone")
    verify.add_argument(
        "--receipt", type=Path, metavar="FILE", help="the receipt that was kept of the file"
    )
    verify.add_argument(
        "--receipts", action="store_true", help="read NAME.json beside each NAME.pdf"
    )
    add_later(verify, "--passphrase-file", "--extract")


def _fingerprint(text: str) -> str:
    plain = re.sub(r"[\s:]", "", text).lower()
    if not _FINGERPRINT.fullmatch(plain):
        raise UsageError(problem="not-a-fingerprint", found=text)
    return plain


def verify_files(call: Call) -> int:
    """The gravest of all files' answers. A file that cannot be read is named; the others go on."""
    trust = [_certificates(path) for path in call.given.trust]
    worst = DONE
    for file in call.given.files:
        try:
            verdict = _verify(call, file, trust)
        except KinfileError as error:
            worst = max(worst, call.console.fail(error))
            continue
        call.console.answer(
            verdict.to_json(str(file), call.console.language),
            _lines(file, verdict, call),
        )
        worst = max(worst, DONE if verdict.ok else DID_NOT_HOLD)
    return worst


def _verify(call: Call, file: Path, trust: list[bytes]) -> "Verdict":
    from kinfile.export.verify import verify

    given = call.given
    if file.is_dir():
        raise NotInThisVersion(command="kinfile-cli verify FOLDER")
    data = read_bounded(file, _LARGEST_PDF)
    if len(data) > _LARGEST_PDF:
        raise UsageError(problem="file-too-large", path=str(file), limit=_LARGEST_PDF // 1024**2)
    return verify(
        data,
        trust=trust,
        fingerprints=given.fingerprint,
        code=given.code,
        receipt=_receipt(file, given.receipt, beside=given.receipts),
        now=call.seams.clock(),
    )


def _receipt(file: Path, named: Path | None, *, beside: bool) -> Mapping[str, object] | None:
    """The receipt asked for. Raises UsageError for one that is not there or is none."""
    if named is None and not beside:
        return None
    path = named or file.with_suffix(".json")
    try:
        receipt = json.loads(read_bounded(path, _LARGEST_RECEIPT))
    except (ValueError, RecursionError) as error:
        raise UsageError(problem="not-a-receipt", path=str(path)) from error
    if not isinstance(receipt, dict):
        raise UsageError(problem="not-a-receipt", path=str(path))
    return receipt


def _certificates(path: Path) -> bytes:
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


def _lines(file: Path, verdict: "Verdict", call: Call) -> Iterator[str]:
    language = call.console.language
    text = language.text
    yield text("{file}: holds", file=file) if verdict.ok else text("{file}: NOT proven", file=file)
    for signature in verdict.signatures:
        yield f"  {signature.field}: {signature.signer} ({signature.fingerprint})"
    for finding in (*verdict.problems, *verdict.notes):
        yield f"  {finding.to_json(language)['say']}"

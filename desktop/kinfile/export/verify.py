# SPDX-License-Identifier: Apache-2.0
"""Checks a sealed file, offline, and fails closed: whatever cannot be shown to hold does not.

pyHanko reads strictly and checks every signature and what was added after it. Three more rules
are ours: nothing hidden in the room that a signature leaves free, nothing behind the last
signature, and as many signatures as the receipt says.
"""

import json
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from asn1crypto import pem, x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError

from kinfile.export.holes import is_clean, reaches
from kinfile.export.hushed import hush
from kinfile.export.identity import code as code_of
from kinfile.export.identity import fingerprint
from kinfile.export.layout.answers_file import ANSWERS
from kinfile.export.verify_words import say
from kinfile.i18n import Language

_HOSTILE = (
    PdfError,
    PathBuildingError,
    PathValidationError,
    InvalidSignature,
    UnsupportedAlgorithm,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""Whatever a hostile file can make the libraries raise; each of them means "does not hold"."""

_LARGEST_ANSWERS = 20 * 1024 * 1024
_KEY_USAGE = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem or a note: a code, and the facts that its words name."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def to_json(self, language: Language) -> dict[str, str]:
        return {"code": self.code, "say": say(self.code, self.facts, language)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What was found of one signature. `trusted_by` is ca, fingerprint, code, receipt or none."""

    field: str
    signer: str
    fingerprint: str
    intact: bool
    valid: bool
    trusted: bool
    trusted_by: str
    whole_file: bool
    time: str
    time_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the check found. `record` is what the file says of itself: ref, form, version, head."""

    ok: bool
    signatures: tuple[Signature, ...] = ()
    problems: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    record: Mapping[str, object] = field(default_factory=dict)

    def to_json(self, file: str, language: Language) -> dict[str, object]:
        """The document of the command line's design, with `notes` beside it."""
        names = Signature.__dataclass_fields__
        return {
            "file": file,
            "ok": self.ok,
            "signatures": [
                {name: getattr(found, name) for name in names} for found in self.signatures
            ],
            "problems": [problem.to_json(language) for problem in self.problems],
            "notes": [note.to_json(language) for note in self.notes],
            "record": dict(self.record),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Witnesses:
    """By what a signer may be known."""

    authorities: tuple[x509.Certificate, ...]
    fingerprints: frozenset[str]
    code_holds: bool
    receipt: tuple[str, ...]

    def of(self, certificate: str, number: int) -> str:
        """What vouches for the certificate of signature `number` beside an authority."""
        if certificate in self.fingerprints:
            return "fingerprint"
        if self.code_holds:
            return "code"
        if number < len(self.receipt) and self.receipt[number] == certificate:
            return "receipt"
        return "none"


def verify(
    data: bytes,
    *,
    trust: Sequence[bytes] = (),
    fingerprints: Sequence[str] = (),
    code: str | None = None,
    receipt: Mapping[str, object] | None = None,
    now: datetime | None = None,
) -> Verdict:
    """Check a file.

    `trust` are certificates of authorities (PEM or DER), `fingerprints` SHA-256 of certificates in
    hexadecimal, `code` the six words that were read out, `receipt` the receipt's JSON. `now` is
    the moment at which an authority's certificates must be in force; the clock's if not given.
    """
    hush()
    try:
        return _verify(data, trust, fingerprints, code, receipt, now)
    except _HOSTILE:
        return Verdict(ok=False, problems=(Finding("unreadable"),))


def _verify(
    data: bytes,
    trust: Sequence[bytes],
    fingerprints: Sequence[str],
    code: str | None,
    receipt: Mapping[str, object] | None,
    now: datetime | None,
) -> Verdict:
    reader = PdfFileReader(BytesIO(data), strict=True)
    if reader.encrypted:
        return Verdict(ok=False, problems=(Finding("encrypted"),))
    embedded: Sequence[EmbeddedPdfSignature] = reader.embedded_signatures
    if not embedded:
        return Verdict(ok=False, problems=(Finding("no-signature"),), record=_record(reader))
    problems = [*_file_problems(data, embedded), *_outside(data, embedded, code, receipt)]
    witnesses = _Witnesses(
        authorities=tuple(_certificates(trust)),
        fingerprints=frozenset(map(_plain, fingerprints)),
        code_holds=code is not None and _words(code) == code_of(data).split(),
        receipt=_receipt_fingerprints(data, receipt),
    )
    signatures = []
    for number, each in enumerate(embedded):
        is_last = number == len(embedded) - 1
        found, wrong = _signature(each, number, witnesses, now, is_last=is_last)
        signatures.append(found)
        problems += wrong
    return Verdict(
        ok=not problems,
        signatures=tuple(signatures),
        problems=tuple(problems),
        notes=tuple(_notes(signatures)),
        record=_record(reader),
    )


def _file_problems(data: bytes, embedded: Sequence[EmbeddedPdfSignature]) -> Iterator[Finding]:
    """Our rules on the bytes: clean holes, and nothing behind the last signature."""
    for each in embedded:
        if not is_clean(data, each.byte_range):
            yield Finding("padding", {"field": each.field_name})
    if not any(reaches(each.byte_range, len(data)) for each in embedded[-1:]):
        yield Finding("after-end")


def _outside(
    data: bytes,
    embedded: Sequence[EmbeddedPdfSignature],
    code: str | None,
    receipt: Mapping[str, object] | None,
) -> Iterator[Finding]:
    """What the witnesses outside the file say against it."""
    if code is not None and _words(code) != code_of(data).split():
        yield Finding("code-differs")
    if receipt is None:
        return
    expected, listed = receipt.get("signatures"), receipt.get("fingerprints")
    if not isinstance(expected, int) or not isinstance(listed, list):
        yield Finding("receipt-unreadable")
        return
    if expected != len(embedded):
        yield Finding("signatures-differ", {"found": len(embedded), "expected": expected})
    if receipt.get("sha256") != sha256(data).hexdigest():
        yield Finding("receipt-differs")


def _signature(
    embedded: EmbeddedPdfSignature,
    number: int,
    witnesses: _Witnesses,
    now: datetime | None,
    *,
    is_last: bool,
) -> tuple[Signature, list[Finding]]:
    named = {"field": embedded.field_name}
    certificate = embedded.signer_cert
    mark = fingerprint(certificate.dump())
    at = embedded.self_reported_timestamp
    found = Signature(
        field=embedded.field_name,
        signer=_common_name(certificate),
        fingerprint=mark,
        intact=False,
        valid=False,
        trusted=False,
        trusted_by="none",
        whole_file=False,
        time=at.isoformat() if at else "",
        time_source="signer" if at else "none",
    )
    try:
        status, by = _status(embedded, witnesses, witnesses.of(mark, number), now)
    except _HOSTILE:
        return found, [Finding("not-valid", named)]
    in_force = by == "ca" or (at is not None and _is_in_force(certificate, at))
    found = replace(
        found,
        intact=status.intact,
        valid=status.valid,
        trusted=status.trusted and in_force,
        trusted_by=by,
        whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
    )
    wrong = list(_wrong(status, found, is_last=is_last))
    return found, [Finding(code, named) for code in wrong]


def _status(
    embedded: EmbeddedPdfSignature, witnesses: _Witnesses, witness: str, now: datetime | None
) -> tuple[PdfSignatureStatus, str]:
    """What pyHanko says, by an authority first and else by the certificate that was vouched for."""
    if witnesses.authorities or witness == "none":
        context = _context(witnesses.authorities, now)
        status = validate_pdf_signature(embedded, context, key_usage_settings=_KEY_USAGE)
        if status.trusted or witness == "none":
            return status, "ca" if status.trusted else "none"
    context = _context((embedded.signer_cert,), embedded.self_reported_timestamp)
    return validate_pdf_signature(embedded, context, key_usage_settings=_KEY_USAGE), witness


def _is_in_force(certificate: x509.Certificate, at: datetime) -> bool:
    """PyHanko does not ask this of a certificate that is itself what is trusted."""
    first: datetime = certificate.not_valid_before
    last: datetime = certificate.not_valid_after
    return first <= at <= last


def _wrong(status: PdfSignatureStatus, found: Signature, *, is_last: bool) -> Iterator[str]:
    if not status.intact:
        yield "changed"
        return
    if not status.valid:
        yield "not-valid"
    if not found.trusted:
        yield "not-trusted" if found.trusted_by == "none" else "certificate-too-young-or-old"
    entire = SignatureCoverageLevel.ENTIRE_FILE
    if status.coverage < (entire if is_last else SignatureCoverageLevel.ENTIRE_REVISION):
        yield "changed"
    level = status.modification_level
    if level is None or level > ModificationLevel.FORM_FILLING or not status.docmdp_ok:
        yield "not-permitted"


def _context(roots: Sequence[x509.Certificate], at: datetime | None) -> ValidationContext:
    return ValidationContext(
        trust_roots=list(roots), allow_fetching=False, revocation_mode="soft-fail", moment=at
    )


def _certificates(trust: Sequence[bytes]) -> Iterator[x509.Certificate]:
    for data in trust:
        if not pem.detect(data):
            yield x509.Certificate.load(data)
            continue
        for _, _, der in pem.unarmor(data, multiple=True):
            yield x509.Certificate.load(der)


def _receipt_fingerprints(data: bytes, receipt: Mapping[str, object] | None) -> tuple[str, ...]:
    """The certificates that a receipt of this very file names, in signing order."""
    listed = receipt.get("fingerprints") if receipt else None
    if receipt is None or not isinstance(listed, list):
        return ()
    return tuple(map(str, listed)) if receipt.get("sha256") == sha256(data).hexdigest() else ()


def _notes(signatures: Sequence[Signature]) -> Iterator[Finding]:
    if any(found.time_source == "signer" for found in signatures):
        yield Finding("laptop-clock")
    yield Finding("withdrawal-not-checked")
    if any(found.trusted_by == "receipt" for found in signatures):
        yield Finding("receipt-proves-little")


def _record(reader: PdfFileReader) -> dict[str, object]:
    """What the attached answers say of the record; nothing where there are none."""
    try:
        document = json.loads(_attached(reader, ANSWERS))
        known = {"ref": "record", "form": "form", "version": "version", "head": "head"}
        return {name: document[key] for name, key in known.items() if key in document}
    except _HOSTILE:
        return {}


def _attached(reader: PdfFileReader, name: str) -> bytes:
    for reference in reader.root["/AF"]:
        spec: Any = reference.get_object()
        if spec["/UF"] == name:
            data: bytes = spec["/EF"]["/F"].data
            return data[:_LARGEST_ANSWERS]
    raise LookupError(name)


def _common_name(certificate: x509.Certificate) -> str:
    names: Mapping[str, object] = certificate.subject.native
    return str(names.get("common_name", ""))


def _plain(mark: str) -> str:
    return mark.replace(":", "").replace(" ", "").lower()


def _words(code: str) -> list[str]:
    return code.replace("-", " ").lower().split()

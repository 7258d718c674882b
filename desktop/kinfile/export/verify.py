# SPDX-License-Identifier: Apache-2.0
"""Checks a sealed file, offline, and fails closed: whatever cannot be shown to hold does not.

pyHanko reads strictly, checks every signature, and compares every revision with what may be added
(permitted.py). More rules are ours: nothing hidden in the room that a signature leaves free or in
its container, nothing behind the last signature or time stamp, and as many signatures as the
receipt says. Of a transfer copy both the outside and the sealed original inside are checked.
"""

import json
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    DocumentTimestampStatus,
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError

from kinfile.export.additions import ends_with_store, has_other_additions
from kinfile.export.attached import ORIGINAL, attached
from kinfile.export.envelope import is_bare
from kinfile.export.holes import is_clean, reaches
from kinfile.export.hushed import hush
from kinfile.export.identity import fingerprint
from kinfile.export.layout.answers_file import ANSWERS
from kinfile.export.permitted import POLICY, STAMP
from kinfile.export.verdict import Finding, Signature, Stamp, Verdict
from kinfile.export.witnesses import Receipt, Witnesses

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

_KEY_USAGE = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)
_Status = PdfSignatureStatus | DocumentTimestampStatus


def verify(
    data: bytes,
    *,
    trust: Sequence[bytes] = (),
    fingerprints: Sequence[str] = (),
    code: str | None = None,
    receipt: Receipt | None = None,
    passphrase: str | None = None,
    now: datetime | None = None,
    with_attached: bool = False,
) -> Verdict:
    """Check a file.

    `trust` are certificates of authorities (PEM or DER), `fingerprints` SHA-256 of certificates in
    hexadecimal, `code` the six words that were read out, `receipt` the receipt's JSON; code and
    receipt are those of the sealed original, also where it comes inside a transfer copy, which
    `passphrase` opens. `now` is the moment at which an authority's certificates must be in force;
    the clock's if not given. `with_attached` gives the files inside, of a file that holds.
    """
    hush()
    try:
        witnesses = Witnesses.given(
            trust=trust, fingerprints=fingerprints, code=code, receipt=receipt
        )
        reader = PdfFileReader(BytesIO(data), strict=True)
        if reader.encrypted:
            return _opened(data, reader, witnesses, now, passphrase, with_attached=with_attached)
        return _Check(data, reader, witnesses, now).verdict(with_attached=with_attached)
    except _HOSTILE:
        return Verdict(ok=False, problems=(Finding("unreadable"),))


def _opened(
    data: bytes,
    reader: PdfFileReader,
    witnesses: Witnesses,
    now: datetime | None,
    passphrase: str | None,
    *,
    with_attached: bool,
) -> Verdict:
    """A file behind a password: the original inside first, whose signers vouch for the outside."""
    if passphrase is None:
        return Verdict(ok=False, problems=(Finding("encrypted"),))
    if reader.decrypt(passphrase).status is AuthStatus.FAILED:
        return Verdict(ok=False, problems=(Finding("wrong-password"),))
    originals = [each.data for each in attached(reader) if each.relationship == ORIGINAL]
    if len(originals) != 1:
        return _Check(data, reader, witnesses, now).verdict(with_attached=with_attached)
    inside = PdfFileReader(BytesIO(originals[0]), strict=True)
    inner = _Check(originals[0], inside, witnesses, now).verdict(with_attached=with_attached)
    signers = {found.fingerprint: found.trusted_by for found in inner.signatures if found.trusted}
    outer = _Check(data, reader, witnesses.knowing(signers if inner.ok else {}), now).verdict()
    problems = outer.problems if inner.ok else (*outer.problems, Finding("inner-not-proven"))
    return replace(
        outer,
        ok=outer.ok and inner.ok,
        problems=problems,
        notes=_once((*inner.notes, *outer.notes)),
        record=inner.record,
        inner=inner,
        attached=inner.attached if outer.ok else (),
    )


class _Check:
    """The check of one file that can be read."""

    def __init__(
        self, data: bytes, reader: PdfFileReader, witnesses: Witnesses, now: datetime | None
    ) -> None:
        self._data = data
        self._reader = reader
        self._witnesses = witnesses
        self._now = now
        self._embedded: Sequence[EmbeddedPdfSignature] = reader.embedded_signatures
        self._signed = [each for each in self._embedded if each.sig_object_type != STAMP]

    def verdict(self, *, with_attached: bool = False) -> Verdict:
        record = _record(self._reader)
        if not self._signed:
            return Verdict(ok=False, problems=(Finding("no-signature"),), record=record)
        problems = [*self._in_the_bytes(), *self._outside()]
        signatures: list[Signature] = []
        stamps: list[Stamp] = []
        for each in self._embedded:
            if each.sig_object_type == STAMP:
                stamp, wrong = self._stamp(each)
                stamps.append(stamp)
            else:
                signature, wrong = self._signature(each, len(signatures))
                signatures.append(signature)
            problems += wrong
        return Verdict(
            ok=not problems,
            signatures=tuple(signatures),
            stamps=tuple(stamps),
            problems=_once(problems),
            notes=tuple(_notes(signatures, stamps)),
            record=record,
            attached=tuple(attached(self._reader)) if with_attached and not problems else (),
        )

    def _in_the_bytes(self) -> Iterator[Finding]:
        """Our rules: nothing in the holes or containers, between the revisions, or at the end."""
        for each in self._embedded:
            is_stamp = each.sig_object_type == STAMP
            bare = is_bare(each.signed_data, each.signer_cert, is_stamp=is_stamp)
            if not bare or not is_clean(self._data, each.byte_range):
                yield Finding("padding", {"field": _name(each)})
        last = self._embedded[-1]
        if not self._is_end(last):
            yield Finding("after-end")
        if has_other_additions(self._reader, self._embedded, self._data):
            yield Finding("not-permitted", {"field": _name(self._embedded[0])})

    def _is_end(self, last: EmbeddedPdfSignature) -> bool:
        return reaches(last.byte_range, len(self._data)) or ends_with_store(
            self._reader, last, self._data
        )

    def _files(self) -> tuple[bytes, ...]:
        """What code and receipt may be of: this file, or without the time stamps behind it."""
        ranges = self._signed[-1].byte_range
        sealed = self._data[: ranges[2] + ranges[3]] if len(ranges) == 4 else self._data
        return (self._data, sealed)

    def _outside(self) -> Iterator[Finding]:
        """What the witnesses outside the file say against it."""
        files, receipt = self._files(), self._witnesses.receipt
        if not self._witnesses.code_fits(files):
            yield Finding("code-differs")
        if receipt is None:
            return
        expected, listed = receipt.get("signatures"), receipt.get("fingerprints")
        if not isinstance(expected, int) or not isinstance(listed, list):
            yield Finding("receipt-unreadable")
            return
        if expected != len(self._signed):
            facts = {"found": len(self._signed), "expected": expected}
            yield Finding("signatures-differ", facts)
        if not self._witnesses.receipt_fits(files):
            yield Finding("receipt-differs")

    def _signature(
        self, embedded: EmbeddedPdfSignature, number: int
    ) -> tuple[Signature, list[Finding]]:
        named = {"field": _name(embedded)}
        certificate = embedded.signer_cert
        mark = fingerprint(certificate.dump())
        at = embedded.self_reported_timestamp
        found = Signature(
            field=_name(embedded),
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
            witness = self._witnesses.vouching_for(mark, number, self._files())
            status, by = self._status(embedded, witness, at)
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
        wrong = list(_wrong(status, found, is_last=embedded is self._embedded[-1]))
        return found, [Finding(code, named) for code in wrong]

    def _status(
        self, embedded: EmbeddedPdfSignature, witness: str, at: datetime | None
    ) -> tuple[PdfSignatureStatus, str]:
        """By an authority first, and else by the certificate that was vouched for."""
        authorities = self._witnesses.authorities
        if authorities or witness == "none":
            status = _validated(embedded, _context(authorities, self._now))
            if status.trusted or witness == "none":
                return status, "ca" if status.trusted else "none"
        return _validated(embedded, _context((embedded.signer_cert,), at)), witness

    def _stamp(self, embedded: EmbeddedPdfSignature) -> tuple[Stamp, list[Finding]]:
        wrong = [Finding("stamp-not-valid", {"field": _name(embedded)})]
        certificate = embedded.signer_cert
        found = Stamp(
            field=_name(embedded),
            authority=_common_name(certificate),
            fingerprint=fingerprint(certificate.dump()),
            intact=False,
            valid=False,
            trusted=False,
            trusted_by="none",
            whole_file=False,
            time="",
        )
        try:
            status, by = self._stamp_status(embedded, found.fingerprint)
        except _HOSTILE:
            return found, wrong
        found = replace(
            found,
            intact=status.intact,
            valid=status.valid,
            trusted=status.trusted,
            trusted_by=by,
            whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
            time=status.timestamp.isoformat(),
        )
        holds = status.intact and status.valid and _only_permitted(status)
        whole = status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
        return found, [] if holds and whole else wrong

    def _stamp_status(
        self, embedded: EmbeddedPdfSignature, mark: str
    ) -> tuple[DocumentTimestampStatus, str]:
        authorities = self._witnesses.authorities
        by = "ca"
        if mark in self._witnesses.fingerprints:
            authorities, by = (*authorities, embedded.signer_cert), "fingerprint"
        context = _context(authorities, self._now)
        status = validate_pdf_timestamp(embedded, context, diff_policy=POLICY)
        return status, by if status.trusted else "none"


def _name(embedded: EmbeddedPdfSignature) -> str:
    """The name of its field as plain text: pyHanko's own drags the whole file along."""
    return str(embedded.field_name)


def _validated(embedded: EmbeddedPdfSignature, context: ValidationContext) -> PdfSignatureStatus:
    return validate_pdf_signature(
        embedded, context, key_usage_settings=_KEY_USAGE, diff_policy=POLICY
    )


def _is_in_force(certificate: x509.Certificate, at: datetime) -> bool:
    """PyHanko does not ask this of a certificate that is itself what is trusted."""
    first: datetime = certificate.not_valid_before
    last: datetime = certificate.not_valid_after
    return first <= at <= last


def _wrong(status: PdfSignatureStatus, found: Signature, *, is_last: bool) -> Iterator[str]:
    if not status.intact:
        yield "changed"
        return
    stamp = status.timestamp_validity
    if not status.valid or (stamp is not None and not (stamp.intact and stamp.valid)):
        yield "not-valid"
    if not found.trusted:
        yield "not-trusted" if found.trusted_by == "none" else "certificate-too-young-or-old"
    entire = SignatureCoverageLevel.ENTIRE_FILE
    if status.coverage < (entire if is_last else SignatureCoverageLevel.ENTIRE_REVISION):
        yield "changed"
    if not _only_permitted(status):
        yield "not-permitted"


def _only_permitted(status: _Status) -> bool:
    """Whether nothing was added afterwards but what may be."""
    level = status.modification_level
    within = level is not None and level <= ModificationLevel.FORM_FILLING
    return within and status.docmdp_ok is not False


def _context(roots: Sequence[x509.Certificate], at: datetime | None) -> ValidationContext:
    return ValidationContext(
        trust_roots=list(roots), allow_fetching=False, revocation_mode="soft-fail", moment=at
    )


def _notes(signatures: Sequence[Signature], stamps: Sequence[Stamp]) -> Iterator[Finding]:
    if any(found.time_source == "signer" for found in signatures):
        yield Finding("laptop-clock")
    yield Finding("withdrawal-not-checked")
    if any(found.trusted_by == "receipt" for found in signatures):
        yield Finding("receipt-proves-little")
    for stamp in stamps:
        if stamp.trusted:
            yield Finding("stamped", {"time": stamp.time, "authority": stamp.authority})
        else:
            yield Finding("stamp-not-trusted", {"field": stamp.field})


def _once(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Each finding once, in order."""
    return tuple(each for place, each in enumerate(found) if each not in found[:place])


def _record(reader: PdfFileReader) -> Mapping[str, object]:
    """What the attached answers say of the record; nothing where there are none."""
    try:
        (answers,) = [each.data for each in attached(reader) if each.name == ANSWERS]
        document = json.loads(answers)
        known = {"ref": "record", "form": "form", "version": "version", "head": "head"}
        return {name: document[key] for name, key in known.items() if key in document}
    except _HOSTILE:
        return {}


def _common_name(certificate: x509.Certificate) -> str:
    names: Mapping[str, object] = certificate.subject.native
    return str(names.get("common_name", ""))

# SPDX-License-Identifier: Apache-2.0
"""Signing a record and handing it over: from a draft to the file that leaves the laptop.

`sign` makes the full edition once and the vault keeps those bytes; `export` writes that very
file. An urgent export is possible from any state: signed too, stamped INCOMPLETE on every page.
The libraries that draw and sign load here, when first needed.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinfile import __version__
from kinfile.app.draft import Draft, Worker
from kinfile.errors import NotReadyToSign, NotSigned, RecordClosed
from kinfile.i18n import Language
from kinfile.records.evaluate import evaluate
from kinfile.records.report import Blocker
from kinfile.vault.rows import Head
from kinfile.vault.session import OpenVault

if TYPE_CHECKING:
    from kinfile.export.printable import Printable, Standing
    from kinfile.export.signing import Identity

FULL = "full"
_SELF_ISSUED = 0  # identity tier: the key was made on this laptop


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Facts:
    """Everything a document is drawn from, but for the chain's head."""

    draft: Draft
    worker: Worker
    answers_json: Mapping[str, Any]
    at: datetime
    manager_field: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SignedCopy:
    """A signed document that the vault keeps. `name` is the file name it is exported under."""

    ref: str
    version: int
    sha256: str
    name: str
    at: datetime
    pdf: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written: the document and its receipt, and the six words to read out by phone."""

    sealed: Path
    receipt: Path
    sha256: str
    code: str
    fingerprint: str


def make_identity(vault: OpenVault, worker: Worker, *, at: datetime) -> None:
    """Give the vault its signing key and a certificate that it issues to itself."""
    from kinfile.export.signing import new_identity

    made = new_identity(worker.name, worker.role, worker.organisation, now=at)
    vault.add_identity(
        "signing", tier=_SELF_ISSUED, private=made.pkcs8, certificate=made.certificate
    )


def require_ready(draft: Draft, *, declared: bool) -> None:
    """Raises RecordClosed for a signed record, NotReadyToSign with everything it waits for."""
    if not draft.status.may_change:
        raise RecordClosed(ref=draft.ref, status=draft.status.value)
    waiting = draft.report.blockers
    if not declared:
        waiting = (*waiting, Blocker("declaration"))
    if waiting:
        raise NotReadyToSign(blockers=waiting)


def sign(vault: OpenVault, facts: Facts, *, language: Language) -> SignedCopy:
    """Freeze the version, draw and sign it, and keep the bytes: all in one transaction.

    The document carries the chain's head as it is after the signing event. Raises MissingGlyph
    (then nothing is signed) and NotKept.
    """
    from kinfile.export.printable import Standing

    draft, at = facts.draft, facts.at

    def make(head: Head) -> bytes:
        return _signed(vault, facts, Standing.SIGNED, head, language)

    document = vault.sign(_plain(draft.ref), on=at.date().isoformat(), make=make)
    return SignedCopy(
        ref=draft.ref,
        version=draft.version,
        sha256=document.sha256,
        name=_name(draft, at),
        at=at,
        pdf=vault.document(document.id),
    )


def signed_copy(vault: OpenVault, draft: Draft) -> SignedCopy | None:
    """The full signed edition of the record's present version."""
    for document in reversed(vault.documents(_plain(draft.ref))):
        if document.version == draft.version and document.edition == FULL:
            at = document.made_at.astimezone()
            return SignedCopy(
                ref=draft.ref,
                version=document.version,
                sha256=document.sha256,
                name=_name(draft, at),
                at=at,
                pdf=vault.document(document.id),
            )
    return None


def preview(vault: OpenVault, facts: Facts, *, language: Language) -> bytes:
    """The unsigned document, stamped as a draft on every page."""
    from kinfile.export import layout, pdf
    from kinfile.export.printable import Standing

    printable = _printable(vault, facts, Standing.PREVIEW, vault.head())
    return pdf.draw(layout.lay_out(printable, language)).pdf


def export(
    vault: OpenVault, facts: Facts, folder: Path, *, language: Language, urgent: bool = False
) -> Exported:
    """Write the signed document, or an urgent one, with its receipt; nothing is overwritten.

    Raises NotSigned for an unsigned record without `urgent`, NotWritten, MissingGlyph.
    """
    from kinfile.export import naming, signing, writing
    from kinfile.export.printable import Standing

    draft = facts.draft
    copy = None if urgent else signed_copy(vault, draft)
    if copy is None and not urgent:
        raise NotSigned(ref=draft.ref)
    head = vault.head()
    if copy is not None:
        content, name, at = copy.pdf, copy.name, copy.at
    else:
        content = _signed(vault, facts, Standing.URGENT, head, language)
        at = facts.at
        name = naming.urgent_name(_plain(draft.ref), draft.form.id, at)
    certificate = signing_identity(vault).certificate
    written = writing.write(
        signing.SignedPdf(content),
        folder,
        name,
        ref=draft.ref,
        form=draft.form.id,
        version=draft.version,
        edition=FULL,
        fingerprints=(signing.fingerprint(certificate),),
        made_at=at,
    )
    sha256 = hashlib.sha256(content)
    vault.note_export(
        _plain(draft.ref), version=draft.version, edition=FULL, sha256=sha256.digest()
    )
    return Exported(
        sealed=written.pdf,
        receipt=written.receipt,
        sha256=sha256.hexdigest(),
        code=signing.words(sha256.digest()),
        fingerprint=signing.fingerprint(certificate),
    )


def signing_identity(vault: OpenVault) -> "Identity":
    """The key that signs now: the newest that is not retired."""
    from kinfile.export.signing import Identity

    kept = [each for each in vault.identities("signing") if each.retired_at is None][-1]
    return Identity(pkcs8=kept.private or b"", certificate=kept.certificate)


def _signed(
    vault: OpenVault, facts: Facts, standing: "Standing", head: Head, language: Language
) -> bytes:
    from kinfile.export import layout, pdf, signing

    printable = _printable(vault, facts, standing, head)
    drawn = pdf.draw(layout.lay_out(printable, language))
    return signing.sign(drawn, signing_identity(vault), at=facts.at).pdf


def _printable(
    vault: OpenVault, facts: Facts, standing: "Standing", head: Head
) -> "Printable":
    from kinfile.export import printable, signing

    draft, worker = facts.draft, facts.worker
    report = draft.report
    if draft.status.may_change:
        report = evaluate(
            draft.form, draft.answers, draft.profile, facts.at.date(), draft.marks,
            reference=draft.ref,
        )  # fmt: skip
    certificate = signing_identity(vault).certificate
    return printable.Printable(
        form=draft.form,
        profile=draft.profile,
        answers=draft.answers,
        report=report,
        ref=draft.ref,
        version=draft.version,
        standing=standing,
        signer=printable.Signer(
            name=worker.name,
            role=worker.role,
            organisation=worker.organisation,
            registration=worker.registration,
            phone=worker.phone,
            email=worker.email,
        ),
        head=printable.Head(sequence=head.seq, hash=head.hash),
        made_at=facts.at,
        program=__version__,
        answers_json=facts.answers_json,
        confirmed_texts=draft.marks.confirmed_texts,
        manager_field=facts.manager_field,
        key_words=signing.words(bytes.fromhex(signing.fingerprint(certificate))),
    )


def _name(draft: Draft, at: datetime) -> str:
    from kinfile.export import naming

    return naming.signed_name(_plain(draft.ref), draft.form.id, draft.version, at.date())


def _plain(ref: str) -> str:
    return ref.replace("-", "")



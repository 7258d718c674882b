# SPDX-License-Identifier: Apache-2.0
"""Signing a record and handing it over: from a draft to the file that leaves the laptop.

`sign` makes the full edition once and the vault keeps those bytes; `export` writes that very
file. An urgent export is possible from any state: signed too, stamped INCOMPLETE on every page.
The libraries that draw and sign load here, when first needed.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kinfile import __version__
from kinfile.app.draft import Draft, Worker
from kinfile.errors import NotReadyToSign, NotSigned, RecordClosed, VaultDamaged
from kinfile.export import identity, naming, pipeline
from kinfile.export.printable import Head as PrintedHead
from kinfile.export.printable import Printable, Signer, Standing
from kinfile.export.stages import SignedPdf
from kinfile.forms.model import QuestionId
from kinfile.forms.words import code_words
from kinfile.i18n import Language
from kinfile.records.report import Blocker
from kinfile.vault.rows import Head, StoredDocument
from kinfile.vault.session import OpenVault

FULL = "full"
_SELF_ISSUED = 0  # identity tier: the key was made on this laptop


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Facts:
    """Everything a document is drawn from, but for the chain's head."""

    draft: Draft
    worker: Worker
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
    role = worker.role.replace("_", " ")  # a code of the form's list reads as its words
    made = identity.new_identity(worker.name, role, worker.organisation, now=at)
    vault.add_identity(
        "signing", tier=_SELF_ISSUED, private=made.pkcs8, certificate=made.certificate
    )


def signing_identity(vault: OpenVault) -> identity.Identity:
    """The key that signs now: the newest that is not retired."""
    kept = [each for each in vault.identities("signing") if each.retired_at is None]
    if not kept or kept[-1].private is None:
        raise VaultDamaged(problem="no-signing-key")
    return identity.Identity(pkcs8=kept[-1].private, certificate=kept[-1].certificate)


def require_ready(draft: Draft, *, declared: bool) -> None:
    """Raises RecordClosed for a signed record, NotReadyToSign with everything it waits for."""
    if not draft.status.may_change:
        raise RecordClosed(ref=draft.ref, status=draft.status.value)
    waiting = draft.report.blockers
    if draft.is_trial:
        waiting = (Blocker("trial-form"), *waiting)
    if not declared:
        waiting = (*waiting, Blocker("declaration"))
    if waiting:
        raise NotReadyToSign(blockers=waiting)


def sign(vault: OpenVault, facts: Facts, *, language: Language) -> SignedCopy:
    """Freeze the version, draw and sign it, and keep the bytes: all in one transaction.

    The document carries the chain's head as it is after the signing event. Raises MissingGlyph
    (then nothing is signed) and NotKept.
    """
    made: list[SignedPdf] = []

    def make(head: Head) -> bytes:
        made.append(_sealed(vault, facts, Standing.SIGNED, head, language))
        return made[0].data

    vault.sign(_plain(facts.draft.ref), on=facts.at.date().isoformat(), make=make)
    return _copy(facts.draft, made[0])


def signed_copy(vault: OpenVault, draft: Draft) -> SignedCopy | None:
    """The full signed edition of the record's present version."""
    kept = _kept(vault, draft)
    return None if kept is None else _copy(draft, _reopened(vault, kept))


def preview(vault: OpenVault, facts: Facts, *, language: Language) -> bytes:
    """The unsigned document, stamped as a draft on every page."""
    printable = _printable(vault, facts, Standing.PREVIEW, vault.head(), language)
    return pipeline.draw(printable, language).data


def export(
    vault: OpenVault, facts: Facts, folder: Path, *, language: Language, urgent: bool = False
) -> Exported:
    """Write the signed document, or an urgent one, with its receipt; nothing is overwritten.

    The urgent copy of a record that is signed is that signed document. Raises NotSigned for an
    unsigned record without `urgent`, NotWritten, MissingGlyph.
    """
    kept = _kept(vault, facts.draft)
    if kept is not None:
        signed = _reopened(vault, kept)
    elif urgent:
        signed = _sealed(vault, facts, Standing.URGENT, vault.head(), language)
    else:
        raise NotSigned(ref=facts.draft.ref)
    written = pipeline.save(signed, folder)
    vault.note_export(
        _plain(facts.draft.ref),
        version=facts.draft.version,
        edition=signed.facts.edition,
        sha256=bytes.fromhex(signed.sha256),
    )
    return Exported(
        sealed=written.sealed,
        receipt=written.receipt,
        sha256=signed.sha256,
        code=identity.code(signed.data),
        fingerprint=signed.fingerprints[0],
    )


def _kept(vault: OpenVault, draft: Draft) -> StoredDocument | None:
    for document in reversed(vault.documents(_plain(draft.ref))):
        if document.version == draft.version and document.edition == FULL:
            return document
    return None


def _reopened(vault: OpenVault, kept: StoredDocument) -> SignedPdf:
    """A kept document with what its receipt says, read from the document itself."""
    signed = pipeline.reopen(vault.document(kept.id), edition=kept.edition)
    if signed is None:
        raise VaultDamaged(problem="document")
    return signed


def _copy(draft: Draft, signed: SignedPdf) -> SignedCopy:
    return SignedCopy(
        ref=draft.ref,
        version=signed.facts.version,
        sha256=signed.sha256,
        name=naming.sealed_name(signed.facts, signed.signed_at),
        at=signed.signed_at,
        pdf=signed.data,
    )


def _sealed(
    vault: OpenVault, facts: Facts, standing: Standing, head: Head, language: Language
) -> SignedPdf:
    drawn = pipeline.draw(_printable(vault, facts, standing, head, language), language)
    return pipeline.seal(drawn, signing_identity(vault), language=language)


def _role(draft: Draft, worker: Worker, language: Language) -> str:
    """The worker's role in words: a code of the form's list, or what they wrote themselves."""
    question = draft.form.by_id().get(QuestionId("assessor_role"))
    return code_words(question, worker.role, language)


def _printable(
    vault: OpenVault, facts: Facts, standing: Standing, head: Head, language: Language
) -> Printable:
    draft, worker = facts.draft, facts.worker
    return Printable(
        form=draft.form,
        profile=draft.profile,
        answers=draft.answers,
        report=draft.report,
        ref=draft.ref,
        version=draft.version,
        standing=standing,
        signer=Signer(
            name=worker.name,
            role=_role(draft, worker, language),
            organisation=worker.organisation,
            registration=worker.registration,
            phone=worker.phone,
            email=worker.email,
        ),
        head=PrintedHead(sequence=head.seq, hash=head.hash),
        made_at=facts.at,
        program=__version__,
        marks=draft.marks,
        is_trial=draft.is_trial,
        manager_field=facts.manager_field,
        key_words=identity.key_words(signing_identity(vault).certificate),
    )


def _plain(ref: str) -> str:
    return ref.replace("-", "")

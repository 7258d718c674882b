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
from kinfile.app import copies, signing_keys
from kinfile.app.copies import FULL, ORIGINAL, EditionChoice, Wish
from kinfile.app.draft import Draft, Worker
from kinfile.app.signing_keys import ANY_KEY, KeptKey, KeyChoice
from kinfile.errors import (
    NotCountersigned,
    NotReadyToSign,
    NotSigned,
    PasswordsBanned,
    RecordClosed,
    VaultDamaged,
)
from kinfile.export import identity, naming, pipeline
from kinfile.export.passphrase import SpokenWord, new_passphrase, read_out
from kinfile.export.printable import Head as PrintedHead
from kinfile.export.printable import Printable, Signer, Standing
from kinfile.export.stages import SignedPdf
from kinfile.forms.model import QuestionId
from kinfile.forms.words import code_words
from kinfile.i18n import Language
from kinfile.records.correction import Correction
from kinfile.records.report import Blocker
from kinfile.vault.rows import Head, StoredDocument
from kinfile.vault.session import OpenVault
from kinfile.watch import UNWATCHED, Watch

COUNTERSIGNED = "countersigned"
"""The kind of a kept document that came back with the manager's signature."""
_TRANSFER = "{edition}-transfer"
_POLICY, _MAIL = "pdf_passwords", "secure_email"
_ALLOWED = "allowed"
_DRAWN, _SEALED = 70, 85
"""Hundredths of making a copy after which it is drawn, and sealed; the copy to send comes last."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Facts:
    """Everything a document is drawn from, but for the chain's head."""

    draft: Draft
    worker: Worker
    at: datetime
    manager_field: bool = False
    key: KeyChoice = ANY_KEY
    wish: Wish = ORIGINAL
    correction: Correction | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SignedCopy:
    """A signed document that the vault keeps. `name` is the file name it is exported under.

    `signers` are the fingerprints of the certificates that signed it, in order.
    """

    ref: str
    version: int
    sha256: str
    name: str
    at: datetime
    signers: tuple[str, ...] = ()
    pdf: bytes


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Transferred:
    """The transfer copy that was written, what opens it, and how to read that out."""

    file: Path
    sha256: str
    passphrase: str

    @property
    def spoken(self) -> tuple[SpokenWord, ...]:
        return read_out(self.passphrase)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written: the document and its receipt, and the six words to read out by phone."""

    sealed: Path
    receipt: Path
    sha256: str
    code: str
    fingerprint: str
    transfer: Transferred | None = None


def make_identity(vault: OpenVault, worker: Worker, *, at: datetime) -> None:
    """Give the vault its signing key and a certificate that it issues to itself."""
    signing_keys.make(vault, worker, at=at)


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


def sign(
    vault: OpenVault, facts: Facts, *, language: Language, watch: Watch = UNWATCHED
) -> SignedCopy:
    """Freeze the version, draw and sign it, and keep the bytes: all in one transaction.

    The document carries the chain's head as it is after the signing event. Raises MissingGlyph,
    Cancelled (then nothing is signed) and NotKept. It cannot be stopped once it is being kept.
    """
    made: list[SignedPdf] = []

    def make(head: Head) -> bytes:
        made.append(_sealed(vault, facts, Standing.SIGNED, head, language, watch))
        watch.finish()
        return made[0].data

    vault.sign(_plain(facts.draft.ref), on=facts.at.date().isoformat(), make=make)
    return _copy(facts.draft, made[0])


def signed_copy(vault: OpenVault, draft: Draft, *, version: int | None = None) -> SignedCopy | None:
    """The full signed edition of the record's present version, or of the one named."""
    kept = _kept(vault, draft, version or draft.version)
    return None if kept is None else _copy(draft, _reopened(vault, kept))


def preview(
    vault: OpenVault, facts: Facts, *, language: Language, watch: Watch = UNWATCHED
) -> bytes:
    """The copy wanted: as it is kept, else unsigned and stamped as a draft on every page.

    Raises UsageError (no-edition, no-request), MissingGlyph, Cancelled.
    """
    copies.require_edition(facts.draft, facts.wish)
    kept = _kept_copy(vault, facts, language)
    if kept is not None:
        return kept.data
    return pipeline.draw(_previewed(vault, facts, language), language, watch=watch).data


def document_language(vault: OpenVault, draft: Draft) -> str:
    """The code of the language in which the present version was signed; English before that."""
    kept = _kept(vault, draft, draft.version)
    return "en" if kept is None else pipeline.language_of(vault.document(kept.id))


def require_copy(vault: OpenVault, draft: Draft, wish: Wish, *, urgent: bool = False) -> None:
    """Raises NotSigned, UsageError (no-edition, urgent-edition, no-request)."""
    is_signed = _kept(vault, draft, draft.version) is not None
    copies.require_edition(draft, wish, urgent=urgent and not is_signed)
    if not (is_signed or urgent):
        raise NotSigned(ref=draft.ref)


def editions(vault: OpenVault, facts: Facts, *, language: Language) -> tuple[EditionChoice, ...]:
    """The copies that the record can leave in, and what each would leave out."""
    return copies.choices(_previewed(vault, facts, language))


def _previewed(vault: OpenVault, facts: Facts, language: Language) -> Printable:
    key = _key(vault, facts, Standing.PREVIEW)
    return _printable(facts, Standing.PREVIEW, vault.head(), key, language)


def export(
    vault: OpenVault,
    facts: Facts,
    folder: Path,
    *,
    language: Language,
    urgent: bool = False,
    transfer: bool = False,
    watch: Watch = UNWATCHED,
) -> Exported:
    """Write the copy wanted, or an urgent one, with its receipt; nothing is overwritten.

    The urgent copy of a record that is signed is the signed one. With `transfer` also the copy to
    send, which the passphrase that comes back opens. Raises NotSigned for an unsigned record
    without `urgent`, UsageError (no-edition, urgent-edition, no-request), PasswordsBanned,
    UnfitIdentity, NotWritten, MissingGlyph, Cancelled (then nothing is kept or written).
    """
    if transfer:
        _require_passwords(facts.draft)
    require_copy(vault, facts.draft, facts.wish, urgent=urgent)
    signed, is_new = _wanted(vault, facts, language, watch)
    copy = None
    if transfer:
        watch.step(_SEALED, 100)
        key = signing_keys.choose(vault, facts.key, at=facts.at, urgent=urgent)
        copy = pipeline.transfer(
            signed, key.identity, new_passphrase(), at=facts.at, language=language
        )
    watch.finish()
    if is_new:
        _keep(vault, facts, signed, language)
    written = pipeline.save(signed, folder)
    _note(vault, facts, signed.facts.edition, signed.sha256)
    transferred = None
    if copy is not None:
        transferred = Transferred(
            file=pipeline.save_transfer(copy, signed, folder),
            sha256=copy.sha256,
            passphrase=copy.passphrase,
        )
        edition = _TRANSFER.format(edition=signed.facts.edition)
        _note(vault, facts, edition, copy.sha256, copy.passphrase)
    return Exported(
        sealed=written.sealed,
        receipt=written.receipt,
        sha256=signed.sha256,
        code=identity.code(signed.data),
        fingerprint=signed.fingerprints[0],
        transfer=transferred,
    )


def file_countersigned(vault: OpenVault, draft: Draft, data: bytes) -> SignedCopy:
    """Keep a signed document that came back with the manager's signature; exports write it then.

    It has to be a document of `draft`'s record, byte for byte, with that signature behind it and
    nothing else. Raises NotCountersigned.
    """
    from kinfile.export.countersigning import require_one_more

    documents = vault.documents(_plain(draft.ref))
    for kept in documents:
        if kept.edition != FULL or kept.kind == COUNTERSIGNED:
            continue
        original = vault.document(kept.id)
        if not data.startswith(original):
            continue
        require_one_more(original, data)
        later = [each for each in documents if each.version == kept.version and each.id > kept.id]
        if any(each.kind == COUNTERSIGNED for each in later):
            raise NotCountersigned(problem="already")
        filed = vault.keep_document(
            _plain(draft.ref), data, version=kept.version, edition=FULL, kind=COUNTERSIGNED
        )
        return _copy(draft, _reopened(vault, filed))
    raise NotCountersigned(problem="not-ours")


def _require_passwords(draft: Draft) -> None:
    """Raises PasswordsBanned where the organisation takes no files with a password."""
    words = draft.profile.words
    if words.get(_POLICY, _ALLOWED) != _ALLOWED:
        raise PasswordsBanned(profile=draft.profile.name, instead=words.get(_MAIL, ""))


def _note(
    vault: OpenVault, facts: Facts, edition: str, sha256: str, passphrase: str | None = None
) -> None:
    """A line in the ledger for one file that was written."""
    vault.note_export(
        _plain(facts.draft.ref),
        version=facts.draft.version,
        edition=edition,
        sha256=bytes.fromhex(sha256),
        passphrase=passphrase,
    )


def _kept(vault: OpenVault, draft: Draft, version: int, key: str = FULL) -> StoredDocument | None:
    for document in reversed(vault.documents(_plain(draft.ref))):
        if document.version == version and document.edition == key:
            return document
    return None


def _kept_copy(vault: OpenVault, facts: Facts, language: Language) -> SignedPdf | None:
    """The copy wanted, in that language, where the vault has it of the record's version."""
    draft, wish = facts.draft, facts.wish
    if wish.is_original:
        original = _kept(vault, draft, draft.version)
        found = None if original is None else _reopened(vault, original)
        spoken = language.code.partition("-")[0]
        if found is not None and pipeline.language_of(found.data) == spoken:
            return found
    kept = _kept(vault, draft, draft.version, wish.key(language.code))
    return None if kept is None else _reopened(vault, kept)


def _wanted(
    vault: OpenVault, facts: Facts, language: Language, watch: Watch
) -> tuple[SignedPdf, bool]:
    """The copy that leaves, and whether it is a new one that has to be kept."""
    if _kept(vault, facts.draft, facts.draft.version) is None:
        return _sealed(vault, facts, Standing.URGENT, vault.head(), language, watch), False
    kept = _kept_copy(vault, facts, language)
    if kept is not None:
        return kept, False
    return _sealed(vault, facts, Standing.SIGNED, vault.head(), language, watch), True


def _keep(vault: OpenVault, facts: Facts, signed: SignedPdf, language: Language) -> None:
    """Keep a signed copy of a signed record."""
    vault.keep_document(
        _plain(facts.draft.ref),
        signed.data,
        version=facts.draft.version,
        edition=facts.wish.key(language.code),
    )


def _reopened(vault: OpenVault, kept: StoredDocument) -> SignedPdf:
    """A kept document with what its receipt says, read from the document itself."""
    edition, _, _ = kept.edition.partition("/")
    signed = pipeline.reopen(vault.document(kept.id), edition=edition)
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
        signers=signed.fingerprints,
        pdf=signed.data,
    )


def _sealed(
    vault: OpenVault,
    facts: Facts,
    standing: Standing,
    head: Head,
    language: Language,
    watch: Watch,
) -> SignedPdf:
    watch.step(0, 100)
    key = _key(vault, facts, standing)
    printable = _printable(facts, standing, head, key, language)
    drawn = pipeline.draw(printable, language, watch=watch.part(0, _DRAWN))
    return pipeline.seal(drawn, key.identity, language=language)


def _key(vault: OpenVault, facts: Facts, standing: Standing) -> KeptKey:
    """The key that signs. What stops a signature stops neither an urgent copy nor a look."""
    urgent = standing is not Standing.SIGNED
    return signing_keys.choose(vault, facts.key, at=facts.at, urgent=urgent)


def _role(draft: Draft, worker: Worker, language: Language) -> str:
    """The worker's role in words: a code of the form's list, or what they wrote themselves."""
    question = draft.form.by_id().get(QuestionId("assessor_role"))
    return code_words(question, worker.role, language)


def _printable(
    facts: Facts, standing: Standing, head: Head, key: KeptKey, language: Language
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
        correction=facts.correction,
        tier="self" if key.identity.is_self_issued else "ca",
        key_words=identity.key_words(key.identity.certificate),
        edition=facts.wish.edition,
        large_print=facts.wish.large_print,
        request=facts.wish.request,
    )


def _plain(ref: str) -> str:
    return ref.replace("-", "")

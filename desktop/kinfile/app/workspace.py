# SPDX-License-Identifier: Apache-2.0
"""An unlocked vault and what may be done with it: the one door for the window and the commands.

Every mutation is a named method that runs on one thread, keeps everything in one transaction and
answers with what there is afterwards. Nothing here draws, and nothing here knows Qt.
"""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kinfile.app import entry, handover, stored
from kinfile.app.changes import Change, OpenSection
from kinfile.app.draft import Draft, Kept, RecordLine, RecordStatus, Worker
from kinfile.app.drafting import Working, profile_of, work
from kinfile.app.handover import Exported, SignedCopy
from kinfile.app.outcomes import BroughtIn, PastAnswer, ResumePoint, VaultStatus
from kinfile.app.summary import (
    key_date_of,
    line_of,
    shown_reference,
    status_of,
    subject_of,
    summary_of,
)
from kinfile.errors import WrongPassphrase
from kinfile.forms import catalogue, loader
from kinfile.forms.model import Form, QuestionId, SectionId
from kinfile.forms.profile import NATIONAL, PROFILE
from kinfile.i18n import Language
from kinfile.records import document
from kinfile.records.evaluate import evaluate
from kinfile.records.marks import NO_MARKS
from kinfile.records.model import Answer, Answers, Place, RowId
from kinfile.records.model import Path as AnswerPath
from kinfile.records.program import program_of
from kinfile.vault.journal import now
from kinfile.vault.keys import Cost
from kinfile.vault.migrations import SUPPORTED
from kinfile.vault.rows import StoredRecord, StoredWorker
from kinfile.vault.session import LockedVault, OpenVault

Clock = Callable[[], datetime]

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 8  # 40 bits: a vault of 10,000 records collides once in 20,000 vaults

_FORGIVING = str.maketrans({"-": None, " ": None, "O": "0", "I": "1", "L": "1"})
_RESUME = "resume-point"
_EXAMPLE = "example-record"


@dataclass(frozen=True, slots=True, repr=False)
class Created:
    """A new vault, unlocked. The recovery code is shown once and kept nowhere readable."""

    workspace: "Workspace"
    recovery_code: str


class Workspace:
    """See the module. Use as a context manager, or lock() it; either closes the vault."""

    def __init__(self, folder: Path, vault: OpenVault, clock: Clock) -> None:
        self.folder = folder
        self._vault = vault
        self._clock = clock
        self._held: dict[str, Working] = {}

    @classmethod
    def create(
        cls,
        folder: Path,
        worker: Worker,
        passphrase: bytearray,
        *,
        clock: Clock = now,
        cost: Cost | None = None,
    ) -> Created:
        """Make a vault at `folder` with its keys and its owner's signing identity.

        Raises WeakPassphrase, VaultExists, UnsafePlace or NotKept; the passphrase is wiped.
        """
        vault, code = LockedVault.create(
            folder,
            name=worker.name,
            role=worker.role,
            passphrase=passphrase,
            cost=cost or Cost.calibrated(),
            clock=clock,
        )
        workspace = cls(folder, vault, clock)
        workspace.update_worker(worker)
        handover.make_identity(vault, worker, at=clock())
        return Created(workspace, code.text)

    @classmethod
    def unlock(cls, folder: Path, passphrase: bytearray, *, clock: Clock = now) -> "Workspace":
        """Open the vault at `folder`; the passphrase is wiped.

        Raises NotAVault, WrongPassphrase, TooSoon, VaultBusy, VaultTooNew, VaultDamaged, NotKept.
        """
        return cls(folder, LockedVault(folder, clock=clock).unlock(passphrase), clock)

    # -- the worker and the vault ---------------------------------------------------------

    @property
    def worker(self) -> Worker:
        kept = self._vault.worker()
        return Worker(
            name=kept.name,
            role=kept.role,
            organisation=kept.organisation,
            registration=kept.registration,
            phone=kept.phone,
            email=kept.email,
        )

    def update_worker(self, worker: Worker) -> None:
        self._vault.update_worker(
            StoredWorker(
                name=worker.name,
                role=worker.role,
                organisation=worker.organisation,
                registration=worker.registration,
                phone=worker.phone,
                email=worker.email,
            )
        )

    def is_owner(self, passphrase: bytearray) -> bool:
        """Whether `passphrase` opens this vault; it is wiped. Raises TooSoon."""
        return self._vault.verify_passphrase(passphrase)

    def integrity(self) -> tuple[str, ...]:
        """What is wrong with the vault, as codes; empty when it is sound. Reads all of it."""
        return self._vault.check()

    def status(self) -> VaultStatus:
        return VaultStatus(
            id=self._vault.vault_id,
            version=SUPPORTED,
            created=self._vault.created_at,
            last_backup=None,
            records=len(self._vault.records()),
        )

    def lock(self) -> None:
        self._held.clear()
        self._vault.lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.lock()

    # -- records --------------------------------------------------------------------------

    def caseload(self) -> tuple[RecordLine, ...]:
        """Every record, newest change first. Evaluates nothing."""
        return tuple(line_of(kept) for kept in self._vault.records())

    def start(self, form: str, *, profile: str = NATIONAL) -> Draft:
        """Begin a record, with what is known already filled in. Raises UnknownForm."""
        definition = catalogue.load(form)
        single = {
            name: answer
            for name, answer in self._known(definition, profile).items()
            if name in definition.by_id()
        }
        return self._begin(definition, Answers(single), profile, (), touched=False)

    def _known(self, form: Form, profile: str) -> Mapping[QuestionId, Answer]:
        worker = self.worker
        role = form.by_id().get(QuestionId("assessor_role"))
        known = {
            PROFILE: profile,
            "assessor_name": worker.name,
            "assessor_role": worker.role if role and worker.role in role.codes else "",
            "assessor_org": worker.organisation,
            "assessor_phone": worker.phone,
            "assessor_email": worker.email,
            "assessor_registration": worker.registration,
        }
        return {QuestionId(name): Answer(value=text) for name, text in known.items() if text}

    def bring_in(self, data: bytes) -> BroughtIn:
        """A record from a file of answers. Raises Unusable or UnknownForm, and stores nothing then.

        Every forced section for which the file holds an answer is opened.
        """
        whole = document.parse(data)
        form = catalogue.load(document.form_named(whole))
        found = document.read_document(whole, form)
        answered = {form.by_id()[name].section for name in found.answers.single}
        opened = [
            OpenSection(section.id)
            for section in form.sections
            if (section.by_alert and section.id in answered) or section.id in found.marks.opened
        ]
        draft = self._begin(form, found.answers, found.profile, opened, touched=True)
        given = [
            acknowledge
            for acknowledge in entry.acknowledgements(found.marks)
            if any(
                acknowledge.alert == standing.alert.id and standing.alert.may_be_acknowledged
                for standing in draft.report.alerts
            )
        ]
        if given:
            draft = self.keep(draft.ref, given).draft
        return BroughtIn(draft, found.refused)

    def _begin(
        self,
        form: Form,
        answers: Answers,
        profile: str,
        changes: Sequence[Change],
        *,
        touched: bool,
    ) -> Draft:
        program_of(form)
        ref = "".join(secrets.choice(CROCKFORD) for _ in range(REFERENCE_LENGTH))
        working = Working(
            form=form,
            answers=answers,
            marks=NO_MARKS,
            entries=tuple(stored.whole(form, answers, NO_MARKS)),
        )
        at = self._clock()
        worked = work(
            working,
            changes,
            at=at,
            today=at.date(),
            reference=shown_reference(ref),
            profile=profile,
        )
        self._vault.create_record(
            ref,
            form.id,
            form.version,
            form.body,
            profile,
            summary_of(form, worked.working.answers, worked.report, touched=touched),
            worked.working.entries,
        )
        return self.open(ref)

    def open(self, ref: str) -> Draft:
        """The record `ref` (with or without its dash). Raises UnknownRecord."""
        kept = self._vault.read(plain_reference(ref))
        working = self._working(kept)
        today = date.fromisoformat(kept.signed_on) if kept.signed_on else self._clock().date()
        profile = profile_of(working.answers, kept.profile)
        report = evaluate(
            working.form,
            working.answers,
            profile,
            today,
            working.marks,
            reference=shown_reference(kept.ref),
        )
        self._held = {kept.ref: working}
        touched = line_of(kept).status is not RecordStatus.NOT_STARTED
        is_draft = kept.status == "draft"
        return Draft(
            ref=shown_reference(kept.ref),
            form=working.form,
            profile=profile,
            answers=working.answers,
            marks=working.marks,
            report=report,
            status=status_of(report, touched=touched) if is_draft else RecordStatus(kept.status),
            version=kept.version,
            subject=subject_of(working.answers),
            key_date=key_date_of(working.answers),
            changed_at=kept.updated_at.astimezone(),
        )

    def _working(self, kept: StoredRecord) -> Working:
        form = self._form(kept.form_id, kept.form_version)
        return Working(
            form=form, answers=stored.answers_of(form, kept), marks=stored.marks_of(kept)
        )

    def _form(self, form: str, version: int) -> Form:
        """The very definition that a record was filled with."""
        body = self._vault.definition(form, version)
        if form in catalogue.installed():
            installed = catalogue.load(form)
            if installed.body == body:
                return installed
        return loader.from_json(body)

    def keep(self, ref: str, changes: Sequence[Change]) -> Kept:
        """Keep `changes` and what follows from them, in one transaction.

        When this returns they are on the disk. Raises RecordClosed for a signed record,
        NothingAsked, NotKept; then nothing of them is kept.
        """
        ref = plain_reference(ref)
        working = self._held.get(ref)
        if working is None:
            working = self._working(self._vault.read(ref))
        kept = self._vault.summary(ref)
        at = self._clock()
        worked = work(
            working,
            changes,
            at=at,
            today=at.date(),
            reference=shown_reference(ref),
            profile=kept.profile,
        )
        answers = worked.working.answers
        sequence = self._vault.append(
            ref,
            worked.working.entries,
            summary=summary_of(working.form, answers, worked.report),
        )
        self._held = {ref: Working(form=working.form, answers=answers, marks=worked.working.marks)}
        draft = Draft(
            ref=shown_reference(ref),
            form=working.form,
            profile=worked.profile,
            answers=answers,
            marks=worked.working.marks,
            report=worked.report,
            status=status_of(worked.report),
            version=kept.version,
            subject=subject_of(answers),
            key_date=key_date_of(answers),
            changed_at=at,
        )
        return Kept(draft, at, sequence)

    def answers_json(self, ref: str) -> dict[str, Any]:
        """The record as ANSWERS.json."""
        draft = self.open(ref)
        return document.write_document(
            draft.form,
            draft.answers,
            draft.marks,
            profile=draft.profile.id,
            today=draft.report.today,
        )

    def history(self, ref: str, path: AnswerPath | None = None) -> tuple[PastAnswer, ...]:
        """What happened to a record, or to one of its answers, oldest first."""
        draft = self.open(ref)
        field = row = None
        if path is not None:
            place = entry.place_at(draft, path)
            field, row = place.question, place.row or ""
        return tuple(
            PastAnswer(
                seq=change.seq,
                at=change.at.astimezone(),
                by=change.by,
                kind=change.kind,
                path=entry.spelled(draft, change.field, change.row),
                old=change.old,
                new=change.new,
            )
            for change in self._vault.history(plain_reference(ref), field, row)
        )

    # -- signing and handing over -----------------------------------------------------------

    def sign(
        self,
        ref: str,
        passphrase: bytearray,
        *,
        declared: bool,
        language: Language,
        manager_field: bool = False,
    ) -> SignedCopy:
        """Freeze this version and sign its document.

        Raises WrongPassphrase, NotReadyToSign (what it waits for), RecordClosed, MissingGlyph.
        """
        draft = self.open(ref)
        handover.require_ready(draft, declared=declared)
        if not self.is_owner(passphrase):
            raise WrongPassphrase(wait=0)
        copy = handover.sign(
            self._vault,
            self._printable(draft, manager_field=manager_field),
            language=language,
        )
        self._held.clear()
        return copy

    def signed_copy(self, ref: str) -> SignedCopy | None:
        """The signed PDF that the vault keeps, or None."""
        return handover.signed_copy(self._vault, self.open(ref))

    def preview(self, ref: str, *, language: Language) -> bytes:
        """The document as it would be, stamped as a draft; the signed one where there is one."""
        copy = self.signed_copy(ref)
        if copy is not None:
            return copy.pdf
        return handover.preview(self._vault, self._printable(self.open(ref)), language=language)

    def export(
        self, ref: str, folder: Path, *, language: Language, urgent: bool = False
    ) -> Exported:
        """Write the signed document (or, `urgent`, one stamped INCOMPLETE) into `folder`.

        Raises NotSigned, NotWritten, MissingGlyph.
        """
        draft = self.open(ref)
        return handover.export(
            self._vault, self._printable(draft), folder, language=language, urgent=urgent
        )

    def _printable(self, draft: Draft, *, manager_field: bool = False) -> handover.Facts:
        return handover.Facts(
            draft=draft,
            worker=self.worker,
            at=self._clock(),
            manager_field=manager_field,
        )

    # -- where the worker was, and the made-up family ---------------------------------------

    def resume_point(self) -> ResumePoint | None:
        """Where the worker last was, if that record can still be changed."""
        text = self._vault.setting(_RESUME)
        if text is None:
            return None
        ref, section, question, row = json.loads(text)
        lines = {line.ref: line for line in self.caseload()}
        if ref not in lines or not lines[ref].status.may_change:
            return None
        place = Place(QuestionId(question), RowId(row) if row else None) if question else None
        return ResumePoint(ref, SectionId(section), place)

    def keep_resume_point(self, point: ResumePoint) -> None:
        place = point.place
        where = [place.question, place.row] if place else [None, None]
        self._vault.put_setting(_RESUME, json.dumps([point.ref, point.section, *where]))

    def example(self, *, language: Language) -> Draft:
        """The made-up family's record, made when it is first asked for."""
        from kinfile.app.example import example_answers

        ref = self._vault.setting(_EXAMPLE)
        if ref is not None and any(line.ref == ref for line in self.caseload()):
            return self.open(ref)
        draft = self.bring_in(example_answers(self._clock().date(), language)).draft
        self._vault.put_setting(_EXAMPLE, draft.ref)
        return draft


def plain_reference(ref: str) -> str:
    """A reference as it is stored, from any way of writing it."""
    return ref.strip().upper().translate(_FORGIVING)

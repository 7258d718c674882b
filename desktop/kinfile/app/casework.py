# SPDX-License-Identifier: Apache-2.0
"""Records of an open vault: begun, brought in, opened, kept.

Each mutation is one transaction and answers with what there is afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kinfile.app import entry, stored
from kinfile.app.changes import Change, OpenSection, Withhold
from kinfile.app.draft import Draft, Kept, LeftOver, RecordLine, RecordStatus
from kinfile.app.drafting import Worked, Working, profile_of, work
from kinfile.app.opened import Opened
from kinfile.app.outcomes import BroughtIn, PastAnswer
from kinfile.app.references import new_reference, plain_reference
from kinfile.app.summary import (
    key_date_of,
    line_of,
    shown_reference,
    status_of,
    subject_of,
    summary_of,
)
from kinfile.forms import catalogue, loader
from kinfile.forms.model import Form, QuestionId
from kinfile.forms.profile import NATIONAL, PROFILE
from kinfile.forms.translation import translated, translated_profile
from kinfile.i18n import Language
from kinfile.records import document
from kinfile.records.evaluate import evaluate
from kinfile.records.marks import NO_MARKS, Marks
from kinfile.records.model import Answer, Answers, Place
from kinfile.records.model import Path as AnswerPath
from kinfile.records.program import program_of
from kinfile.vault.rows import StoredRecord, StoredSummary


class Casework(Opened):
    """What may be done with records before they are signed."""

    def caseload(self) -> tuple[RecordLine, ...]:
        """Every record, newest change first. Evaluates nothing."""
        return tuple(line_of(kept) for kept in self._vault.records())

    def start(self, form: str, *, profile: str = NATIONAL) -> Draft:
        """Begin a record, with what is known already filled in. Raises UnknownForm."""
        definition = catalogue.load(form)
        single = self._prefilled(definition, profile)
        return self._begin(definition, Answers(single), profile, (), touched=False)

    def _prefilled(self, form: Form, profile: str) -> Mapping[QuestionId, Answer]:
        known = self._known(form, profile)
        return {name: answer for name, answer in known.items() if name in form.by_id()}

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
        marks = Marks(paper=found.marks.paper)
        draft = self._begin(form, found.answers, found.profile, opened, touched=True, marks=marks)
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
        marks: Marks = NO_MARKS,
    ) -> Draft:
        program_of(form)
        ref = new_reference()
        working = Working(
            form=form,
            answers=answers,
            marks=marks,
            entries=tuple(stored.whole(form, answers, marks)),
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
            origin=catalogue.origin(form.id).kind.value,
        )
        return self.open(ref)

    def open(self, ref: str, *, language: Language | None = None) -> Draft:
        """The record `ref` (with or without its dash). Raises UnknownRecord.

        Its form is in the language in which this workspace asks, or in `language`.
        """
        kept = self._vault.read(plain_reference(ref))
        working = self._working(kept, language)
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
        if language is None:
            self._held = {kept.ref: working}
        touched = line_of(kept).status is not RecordStatus.NOT_STARTED
        worked = Worked(working=working, profile=profile, report=report)
        return self._draft(kept, worked, touched=touched)

    def _draft(self, kept: StoredSummary, worked: Worked, *, touched: bool = True) -> Draft:
        working, report = worked.working, worked.report
        is_draft = kept.status == "draft"
        return Draft(
            ref=shown_reference(kept.ref),
            form=working.form,
            profile=translated_profile(worked.profile, self._asks_in.of(working.form.language)),
            answers=working.answers,
            marks=working.marks,
            report=report,
            status=status_of(report, touched=touched) if is_draft else RecordStatus(kept.status),
            version=kept.version,
            subject=subject_of(working.answers),
            key_date=key_date_of(working.answers),
            changed_at=kept.updated_at.astimezone(),
            origin=kept.origin,
            newer=working.newer if is_draft else None,
            put_aside=date.fromisoformat(kept.put_aside) if kept.put_aside else None,
            left_over=working.left_over,
        )

    def _working(self, kept: StoredRecord, language: Language | None = None) -> Working:
        form = translated(self._form(kept), language or self._asks_in)
        answers = stored.answers_of(form, kept)
        return Working(
            form=form,
            answers=answers,
            marks=stored.marks_of(kept),
            left_over=self._left_over(form, kept, answers, language),
            newer=_newer(form),
        )

    def _left_over(
        self, form: Form, kept: StoredRecord, answers: Answers, language: Language | None = None
    ) -> tuple[LeftOver, ...]:
        """What `form` has no place for, each as the latest version reads it that has one."""
        left = tuple(stored.left_of(form, kept, answers))
        if not left:
            return ()
        earlier = [
            translated(loader.from_json(body), language or self._asks_in)
            for body in self._vault.definitions(kept.ref)
        ]
        read = (
            next(filter(None, (stored.left_over(each, kept, *one) for each in earlier)), None)
            for one in left
        )
        return tuple(sorted(filter(None, read), key=lambda found: found.path))

    def _asked(self, kept: StoredSummary) -> Form:
        """The form of a record, in the language in which this workspace asks."""
        return translated(self._form(kept), self._asks_in)

    def _form(self, kept: StoredSummary) -> Form:
        """The very definition that a record was filled with."""
        body = self._vault.definition(kept.form_sha256)
        if kept.form_id in catalogue.installed():
            installed = catalogue.load(kept.form_id)
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
        left = tuple(each for each in working.left_over if not _is_answered(each, answers))
        now = replace(worked.working, entries=(), left_over=left)
        self._held = {ref: now}
        draft = self._draft(replace(kept, updated_at=at), replace(worked, working=now))
        return Kept(draft, at, sequence)

    def withhold(self, ref: str, place: Place, *, on: bool = True) -> Kept:
        """Leave what stands at `place` out of every copy, where it prints as withheld, or undo it.

        It stays in the record. Raises KeyError for a question that the record's form does not
        have, RecordClosed for a signed record, NotKept.
        """
        draft = self.open(ref)
        _ = draft.form.by_id()[place.question]
        return self.keep(ref, [Withhold(place, on)])

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


def _newer(form: Form) -> int | None:
    """The version of `form` that is installed, where it is not this very definition."""
    if form.id not in catalogue.installed():
        return None
    installed = catalogue.load(form.id)
    return None if installed.body == form.body else installed.version


def _is_answered(left: LeftOver, answers: Answers) -> bool:
    """Whether its place holds an answer again: the question takes other values now."""
    return answers.at(left.place) is not None

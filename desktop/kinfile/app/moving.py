# SPDX-License-Identifier: Apache-2.0
"""A draft moved to the version of its form that is installed now, after a look at what changes.

An answer for which the new version has no place stays where it is in the vault: it is shown as
left over, it is in no rule and no document, and a later version that asks for it again finds it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from kinfile.app import stored
from kinfile.app.casework import Casework
from kinfile.app.draft import Draft, LeftOver
from kinfile.app.drafting import Worked, Working, work
from kinfile.app.references import plain_reference
from kinfile.app.summary import shown_reference, summary_of
from kinfile.errors import RecordClosed, UnknownForm
from kinfile.forms import catalogue
from kinfile.forms.model import AlertId, Form
from kinfile.records.marks import Marks
from kinfile.records.model import Answers, Path
from kinfile.records.program import program_of
from kinfile.records.report import Missing
from kinfile.records.settle import path_of
from kinfile.vault.rows import Entry, StoredRecord


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Move:
    """What moving a draft does. `before` and `after` are the numbers of the two versions.

    `carried` counts the answers that stay; `left_over` are those that find no place now,
    `asked` the questions that are shown and were not in the version before; `missing` is what
    is missing after and was not before. `raised` and `ended` are alerts.
    """

    ref: str
    before: int
    after: int
    carried: int
    left_over: tuple[LeftOver, ...]
    asked: tuple[Path, ...]
    missing: tuple[Missing, ...]
    raised: tuple[AlertId, ...]
    ended: tuple[AlertId, ...]


class Moving(Casework):
    """Drafts and the versions of their forms."""

    def plan_move(self, ref: str, version: int) -> Move:
        """What `move` would do; nothing is written. Raises as `move` does."""
        draft = self.open(ref)
        kept = self._movable(ref)
        worked = self._moved(kept, _installed(kept.form_id, version))
        form, report = worked.working.form, worked.report
        before = {each.alert.id for each in draft.report.alerts}
        after = {each.alert.id for each in report.alerts}
        asked = (place for place in report.shown if place.question not in draft.form.by_id())
        carried = [*worked.working.answers.single, *_in_rows(worked.working.answers)]
        return Move(
            ref=draft.ref,
            before=draft.form.version,
            after=form.version,
            carried=len(carried),
            left_over=self._left_over(form, kept, worked.working.answers),
            asked=tuple(sorted(path_of(place, worked.working.answers) for place in asked)),
            missing=tuple(each for each in report.missing if each not in draft.report.missing),
            raised=tuple(each.alert.id for each in report.alerts if each.alert.id not in before),
            ended=tuple(a.alert.id for a in draft.report.alerts if a.alert.id not in after),
        )

    def move(self, ref: str, version: int) -> Draft:
        """Move the draft `ref` to `version` of its form, in one transaction.

        Raises UnknownForm where that is not the version installed, UnknownRecord, RecordClosed
        for a signed record, NotKept.
        """
        kept = self._movable(ref)
        worked = self._moved(kept, _installed(kept.form_id, version))
        form = worked.working.form
        self._vault.move_record(
            kept.ref,
            form.version,
            form.body,
            entries=worked.working.entries,
            summary=summary_of(form, worked.working.answers, worked.report),
            origin=catalogue.origin(form.id).kind.value,
        )
        return self.open(ref)

    def _movable(self, ref: str) -> StoredRecord:
        kept = self._vault.read(plain_reference(ref))
        if kept.status != "draft":
            raise RecordClosed(ref=shown_reference(kept.ref), status=kept.status)
        return kept

    def _moved(self, kept: StoredRecord, form: Form) -> Worked:
        program_of(form)
        marks = stored.marks_of(kept)
        known, ended = _still_meant(form, marks)
        at = self._clock()
        working = Working(
            form=form,
            answers=stored.answers_of(form, kept),
            marks=known,
            entries=tuple(ended),
        )
        return work(
            working,
            (),
            at=at,
            today=at.date(),
            reference=shown_reference(kept.ref),
            profile=kept.profile,
        )


def _installed(form: str, version: int) -> Form:
    found = catalogue.load(form)
    if found.version != version:
        raise UnknownForm(form=form, problem="version", version=version, installed=found.version)
    return found


def _in_rows(answers: Answers) -> Iterator[str]:
    for group in answers.groups:
        for row in answers.rows(group):
            yield from row.answers


def _still_meant(form: Form, marks: Marks) -> tuple[Marks, list[Entry]]:
    """The marks that mean something in `form`, and the entries that end the others."""
    questions: Collection[str] = form.by_id()
    asked = {*questions, *form.groups}
    sections = {section.id for section in form.sections}
    alerts = {alert.id for alert in form.alerts}
    opened = marks.opened & sections
    said = {k: v for k, v in marks.acknowledged.items() if k in alerts}
    texts = {
        key: v
        for key, v in marks.confirmed_texts.items()
        if key[0] in alerts and key[1].question in questions
    }
    problems = frozenset(key for key in marks.confirmed_problems if key[1].question in asked)
    ended = [stored.unmark_entry(stored.OPENED, key) for key in sorted(marks.opened - opened)]
    ended += [
        stored.unmark_entry(stored.ACKNOWLEDGED, key) for key in marks.acknowledged.keys() - said
    ]
    for kind, gone in (
        (stored.CONFIRMED_TEXT, marks.confirmed_texts.keys() - texts),
        (stored.CONFIRMED_PROBLEM, marks.confirmed_problems - problems),
    ):
        ended += [stored.unmark_entry(kind, stored.mark_key(*key)) for key in gone]
    known = replace(
        marks,
        opened=opened,
        acknowledged=said,
        confirmed_texts=texts,
        confirmed_problems=problems,
    )
    return known, ended

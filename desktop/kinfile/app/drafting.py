# SPDX-License-Identifier: Apache-2.0
"""Changes applied to a record in memory, each with the entries that keep it.

Pure: nothing is written here. `Working` is what a record holds while changes are worked in;
its entries go to the vault in one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from kinfile.app import stored
from kinfile.app.changes import (
    Acknowledge,
    AddRow,
    Change,
    CloseSection,
    ConfirmProblem,
    ConfirmText,
    NotePaper,
    OpenSection,
    RestoreRow,
    ReturnNote,
    SetAnswer,
    SignByHand,
    StateNone,
    StrikeRow,
    UseNote,
    Withhold,
    WriteNotes,
)
from kinfile.app.draft import LeftOver
from kinfile.app.noting import noted
from kinfile.app.premade import made_rows
from kinfile.errors import NothingAsked
from kinfile.forms import catalogue
from kinfile.forms.model import Form, GroupId, Kind, QuestionId
from kinfile.forms.profile import PROFILE, Profile
from kinfile.records.evaluate import evaluate
from kinfile.records.marks import Marks
from kinfile.records.model import Answers, Place, Row, RowId
from kinfile.records.report import Acknowledgement, Report
from kinfile.vault.rows import Entry

_BY_SIGNING = frozenset({Kind.SIGNATURE, Kind.DECLARATION})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Working:
    """A record with its changes so far and the entries that will keep them.

    `left_over` and `newer` are the draft's (draft.py), as they were when it was opened.
    """

    form: Form
    answers: Answers
    marks: Marks
    entries: tuple[Entry, ...] = ()
    left_over: tuple[LeftOver, ...] = ()
    newer: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Worked:
    """What came of some changes: the record, its report, and what is to be written."""

    working: Working
    profile: Profile
    report: Report


def profile_of(answers: Answers, fallback: str) -> Profile:
    """The partnership profile that the answers name, else the one the record began with."""
    answer = answers.single.get(PROFILE)
    name = str(answer.value) if answer and answer.value else fallback
    return catalogue.profile(name)


def work(
    working: Working,
    changes: Sequence[Change],
    *,
    at: datetime,
    today: date,
    reference: str,
    profile: str,
) -> Worked:
    """Apply `changes` and everything that follows from them.

    Made rows are brought up to date; a confirmation ends with an edit of what it confirmed; an
    acknowledgement ends when its alert clears; the first answer in a section that an alert
    opened keeps that section open. Raises NothingAsked for an acknowledgement that no standing
    alert asks for.
    """
    said = [change for change in changes if isinstance(change, Acknowledge | ConfirmText)]
    for change in changes:
        if change not in said:
            working = _apply(working, change, at)
    local = profile_of(working.answers, profile)
    changed = {change.place.question for change in changes if isinstance(change, SetAnswer)}
    for change in made_rows(working.form, working.answers, local, changed=changed):
        working = _apply(working, change, at)
    report = _report(working, local, today, reference)
    for change in said:
        _must_stand(change, report)
        working = _apply(working, change, at)
    working = _keep_open(working, changes, report)
    working = _end_acknowledgements(working, report)
    if said:
        report = _report(working, local, today, reference)
    return Worked(working=working, profile=local, report=report)


def _report(working: Working, profile: Profile, today: date, reference: str) -> Report:
    return evaluate(
        working.form, working.answers, profile, today, working.marks, reference=reference
    )


def _must_stand(change: Acknowledge | ConfirmText, report: Report) -> None:
    for standing in report.alerts:
        if standing.alert.id == change.alert and standing.alert.may_be_acknowledged:
            return
    raise NothingAsked(alert=change.alert)


def _with(working: Working, *entries: Entry, **changed: object) -> Working:
    return replace(working, entries=(*working.entries, *entries), **changed)  # type: ignore[arg-type]


def _apply(working: Working, change: Change, at: datetime) -> Working:  # noqa: C901, PLR0911  (one case a kind)
    answers, marks = working.answers, working.marks
    match change:
        case SetAnswer(place):
            return _set_answer(working, place, change)
        case AddRow(group, row):
            rows = (*answers.groups.get(group, ()), Row(row))
            entry = Entry(kind="row-added", field=group, row=row)
            return _not_none(_with(working, entry, answers=answers.with_rows(group, rows)), group)
        case StrikeRow(group, row):
            return _strike(working, group, row, struck=True)
        case RestoreRow(group, row):
            return _not_none(_strike(working, group, row, struck=False), group)
        case StateNone(group, stated_none):
            entry = stored.none_entry(group, stated=stated_none)
            return _with(
                working, entry, answers=answers.with_none_stated(group, stated=stated_none)
            )
        case OpenSection(section):
            entry = stored.mark_entry(stored.OPENED, section)
            return _with(working, entry, marks=replace(marks, opened=marks.opened | {section}))
        case CloseSection(section):
            entry = stored.unmark_entry(stored.OPENED, section)
            return _with(working, entry, marks=replace(marks, opened=marks.opened - {section}))
        case Acknowledge(alert, by, note):
            said = Acknowledgement(by, note, at.isoformat(timespec="minutes"))
            entry = stored.mark_entry(stored.ACKNOWLEDGED, alert, said)
            known = {**marks.acknowledged, alert: said}
            return _with(working, entry, marks=replace(marks, acknowledged=known))
        case ConfirmText(alert, place, by, note):
            said = Acknowledgement(by, note, at.isoformat(timespec="minutes"))
            key = stored.mark_key(alert, place)
            texts = {**marks.confirmed_texts, (alert, place): said}
            entry = stored.mark_entry(stored.CONFIRMED_TEXT, key, said)
            return _with(working, entry, marks=replace(marks, confirmed_texts=texts))
        case ConfirmProblem(code, place):
            entry = stored.mark_entry(stored.CONFIRMED_PROBLEM, stored.mark_key(code, place))
            known_problems = marks.confirmed_problems | {(code, place)}
            return _with(working, entry, marks=replace(marks, confirmed_problems=known_problems))
        case Withhold() | NotePaper() | SignByHand():
            return _mark(working, change)
        case WriteNotes() | UseNote() | ReturnNote():
            notes, entries = noted(marks.notes, change, at=at)
            return _with(working, *entries, marks=replace(marks, notes=notes))


def _mark(working: Working, change: Withhold | NotePaper | SignByHand) -> Working:
    marks = working.marks
    match change:
        case Withhold(place, is_on):
            return _withhold(working, place, is_on=is_on)
        case NotePaper(paper):
            entry = stored.paper_entry(paper)
            return _with(working, entry, marks=replace(marks, paper=paper))
        case SignByHand(hand) if hand == marks.hand:
            return working
        case SignByHand(hand):
            return _with(working, stored.hand_entry(hand), marks=replace(marks, hand=hand))


def _withhold(working: Working, place: Place, *, is_on: bool) -> Working:
    withheld = working.marks.withheld
    if (place in withheld) == is_on:
        return working
    key = stored.mark_key("", place)
    entry = (stored.mark_entry if is_on else stored.unmark_entry)(stored.WITHHELD, key)
    now = withheld | {place} if is_on else withheld - {place}
    return _with(working, entry, marks=replace(working.marks, withheld=now))


def _set_answer(working: Working, place: Place, change: SetAnswer) -> Working:
    question = working.form.by_id()[place.question]
    if question.kind in _BY_SIGNING or working.answers.at(place) == change.answer:
        return working
    entries = [stored.answer_entry(question, place, change.answer)]
    marks = working.marks
    texts = {key: said for key, said in marks.confirmed_texts.items() if key[1] != place}
    problems = frozenset(key for key in marks.confirmed_problems if key[1] != place)
    for code, edited in marks.confirmed_texts.keys() - texts.keys():
        entries.append(stored.unmark_entry(stored.CONFIRMED_TEXT, stored.mark_key(code, edited)))
    for code, edited in marks.confirmed_problems - problems:
        entries.append(stored.unmark_entry(stored.CONFIRMED_PROBLEM, stored.mark_key(code, edited)))
    if place in marks.copied:
        entries.append(stored.unmark_entry(stored.COPIED, stored.mark_key("", place)))
    copied = {where: each for where, each in marks.copied.items() if where != place}
    return _with(
        working,
        *entries,
        answers=working.answers.with_answer(place, change.answer),
        marks=replace(marks, confirmed_texts=texts, confirmed_problems=problems, copied=copied),
    )


def _not_none(working: Working, group: GroupId) -> Working:
    """A group that has a row again is no longer "asked, none"."""
    if group not in working.answers.none_stated:
        return working
    entry = stored.none_entry(group, stated=False)
    return _with(working, entry, answers=working.answers.with_none_stated(group, stated=False))


def _strike(working: Working, group: GroupId, row_id: RowId, *, struck: bool) -> Working:
    rows = tuple(
        replace(row, struck=struck) if row.id == row_id else row
        for row in working.answers.groups.get(group, ())
    )
    entry = Entry(kind="row-struck" if struck else "row-restored", field=group, row=row_id)
    return _with(working, entry, answers=working.answers.with_rows(group, rows))


def _keep_open(working: Working, changes: Sequence[Change], report: Report) -> Working:
    """Mark sections that an alert opened and that now hold a first answer as opened."""
    questions = working.form.by_id()
    for change in changes:
        if not isinstance(change, SetAnswer) or change.answer is None:
            continue
        section = questions[QuestionId(change.place.question)].section
        if report.sections[section].forced and section not in working.marks.opened:
            working = _with(
                working,
                stored.mark_entry(stored.OPENED, section),
                marks=replace(working.marks, opened=working.marks.opened | {section}),
            )
    return working


def _end_acknowledgements(working: Working, report: Report) -> Working:
    standing = {each.alert.id for each in report.alerts}
    ended = [alert for alert in working.marks.acknowledged if alert not in standing]
    if not ended:
        return working
    kept = {k: v for k, v in working.marks.acknowledged.items() if k not in ended}
    entries = [stored.unmark_entry(stored.ACKNOWLEDGED, alert) for alert in ended]
    return _with(working, *entries, marks=replace(working.marks, acknowledged=kept))

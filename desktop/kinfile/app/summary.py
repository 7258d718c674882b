# SPDX-License-Identifier: Apache-2.0
"""What the record list needs of a record, worked out at each save and kept beside it.

So the list of a thousand records reads one table and evaluates nothing.
"""

import json
from datetime import date

from kinfile.app.draft import KeyDate, RecordLine, RecordStatus, Subject
from kinfile.forms.dates import PartialDate
from kinfile.forms.model import NEVER_MISSING, Form, QuestionId, Severity
from kinfile.records.model import Answers
from kinfile.records.people import Person, find_person, people_of
from kinfile.records.report import Report, SectionState
from kinfile.vault.rows import StoredSummary


def subject_of(answers: Answers) -> Subject:
    """Who the record is about: the child named as its subject, else the mother, else a child."""
    people = people_of(answers)
    person = _subject(answers, people)
    if person is None:
        return Subject()
    parts = [part for part in (person.given, person.family) if part]
    return Subject(" ".join(f"{part[0].upper()}." for part in parts), person.name)


def _subject(answers: Answers, people: tuple[Person, ...]) -> Person | None:
    named = answers.single.get(QuestionId("yc_subject"))
    if named and isinstance(named.value, str):
        found = find_person(people, named.value)
        if found:
            return found
    mothers = {
        row.id
        for row in answers.rows("parents")
        if (role := row.answers.get(QuestionId("parents.role"))) and role.value == "mother"
    }
    known = [person for person in people if person.name]
    expecting = QuestionId("edd") in answers.single
    groups = ("parents", "children", "adults") if expecting else ("children", "parents", "adults")
    return min(
        known,
        key=lambda person: (
            groups.index(person.group) if person.group in groups else len(groups),
            person.row not in mothers,
        ),
        default=None,
    )


def key_date_of(answers: Answers) -> KeyDate | None:
    """The due date, else the date of the next review."""
    for kind, name in (("due", "edd"), ("review", "review_date"), ("review", "hv_review_date")):
        answer = answers.single.get(QuestionId(name))
        if answer and isinstance(answer.value, PartialDate) and answer.value.is_whole:
            return KeyDate(kind, answer.value.earliest)
    return None


def progress_of(form: Form, report: Report) -> tuple[int, int]:
    """How many of the sections that matter are complete, and how many matter."""
    counted = [
        report.sections[section.id]
        for section in form.sections
        if any(question.kind not in NEVER_MISSING for question in section.questions())
        and report.sections[section.id].state is not SectionState.NOT_RELEVANT
    ]
    done = sum(section.state is SectionState.COMPLETE for section in counted)
    return done, len(counted)


def status_of(report: Report, *, touched: bool = True) -> RecordStatus:
    """The status of an unsigned record; `touched` once somebody changed it after it was begun."""
    states = {section.state for section in report.sections.values()}
    if not touched or states <= {SectionState.NOT_STARTED, SectionState.NOT_RELEVANT}:
        return RecordStatus.NOT_STARTED
    return RecordStatus.IN_PROGRESS if report.blockers else RecordStatus.READY_TO_SIGN


def summary_of(form: Form, answers: Answers, report: Report, *, touched: bool = True) -> str:
    """The summary as the vault keeps it."""
    subject, key = subject_of(answers), key_date_of(answers)
    done, total = progress_of(form, report)
    urgent = any(
        standing.is_open
        for standing in report.alerts
        if standing.alert.severity is Severity.ACT_NOW
    )
    return json.dumps(
        {
            "initials": subject.initials,
            "name": subject.full_name,
            "key": [key.kind, key.on.isoformat()] if key else None,
            "done": done,
            "of": total,
            "status": status_of(report, touched=touched).value,
            "to_do": "follow_up" if urgent else "",
        },
        ensure_ascii=False,
    )


def shown_reference(ref: str) -> str:
    """XXXX-XXXX."""
    return f"{ref[:4]}-{ref[4:]}"


def line_of(kept: StoredSummary) -> RecordLine:
    """A line of the record list from what the vault kept."""
    summary = json.loads(kept.summary)
    key = summary.get("key")
    is_draft = kept.status == "draft"
    status = RecordStatus(summary.get("status", "not_started") if is_draft else kept.status)
    return RecordLine(
        ref=shown_reference(kept.ref),
        form=kept.form_id,
        status=status,
        subject=Subject(summary.get("initials", ""), summary.get("name", "")),
        key_date=KeyDate(key[0], date.fromisoformat(key[1])) if key else None,
        sections_done=summary.get("done", 0),
        sections=summary.get("of", 0),
        to_do=_to_do(kept, summary.get("to_do", "")),
        changed_at=kept.updated_at.astimezone(),
        put_aside=date.fromisoformat(kept.put_aside) if kept.put_aside else None,
    )


def _to_do(kept: StoredSummary, told: str) -> str:
    if kept.put_aside is not None:
        return ""
    return "send" if kept.status == "signed" else told

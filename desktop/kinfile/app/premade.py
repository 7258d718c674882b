# SPDX-License-Identifier: Apache-2.0
"""Rows that the program makes: the six implications, one row a baby, the pregnancy timings.

Each function says what is missing as changes, so that they are kept and remembered like
anything else. Rows that hold anything typed are never taken away.
"""

from collections.abc import Collection, Iterator

from kinfile.app.changes import AddRow, Change, RestoreRow, SetAnswer, StrikeRow
from kinfile.forms.model import Form, GroupId, QuestionId
from kinfile.forms.profile import PROFILE, Profile
from kinfile.records import milestones
from kinfile.records.calculate import due_date
from kinfile.records.model import Answer, Answers, Place, new_row_id

IMPLICATIONS = GroupId("implications")
UNBORN = GroupId("unborn")
MILESTONES = GroupId(milestones.GROUP)
_TOPIC = QuestionId("implications.topic")
_BABIES = QuestionId("number_of_babies")
_FOLLOWED = frozenset({QuestionId("edd"), PROFILE})
"""What the timings follow from."""


def made_rows(
    form: Form, answers: Answers, profile: Profile, *, changed: Collection[QuestionId] = ()
) -> tuple[Change, ...]:
    """What has to change so that every row the program makes is there and up to date.

    Rows that came with a file stay as they are until one of the answers they follow from is
    among `changed`.
    """
    found: list[Change] = []
    if IMPLICATIONS in form.groups:
        found += _implications(form, answers)
    if UNBORN in form.groups and (_BABIES in changed or not answers.rows(UNBORN)):
        found += _unborn(form, answers)
    if MILESTONES in form.groups and (
        not answers.rows(MILESTONES) or not _FOLLOWED.isdisjoint(changed)
    ):
        found += _milestones(answers, profile)
    return tuple(found)


def _implications(form: Form, answers: Answers) -> Iterator[Change]:
    topic = form.by_id()[_TOPIC]
    there = {
        row.answers[_TOPIC].value for row in answers.rows(IMPLICATIONS) if _TOPIC in row.answers
    }
    for option in topic.options:
        if option.code not in there:
            row = new_row_id()
            yield AddRow(IMPLICATIONS, row)
            yield SetAnswer(Place(_TOPIC, row), Answer(value=option.code))


def _unborn(form: Form, answers: Answers) -> Iterator[Change]:
    """As many rows as babies; a surplus row goes only while nothing is written in it."""
    answer = answers.single.get(_BABIES)
    wanted = answer.value if answer and isinstance(answer.value, int) else 0
    wanted = min(wanted, form.groups[UNBORN].maximum)
    if wanted < 1:
        return
    rows = answers.rows(UNBORN)
    struck = [row for row in answers.groups.get(UNBORN, ()) if row.struck]
    for n in range(wanted - len(rows)):
        if n < len(struck):
            yield RestoreRow(UNBORN, struck[n].id)
        else:
            yield AddRow(UNBORN, new_row_id())
    for row in rows[wanted:]:
        if not row.answers:
            yield StrikeRow(UNBORN, row.id)


def _milestones(answers: Answers, profile: Profile) -> Iterator[Change]:
    """A row a timing; a new due date moves those not yet marked done or not needed."""
    edd = due_date(answers)
    if edd is None:
        return
    there = {milestones.named(row): row for row in answers.rows(MILESTONES)}
    for name, due in milestones.due_dates(profile, edd):
        values = milestones.milestone_answers(name, due)
        row = there.get(name)
        if row is None:
            uid = new_row_id()
            yield AddRow(MILESTONES, uid)
            yield from (SetAnswer(Place(q, uid), value) for q, value in values.items())
        elif not milestones.is_settled(row):
            for question, value in values.items():
                if row.answers.get(question) != value:
                    yield SetAnswer(Place(question, row.id), value)

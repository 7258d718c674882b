# SPDX-License-Identifier: Apache-2.0
"""Alerts by whom they are about: one fact often raises several about the same person."""

from collections.abc import Iterator
from dataclasses import dataclass

from kinfile.app.draft import Draft
from kinfile.forms.model import QuestionId
from kinfile.i18n import N_, Language
from kinfile.records.model import Path, RowId
from kinfile.records.people import GROUPS, Person, people_of
from kinfile.records.report import Standing
from kinfile.ui.pages.fill_alert_words import ordered, waiting

ROLES = {
    "children": N_("Child"),
    "unborn": N_("Unborn baby"),
    "parents": N_("Parent or carer"),
    "adults": N_("Adult in the home"),
}


@dataclass(frozen=True, slots=True)
class AlertGroup:
    """Alerts about the same people, the most pressing first; about no row in particular: none."""

    rows: frozenset[RowId]
    title: str
    alerts: tuple[Standing, ...]

    @property
    def waiting(self) -> tuple[Standing, ...]:
        """Those that still want a word of the worker."""
        return waiting(self.alerts)

    @property
    def because(self) -> frozenset[Path]:
        """The answers behind those that wait."""
        return frozenset(path for each in self.waiting for path in each.because)


def alert_groups(draft: Draft, language: Language) -> tuple[AlertGroup, ...]:
    """What stands today, by whom it is about; what is open first, the most pressing first."""
    people = people_of(draft.answers)
    found: dict[frozenset[RowId], list[Standing]] = {}
    for standing in ordered(draft.report.alerts):
        rows = frozenset(_people_behind(standing, people))
        found.setdefault(rows, []).append(standing)
    return tuple(
        AlertGroup(rows, _title(draft, people, rows, language), tuple(alerts))
        for rows, alerts in found.items()
    )


def waiting_groups(draft: Draft, language: Language) -> tuple[AlertGroup, ...]:
    """Those with an alert that still wants a word of the worker."""
    return tuple(group for group in alert_groups(draft, language) if group.waiting)


def _people_behind(standing: Standing, people: tuple[Person, ...]) -> Iterator[RowId]:
    for path in standing.because:
        if path.group in GROUPS:
            yield from (
                person.row
                for person in people
                if (person.group, person.number) == (path.group, path.number)
            )


def _title(
    draft: Draft, people: tuple[Person, ...], rows: frozenset[RowId], language: Language
) -> str:
    about = [_who(draft, person, language) for person in people if person.row in rows]
    return language.listed(about) if about else language.text("The whole family")


def _who(draft: Draft, person: Person, language: Language) -> str:
    """Role and initials: a name would say on the glass whom a worry is about."""
    role = language.text(ROLES[person.group])
    question = draft.form.by_id().get(QuestionId("parents.role"))
    row = draft.answers.row(person.row)
    if person.group == "parents" and question is not None and row is not None:
        answer = row.answers.get(question.id)
        option = question.option(str(answer.value)) if answer and answer.value else None
        role = language.text(option.label) if option else role
    initials = " ".join(f"{part[0].upper()}." for part in person.name.split())
    if not initials:
        return f"{role} {language.number(person.number)}"
    return language.text("{role} ({initials})", role=role, initials=initials)

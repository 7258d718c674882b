# SPDX-License-Identifier: Apache-2.0
"""Takes out of a record what an edition may not show, before anything is made of it.

    Printable -> mask -> Masked -> lay_out -> Document

Pages, tags, ANSWERS.json and the FHIR files are made from the `Masked` record alone, and only
this module makes one: what is not in it cannot print, nor be worked out of what does. Gone are
answers, their rows where nothing of them may be shown, calculated values, alerts with what they
force, gaps, acknowledgements, the reason and the lines of a correction, and the writer's details.

What a copy says is withheld depends on nothing but what it shows: the questions that would be
asked if every withheld answer were blank. Whether, and what, was answered there is not told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

from kinfile.export.editions import WHOLE, Edition
from kinfile.export.masking_classes import kept
from kinfile.export.masking_places import TELLING, Places
from kinfile.export.printable import Printable, Signer
from kinfile.forms.model import Disclosure, GroupId, Kind, QuestionId
from kinfile.forms.profile import PROFILE
from kinfile.records.correction import Changed, Correction
from kinfile.records.evaluate import place_of
from kinfile.records.marks import Marks
from kinfile.records.model import Answer, Answers, Place, Row
from kinfile.records.people import find_person, people_of
from kinfile.records.report import Gap, Missing, MissingRows, Report, SectionReport, SectionState
from kinfile.records.report import Standing as StandingAlert

_UNTOLD = "other"
_SIGNER = {
    "role": "assessor_role",
    "organisation": "assessor_org",
    "registration": "assessor_registration",
    "phone": "assessor_phone",
    "email": "assessor_email",
}
"""The writer's own details -> the questions that ask for them."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Masked(Printable):
    """A record that holds no more than its edition may show.

    `report.shown` has the places that print; at those in `withheld` there is no answer, and
    "withheld" prints. `groups` are those that this copy may say anything about, were it that they
    have no rows. `names_profile` is whether it may say which partnership's rules hold.
    """

    withheld: frozenset[Place] = frozenset()
    groups: frozenset[GroupId] = frozenset()
    names_profile: bool = True


def mask(of: Printable) -> Masked:
    """The record as its edition may show it. Pure."""
    mask = _Mask.open(of)
    told = {each.name: getattr(of, each.name) for each in fields(Printable)}
    told |= {
        "answers": mask.answers(),
        "report": mask.report(),
        "marks": mask.marks(),
        "signer": mask.signer(),
        "correction": mask.correction(),
        "manager_field": of.manager_field and mask.tells_all_round,
    }
    return Masked(
        **told,
        withheld=mask.withheld,
        groups=mask.at.groups(),
        names_profile=mask.names_profile(),
    )


@dataclass(frozen=True, slots=True, repr=False)
class _Mask:
    """One record being masked: what prints where, and which alerts stand in the copy."""

    of: Printable
    edition: Edition
    at: Places
    visible: frozenset[Place]
    withheld: frozenset[Place]
    alerts: tuple[StandingAlert, ...]

    @classmethod
    def open(cls, of: Printable) -> "_Mask":
        at = Places.open(of)
        visible = frozenset(place for place in of.report.shown if at.is_visible(place))
        withheld = frozenset(place for place in at.asked.shown if at.is_withheld(place))
        alerts = tuple(_alerts(of, at, visible))
        return cls(of, Edition(of.edition), at, visible, withheld, alerts)

    @property
    def is_whole(self) -> bool:
        return self.edition in WHOLE

    @property
    def tells_all_round(self) -> bool:
        """Whether the copy is an assessment on its own: neither its annex nor for one reader."""
        return self.is_whole and self.edition is not Edition.RESTRICTED_ANNEX

    def answers(self) -> Answers:
        """What stands at visible places, in rows of groups of which anything may be shown."""
        groups = self.at.groups() | {
            GroupId(place.question.partition(".")[0]) for place in self.visible if place.row
        }
        found = kept(self.of.answers, self.visible.__contains__)
        return Answers(
            dict(self._retold(found.single)),
            {
                group: tuple(
                    Row(row.id, dict(self._retold(row.answers)))
                    for row in rows
                    if self.at.has_row(row.id)
                )
                for group, rows in found.groups.items()
                if group in groups
            },
            found.none_stated & groups if self.at.rows is None else frozenset(),
        )

    def _retold(self, given: Mapping[QuestionId, Answer]) -> Iterator[tuple[QuestionId, Answer]]:
        for name, answer in given.items():
            told = self._told(name, answer)
            if told is not None:
                yield name, told

    def _told(self, name: QuestionId, answer: Answer) -> Answer | None:
        """An answer as this copy tells it: no telling reason, nobody by a name that is masked."""
        if self.at.questions[name].kind is Kind.PERSON:
            return self._person(answer)
        if not self.is_whole and answer.status is not None:
            return replace(answer, reason="")
        return replace(answer, reason=self._reason(answer.reason))

    def _reason(self, reason: str) -> str:
        is_hidden = reason in TELLING and Disclosure.RESTRICTED not in self.at.allowed
        return _UNTOLD if is_hidden else reason

    def _person(self, answer: Answer) -> Answer | None:
        """The name of the person meant where it may be said, else the row, where that is here."""
        if not isinstance(answer.value, str):
            return answer
        person = find_person(people_of(self.of.answers), answer.value)
        if person is None:
            return answer
        if self.at.may_name(person):
            return answer if self.at.listed is None else replace(answer, value=person.name)
        is_here = self.at.has_row(person.row) and GroupId(person.group) in self.at.groups()
        return replace(answer, value=person.row) if is_here else None

    def report(self) -> Report:
        report, asked = self.of.report, self.at.asked
        prints = self.visible | self.withheld
        open_sections = {self.at.questions[place.question].section for place in prints}
        return replace(
            report,
            sections={
                name: self._section(each, is_open=name in open_sections)
                for name, each in report.sections.items()
            },
            alerts=self.alerts,
            gaps=tuple(self._gaps()) if self.is_whole else (),
            set_aside=(),
            milestones=(),
            undecided=(),
            shown=prints,
            required=report.required & asked.required & prints,
            calculated={at: said for at, said in asked.calculated.items() if at in self.visible},
            blockers=(),
            restricted=frozenset(),
        )

    def _section(self, section: SectionReport, *, is_open: bool) -> SectionReport:
        """No more of a section than whether anything of it prints, and what is missing there."""
        missing = section.missing if self.is_whole else ()
        return SectionReport(
            id=section.id,
            state=SectionState.IN_PROGRESS if is_open else SectionState.NOT_RELEVANT,
            forced=False,
            missing=tuple(each for each in missing if self._may_be_missed(each)),
            problems=(),
        )

    def _may_be_missed(self, missing: Missing) -> bool:
        if isinstance(missing, MissingRows):
            return GroupId(missing.group) in self.at.groups()
        return place_of(missing, self.of.answers) in self.visible

    def _gaps(self) -> Iterator[Gap]:
        for gap in self.of.report.gaps:
            if place_of(gap.path, self.of.answers) in self.visible:
                yield replace(gap, reason=self._reason(gap.reason))

    def marks(self) -> Marks:
        given, whole = self.of.marks, self.tells_all_round
        here = {self.at.questions[place.question].section for place in self.visible}
        standing = {each.alert.id for each in self.alerts}
        return Marks(
            opened=given.opened & here if self.is_whole else frozenset(),
            acknowledged={a: said for a, said in given.acknowledged.items() if a in standing},
            confirmed_texts={
                at: said for at, said in given.confirmed_texts.items() if at[1] in self.visible
            },
            paper=given.paper if whole else None,
            hand=given.hand,
            copied={at: said for at, said in given.copied.items() if whole and at in self.visible},
        )

    def signer(self) -> Signer:
        """The writer, without what the copy's reader may not see of them. The name signs."""
        hidden = [name for name, asked in _SIGNER.items() if not self._may_sign_with(asked)]
        return replace(self.of.signer, **dict.fromkeys(hidden, ""))

    def _may_sign_with(self, asked: str) -> bool:
        question = self.at.questions.get(QuestionId(asked))
        if question is None:
            return self.tells_all_round
        if self.edition is Edition.RESTRICTED_ANNEX:
            return question.disclose is Disclosure.ALL
        return self.at.may_tell(Place(question.id))

    def names_profile(self) -> bool:
        question = self.at.questions.get(QuestionId(PROFILE))
        return self.is_whole if question is None else Place(question.id) in self.visible

    def correction(self) -> Correction | None:
        """Which version this one replaces; why, in the full edition only: it may say anything."""
        correction = self.of.correction
        if correction is None or not self.is_whole:
            return None
        return replace(
            correction,
            reason=correction.reason if self.edition is Edition.FULL else "",
            changes=tuple(self._changes(correction)),
        )

    def _changes(self, correction: Correction) -> Iterator[Changed]:
        for changed in correction.changes:
            question = self.at.questions.get(changed.place.question)
            if question is not None and self._may_tell_of(changed.place):
                before, after = (
                    None if answer is None else self._told(question.id, answer)
                    for answer in (changed.before, changed.after)
                )
                yield replace(changed, before=before, after=after)

    def _may_tell_of(self, place: Place) -> bool:
        """Also of an answer that this version no longer shows."""
        if place in self.of.report.shown:
            return place in self.visible
        return self.at.may_tell(place)


def _alerts(of: Printable, at: Places, visible: frozenset[Place]) -> Iterator[StandingAlert]:
    """The alerts of the classes that a copy for professionals may show, and of what they tell."""
    if Edition(of.edition) not in WHOLE:
        return
    for standing in of.report.alerts:
        if at.classes.of_alert(standing) in at.allowed:
            yield replace(
                standing,
                because=tuple(p for p in standing.because if place_of(p, of.answers) in visible),
                blocked=tuple(p for p in standing.blocked if place_of(p, of.answers) in visible),
            )

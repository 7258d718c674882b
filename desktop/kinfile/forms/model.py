# SPDX-License-Identifier: Apache-2.0
"""What a form is: sections of questions, and the alerts over them. Read once, never changed.

    Form
    +-- Section            has a title, opens always, when a rule holds, or by an alert
    |   +-- Question       asked once for the record
    |   +-- GroupPart      where a Group opens or goes on, with its questions
    +-- Group              rows of people or things: children, parents, actions
    +-- Alert              a trigger, what it says, and what it forces

Ids are those of the definitions and permanent: records outlive releases.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NewType

from kinfile.forms.rules.ast import Rule

FormId = NewType("FormId", str)
SectionId = NewType("SectionId", str)
QuestionId = NewType("QuestionId", str)
"""A question's full id: `edd`, or `parents.given_name` for one of a group."""
GroupId = NewType("GroupId", str)
AlertId = NewType("AlertId", str)


class Kind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    VERBATIM = "verbatim"
    DATE = "date"
    INT = "int"
    CHOICE = "choice"
    MULTI = "multi"
    YES_NO_UNKNOWN = "yes_no_unknown"
    RISK = "risk"
    PERSON = "person"
    NHS_NUMBER = "nhs_number"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    CALCULATED = "calculated"
    SIGNATURE = "signature"
    DECLARATION = "declaration"


CALCULATIONS = frozenset(
    {
        "record_reference",
        "gestation_text",
        "booking_gestation",
        "unborn_label",
        "milestone_name",
        "milestone_due",
    }
)
"""What `calculation` may name; records/calculate.py works them out."""

CHECKS = frozenset(
    {
        "not_in_future",
        "not_in_past",
        "not_before",
        "not_after",
        "nhs_number_twice",
        "child_under_18",
        "parent_age_gap",
        "review_soon",
        "babies_match_rows",
    }
)
"""What `checks` may name, some with a question after a colon; records/checks.py does them."""

NEVER_MISSING = frozenset({Kind.CALCULATED, Kind.SIGNATURE, Kind.DECLARATION})
"""Kinds that the program or the act of signing fills in (content rules on "missing")."""

FREE_TEXT = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.VERBATIM})


class NonAnswer(StrEnum):
    """The four honest non-answers. A blank is none of these."""

    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"
    DECLINED = "declined"
    NOT_APPLICABLE = "not_applicable"

    @property
    def needs_reason(self) -> bool:
        return self in (NonAnswer.NOT_ASKED, NonAnswer.NOT_APPLICABLE)


REASONS = ("not_safe", "third_party_present", "no_time", "not_relevant", "other")
"""Codes of why something was not asked or does not apply; any other text is kept as other."""

RISK_CODES = ("yes_now", "yes_past", "suspected", "no")
YES_NO_CODES = ("yes", "no")


class Disclosure(StrEnum):
    """Who may see an answer, from everybody to nobody outside the vault."""

    ALL = "all"
    PROFESSIONAL = "professional"
    RESTRICTED = "restricted"
    WITHHOLD = "withhold"


class Severity(StrEnum):
    ACT_NOW = "act_now"
    ACT_SOON = "act_soon"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a list. `code` is stored for ever; `label` may be reworded."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a definition stands, for messages: file below forms/, line and column from 1."""

    file: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing asked.

    `show_when` and `required_when` are rules; a question without `show_when` is always asked.
    `why` says why it is asked and `source` names the paragraphs of the source documents.
    `error` is what stands beside it when it is missing. `partial` allows a month or a year.
    """

    id: QuestionId
    kind: Kind
    ask: str
    section: SectionId
    group: GroupId | None = None
    hint: str = ""
    why: str = ""
    source: tuple[str, ...] = ()
    required: bool = False
    show_when: Rule | None = None
    required_when: Rule | None = None
    disclose: Disclosure = Disclosure.PROFESSIONAL
    options: tuple[Option, ...] = ()
    exclusive: frozenset[str] = frozenset()
    partial: bool = False
    minimum: int | None = None
    maximum: int | None = None
    calculation: str = ""
    checks: tuple[str, ...] = ()
    error: str = ""
    place: Source

    @property
    def name(self) -> str:
        """The id without its group: what rules call it inside the group."""
        return self.id.rpartition(".")[2]

    @property
    def codes(self) -> frozenset[str]:
        """Every code of this question's own list (risk and yes/no/unknown included)."""
        if self.kind is Kind.RISK:
            return frozenset(RISK_CODES)
        if self.kind is Kind.YES_NO_UNKNOWN:
            return frozenset(YES_NO_CODES)
        return frozenset(option.code for option in self.options)

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows of one kind. `row` is what one row is called; `label` the questions that name it.

    `required` with `minimum` 0 asks only that an empty group be confirmed as none.
    `premade` rows are made by the program, never added by hand.
    """

    id: GroupId
    title: str
    row: str
    section: SectionId
    minimum: int
    maximum: int
    required: bool = False
    required_when: Rule | None = None
    premade: bool = False
    label: tuple[str, ...] = ()
    why: str = ""
    source: tuple[str, ...] = ()
    error: str = ""
    place: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPart:
    """A place in a section where a group's rows are asked. `opens` at the first of them."""

    group: Group
    opens: bool
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Guidance:
    """Text shown beside a section, in our own words, with its sources."""

    text: str
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One page of the form.

    `by_alert` sections open only by an alert or by the worker's own hand; one with `when` also
    opens while that rule holds. `part` is the heading under which the section list shows it.
    """

    id: SectionId
    title: str
    part: str
    items: tuple[Question | GroupPart, ...]
    when: Rule | None = None
    by_alert: bool = False
    guidance: tuple[Guidance, ...] = ()
    place: Source

    @property
    def may_close(self) -> bool:
        return self.by_alert or self.when is not None

    def questions(self) -> Iterator[Question]:
        for item in self.items:
            if isinstance(item, Question):
                yield item
            else:
                yield from item.questions


@dataclass(frozen=True, slots=True)
class Force:
    """What a standing alert demands, e.g. `require:parents.mh_referral` or `expect:q~v,w`."""

    verb: str
    target: str = ""
    values: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Force":
        verb, _, rest = text.partition(":")
        target, _, values = rest.partition("~")
        return cls(verb, target, tuple(values.split(",")) if values else ())

    def __str__(self) -> str:
        rest = f":{self.target}" if self.target else ""
        return f"{self.verb}{rest}" + (f"~{','.join(self.values)}" if self.values else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A trigger over the answers, what it says and why, and what it forces."""

    id: AlertId
    severity: Severity
    when: Rule
    say: str
    why: str
    source: tuple[str, ...]
    forces: tuple[Force, ...]
    place: Source

    def forced(self, verb: str) -> tuple[Force, ...]:
        return tuple(force for force in self.forces if force.verb == verb)

    @property
    def needs_acknowledgement(self) -> bool:
        return any(force.verb in ("ack", "ack+rationale") for force in self.forces)

    @property
    def needs_rationale(self) -> bool:
        return any(force.verb == "ack+rationale" for force in self.forces)

    @property
    def may_be_acknowledged(self) -> bool:
        """Whether it asks for anything that a named person can answer."""
        asking = ("ack", "ack+rationale", "expect", "block_field")
        return any(force.verb in asking for force in self.forces)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Form:
    """A definition at one version, with the definitions its rules use.

    Compared by identity: a form is loaded once, and what is compiled from it is kept with it.
    """

    id: FormId
    version: int
    title: str
    short_title: str
    about: str
    minutes: int
    sections: tuple[Section, ...]
    groups: Mapping[GroupId, Group]
    alerts: tuple[Alert, ...]
    definitions: Mapping[str, Rule]
    definition_words: Mapping[str, str]
    row_definitions: Mapping[str, str]
    value_lists: Mapping[str, tuple[str, ...]]
    wordlists: Mapping[str, Any] = field(default_factory=dict)
    """Wording checks by name, as forms/wordlists/ has them."""
    foreign: frozenset[str] = frozenset()
    """Ids that this form lacks but another has; rules read them as blank."""
    foreign_groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    outputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    body: bytes = field(repr=False, default=b"")
    """Canonical JSON of the whole definition: what a vault keeps with a record."""
    language: str = "en"
    """In which language the texts are; `body` is always as its authors wrote it."""

    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions()

    def by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions()}

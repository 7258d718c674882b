# SPDX-License-Identifier: Apache-2.0
"""What FHIRPath and XPath share: names looked up, and what neither of them can say.

fhirpath.py and xpath.py write the conditions. Both keep the meaning exactly or raise
Inexpressible; whoever exports a form turns that into a CannotExpress on its list.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kinfile.forms.model import (
    RISK_CODES,
    YES_NO_CODES,
    Form,
    Group,
    Kind,
    NonAnswer,
    Question,
)
from kinfile.forms.names import names_of
from kinfile.forms.profile import MILESTONES
from kinfile.forms.rules.ast import Call, Compare, Name, Node, Number, Sum, Text, write
from kinfile.i18n import N_, Language

STATUSES = frozenset(NonAnswer)

WHY: Mapping[str, str] = {
    "alert": N_("Kinfile alone raises alerts; what they force is not carried over."),
    "asked-unsaid": N_("It holds where the question is asked, and when that is cannot be said."),
    "by-alert": N_("An alert opens this section. There, somebody answers yes to open it."),
    "calculation": N_("Kinfile works this out. There it is only shown, or left out."),
    "checks": N_("The check “{name}” is made by Kinfile alone."),
    "comparison": N_("A comparison is true or false there, where here it may be unknown."),
    "confirming": N_("That an empty group was asked about is made sure of by Kinfile alone."),
    "continued": N_("Its questions in the section “{name}” stand where the group begins."),
    "disclosure": N_("Who may see an answer is not said there."),
    "few-non-answers": N_(
        "Only questions with choices offer not known, not asked, declined and not applicable "
        "there, and without a reason."
    ),
    "function": N_("“{name}” has no counterpart there."),
    "limit": N_("The local limit “{name}” differs between the installed partnerships."),
    "non-answers": N_(
        "Not known, not asked, declined and not applicable, with a reason, are no choice there."
    ),
    "outputs": N_("What is printed in the output “{name}” is decided by Kinfile."),
    "partial-date": N_("“{name}” may be only a month or a year, which compares differently there."),
    "person": N_("The choice among the people of the record is a text there."),
    "person-in-row": N_("“{name}” names a person in a row, whose answers cannot be reached there."),
    "premade": N_("Kinfile makes the rows of this group."),
    "reading": N_("“{name}” cannot be read in a condition there."),
    "rows": N_("How many rows there must be, or may be, is not said there."),
    "rows-of-closing-section": N_(
        "The rows of “{name}” are gone there while its section is closed."
    ),
    "signature": N_("Signing is done in Kinfile."),
    "sources": N_("What each question is based on is not said there."),
    "unsaid-status": N_("“{name}” has no status there."),
}
"""Why something is not carried over, by code."""


@dataclass(frozen=True, slots=True)
class CannotExpress:
    """One thing of a form that an export leaves out or says only in part.

    `at` is what it is about: a question, a section, a group, an alert, or a rule as
    `question.show_when`. `rule` is the rule's text where it is one. `code` is a key of WHY, and
    `name` what its words name.
    """

    code: str
    at: str
    rule: str = ""
    name: str = ""

    def why(self, language: Language) -> str:
        """Why not, as a sentence."""
        return language.text(WHY[self.code], name=self.name)


class Inexpressible(ValueError):
    """The other language has no exact counterpart. `code` and `name` as in CannotExpress."""

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.name = name


class Days(NamedTuple):
    """`function(first, second) operator number`: how far apart two days are, or an age.

    `group` is where the names of `first` and `second` are looked for.
    """

    function: str
    first: Node
    second: Node
    operator: str
    number: int
    group: str


class _Straight(NamedTuple):
    """`number + sign * call`."""

    number: int
    sign: int = 0
    call: Call | None = None
    group: str = ""


_FIXED: Mapping[Kind, tuple[str, ...]] = {
    Kind.RISK: RISK_CODES,
    Kind.YES_NO_UNKNOWN: YES_NO_CODES,
}
_SPANS = frozenset({"days", "age"})
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}


class Lookup:
    """The names of one form as its rules use them. `limits` are those that hold everywhere."""

    def __init__(self, form: Form, limits: Mapping[str, int]) -> None:
        self._groups = tuple(form.groups.values())
        self._names = names_of(form)
        self._questions = form.by_id()
        self._sections = {section.id: section for section in form.sections}
        self._limits = limits

    def question(self, node: Node, group: str) -> Question | None:
        """The question that a name means; None for one of another form, which reads as blank."""
        if not isinstance(node, Name):
            raise Inexpressible("reading", write(node))
        own = self._names.groups[group].get(node.id) if group else None
        field = own or self._names.record.get(node.id)
        if field is None:
            return None
        question = self._questions[field.id]
        if question.kind is Kind.CALCULATED and question.calculation != "milestone_name":
            raise Inexpressible("reading", question.id)
        return question

    def of_people(self, field: str) -> tuple[Question, ...]:
        """The questions of this name in the groups whose rows are people."""
        groups = (self._names.groups.get(group, {}) for group in self._names.people)
        return tuple(self._questions[group[field].id] for group in groups if field in group)

    def definition(self, name: str) -> tuple[Node, str] | None:
        """What a definition stands for, and the group in whose rows it is read."""
        rule = self._names.definitions.get(name)
        return (rule.node, self._names.row_definitions.get(name, "")) if rule else None

    def group(self, node: Node) -> Group | None:
        """The group that a name means; None for one of another form, which has no rows."""
        name = node.id if isinstance(node, Name) else ""
        group = next((each for each in self._groups if each.id == name), None)
        if group is not None and self._sections[group.section].may_close:
            raise Inexpressible("rows-of-closing-section", group.id)
        return group

    def limit(self, name: str) -> int:
        if name not in self._limits:
            raise Inexpressible("limit", name)
        return self._limits[name]

    def values(self, values: list[Node]) -> Iterator[str]:
        """The codes that a rule lists, each once, named lists written out."""
        found: dict[str, None] = {}
        for value in values:
            if isinstance(value, Text):
                found[value.value] = None
            elif isinstance(value, Name):
                found.update(dict.fromkeys(self._names.lists[value.id]))
        yield from found

    def days(self, node: Compare, group: str) -> Days | None:
        """A comparison of one span of days or one age with a number, put that way round.

        None for a comparison of anything else.
        """
        left, right = self._straight(node.left, group), self._straight(node.right, group)
        if left is None or right is None or (left.call is None) is (right.call is None):
            return None
        operator = node.operator if left.call else _TURNED[node.operator]
        spanned, plain = (left, right) if left.call else (right, left)
        number = plain.number - spanned.number
        if spanned.sign < 0:
            number, operator = -number, _TURNED[operator]
        call = spanned.call
        if call is None:
            return None
        first, second = call.arguments
        return Days(call.function, first, second, operator, number, spanned.group)

    def _straight(self, node: Node, group: str) -> _Straight | None:
        match node:
            case Number(n):
                return _Straight(n)
            case Call("limit", (Text(name),)):
                return _Straight(self.limit(name))
            case Call(function, (_, _)) if function in _SPANS:
                return _Straight(0, 1, node, group)
            case Sum(operator, left, right):
                return _summed(operator, self._straight(left, group), self._straight(right, group))
            case Name(name):
                found = self.definition(name)
                return self._straight(*found) if found else None
        return None


def _summed(operator: str, left: _Straight | None, right: _Straight | None) -> _Straight | None:
    if left is None or right is None or (left.call and right.call):
        return None
    sign = 1 if operator == "+" else -1
    number = left.number + sign * right.number
    if left.call:
        return left._replace(number=number)
    return right._replace(number=number, sign=sign * right.sign)


def own_codes(question: Question) -> tuple[str, ...]:
    """The codes of a question's own list in their order; none where it has no list."""
    if question.calculation == "milestone_name":
        return MILESTONES
    return _FIXED.get(question.kind) or tuple(option.code for option in question.options)


__all__ = ["WHY", "CannotExpress", "Days", "Inexpressible", "Lookup", "own_codes"]

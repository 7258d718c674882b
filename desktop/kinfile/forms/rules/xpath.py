# SPDX-License-Identifier: Apache-2.0
"""Plain conditions as XPath for an XLSForm's `relevant`: is, has, only, answered, known, and the
number of rows, with and, or, not.

XPath has two truth values: a blank compares as empty text, where here a comparison with it is
unknown. So only words that are two-valued here are written; the rest is Inexpressible. A status
is one of the choices where a question has choices, and nowhere else.
"""

from kinfile.forms.model import Form, Kind, NonAnswer, Question
from kinfile.forms.rules.ast import And, Call, Compare, Name, Node, Not, Number, Or
from kinfile.forms.rules.translate import STATUSES, Inexpressible, Lookup, own_codes

_CHOSEN = frozenset({Kind.CHOICE, Kind.RISK, Kind.YES_NO_UNKNOWN, Kind.MULTI})
_LEFT_OUT = frozenset({Kind.CALCULATED, Kind.SIGNATURE, Kind.DECLARATION})
_NO = "false()"


def choices_of(question: Question) -> tuple[str, ...]:
    """The codes that a question with choices offers: its own, and the statuses it has not."""
    if question.kind not in _CHOSEN:
        return ()
    own = own_codes(question)
    return (*own, *(status.value for status in NonAnswer if status.value not in own))


class XPath:
    """Writes the conditions of one form, with questions as `${id}`."""

    def __init__(self, form: Form) -> None:
        self._lookup = Lookup(form, {})

    def condition(self, node: Node, group: str = "") -> str:  # noqa: C901  (one case a kind)
        """The expression of a condition on a question of `group`. Raises Inexpressible."""
        match node:
            case Not(of):
                return f"not({self.condition(of, group)})"
            case And(parts):
                return f"({' and '.join(self.condition(part, group) for part in parts)})"
            case Or(parts):
                return f"({' or '.join(self.condition(part, group) for part in parts)})"
            case Name(name):
                found = self._lookup.definition(name)
                if found is None:
                    raise Inexpressible("reading", name)
                return self.condition(*found)
            case Compare(operator, Call("count", (rows,)), Number(n)):
                return self._counted(rows, operator, n)
            case Compare():
                raise Inexpressible("comparison")
            case Call():
                return self._call(node, group)
        raise Inexpressible("function", "in")

    def _counted(self, rows: Node, operator: str, n: int) -> str:
        group = self._lookup.group(rows)
        return f"(count(${{{group.id}}}) {operator} {n})" if group else f"(0 {operator} {n})"

    def _call(self, node: Call, group: str) -> str:
        match node.function, node.arguments:
            case "is" | "has", (question, *values):
                asked = self._asked(question, group)
                return self._chosen(asked, list(self._lookup.values(values))) if asked else _NO
            case "only", (question, *values):
                asked = self._asked(question, group)
                return self._only(asked, set(self._lookup.values(values))) if asked else _NO
            case "answered", (question,):
                asked = self._asked(question, group)
                return f"({_ref(asked)} != '')" if asked else _NO
            case "known", (question,):
                asked = self._asked(question, group)
                return self._known(asked) if asked else _NO
        raise Inexpressible("function", node.function)

    def _asked(self, question: Node, group: str) -> Question | None:
        asked = self._lookup.question(question, group)
        if asked is not None and asked.kind in _LEFT_OUT:
            raise Inexpressible("reading", asked.id)
        return asked

    def _chosen(self, asked: Question, wanted: list[str]) -> str:
        offered = choices_of(asked)
        if not offered and STATUSES.intersection(wanted):
            raise Inexpressible("unsaid-status", asked.id)
        parts = [_holds(asked, code) for code in wanted if code in offered]
        return f"({' or '.join(parts)})" if parts else _NO

    def _only(self, asked: Question, wanted: set[str]) -> str:
        own = {option.code for option in asked.options}
        others = [_holds(asked, code) for code in choices_of(asked) if code not in wanted & own]
        return f"({_ref(asked)} != '' and not({' or '.join(others)}))"

    def _known(self, asked: Question) -> str:
        own = {option.code for option in asked.options}
        unknown = [code for code in choices_of(asked) if code in STATUSES - own]
        if not unknown:
            return f"({_ref(asked)} != '')"
        return f"({_ref(asked)} != '' and not({' or '.join(_holds(asked, c) for c in unknown)}))"


def _ref(question: Question) -> str:
    return f"${{{question.id}}}"


def _holds(question: Question, code: str) -> str:
    if question.kind is Kind.MULTI:
        return f"selected({_ref(question)}, '{code}')"
    return f"{_ref(question)} = '{code}'"

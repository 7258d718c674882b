# SPDX-License-Identifier: Apache-2.0
"""A form as lint sees it: whatever could be read, and the names that its rules may use."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

from kinfile.errors import FormError
from kinfile.forms import loader
from kinfile.forms.catalogue import assemble
from kinfile.forms.fields import UNREAD
from kinfile.forms.folder import Folder
from kinfile.forms.model import Form, Kind, Question, QuestionId
from kinfile.forms.names import names_of
from kinfile.forms.rules.ast import Name, Rule, walk
from kinfile.forms.rules.scope import Field, Names

_KINDS = frozenset(Kind)
_NO_FIELDS: Mapping[str, Field] = {}
_LISTING = frozenset({Kind.CHOICE, Kind.MULTI})
_UNSPELLED = re.compile(r"[^a-z0-9_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A form that may have mistakes.

    To its rules a question of which nobody can tell the kind (`doubtful`) is one of another form,
    so that nothing is wrong with naming it.
    """

    form: Form
    names: Names
    unread: frozenset[str]
    """Names and codes that an unreadable place may well define, or a misspelt one means."""
    questions: Mapping[str, Question]
    doubtful: frozenset[str]
    is_whole: bool = True
    """Whether every section is there that the form lists."""

    @property
    def sure_names(self) -> Names:
        """The names without those lent to doubtful questions: nothing is known of these."""
        of = self.form
        return replace(self.names, foreign=of.foreign, foreign_groups=of.foreign_groups)

    def rules(self) -> Iterator["Placed"]:
        """Every rule that could be read."""
        found = (*self._definitions(), *self._opening(), *self._asking(), *self._alerting())
        return (placed for placed in found if placed.rule.node is not UNREAD)

    def _definitions(self) -> Iterator["Placed"]:
        for name, rule in self.form.definitions.items():
            yield Placed(rule, self.names.row_definitions.get(name, ""), may_be_value=True)

    def _opening(self) -> Iterator["Placed"]:
        yield from (Placed(section.when) for section in self.form.sections if section.when)

    def _asking(self) -> Iterator["Placed"]:
        for question in self.form.questions():
            for rule in (question.show_when, question.required_when):
                if rule is not None:
                    yield Placed(rule, question.group or "")
        for group in self.form.groups.values():
            if group.required_when is not None:
                yield Placed(group.required_when)

    def _alerting(self) -> Iterator["Placed"]:
        yield from (Placed(alert.when) for alert in self.form.alerts)


class Placed(NamedTuple):
    """A rule, and the group in whose rows it is read."""

    rule: Rule
    group: str = ""
    may_be_value: bool = False


def read_form(name: str, files: Folder) -> Reading:
    """What can be read of the form `name`; its mistakes go where `files` complains."""
    tree = assemble(name, files)
    form = loader.build(tree, files.complain)
    form = replace(form, definitions=_straight(form.definitions, files))
    names = names_of(form)
    doubtful = frozenset(_doubtful(tree, form))
    known = {
        group: {name: field for name, field in fields.items() if field.id not in doubtful}
        for group, fields in names.groups.items()
    }
    lost = {
        group: frozenset(
            each.partition(".")[2] for each in doubtful if each.startswith(f"{group}.")
        )
        for group in {each.partition(".")[0] for each in doubtful if "." in each}
    }
    foreign_groups = {
        group: names.foreign_groups.get(group, frozenset()) | lost.get(group, frozenset())
        for group in (*names.foreign_groups, *lost)
    }
    return Reading(
        form=form,
        names=replace(
            names,
            record={k: v for k, v in names.record.items() if v.id not in doubtful},
            # A group of another form has no rows here, but rules may speak of them.
            groups={**dict.fromkeys(foreign_groups, _NO_FIELDS), **known},
            foreign=names.foreign | {each for each in doubtful if "." not in each},
            foreign_groups=foreign_groups,
        ),
        unread=frozenset({*files.unread, *_meant(form)}),
        questions=form.by_id(),
        doubtful=doubtful,
        is_whole=_is_whole(tree, files),
    )


def _meant(form: Form) -> Iterator[str]:
    """The right spelling of ids and codes that rules cannot name as they are written."""
    questions = tuple(form.questions())
    ids = (str(question.id).rpartition(".")[2] for question in questions)
    codes = (option.code for question in questions for option in question.options)
    for name in (*ids, *codes, *form.groups, *form.definitions):
        meant = _UNSPELLED.sub("_", str(name).lower())
        if meant != name:
            yield meant


def _is_whole(tree: Mapping[str, Any], files: Folder) -> bool:
    name = f"{tree.get('form')}/form.yaml"
    if name in files.left_out:
        return False
    listed = files.table(name).get("sections", ())
    words = [
        str(word)
        for part in listed
        if isinstance(part, Mapping) and isinstance(part.get("sections"), list)
        for word in part["sections"]
    ]
    return len(set(words)) <= len(tree.get("sections", ()))


def _straight(definitions: Mapping[str, Rule], files: Folder) -> Mapping[str, Rule]:
    """The definitions, with those that lead back to themselves left unread."""
    straight = dict(definitions)
    while True:
        graph = {
            name: {part.id for part in walk(rule.node) if isinstance(part, Name)} & straight.keys()
            for name, rule in straight.items()
        }
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            name = str(error.args[1][0])
            rule = straight[name]
            where = {"file": rule.file, "line": rule.line, "column": rule.column}
            files.complain(FormError(problem="rule-cycle", found=name, **where))
            straight[name] = replace(rule, node=UNREAD)
        else:
            return straight


def _doubtful(tree: Mapping[str, Any], form: Form) -> Iterator[str]:
    """Ids of questions of which it is not known what can be answered to them."""
    read = form.by_id()
    seen: set[str] = set()
    for name, item in items_of(tree.get("sections", ())):
        kind = str(item.get("kind"))
        question = read.get(QuestionId(name))
        unlisted = question is not None and kind in _LISTING and not question.options
        if kind not in _KINDS or question is None or unlisted or name in seen:
            yield name
        seen.add(name)


def items_of(sections: Sequence[Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every question's mapping in some sections' trees, with its full id."""
    for section in sections:
        for item in section.get("items", ()) if isinstance(section, Mapping) else ():
            if not isinstance(item, Mapping):
                continue
            group = item.get("group") or item.get("continue")
            if not group:
                yield str(item.get("id", "")), item
                continue
            questions = item.get("questions", ())
            for each in questions if isinstance(questions, Sequence) else ():
                if isinstance(each, Mapping):
                    yield f"{group}.{each.get('id', '')}", each

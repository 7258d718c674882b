# SPDX-License-Identifier: Apache-2.0
"""What changed between two definitions of a form, in plain words.

Questions, groups, sections, alerts and definitions are known by their ids. Each rule is told in
the words of its own form. Two definitions without a change ask, show and notice the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kinfile.forms.explanation import (
    asked_when,
    opened_when,
    raised_when,
    required_when,
    rows_required,
    vocabulary_of,
)
from kinfile.forms.explanation_words import DISCLOSURES, KINDS, SEVERITIES, force_words
from kinfile.forms.model import Alert, Form, Group, Question, Section
from kinfile.forms.rules.ast import Rule, write
from kinfile.forms.rules.explain import Vocabulary, explain
from kinfile.i18n import N_, Language

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changed: what it is about, a code for it, and a sentence."""

    about: str
    code: str
    say: str


def differences(old: Form, new: Form, language: Language) -> tuple[Change, ...]:
    """Every change from `old` to `new`, in the order of the form."""
    return tuple(_Difference(old, new, language).all())


class Ruled(str):
    """A rule in words. Two are the same where their rules are, however questions are worded."""

    rule: str = ""

    @classmethod
    def of(cls, words: str, *rules: Rule | None, more: object = "") -> "Ruled":
        ruled = cls(words)
        ruled.rule = "; ".join((str(more), *(write(rule.node) for rule in rules if rule)))
        return ruled


_Told = Mapping[str, str]
"""One thing in words, aspect by aspect."""

_ASPECTS: Mapping[str, str] = {
    "title": N_("{what}: the title was “{old}” and is “{new}”."),
    "short_title": N_("{what}: the short title was “{old}” and is “{new}”."),
    "about": N_("{what}: its description was “{old}” and is “{new}”."),
    "version": N_("{what}: the version was {old} and is {new}."),
    "part": N_("{what}: stood under “{old}” and stands under “{new}”."),
    "opens": N_("{what}: before: {old} Now: {new}"),
    "section": N_("{what}: moved from “{old}” to “{new}”."),
    "row": N_("{what}: one row was called “{old}” and is called “{new}”."),
    "rows": N_("{what}: how many rows, before: {old}; now: {new}."),
    "ask": N_("“{old}” is now asked as “{new}”."),
    "hint": N_("{what}: the hint was “{old}” and is “{new}”."),
    "why": N_("{what}: the reason was “{old}” and is “{new}”."),
    "error": N_("{what}: where it is missing it said “{old}” and says “{new}”."),
    "kind": N_("{what}: how it is answered, before: {old}; now: {new}."),
    "shown": N_("{what}: before: {old} Now: {new}"),
    "required": N_("{what}: before: {old} Now: {new}"),
    "disclose": N_("{what}: before: {old} Now: {new}"),
    "limits": N_("{what}: the limits of the answer, before: {old}; now: {new}."),
    "checks": N_("{what}: its checks, before: {old}; now: {new}."),
    "exclusive": N_("{what}: answers that stand alone, before: {old}; now: {new}."),
    "severity": N_("{what}: before: {old}; now: {new}."),
    "say": N_("{what}: it said “{old}” and says “{new}”."),
    "when": N_("{what}: before: {old} Now: {new}"),
    "rule": N_("{what}: it stood for: {old}. Now: {new}."),
    "codes": N_("{what}: it held: {old}; it now holds: {new}."),
    "source": N_("{what}: its sources, before: {old}; now: {new}."),
    "guidance": N_("{what}: the guidance, before: {old} Now: {new}"),
}

_NEW: Mapping[str, str] = {
    "hint": N_("{what}: it has a hint now: “{new}”."),
    "why": N_("{what}: it has a reason now: “{new}”."),
    "error": N_("{what}: where it is missing it says now: “{new}”."),
}
_GONE: Mapping[str, str] = {
    "hint": N_("{what}: the hint “{old}” is gone."),
    "why": N_("{what}: the reason “{old}” is gone."),
    "error": N_("{what}: where it is missing it no longer says “{old}”."),
}
"""Texts that a thing may lack, where it lacked them before or lacks them now."""

_SAID: Mapping[str, str] = {
    "section-removed": N_("The section {what} is gone."),
    "section-added": N_("The section {what} is new."),
    "section-order": N_("The sections stand in another order."),
    "group-removed": N_("The rows {what} are gone."),
    "group-added": N_("The rows {what} are new."),
    "question-removed": N_("{what} is no longer asked."),
    "question-added": N_("{what} is new."),
    "question-order": N_("The questions of {what} stand in another order."),
    "option-removed": N_("{what}: “{label}” can no longer be answered."),
    "option-added": N_("{what}: “{label}” can be answered too."),
    "option": N_("{what}: the answer “{old}” is now called “{new}”."),
    "option-order": N_("{what}: the answers stand in another order."),
    "alert-removed": N_("The alert {what} is gone."),
    "alert-added": N_("The alert {what} is new."),
    "alert-order": N_("The alerts stand in another order."),
    "force-removed": N_("{what}: no longer: {force}"),
    "force-added": N_("{what}: from now on: {force}"),
    "definition-removed": N_("The rule with the name {what} is gone."),
    "definition-added": N_("The rule with the name {what} is new."),
    "list-removed": N_("The list of codes {what} is gone."),
    "list-added": N_("The list of codes {what} is new."),
    "output": N_("The one-page output {what} holds other answers."),
    "wordlist": N_("The wording check {what} looks for other phrases."),
}


class _Side:
    """One of the two forms, with its own words."""

    def __init__(self, form: Form, language: Language) -> None:
        self.form = form
        self.words: Vocabulary = vocabulary_of(form, language)
        self._language = language

    def sections(self) -> Mapping[str, Section]:
        return {str(section.id): section for section in self.form.sections}

    def groups(self) -> Mapping[str, Group]:
        return {str(name): group for name, group in self.form.groups.items()}

    def questions(self) -> Mapping[str, Question]:
        return {str(name): question for name, question in self.form.by_id().items()}

    def alerts(self) -> Mapping[str, Alert]:
        return {str(alert.id): alert for alert in self.form.alerts}

    def definitions(self) -> Mapping[str, str]:
        return {name: name for name in self.form.definitions}

    def lists(self) -> Mapping[str, tuple[str, ...]]:
        return self.form.value_lists

    def told_form(self) -> _Told:
        form = self.form
        return {
            "title": form.title,
            "short_title": form.short_title,
            "about": form.about,
            "version": str(form.version),
        }

    def told_section(self, section: Section) -> _Told:
        return {
            "title": section.title,
            "part": section.part,
            "opens": Ruled.of(
                opened_when(section, self.words, self._language),
                section.when,
                more=section.by_alert,
            ),
            "guidance": " / ".join(
                f"{guide.text} ({', '.join(guide.source)})" for guide in section.guidance
            ),
        }

    def told_group(self, group: Group) -> _Told:
        return {
            "title": group.title,
            "section": self.title_of(group.section),
            "row": group.row,
            "rows": f"{group.minimum}-{group.maximum}",
            "required": Ruled.of(
                rows_required(group, self.words, self._language),
                group.required_when,
                more=group.required,
            ),
            "why": group.why,
            "error": group.error,
            "source": ", ".join(group.source),
        }

    def told_question(self, question: Question) -> _Told:
        text = self._language.text
        return {
            "section": self.title_of(question.section),
            "ask": question.ask,
            "kind": text(KINDS[question.kind]),
            "hint": question.hint,
            "why": question.why,
            "error": question.error,
            "shown": Ruled.of(
                asked_when(question.show_when, self.words, self._language), question.show_when
            ),
            "required": Ruled.of(
                required_when(question, self.words, self._language),
                question.required_when,
                more=question.required,
            ),
            "disclose": text(DISCLOSURES[question.disclose]),
            "limits": _limits(question),
            "checks": ", ".join((*question.checks, question.calculation)).strip(", "),
            "exclusive": ", ".join(sorted(question.exclusive)),
            "source": ", ".join(question.source),
        }

    def told_alert(self, alert: Alert) -> _Told:
        return {
            "severity": self._language.text(SEVERITIES[alert.severity]),
            "say": alert.say,
            "when": Ruled.of(raised_when(alert, self.words, self._language), alert.when),
            "why": alert.why,
            "source": ", ".join(alert.source),
        }

    def told_definition(self, name: str) -> _Told:
        rule = self.form.definitions[name]
        return {
            "say": self.form.definition_words.get(name, ""),
            "rule": Ruled.of(explain(rule.node, self.words, self._language), rule),
        }

    def told_list(self, codes: tuple[str, ...]) -> _Told:
        return {"codes": ", ".join(codes)}

    def title_of(self, section: str) -> str:
        return next((each.title for each in self.form.sections if each.id == section), section)

    def forces(self, alert: Alert) -> Mapping[str, str]:
        """What an alert forces, in words by how it is written."""
        return {str(each): force_words(each, self.form, self._language) for each in alert.forces}


class _Difference:
    def __init__(self, old: Form, new: Form, language: Language) -> None:
        self._old, self._new = _Side(old, language), _Side(new, language)
        self._language = language

    def all(self) -> Iterator[Change]:
        old, new = self._old, self._new
        text = self._language.text
        form = text("The form")
        yield from self._aspects(old.form.id, form, old.told_form(), new.told_form())
        yield from self._things("section", old.sections(), new.sections(), _Side.told_section)
        yield from self._things("group", old.groups(), new.groups(), _Side.told_group)
        yield from self._things("question", old.questions(), new.questions(), _Side.told_question)
        yield from self._options()
        yield from self._order()
        yield from self._things("alert", old.alerts(), new.alerts(), _Side.told_alert)
        yield from self._forces()
        yield from self._things(
            "definition", old.definitions(), new.definitions(), _Side.told_definition
        )
        yield from self._things("list", old.lists(), new.lists(), _Side.told_list)
        yield from self._changed("output", old.form.outputs, new.form.outputs)
        yield from self._changed("wordlist", old.form.wordlists, new.form.wordlists)

    def _things(
        self,
        kind: str,
        old: Mapping[str, T],
        new: Mapping[str, T],
        tell: Callable[[_Side, T], _Told],
    ) -> Iterator[Change]:
        """What is gone, what is new, and every aspect of the others that changed."""
        for name, thing in old.items():
            if name not in new:
                yield self._say(name, f"{kind}-removed", what=_name_of(name, thing))
        for name, thing in new.items():
            if name not in old:
                yield self._say(name, f"{kind}-added", what=_name_of(name, thing))
            else:
                before, after = tell(self._old, old[name]), tell(self._new, thing)
                yield from self._aspects(name, _name_of(name, old[name]), before, after)

    def _say(self, about: str, code: str, **facts: str) -> Change:
        return Change(about=about, code=code, say=self._language.text(_SAID[code], **facts))

    def _aspects(self, about: str, what: str, old: _Told, new: _Told) -> Iterator[Change]:
        for aspect, before in old.items():
            after = new[aspect]
            if _are_unlike(before, after):
                nothing = self._language.text("nothing")
                said = {"what": what, "old": before or nothing, "new": after or nothing}
                only = {} if before and after else _GONE if before else _NEW
                say = self._language.text(only.get(aspect, _ASPECTS[aspect]), **said)
                yield Change(about=about, code=aspect, say=say)

    def _changed(
        self, kind: str, old: Mapping[str, object], new: Mapping[str, object]
    ) -> Iterator[Change]:
        for name in sorted({*old, *new}):
            if old.get(name) != new.get(name):
                yield self._say(name, kind, what=name)

    def _options(self) -> Iterator[Change]:
        old, new = self._old.questions(), self._new.questions()
        for name in new:
            if name in old:
                what = _name_of(name, old[name])
                before = {option.code: option.label for option in old[name].options}
                after = {option.code: option.label for option in new[name].options}
                yield from self._labels(name, what, before, after)
                if _in_other_order(before, after):
                    yield self._say(name, "option-order", what=what)

    def _labels(self, name: str, what: str, old: _Told, new: _Told) -> Iterator[Change]:
        for code, label in old.items():
            if code not in new:
                yield self._say(name, "option-removed", what=what, label=label)
            elif new[code] != label:
                yield self._say(name, "option", what=what, old=label, new=new[code])
        for code, label in new.items():
            if code not in old:
                yield self._say(name, "option-added", what=what, label=label)

    def _order(self) -> Iterator[Change]:
        """Sections, questions within a section, and alerts that stand elsewhere than before."""
        old, new = self._old, self._new
        if _in_other_order(old.sections(), new.sections()):
            yield self._say(old.form.id, "section-order")
        for name, section in new.sections().items():
            before = old.sections().get(name)
            if before and _in_other_order(
                [question.id for question in before.questions()],
                [question.id for question in section.questions()],
            ):
                yield self._say(name, "question-order", what=_quoted(section.title))
        if _in_other_order(old.alerts(), new.alerts()):
            yield self._say(old.form.id, "alert-order")

    def _forces(self) -> Iterator[Change]:
        old, new = self._old.alerts(), self._new.alerts()
        for name in new:
            if name in old:
                before, after = self._old.forces(old[name]), self._new.forces(new[name])
                for force, words in before.items():
                    if force not in after:
                        yield self._say(name, "force-removed", what=name, force=words)
                for force, words in after.items():
                    if force not in before:
                        yield self._say(name, "force-added", what=name, force=words)


def _are_unlike(old: str, new: str) -> bool:
    if isinstance(old, Ruled) and isinstance(new, Ruled):
        return old.rule != new.rule
    return old != new


def _in_other_order(old: Iterable[str], new: Iterable[str]) -> bool:
    before, after = list(old), list(new)
    return [each for each in before if each in after] != [each for each in after if each in before]


def _name_of(name: str, thing: object) -> str:
    """What a reader knows a thing by."""
    match thing:
        case Section(title=title) | Group(title=title):
            return _quoted(title)
        case Question(ask=ask):
            return _quoted(ask)
    return name


def _quoted(words: str) -> str:
    return f"“{words}”"


def _limits(question: Question) -> str:
    least = "" if question.minimum is None else str(question.minimum)
    most = "" if question.maximum is None else str(question.maximum)
    span = f"{least}-{most}" if least or most else ""
    return f"{span} partial" if question.partial else span

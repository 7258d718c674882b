# SPDX-License-Identifier: Apache-2.0
"""Alerts: what they force has to be there, and the forms they belong to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kinfile.forms.folder import ALERTS, Folder
from kinfile.forms.lint.findings import Findings
from kinfile.forms.lint.reading import Reading
from kinfile.forms.model import NEVER_MISSING, Force, NonAnswer, Question, QuestionId, Source
from kinfile.forms.source import Words

COVERS = frozenset({"do_not_contact_parents", "phone_now", "information_as_at"})
"""Warnings that the cover of a document can bear."""

_SECTION, _QUESTION, _ANSWER, _COVER, _FORM, _NOTHING = range(6)
VERBS: Mapping[str, int] = {
    "section": _SECTION,
    "restrict": _SECTION,
    "require": _QUESTION,
    "expect": _ANSWER,
    "forbid": _ANSWER,
    "cover": _COVER,
    "offer_form": _FORM,
    "ack": _NOTHING,
    "ack+rationale": _NOTHING,
    "block_field": _NOTHING,
    "gap": _NOTHING,
    "summary": _NOTHING,
    "reminder": _NOTHING,
    "note": _NOTHING,
}
"""What an alert may force, and what stands behind its colon."""


def look_at_alerts(
    files: Folder, readings: Sequence[Reading], installed: Sequence[str], findings: Findings
) -> None:
    """Every force of every alert that belongs to one of the forms read."""
    by_form = {str(reading.form.id): reading for reading in readings}
    for alert in files.listing(ALERTS, "alerts"):
        if not isinstance(alert, Mapping):
            continue
        names = tuple(_words(alert, "forms"))
        for name in names:
            if name not in installed:
                _complain(findings, name, "unknown-form", found=name, allowed=_listed(installed))
        own = [by_form[name] for name in names if name in by_form]
        if own:
            look = _Look(own, installed, findings)
            for word in _words(alert, "forces"):
                look.at(word)


def _words(alert: Mapping[str, Any], key: str) -> Iterator[Words]:
    listed = alert.get(key)
    for word in listed if isinstance(listed, list) else ():
        if isinstance(word, Words):
            yield word


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _complain(findings: Findings, word: Words, code: str, **facts: str) -> None:
    findings.add(Source(ALERTS, word.line, word.column), code, facts=facts)


class _Look:
    """Looks at the forces of one alert, which is raised in the forms `own`."""

    def __init__(
        self, own: Sequence[Reading], installed: Sequence[str], findings: Findings
    ) -> None:
        self._own = own
        self._installed = installed
        self._findings = findings

    def at(self, word: Words) -> None:
        force = Force.parse(word)
        takes = VERBS.get(force.verb)
        if takes is None:
            self._say(word, "unknown-force", found=force.verb, allowed=", ".join(VERBS))
        elif takes == _NOTHING:
            if force.target:
                self._say(word, "force-target", found=force.verb)
        elif takes == _SECTION:
            self._section(word, force)
        elif takes == _COVER:
            self._one_of(word, "unknown-cover", force.target, sorted(COVERS))
        elif takes == _FORM:
            self._one_of(word, "unknown-form", force.target, self._installed)
        else:
            self._question(word, force, has_values=takes == _ANSWER)

    def _say(self, word: Words, code: str, **facts: str) -> None:
        _complain(self._findings, word, code, **facts)

    def _one_of(self, word: Words, code: str, found: str, allowed: Sequence[str]) -> None:
        if found not in allowed:
            self._say(word, code, found=found, allowed=_listed(allowed))

    def _section(self, word: Words, force: Force) -> None:
        sections = {str(section.id) for reading in self._own for section in reading.form.sections}
        if force.target not in sections and not self._is_unread(force.target):
            self._say(word, "unknown-section", found=force.target)

    def _is_unread(self, name: str) -> bool:
        """Whether something of that name may stand where nobody could read it."""
        return any(name in reading.unread or not reading.is_whole for reading in self._own)

    def _question(self, word: Words, force: Force, *, has_values: bool) -> None:
        name = QuestionId(force.target)
        found = [reading.questions[name] for reading in self._own if name in reading.questions]
        if any(force.target in reading.doubtful for reading in self._own):
            return
        if not found:
            if not self._is_unread(force.target.rpartition(".")[2]):
                self._say(word, "unknown-question", found=force.target)
            return
        if not has_values:
            self._required(found[0])
            return
        if not force.values:
            self._say(word, "force-values", found=force.verb)
        for value in force.values:
            known = any(value in question.codes or value in set(NonAnswer) for question in found)
            if not known and not any(value in reading.unread for reading in self._own):
                self._say(word, "unknown-code", found=value)

    def _required(self, question: Question) -> None:
        """A question that an alert can make required needs the words for it too."""
        if not question.error and question.kind not in NEVER_MISSING:
            self._findings.add(question.place, "no-error", facts={"name": question.id})

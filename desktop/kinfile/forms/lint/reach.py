# SPDX-License-Identifier: Apache-2.0
"""Questions that nobody is ever asked, rules that never hold, and what is shown too late."""

from collections.abc import Container, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from kinfile.forms.lint.findings import Findings, Level
from kinfile.forms.lint.may import may
from kinfile.forms.lint.reading import Reading
from kinfile.forms.model import Question, QuestionId, Section, Source
from kinfile.forms.rules.ast import Call, Name, Node, Or, Rule
from kinfile.forms.rules.scope import Names
from kinfile.forms.rules.trace import references, uses_standing_alerts

Never = Mapping[tuple[Source, str], dict[str, str]]
"""What never holds in a form: a place and a code, with the facts of its finding."""


def look_at_order(reading: Reading, findings: Findings) -> None:
    """Circles, and what waits for an answer that is asked for later."""
    _circles(reading, findings)
    for at, section in enumerate(reading.form.sections):
        if section.when is not None:
            _late(section.when, "", at, reading, findings)
        for question in section.questions():
            if question.show_when is not None:
                _late(question.show_when, question.group or "", at, reading, findings)


def look_at_standing(reading: Reading, findings: Findings) -> None:
    """What asks which alerts stand may show nothing: they are known only at the end."""
    for section in reading.form.sections:
        shown = (section.when, *(question.show_when for question in section.questions()))
        for rule in shown:
            if rule is not None and uses_standing_alerts(rule.node, reading.names):
                findings.add(_at(rule), "standing-shows")
    for alert in reading.form.alerts:
        if alert.forced("section") and uses_standing_alerts(alert.when.node, reading.names):
            findings.add(_at(alert.when), "standing-opens", facts={"alert": alert.id})


def look_at_reach(
    readings: tuple[Reading, ...], findings: Findings, faulty: Container[Source]
) -> None:
    """What is never shown, required or raised, in none of the forms that have it.

    A shared question may well be pointless in one form, where it hangs on an answer that only
    another one asks for. Nothing is said of `faulty` rules, known by their places, or of what
    hangs on a section that a form lists and that could not be found.
    """
    nevers = [
        dict(_Reach(reading, faulty).never()) if reading.is_whole else {} for reading in readings
    ]
    had = [set(_places(reading)) for reading in readings]
    for never in nevers:
        for (where, code), facts in never.items():
            others = (each for each, has in zip(nevers, had, strict=True) if (where, code) in has)
            if all((where, code) in each for each in others):
                findings.add(where, code, facts=facts)


# -- order ------------------------------------------------------------------------------------


def _in_order(reading: Reading) -> Iterator[tuple[int, Question]]:
    for at, section in enumerate(reading.form.sections):
        yield from ((at, question) for question in section.questions())


def _late(rule: Rule, group: str, at: int, reading: Reading, findings: Findings) -> None:
    """Complain where only answers of later sections show something."""
    places = {str(question.id): place for place, question in _in_order(reading)}
    ways = [
        {places[name] for name in references(way, reading.names, rows) if name in places}
        for way, rows in _ways(rule.node, reading.names, group)
    ]
    late = [way for way in ways if way and max(way) > at]
    if late:
        is_known = any(way and max(way) <= at for way in ways)
        section = reading.form.sections[max(max(way) for way in late)]
        code, level = ("shown-later", Level.WARNING) if is_known else ("shown-late", Level.ERROR)
        findings.add(_at(rule), code, level, {"section": section.title})


def _ways(node: Node, names: Names, group: str) -> Iterator[tuple[Node, str]]:
    """The parts of which one is enough, looked into rows and definitions."""
    match node:
        case Or(parts):
            for part in parts:
                yield from _ways(part, names, group)
        case Call("any", (Name(rows), condition)):
            yield from _ways(condition, names, rows)
        case Name(name) if name in names.definitions:
            body = names.definitions[name].node
            yield from _ways(body, names, names.row_definitions.get(name, ""))
        case _:
            yield node, group


def _circles(reading: Reading, findings: Findings) -> None:
    graph = _graph(reading)
    while True:
        order = TopologicalSorter(graph)
        try:
            order.prepare()
        except CycleError as error:
            names = [str(name) for name in error.args[1]]
            first = next(q for q in map(QuestionId, names) if q in reading.questions)
            place = reading.questions[first].place
            findings.add(place, "cycle", facts={"found": ", ".join(names)})
            graph[first] = set()
        else:
            return


def _graph(reading: Reading) -> dict[str, set[str]]:
    """What has to be decided before each section and question."""
    graph: dict[str, set[str]] = {}
    for section in reading.form.sections:
        own = f"section {section.id}"
        graph[own] = set(_read(section.when, reading, ""))
        for question in section.questions():
            graph[question.id] = {own, *_read(question.show_when, reading, question.group or "")}
    return graph


def _read(rule: Rule | None, reading: Reading, group: str) -> frozenset[str]:
    return references(rule.node, reading.names, group) if rule else frozenset()


# -- reach ------------------------------------------------------------------------------------


def _places(reading: Reading) -> Iterator[tuple[Source, str]]:
    """Everything in this form that could turn out never to hold."""
    for question in reading.form.questions():
        for code in ("never-shown", "required-never-shown"):
            yield question.place, code
        if question.required_when is not None:
            yield _at(question.required_when), "never-required"
    for section in reading.form.sections:
        if section.when is not None:
            yield _at(section.when), "never-opened"
    for alert in reading.form.alerts:
        yield _at(alert.when), "never-raised"


Held = tuple[tuple[Source, str], dict[str, str]]


class _Reach:
    """What can be reached in one form."""

    def __init__(self, reading: Reading, faulty: Container[Source]) -> None:
        self._reading = reading
        self._faulty = faulty
        self._names = reading.sure_names
        self._hidden: frozenset[str] = frozenset()
        self._hide()

    def never(self) -> Iterator[Held]:
        form = self._reading.form
        for question in form.questions():
            yield from self._never_asked(question)
        for section in form.sections:
            if not self._can_hold(section.when):
                yield (_at(section.when), "never-opened"), {"section": section.title}
        for alert in form.alerts:
            if not self._can_hold(alert.when):
                yield (_at(alert.when), "never-raised"), {"alert": alert.id}

    def _never_asked(self, question: Question) -> Iterator[Held]:
        facts = {"question": question.ask}
        if question.id in self._hidden:
            code = "required-never-shown" if question.required else "never-shown"
            yield (question.place, code), facts
        elif not self._can_hold(question.required_when, question.group or ""):
            yield (_at(question.required_when), "never-required"), facts

    def _hide(self) -> None:
        """Find the questions that nobody can ever be shown, until nothing changes any more."""
        while True:
            found = frozenset(
                str(question.id)
                for section in self._reading.form.sections
                for question in section.questions()
                if not self._may_open(section)
                or not self._can_hold(question.show_when, question.group or "")
            )
            if found == self._hidden:
                return
            self._hidden = found

    def _may_open(self, section: Section) -> bool:
        """By its rule, by an alert or by the worker's own hand."""
        if section.by_alert or section.when is None:
            return True
        forced = any(
            force.target == section.id
            for alert in self._reading.form.alerts
            for force in alert.forced("section")
        )
        return forced or self._can_hold(section.when)

    def _can_hold(self, rule: Rule | None, group: str = "") -> bool:
        if rule is None or _at(rule) in self._faulty:
            return True
        return True in may(rule.node, self._names, self._hidden, group)


def _at(rule: Rule | None) -> Source:
    return Source(rule.file, rule.line, rule.column) if rule else Source("", 0)

# SPDX-License-Identifier: Apache-2.0
"""What an export of a form leaves behind: the list that ends each of them."""

from collections.abc import Callable, Iterator

from kinfile.forms.model import Form, Group, Kind
from kinfile.forms.rules.translate import CannotExpress, Inexpressible

_BY_KINFILE = {
    Kind.CALCULATED: "calculation",
    Kind.PERSON: "person",
    Kind.SIGNATURE: "signature",
}


class Losses:
    """Gathers what one export of a form cannot say; each thing once."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._found: dict[CannotExpress, None] = {}

    def attempt(self, write: Callable[[], str], at: str, rule: str) -> str | None:
        """What `write` makes of a rule; None, and an entry on the list, where it cannot."""
        try:
            return write()
        except Inexpressible as failed:
            self.add(failed.code, at, rule, failed.name)
            return None

    def add(self, code: str, at: str, rule: str = "", name: str = "") -> None:
        self._found[CannotExpress(code, at, rule, name)] = None

    def listed(self) -> tuple[CannotExpress, ...]:
        """What was added, then what no export can say of a form, and the alerts last."""
        return (*self._found, *_beside(self._form), *_alerts(self._form))


def _beside(form: Form) -> Iterator[CannotExpress]:
    yield from _of_sections(form)
    for group in form.groups.values():
        yield from _of_group(group, form)
    for question in form.questions():
        if question.kind in _BY_KINFILE:
            yield CannotExpress(_BY_KINFILE[question.kind], question.id)
        for check in question.checks:
            yield CannotExpress("checks", question.id, name=check)
    for output in form.outputs:
        yield CannotExpress("outputs", form.id, name=output)


def _of_sections(form: Form) -> Iterator[CannotExpress]:
    forced = {force.target for alert in form.alerts for force in alert.forced("section")}
    for section in form.sections:
        if section.by_alert or section.id in forced:
            yield CannotExpress("by-alert", section.id)


def _of_group(group: Group, form: Form) -> Iterator[CannotExpress]:
    if group.premade:
        yield CannotExpress("premade", group.id)
    elif group.required and group.minimum == 0:
        yield CannotExpress("confirming", group.id)
    asked_in = {question.section for question in form.questions() if question.group == group.id}
    for section in form.sections:
        if section.id in asked_in - {group.section}:
            yield CannotExpress("continued", group.id, name=section.title)


def _alerts(form: Form) -> Iterator[CannotExpress]:
    for alert in form.alerts:
        yield CannotExpress("alert", alert.id, alert.when.text)

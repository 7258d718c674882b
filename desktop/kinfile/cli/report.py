# SPDX-License-Identifier: Apache-2.0
"""A report as the commands give it: the JSON that other programs rely on, and lines to read."""

from collections.abc import Iterator
from typing import Any

from kinfile import wording
from kinfile.app.said import missing_said, problem_said
from kinfile.errors import Refused
from kinfile.forms.model import Form
from kinfile.i18n import N_, Language
from kinfile.records.report import Problem, Report, SectionReport, SectionState

_STATES = {
    SectionState.NOT_STARTED: N_("not started"),
    SectionState.IN_PROGRESS: N_("in progress"),
    SectionState.TO_CHECK: N_("to check"),
    SectionState.COMPLETE: N_("complete"),
    SectionState.NOT_RELEVANT: N_("not relevant"),
}


def report_json(form: Form, report: Report, language: Language) -> dict[str, Any]:
    """The document of `check` and `record check`; every section of the form is in it."""
    return {
        "form": report.form,
        "version": report.version,
        "complete": report.complete,
        "sections": {
            section.id: _section_json(form, report.sections[section.id], language)
            for section in form.sections
        },
        "alerts": [
            {
                "id": standing.alert.id,
                "severity": standing.alert.severity.value,
                "say": language.text(standing.alert.say),
                "because": [str(path) for path in standing.because],
                "source": list(standing.alert.source),
                "acknowledged": standing.acknowledged is not None,
                "forces": [str(force) for force in standing.alert.forces],
            }
            for standing in report.alerts
        ],
        "gaps": [
            {"path": str(gap.path), "status": gap.status.value, "reason": gap.reason}
            for gap in report.gaps
        ],
        "set_aside": [str(path) for path in report.set_aside],
        "milestones": [
            {
                "name": milestone.name,
                "due": milestone.due.isoformat(),
                "done": milestone.done.isoformat() if milestone.done else None,
                "overdue": milestone.overdue,
            }
            for milestone in report.milestones
        ],
    }


def _section_json(form: Form, section: SectionReport, language: Language) -> dict[str, Any]:
    return {
        "state": section.state.value,
        "forced": section.forced,
        "missing": [str(missing) for missing in section.missing],
        "problems": [_problem_json(form, problem, language) for problem in section.problems],
    }


def _problem_json(form: Form, problem: Problem, language: Language) -> dict[str, str]:
    return {
        "code": problem.code,
        "path": str(problem.path),
        "level": problem.level.value,
        "say": problem_said(form, problem, language),
    }


def rejected_json(refused: tuple[Refused, ...], language: Language) -> list[dict[str, str]]:
    """Every value that could not be kept, by path."""
    return [
        {"path": str(each.facts["path"]), "say": wording.refused(each, language)}
        for each in refused
    ]


def rejected_lines(refused: tuple[Refused, ...], language: Language) -> Iterator[str]:
    for each in rejected_json(refused, language):
        yield f"{each['path']}: {each['say']}"


def report_lines(form: Form, report: Report, language: Language) -> Iterator[str]:
    """The report for a person: what is missing or odd, then the alerts that stand."""
    title = language.text(form.title)
    yield (
        language.text("{form}, version {version}: complete", form=title, version=form.version)
        if report.complete
        else language.text(
            "{form}, version {version}: not complete", form=title, version=form.version
        )
    )
    for section in form.sections:
        found = report.sections[section.id]
        yield f"  {language.text(section.title)}: {language.text(_STATES[found.state])}"
        for missing in found.missing:
            yield f"    {missing}: {missing_said(form, missing, language)}"
        for problem in found.problems:
            yield f"    {problem.path}: {problem_said(form, problem, language)}"
    for standing in report.alerts:
        done = language.text("acknowledged") if standing.acknowledged else ""
        text = language.text(standing.alert.say)
        yield f"  {standing.alert.id} ({standing.alert.severity.value}) {text} {done}".rstrip()
    if report.set_aside:
        aside = ", ".join(str(path) for path in report.set_aside)
        yield language.text("  Set aside, because not asked today: {paths}", paths=aside)

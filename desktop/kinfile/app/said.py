# SPDX-License-Identifier: Apache-2.0
"""What a report says, in words: codes and paths with the labels of their form.

A report holds ids; wording.py holds sentences. Here the two meet, for every view that lists what
is missing, odd or waited for.
"""

from collections.abc import Iterator
from datetime import date

from kinfile import wording
from kinfile.forms.model import Form, GroupId, Question, QuestionId
from kinfile.i18n import Language
from kinfile.records.model import Path
from kinfile.records.report import Blocker, Missing, MissingRows, Problem, Report


def missing_said(form: Form, missing: Missing, language: Language) -> str:
    """What to answer or add, in the form's own words."""
    if isinstance(missing, MissingRows):
        group = form.groups[GroupId(missing.group)]
        title = language.text(group.title)
        return wording.missing_rows(group.error, title, missing.have, missing.need, language)
    question = form.by_id()[missing.question]
    return wording.missing(question.error, language.text(question.ask), language)


def problem_said(form: Form, problem: Problem, language: Language) -> str:
    """What is odd about an answer, and what to do about it."""
    facts = dict(problem.facts)
    if "other" in facts:
        facts["other"] = _label(form, facts["other"], problem.path, language)
    if "option" in facts:
        facts["option"] = language.text(facts["option"])
    if "since" in facts:
        facts["since"] = language.date(date.fromisoformat(facts["since"]))
    if "values" in facts:
        facts["values"] = _options(form, problem.path, facts["values"], language)
    return wording.problem(problem.code, facts, language)


def blocker_said(form: Form, report: Report, blocker: Blocker, language: Language) -> str:
    """What signing waits for."""
    if blocker.code == "missing":
        for missing in report.missing:
            where = missing.group if isinstance(missing, MissingRows) else missing
            if where == (blocker.group or blocker.path):
                return missing_said(form, missing, language)
    if blocker.code == "problem":
        for problem in report.problems:
            if (problem.code, problem.path) == (blocker.problem, blocker.path):
                return problem_said(form, problem, language)
    facts = {"alert": blocker.alert}
    return str(wording.words(f"blocker.{blocker.code}", facts, language))


def _label(form: Form, name: str, near: Path, language: Language) -> str:
    """The label of the question `name`: a path, a full id, or one of the same group."""
    path = Path.parse(name) or Path(name)
    question = _question(form, path.question, near)
    if question is None:
        return name
    label = language.text(question.ask)
    return f"{label} ({path})" if path.number else label


def _question(form: Form, name: str, near: Path) -> Question | None:
    questions = form.by_id()
    return questions.get(f"{near.group}.{name}") or questions.get(name)


def _options(form: Form, path: Path, codes: str, language: Language) -> str:
    question = form.by_id()[QuestionId(path.question)]
    return language.listed(list(_labels(question, codes.split(","), language)))


def _labels(question: Question, codes: list[str], language: Language) -> Iterator[str]:
    for code in codes:
        option = question.option(code)
        yield language.text(option.label) if option else code

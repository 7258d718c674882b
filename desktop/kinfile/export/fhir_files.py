# SPDX-License-Identifier: Apache-2.0
"""The answers inside the document as FHIR R4, for record systems: what prints and nothing else.

They are built from the same Printable as the pages and ANSWERS.json. An edition that masks answers
hands in a Printable without them, and names the questions it withholds, so that nothing can be
worked out of them either.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from kinfile.export.blocks import Attachment
from kinfile.export.printable import Printable, Standing
from kinfile.forms.model import Disclosure, QuestionId
from kinfile.i18n import Language
from kinfile.records.model import Answers, Place, Row
from kinfile.records.questionnaire_response import questionnaire_response
from kinfile.records.report import SectionState
from kinfile.records.settle import Settled, settle

RESPONSE = "QuestionnaireResponse.json"
QUESTIONNAIRE = "Questionnaire.json"
_MEDIA_TYPE = "application/fhir+json"


def fhir_files(
    printable: Printable, language: Language, *, withheld: Collection[QuestionId] = ()
) -> tuple[Attachment, ...]:
    """The QuestionnaireResponse, and the Questionnaire that it answers.

    Questions of the class `withhold` are never in it; `withheld` names more.
    """
    from kinfile.forms.questionnaire import questionnaire

    hidden = {*withheld, *_withheld(printable)}
    response = questionnaire_response(
        _masked(printable, hidden),
        language,
        reference=f"{printable.ref[:4]}-{printable.ref[-4:]}",
        status=_status(printable),
        authored=printable.made_at if printable.standing is Standing.SIGNED else None,
    )
    asked = questionnaire(printable.form, [printable.profile], language).resource
    return (
        Attachment(
            name=RESPONSE,
            media_type=_MEDIA_TYPE,
            description=language.text("The answers of this record in FHIR R4, for programs"),
            relationship="Data",
            data=_written(response),
        ),
        Attachment(
            name=QUESTIONNAIRE,
            media_type=_MEDIA_TYPE,
            description=language.text("The questions of this form in FHIR R4, for programs"),
            relationship="Supplement",
            data=_written(asked),
        ),
    )


def _withheld(printable: Printable) -> set[QuestionId]:
    return {
        question.id
        for question in printable.form.questions()
        if question.disclose is Disclosure.WITHHOLD
    }


def _status(printable: Printable) -> str:
    if printable.standing is not Standing.SIGNED:
        return "in-progress"
    return "amended" if printable.version > 1 else "completed"


def _masked(printable: Printable, hidden: Collection[QuestionId]) -> Settled:
    """The record as the report shows it, without a trace of the `hidden` questions.

    What is shown and open was decided on the whole record: a masked answer must not open or
    close anything.
    """
    shown = {place for place in printable.report.shown if place.question not in hidden}
    state = settle(
        printable.form,
        _visible(printable.answers, shown),
        printable.profile,
        printable.report.today,
        printable.marks,
    )
    sections = printable.report.sections
    state.shown = shown
    state.open_sections = {
        name: sections[name].state is not SectionState.NOT_RELEVANT for name in state.open_sections
    }
    state.places = {
        name: tuple(at._replace(is_shown=at.place in shown) for at in places)
        for name, places in state.places.items()
    }
    return state


def _visible(answers: Answers, shown: Collection[Place]) -> Answers:
    """The answers that are shown; every row stays, so that rows keep their places."""

    def of_row(row: Row) -> Row:
        kept = {
            name: answer for name, answer in row.answers.items() if Place(name, row.id) in shown
        }
        return replace(row, answers=kept)

    return Answers(
        single={n: answer for n, answer in answers.single.items() if Place(n) in shown},
        groups={group: tuple(map(of_row, answers.rows(group))) for group in answers.groups},
        none_stated=answers.none_stated,
    )


def _written(resource: Mapping[str, Any]) -> bytes:
    return json.dumps(resource, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

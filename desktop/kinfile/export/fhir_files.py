# SPDX-License-Identifier: Apache-2.0
"""The answers inside the document as FHIR R4, for record systems: what prints and nothing else.

They are built from the same masked record as the pages and ANSWERS.json. The questions themselves
go with the copies for professionals alone: they tell more than a family's copy does.
"""

import json
from collections.abc import Mapping
from typing import Any

from kinfile.export.blocks import Attachment
from kinfile.export.editions import WHOLE
from kinfile.export.masking import Masked
from kinfile.export.printable import Standing
from kinfile.i18n import Language
from kinfile.records.questionnaire_response import questionnaire_response
from kinfile.records.report import SectionState
from kinfile.records.settle import Settled, settle

RESPONSE = "QuestionnaireResponse.json"
QUESTIONNAIRE = "Questionnaire.json"
_MEDIA_TYPE = "application/fhir+json"


def fhir_files(masked: Masked, language: Language) -> tuple[Attachment, ...]:
    """The QuestionnaireResponse and, for professionals, the Questionnaire that it answers."""
    response = questionnaire_response(
        _settled(masked),
        language,
        reference=f"{masked.ref[:4]}-{masked.ref[-4:]}",
        status=_status(masked),
        authored=masked.made_at if masked.standing is Standing.SIGNED else None,
    )
    answered = Attachment(
        name=RESPONSE,
        media_type=_MEDIA_TYPE,
        description=language.text("The answers of this record in FHIR R4, for programs"),
        relationship="Data",
        data=_written(response),
    )
    return (answered, _questions(masked, language)) if masked.edition in WHOLE else (answered,)


def _questions(masked: Masked, language: Language) -> Attachment:
    from kinfile.forms.questionnaire import questionnaire

    return Attachment(
        name=QUESTIONNAIRE,
        media_type=_MEDIA_TYPE,
        description=language.text("The questions of this form in FHIR R4, for programs"),
        relationship="Supplement",
        data=_written(questionnaire(masked.form, [masked.profile], language).resource),
    )


def _status(masked: Masked) -> str:
    if masked.standing is not Standing.SIGNED:
        return "in-progress"
    return "amended" if masked.version > 1 else "completed"


def _settled(masked: Masked) -> Settled:
    """The record as its report shows it.

    What is shown and open was decided on the whole record: a masked answer must not open or
    close anything.
    """
    shown = set(masked.report.shown - masked.withheld)
    state = settle(masked.form, masked.answers, masked.profile, masked.report.today, masked.marks)
    sections = masked.report.sections
    state.shown = shown
    state.open_sections = {
        name: sections[name].state is not SectionState.NOT_RELEVANT for name in state.open_sections
    }
    state.opened = {name for name in state.opened if state.open_sections[name]}
    state.places = {
        name: tuple(at._replace(is_shown=at.place in shown) for at in places)
        for name, places in state.places.items()
    }
    return state


def _written(resource: Mapping[str, Any]) -> bytes:
    return json.dumps(resource, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

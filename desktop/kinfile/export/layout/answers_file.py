# SPDX-License-Identifier: Apache-2.0
"""ANSWERS.json inside the document: exactly what prints, for programs.

Answers that are set aside or withheld are not in it, nor acknowledgements of alerts that no
longer stand.
"""

import json
from dataclasses import replace

from kinfile.export.blocks import Attachment
from kinfile.export.printable import Printable
from kinfile.forms.model import Disclosure
from kinfile.i18n import Language
from kinfile.records.document import write_document
from kinfile.records.marks import Marks
from kinfile.records.model import Answers, Place, Row

ANSWERS = "ANSWERS.json"


def shown_ref(ref: str) -> str:
    """A record's reference as it is shown and read out: XXXX-XXXX."""
    bare = ref.replace("-", "")
    return f"{bare[:4]}-{bare[4:]}"


def answers_file(printable: Printable, language: Language) -> Attachment:
    """The record as `record import` takes it, and which record, version and head it is."""
    document = write_document(
        printable.form,
        _visible(printable),
        _standing(printable),
        profile=printable.profile.id,
        today=printable.report.today,
    )
    known = {
        "record": shown_ref(printable.ref),
        "version": printable.version,
        "head": printable.head.hash,
        "form_version": printable.form.version,
    }
    data = json.dumps({**known, **document}, ensure_ascii=False, indent=1).encode()
    return Attachment(
        name=ANSWERS,
        media_type="application/json",
        description=language.text("The answers of this record, for programs"),
        relationship="Source",
        data=data + b"\n",
    )


def _visible(printable: Printable) -> Answers:
    shown = printable.report.shown
    withheld = {
        question.id
        for question in printable.form.questions()
        if question.disclose is Disclosure.WITHHOLD
    }

    def of_row(row: Row) -> Row:
        kept = {
            name: answer
            for name, answer in row.answers.items()
            if Place(name, row.id) in shown and name not in withheld
        }
        return replace(row, answers=kept)

    answers = printable.answers
    return Answers(
        single={
            name: answer
            for name, answer in answers.single.items()
            if Place(name) in shown and name not in withheld
        },
        groups={group: tuple(map(of_row, answers.rows(group))) for group in answers.groups},
        none_stated=answers.none_stated,
    )


def _standing(printable: Printable) -> Marks:
    alerts = {standing.alert.id for standing in printable.report.alerts}
    acknowledged = {
        name: given for name, given in printable.marks.acknowledged.items() if name in alerts
    }
    return replace(printable.marks, acknowledged=acknowledged)

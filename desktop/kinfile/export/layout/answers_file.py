# SPDX-License-Identifier: Apache-2.0
"""ANSWERS.json inside the document: exactly what prints, for programs."""

import json

from kinfile.export.blocks import Attachment
from kinfile.export.masking import Masked
from kinfile.i18n import Language
from kinfile.records.document import write_document

ANSWERS = "ANSWERS.json"


def shown_ref(ref: str) -> str:
    """A record's reference as it is shown and read out: XXXX-XXXX."""
    bare = ref.replace("-", "")
    return f"{bare[:4]}-{bare[4:]}"


def answers_file(masked: Masked, language: Language) -> Attachment:
    """The record as `record import` takes it, and which record, version and head it is."""
    document = write_document(
        masked.form,
        masked.answers,
        masked.marks,
        profile=masked.profile.id,
        today=masked.report.today,
    )
    if not masked.names_profile:
        del document["profile"]
    known = {
        "record": shown_ref(masked.ref),
        "version": masked.version,
        "edition": masked.edition,
        "head": masked.head.hash,
        "form_version": masked.form.version,
        **_replaced(masked),
    }
    data = json.dumps({**known, **document}, ensure_ascii=False, indent=1).encode()
    return Attachment(
        name=ANSWERS,
        media_type="application/json",
        description=language.text("The answers of this record, for programs"),
        relationship="Source",
        data=data + b"\n",
    )


def _replaced(masked: Masked) -> dict[str, object]:
    """The version that this one replaces, where there is one."""
    correction = masked.correction
    if correction is None:
        return {}
    signed_on = correction.signed_on.isoformat() if correction.signed_on else None
    return {
        "replaces": {
            "version": correction.replaces,
            "signed": signed_on,
            "reason": correction.reason,
        }
    }

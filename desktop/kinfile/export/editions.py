# SPDX-License-Identifier: Apache-2.0
"""The editions of a record: who each copy is for, and which classes of answers it may show.

The sealed original is the full edition. All others leave something out (masking.py) and have a
layout of their own where they are one page for one reader.
"""

from collections.abc import Mapping
from enum import StrEnum

from kinfile.forms.model import Disclosure, Form, QuestionId


class Edition(StrEnum):
    """A copy by its reader. The values stand in file names, receipts and commands."""

    FULL = "full"
    WITHOUT_RESTRICTED = "without_restricted"
    RESTRICTED_ANNEX = "restricted_annex"
    FAMILY = "family"
    EASY_READ = "easy_read"
    WARD_PLAN = "ward_plan"
    INFORMATION_REQUEST = "information_request"
    VISIT_DECISION = "visit_decision"


WHOLE = frozenset({Edition.FULL, Edition.WITHOUT_RESTRICTED, Edition.RESTRICTED_ANNEX})
"""The assessment itself, or a part of it, for professionals: with alerts and gaps."""
OF_EVERY_FORM = (*(each for each in Edition if each in WHOLE), Edition.FAMILY)
FOR_FAMILIES = frozenset({Edition.FAMILY, Edition.EASY_READ, Edition.VISIT_DECISION})
"""Copies whose writer looks at them first: what people typed freely may speak of others."""

_PROFESSIONAL = frozenset({Disclosure.ALL, Disclosure.PROFESSIONAL})
_CLASSES: Mapping[Edition, frozenset[Disclosure]] = {
    Edition.FULL: _PROFESSIONAL | {Disclosure.RESTRICTED},
    Edition.WITHOUT_RESTRICTED: _PROFESSIONAL,
    Edition.RESTRICTED_ANNEX: frozenset({Disclosure.RESTRICTED}),
    Edition.FAMILY: frozenset({Disclosure.ALL}),
    Edition.EASY_READ: frozenset({Disclosure.ALL}),
    Edition.WARD_PLAN: _PROFESSIONAL,
    Edition.INFORMATION_REQUEST: _PROFESSIONAL,
    Edition.VISIT_DECISION: frozenset({Disclosure.ALL}),
}


def editions_of(form: Form) -> tuple[Edition, ...]:
    """The editions that a record of `form` can leave in: those of every form, and its outputs."""
    return tuple(each for each in Edition if each in OF_EVERY_FORM or form.outputs.get(each.value))


def classes_of(edition: Edition) -> frozenset[Disclosure]:
    """The classes of answers that `edition` may show."""
    return _CLASSES[edition]


def listed_in(edition: Edition, form: Form) -> tuple[QuestionId, ...] | None:
    """The only questions that stand in `edition`, in order; None where its classes decide."""
    if edition in OF_EVERY_FORM:
        return None
    return tuple(QuestionId(name) for name in form.outputs.get(edition.value, ()))

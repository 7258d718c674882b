# SPDX-License-Identifier: Apache-2.0
"""Copies of a record in words: who each is for, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinfile.i18n import N_, Language

if TYPE_CHECKING:
    from kinfile.app.copies import EditionChoice

RECEIVERS = {
    "full": N_("Children's social care or the duty desk: the whole assessment"),
    "without_restricted": N_("Another professional: without the restricted part"),
    "restricted_annex": N_("The restricted part alone, for whoever may see it"),
    "family": N_("The family"),
    "easy_read": N_("The young person, in easy words"),
    "ward_plan": N_("The maternity ward: the plan for the birth on one page"),
    "information_request": N_("A GP or adult mental health team: a request for information"),
    "visit_decision": N_("A letter with the decision about the visit"),
}
"""Edition -> who it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyWish:
    """What is to be made. `language` is the code of the document's language."""

    edition: str
    language: str
    large_print: bool = False
    request: int = 0
    is_locked: bool = False


def left_out(choice: EditionChoice, language: Language) -> Iterator[str]:
    """What a copy does not show, in sentences; nothing where it shows everything."""
    plural, gone = language.plural, choice.left_out
    if gone.professional:
        yield plural(
            "{n} answer for professionals is left out.",
            "{n} answers for professionals are left out.",
            gone.professional,
        )
    if gone.restricted:
        yield plural(
            "{n} restricted answer is left out.",
            "{n} restricted answers are left out.",
            gone.restricted,
        )
    if gone.withheld:
        yield plural(
            "{n} answer is withheld from everybody.",
            "{n} answers are withheld from everybody.",
            gone.withheld,
        )
    if gone.alerts:
        yield plural("{n} prompt is left out.", "{n} prompts are left out.", gone.alerts)

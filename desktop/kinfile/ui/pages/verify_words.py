# SPDX-License-Identifier: Apache-2.0
"""What the check of signed files says: each outcome in a line, and what is known of signatures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kinfile.app.verifying import CheckedFile, FoundSignature, Outcome
from kinfile.i18n import N_, Language

if TYPE_CHECKING:
    from kinfile.ui.verifying import Verifying

TITLES = {
    Outcome.HOLDS: N_("The file holds"),
    Outcome.SIGNER_UNKNOWN: N_("Unchanged, but not shown who signed it"),
    Outcome.LOCKED: N_("The file is locked with a password"),
    Outcome.DOES_NOT_HOLD: N_("The file does not hold"),
}
SHORT = {
    Outcome.HOLDS: N_("Holds"),
    Outcome.SIGNER_UNKNOWN: N_("Not shown who signed"),
    Outcome.LOCKED: N_("Locked with a password"),
    Outcome.DOES_NOT_HOLD: N_("Does not hold"),
}
ICONS = {
    Outcome.HOLDS: "circle-check",
    Outcome.SIGNER_UNKNOWN: "circle-help",
    Outcome.LOCKED: "lock",
    Outcome.DOES_NOT_HOLD: "circle-x",
}
KNOWN_BY = {
    "own": N_("It is one of your own keys."),
    "ca": N_("The key was certified by the authority that you chose."),
    "fingerprint": N_("The six words of the key are those that were read out."),
    "code": N_("The six words of the file are those that were read out."),
    "none": N_("Nothing here shows whose key this is."),
}
"""What a signer is known by -> what is said of it."""


def meaning(found: CheckedFile, language: Language) -> str:
    """What an outcome means for whoever has the file in hand."""
    text = language.text
    if found.outcome is Outcome.HOLDS:
        return text("It is what was signed, and nothing was changed since.")
    if found.outcome is Outcome.SIGNER_UNKNOWN:
        return text(
            "Ring the sender on a number you had before, let them read out six words, and type "
            "them below."
        )
    return " ".join(found.problems)


def signed_at(found: FoundSignature, language: Language) -> str:
    if found.at is None:
        return language.text("The signature does not say when it was made.")
    return language.text("Signed {when}, as the signer's own clock says.",
                         when=language.date_and_time(found.at))  # fmt: skip


def record(found: CheckedFile, language: Language) -> str:
    """Which record it says it is; empty where it does not."""
    if not found.ref:
        return ""
    return language.text("Record {ref}, version {version}", ref=found.ref, version=found.version)


def line(found: CheckedFile, language: Language) -> tuple[str, str, str]:
    """One of many: its name, what came of it, and who signed."""
    names = language.listed([each.name for each in found.signatures]) if found.signatures else ""
    return found.path.name, language.text(SHORT[found.outcome]), names


def counted(results: Sequence[CheckedFile], language: Language) -> Iterator[str]:
    """How many came to what, the gravest first."""
    counts = Counter(found.outcome for found in results)
    for outcome in Outcome:
        if counts[outcome]:
            yield language.text(
                "{outcome}: {n}",
                outcome=language.text(SHORT[outcome]),
                n=language.number(counts[outcome]),
            )


def step(verifying: Verifying, language: Language) -> str:
    """How far a check has come."""
    if verifying.of <= 1:
        return language.text("Checking the file")
    return language.text(
        "Checking {n} of {of}",
        n=language.number(min(verifying.done + 1, verifying.of)),
        of=language.number(verifying.of),
    )

# SPDX-License-Identifier: Apache-2.0
"""Why records do not open although nothing is wrong with them, and what to do: words for notices.

Damage has a page of its own (mend.py).
"""

from collections.abc import Mapping, Sequence

from kinfile.errors import KinfileError, NotAVault, VaultDamaged
from kinfile.i18n import N_, Language
from kinfile.ui.pages.mend import KEYS

_MOVED = N_(
    "Ask your IT service desk to move the folder below to this laptop's own disk. Do not move it "
    "while Kinfile is open anywhere."
)
_NEEDED = N_("Kinfile opens your records only where it can keep what you write in them.")

WORDS: Mapping[str, tuple[str, Sequence[str]]] = {
    "vault-too-new": (
        N_("These records need a newer Kinfile"),
        (
            N_("A later version of Kinfile has opened them ({made_by})."),
            N_("Ask your IT service desk for that version on this laptop. Nothing in your records "
               "was changed."),
        ),
    ),
    "vault-busy": (
        N_("These records are open already"),
        (
            N_("Another Kinfile has them open, and was asked to come forward."),
            N_("Close it there, then try again."),
        ),
    ),
    "not-kept.disk-full": (
        N_("There is no room on the disk"),
        (
            _NEEDED,
            N_("Delete or move files that you no longer need, then try again. Nothing that was "
               "kept is lost."),
        ),
    ),
    "not-kept.read-only": (
        N_("Nothing may be written to your records"),
        (
            _NEEDED,
            N_("Ask your IT service desk for the right to write to the folder below, then try "
               "again. Nothing that was kept is lost."),
        ),
    ),
    "not-kept.other": (
        N_("The disk does not answer as it should"),
        (
            _NEEDED,
            N_("Restart this laptop, then try again. If that does not help, ask your IT service "
               "desk to check the disk. Do not delete the folder below."),
        ),
    ),
    "unsafe-place.cloud": (
        N_("Your records are in a place where they could be lost"),
        (
            N_("The folder is synchronised with other computers. What you write could be undone "
               "by that."),
            _MOVED,
        ),
    ),
    "unsafe-place.network": (
        N_("Your records are in a place where they could be lost"),
        (
            N_("The folder is on a network drive. What you write could be lost when the network "
               "is."),
            _MOVED,
        ),
    ),
    "unsafe-place.removable": (
        N_("Your records are in a place where they could be lost"),
        (
            N_("The folder is on a stick or another drive that can be taken out."),
            _MOVED,
        ),
    ),
    "not-a-vault.no-folder": (
        N_("Your records are not where they were"),
        (
            N_("The folder below was moved, renamed or deleted."),
            N_("Connect the drive it is on, or put it back, then try again. If it is gone, a "
               "backup has your records of its day."),
        ),
    ),
}  # fmt: skip
"""Code of the failure -> title, lines. The folder is told below them."""


def is_damage(error: KinfileError) -> bool:
    """Whether something is wrong with the records themselves, so that a backup is the way."""
    problem = str(error.facts.get("problem", ""))
    if isinstance(error, NotAVault):
        return problem in KEYS
    return isinstance(error, VaultDamaged) and problem != "not-encrypting"


def words_for(error: KinfileError, language: Language) -> tuple[str, Sequence[str]] | None:
    """Title and lines; None for a failure that has no page here."""
    from kinfile.wording import code_of

    found = WORDS.get(code_of(error)) or WORDS.get(error.code)
    if found is None:
        return None
    title, lines = found
    return language.text(title), [language.text(line, **error.facts) for line in lines]

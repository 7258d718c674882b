# SPDX-License-Identifier: Apache-2.0
"""Words for what a check of a vault, of this program or of a signed document found."""

from collections.abc import Mapping

from kinfile.i18n import N_

_COPY = N_("Do not delete the vault. Make a copy of the folder and ask for a backup.")

SOUNDNESS: Mapping[str, tuple[str, str]] = {
    # -- a vault ----------------------------------------------------------------------------
    "damage": (N_("Part of the vault is not what was written."), _COPY),
    "damage.pages": (N_("Bytes of the vault were changed."), _COPY),
    "damage.structure": (N_("The pages of the vault do not fit together."), _COPY),
    "damage.chain": (N_("An event of the vault's history was changed or is missing."), _COPY),
    "damage.checkpoint": (N_("A signature over the vault's history does not fit it."), _COPY),
    "damage.definition": (N_("A form that the vault keeps was changed."), _COPY),
    "damage.answers": (N_("An answer is not what the vault's history says."), _COPY),
    "damage.status": (N_("A record's state is not what the vault's history says."), _COPY),
    "damage.document": (N_("A document is not what the vault's history says."), _COPY),
    "damage.rolled-back": (
        N_("This vault does not know a file that was exported from it: it is an older copy."),
        N_("Change nothing in it. Ask IT which copy is the newest, and restore that one."),
    ),
    "damage.ledger": (N_("The list of exports is not what the vault's history says."), _COPY),
}

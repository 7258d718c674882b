# SPDX-License-Identifier: Apache-2.0
"""Words for what IT decided: where it cannot be read, and where it stands in the way."""

from collections.abc import Mapping

from kinfile.i18n import N_

_HELP = N_("No records are opened until that is put right. Tell your IT service desk.")

POLICIES: Mapping[str, tuple[str, str]] = {
    "policy-refused": (N_("What IT decided for this computer cannot be read ({path})."), _HELP),
    "policy-refused.unreadable": (
        N_("What IT decided for this computer cannot be read ({path})."),
        _HELP,
    ),
    "policy-refused.not-a-file": (N_("{path} is not a file, so Kinfile does not trust it."), _HELP),
    "policy-refused.owner": (
        N_("{path} does not belong to the administrator, so Kinfile does not trust it."),
        _HELP,
    ),
    "policy-refused.writable": (
        N_("Others than the administrator can write {path}, so Kinfile does not trust it."),
        _HELP,
    ),
    "policy-refused.too-large": (N_("{path} is larger than {limit} MB."), _HELP),
    "policy-refused.not-json": (N_("{path} is not JSON from line {line}."), _HELP),
    "policy-refused.not-an-object": (N_("{path} holds JSON, but not an object."), _HELP),
    "policy-forbids": (
        N_("IT decided that this may not be done here ({key})."),
        N_("Ask your IT service desk."),
    ),
    "policy-forbids.no-escrow": (
        N_("IT decided that it can let you back into your records, but named no certificate."),
        N_("Nothing was made. Ask your IT service desk ({key})."),
    ),
    "policy-forbids.certificates": (
        N_("The certificates for recovery that IT named cannot be used."),
        N_("Nothing was made. Ask your IT service desk ({key})."),
    ),
    "policy-forbids.export-folder": (
        N_("IT decided that documents are not saved in {path}."),
        N_("Choose one of these folders: {allowed}"),
    ),
    "policy-forbids.export-nowhere": (
        N_("The folders for documents that IT named cannot be used."),
        N_("Nothing was saved. Ask your IT service desk ({key})."),
    ),
    "policy-forbids.transfer": (
        N_("Your organisation takes no files with a password."),
        N_("Nothing was saved. Send the signed file in the way that your organisation allows."),
    ),
    "policy-forbids.data-folder": (
        N_("IT decided that no vault is made at {path}."),
        N_("Make it in {allowed}."),
    ),
    "policy-forbids.data-nowhere": (
        N_("The folder of records that IT named cannot be used."),
        N_("Nothing was made. Ask your IT service desk ({key})."),
    ),
}

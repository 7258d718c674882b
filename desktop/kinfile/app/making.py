# SPDX-License-Identifier: Apache-2.0
"""What IT decided about new vaults: where they are made, who can let their owner back in."""

import binascii
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kinfile.app.draft import Worker
from kinfile.errors import KinfileError, PolicyForbids, UnfitCertificate
from kinfile.policy.limits import require_data_folder
from kinfile.policy.policies import Policies
from kinfile.policy.table import Key
from kinfile.vault.escrow import Recipient
from kinfile.vault.keys import wipe

_PEM = "-----BEGIN"


def require_allowed(
    folder: Path, recipients: Sequence[Recipient], policies: Policies, passphrase: bytearray
) -> tuple[Recipient, ...]:
    """`recipients` with those that IT named, where a vault may be made at `folder`.

    Raises PolicyForbids (data-folder, data-nowhere, certificates, no-escrow), UnfitCertificate;
    then the passphrase is wiped.
    """
    try:
        require_data_folder(policies, folder)
        whole = (*recipients, *named_by_it(policies))
        if policies.is_on(Key.ESCROW) and not whole:
            raise PolicyForbids(problem="no-escrow", key=Key.ESCROW.value)
    except KinfileError:
        wipe(passphrase)
        raise
    return whole


def named_by_it(policies: Policies) -> tuple[Recipient, ...]:
    """Whom every new recovery code is encrypted to. Raises PolicyForbids (certificates),
    UnfitCertificate.
    """
    if policies.settings[Key.CERTIFICATES].problem:
        raise PolicyForbids(problem="certificates", key=Key.CERTIFICATES.value)
    return tuple(_recipient(each) for each in policies.lines(Key.CERTIFICATES))


def in_organisation(worker: Worker, policies: Policies) -> Worker:
    """`worker` in the organisation that IT named, unless they are in one already."""
    organisation = worker.organisation or policies.line(Key.ORGANISATION)
    return replace(worker, organisation=organisation)


def _recipient(text: str) -> Recipient:
    """Of a certificate's PEM, or of the Base64 text in it."""
    name = Key.CERTIFICATES.value
    if _PEM in text:
        return Recipient.read(text.encode(), name=name)
    try:
        return Recipient.read(b64decode("".join(text.split()), validate=True), name=name)
    except (binascii.Error, ValueError) as error:
        raise UnfitCertificate(problem="unreadable", path=name) from error

# SPDX-License-Identifier: Apache-2.0
"""Who works with an open vault.

K20 The worker's details are kept, and a new record begins with them.
K21 Only the vault's own passphrase is its owner's, and what was typed is wiped.
"""

from dataclasses import replace

from helpers.opened import WORKER, secret
from helpers.small import place
from kinfile.app.workspace import Workspace


def test_the_worker_s_details_are_kept(workspace: Workspace) -> None:
    """K20"""
    assert workspace.worker == WORKER
    changed = replace(WORKER, phone="01632 960999")
    workspace.update_worker(changed)
    assert workspace.worker == changed
    phone = workspace.start("young_carer").answers.at(place("assessor_phone"))
    assert phone is not None
    assert phone.value == "01632 960999"


def test_only_the_owner_knows_the_passphrase(workspace: Workspace) -> None:
    """K21"""
    for typed, is_owner in ((secret(), True), (secret("another violin teapot ladder"), False)):
        assert workspace.is_owner(typed) is is_owner
        assert set(typed) == {0}

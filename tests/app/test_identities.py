# SPDX-License-Identifier: Apache-2.0
"""The key that signs, as a page may show it. What else is done with keys: tests/cli."""

from helpers.opened import WORKER
from kinfile.app.workspace import Workspace
from kinfile.export.identity import key_words


def test_the_newest_key_in_use_is_shown(workspace: Workspace) -> None:
    first = workspace.identities()[-1]
    shown = workspace.shown_key()
    assert shown is not None
    assert (shown.tier, shown.name, shown.issuer) == (0, WORKER.name, WORKER.name)
    assert shown.words == key_words(first.identity.certificate)
    assert len(shown.words.split()) == 6
    workspace.create_identity()
    newer = workspace.shown_key()
    assert newer is not None
    assert newer.words != shown.words
    workspace.retire_identity(workspace.identities()[-1].number)
    assert workspace.shown_key() == shown

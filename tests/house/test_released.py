# SPDX-License-Identifier: Apache-2.0
"""What was released once goes on working.

H80 A vault of every older schema stands in tests/data/vaults, made by the last release that had
    it, and opens: brought up to today's schema, and sound; what it holds is shown and found,
    and its signed document is as it was signed.
"""

import shutil
from pathlib import Path

from helpers.tree import ROOT
from kinfile.app.draft import RecordStatus
from kinfile.app.workspace import Workspace
from kinfile.export.verify import verify
from kinfile.i18n import Language
from kinfile.vault.migrations import SUPPORTED
from kinfile.vault.session import LockedVault

VAULTS = ROOT / "tests" / "data" / "vaults"
ENGLISH = Language.load()
PASSPHRASE = "harbour violin teapot ladder"


def test_a_vault_of_every_older_schema_opens(tmp_path: Path) -> None:
    """H80"""
    for version in range(1, SUPPORTED):
        kept = VAULTS / f"v{version}.kinvault"
        assert kept.is_dir(), f"{kept}: make it with the last release (docs/adding.md)"
        folder = Path(shutil.copytree(kept, tmp_path / kept.name))
        with LockedVault(folder).unlock(bytearray(PASSPHRASE, "utf-8")) as opened:
            assert opened._db.version == SUPPORTED
            assert opened.check() == ()
        with Workspace.unlock(folder, bytearray(PASSPHRASE, "utf-8")) as workspace:
            lines = {line.status: line.ref for line in workspace.caseload()}
            assert lines.keys() == {RecordStatus.IN_PROGRESS, RecordStatus.SENT}
            draft = workspace.open(lines[RecordStatus.IN_PROGRESS])
            assert draft.answers.rows("children")
            assert workspace.find("Osian", ENGLISH) == (draft.ref,)
            signed = workspace.signed_copy(lines[RecordStatus.SENT])
            assert signed is not None
            assert all(each.intact and each.valid for each in verify(signed.pdf).signatures)

# SPDX-License-Identifier: Apache-2.0
"""What was released once goes on working.

H80 A vault of every older schema stands in tests/data/vaults, made by the last release that had
    it, and opens: brought up to today's schema, and sound.
"""

import shutil
from pathlib import Path

from helpers.tree import ROOT
from kinfile.vault.migrations import SUPPORTED
from kinfile.vault.session import LockedVault

VAULTS = ROOT / "tests" / "data" / "vaults"
PASSPHRASE = "harbour violin teapot ladder"


def test_a_vault_of_every_older_schema_opens(tmp_path: Path) -> None:
    """H80: there is none while there is one schema."""
    for version in range(1, SUPPORTED):
        kept = VAULTS / f"v{version}.kinvault"
        assert kept.is_dir(), f"{kept}: make it with the last release (docs/adding.md)"
        folder = Path(shutil.copytree(kept, tmp_path / kept.name))
        with LockedVault(folder).unlock(bytearray(PASSPHRASE, "utf-8")) as opened:
            assert opened._db.version == SUPPORTED
            assert opened.check() == ()

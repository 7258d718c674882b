# SPDX-License-Identifier: Apache-2.0
"""Putting aside in the vault: a signed record too, and only once."""

from pathlib import Path

import pytest

from kinfile.errors import RecordClosed, UnknownRecord
from kinfile.vault.keys import Cost
from kinfile.vault.session import LockedVault

REF = "AAAAAAA1"


def test_a_record_is_put_aside_and_taken_back(tmp_path: Path) -> None:
    opened, _ = LockedVault.create(
        tmp_path / "one.kinvault",
        name="Jo",
        role="midwife",
        passphrase=bytearray(b"harbour violin teapot ladder"),
        cost=Cost.least(),
    )
    with opened as vault:
        vault.create_record(REF, "small", 1, b"{}", "generic-england", "{}")
        vault.sign(REF, on="2026-03-01", make=lambda _: b"signed")
        vault.put_aside(REF, until="2026-04-01")
        assert vault.summary(REF).put_aside == vault.records()[0].put_aside == "2026-04-01"
        for act in (
            lambda: vault.put_aside(REF, until="2026-05-01"),
            lambda: vault.correct(REF, reason="why"),
            lambda: vault.append(REF, (), summary="{}"),
        ):
            with pytest.raises(RecordClosed):
                act()
        assert vault.check() == ()
        vault.take_back(REF)
        assert vault.summary(REF).put_aside is None
        assert vault.correct(REF, reason="why") == 2
        assert vault.check() == ()
        with pytest.raises(UnknownRecord):
            vault.put_aside("NOBODY01", until="2026-04-01")

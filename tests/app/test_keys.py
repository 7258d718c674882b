# SPDX-License-Identifier: Apache-2.0
"""Another passphrase, and back in with the recovery code.

K01 A changed passphrase opens the vault from then on, and signs.
K02 The recovery code gives back every record, with a new passphrase and a new code.
K03 A code can be tried, and what stands in the key file be read, without opening the vault.
"""

from pathlib import Path

import pytest

from kinfile.app.draft import Worker
from kinfile.app.keys import recovery_of, try_code
from kinfile.app.workspace import Workspace
from kinfile.errors import MistypedCode, WrongCode, WrongPassphrase
from kinfile.vault.keys import Cost

OLD, NEW = b"harbour violin teapot ladder", b"kettle otter marble quilt"


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, str, str]:
    """A vault with one record: its folder, its code, the record's reference."""
    folder = tmp_path / "anna.kinvault"
    created = Workspace.create(
        folder, Worker(name="Anna Example", role="Midwife"), bytearray(OLD), cost=Cost.least()
    )
    with created.workspace as workspace:
        return folder, created.recovery_code, workspace.start("pre_birth").ref


def test_a_changed_passphrase_opens_from_then_on(made: tuple[Path, str, str]) -> None:
    """K01"""
    folder = made[0]
    with Workspace.unlock(folder, bytearray(OLD)) as workspace:
        with pytest.raises(WrongPassphrase):
            workspace.change_passphrase(bytearray(NEW), bytearray(NEW))
        workspace.change_passphrase(bytearray(OLD), bytearray(NEW))
        assert workspace.is_owner(bytearray(NEW))
    with pytest.raises(WrongPassphrase):
        Workspace.unlock(folder, bytearray(OLD))
    Workspace.unlock(folder, bytearray(NEW)).lock()


def test_the_recovery_code_gives_every_record_back(made: tuple[Path, str, str]) -> None:
    """K02"""
    folder, code, ref = made
    workspace, fresh = Workspace.recover(folder, code, bytearray(NEW))
    with workspace:
        assert [line.ref for line in workspace.caseload()] == [ref]
        assert workspace.worker.name == "Anna Example"
    assert fresh != code
    Workspace.unlock(folder, bytearray(NEW)).lock()
    with pytest.raises(WrongCode):
        Workspace.recover(folder, code, bytearray(OLD))


def test_a_code_can_be_tried(made: tuple[Path, str, str]) -> None:
    """K03"""
    folder, code, _ = made
    try_code(folder, code)
    with pytest.raises(MistypedCode):
        try_code(folder, code[1:])
    recovery = recovery_of(folder)
    assert recovery.escrow == ()
    with Workspace.unlock(folder, bytearray(OLD)) as workspace:
        assert recovery.vault_id == workspace.status().id

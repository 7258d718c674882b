# SPDX-License-Identifier: Apache-2.0
"""What an open vault knows of its backups.

K01  A backup is noted in the chain, with its head, and the last of them is known.
K02  A vault has changed when anything happened that no backup holds; notes do not count.
K03  A vault knows its own backups, whatever a file says.
"""

from dataclasses import replace

from kinfile.vault import backup
from kinfile.vault.rows import Entry
from kinfile.vault.session import OpenVault


def test_the_last_backup_is_known(vault: OpenVault) -> None:
    """K01, K02"""
    assert vault.last_backup() is None
    assert vault.has_changed_since_backup()
    head = vault.head()
    made = vault.back_up(kind="daily")
    noted = vault.last_backup()
    assert noted is not None
    assert (noted.id, noted.kind) == (made.manifest.backup_id, "daily")
    assert (noted.head, noted.made_at) == (head, made.manifest.made_at)
    assert vault.head().seq == head.seq + 1
    assert not vault.has_changed_since_backup()
    assert not vault.has_changed_since_backup()
    vault.create_record("R", "f", 1, b"{}", "p", "{}")
    assert vault.has_changed_since_backup()
    vault.back_up()
    assert not vault.has_changed_since_backup()


def test_what_is_saved_while_it_is_made_counts(vault: OpenVault) -> None:
    """K02: the note comes after it in the chain, and says nothing of it."""
    vault.create_record("S", "f", 1, b"{}", "p", "{}")
    made = backup.make(vault.begin_backup())
    vault.append("S", [Entry(kind="answer", field="q", value="1")], summary="{}")
    vault.note_backup(made)
    assert vault.has_changed_since_backup()
    assert vault.check() == ()


def test_a_vault_knows_its_own_backups(vault: OpenVault) -> None:
    """K03"""
    made = vault.back_up()
    assert vault.is_own_backup(made)
    other = replace(made.manifest, vault_id="00" * 16)
    assert not vault.is_own_backup(replace(made, manifest=other))
    renamed = replace(made.manifest, records=made.manifest.records + 1)
    assert not vault.is_own_backup(replace(made, manifest=renamed))

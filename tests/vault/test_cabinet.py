# SPDX-License-Identifier: Apache-2.0
"""What is kept beside the answers.

B01  A document comes back byte for byte, with its digest.
B02  The ledger tells of each export what went where, when, and whether it arrived.
B03  The worker's details can be changed, and the change is in the chain.
B04  Keys are added and retired, never changed or removed.
B05  Settings are kept under their names and are nobody's event.
"""

import hashlib
from dataclasses import replace

import pytest
from sqlcipher3 import dbapi2 as engine

from kinfile.vault.rows import StoredWorker
from kinfile.vault.session import OpenVault


@pytest.fixture(scope="module")
def ref(vault: OpenVault) -> str:
    vault.create_record("CAB00001", "pre_birth", 1, b"{}", "p", "{}")
    return "CAB00001"


def test_a_document_comes_back_byte_for_byte(vault: OpenVault, ref: str) -> None:
    """B01."""
    content = bytes(range(256)) * 400
    kept = vault.keep_document(ref, content, version=1, edition="full")
    assert vault.document(kept.id) == content
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    twin = vault.keep_document(ref, b"both", version=1, edition="full", kind="countersigned")
    assert [(it.id, it.kind) for it in vault.documents(ref)] == [
        (kept.id, "signed"),
        (twin.id, "countersigned"),
    ]
    with pytest.raises(KeyError):
        vault.document(10**6)


def test_the_ledger_follows_an_export_to_its_receipt(vault: OpenVault, ref: str) -> None:
    """B02: the line carries the head of the chain at its export."""
    head = vault.head()
    line = vault.note_export(ref, version=1, edition="full", sha256=b"s" * 32, passphrase="w x")
    assert (line.ref, line.edition, line.sha256, line.passphrase) == (
        ref,
        "full",
        (b"s" * 32).hex(),
        "w x",
    )
    assert line.head == head
    assert (line.recipient, line.sent_on, line.acknowledged_on) == (None, None, None)
    vault.note_sent(line.id, recipient="Front door", channel="secure mail", on="2026-11-22")
    vault.note_acknowledged(line.id, on="2026-11-23")
    vault.note_sent(line.id, recipient="Front door", channel="portal", on="2026-11-24")
    (now,) = vault.ledger(ref)
    assert (now.recipient, now.channel, now.sent_on, now.acknowledged_on) == (
        "Front door",
        "portal",
        "2026-11-24",
        "2026-11-23",
    )
    assert [it.id for it in vault.ledger()] == [line.id]
    assert vault.ledger("NOBODY") == ()
    assert vault.check() == ()


def test_a_line_that_is_not_there_cannot_be_noted_on(vault: OpenVault) -> None:
    """B02."""
    before = vault.head()
    with pytest.raises(KeyError):
        vault.note_sent(10**6, recipient="x", channel="y", on="2026-11-22")
    with pytest.raises(KeyError):
        vault.note_acknowledged(10**6, on="2026-11-22")
    assert vault.head() == before


def test_the_worker_can_change_their_details(vault: OpenVault) -> None:
    """B03."""
    old = vault.worker()
    assert (old.name, old.role) == ("Anna Example", "Community midwife")
    before = vault.head().seq
    new = StoredWorker(
        name="Anna Newname",
        role="Named midwife",
        organisation="Example Trust",
        registration="98A7654E",
        phone="01234 567890",
        email="anna@example.org",
    )
    vault.update_worker(new)
    assert vault.worker() == new
    assert vault.head().seq == before + 1
    vault.update_worker(replace(old))


def test_keys_are_added_and_retired(vault: OpenVault) -> None:
    """B04."""
    first = vault.add_identity("signing", tier=0, private=b"private", certificate=b"self-issued")
    token = vault.add_identity("signing", tier=3, private=None, certificate=b"from a card")
    assert vault.identities("signing") == (first, token)
    vault.retire_identity(first.id)
    with pytest.raises(KeyError):
        vault.retire_identity(first.id)
    retired = vault.identities("signing")[0]
    assert retired.retired_at is not None
    assert (retired.private, retired.certificate) == (b"private", b"self-issued")
    assert [key.kind for key in vault.identities()] == ["checkpoint", "signing", "signing"]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM identity",
        "UPDATE identity SET cert = x'00'",
        "UPDATE identity SET pkcs8 = NULL, retired_at = '2026-11-22'",
        "DELETE FROM checkpoint",
        "UPDATE checkpoint SET sig = x'00'",
    ],
)
def test_keys_and_checkpoints_cannot_be_changed(vault: OpenVault, statement: str) -> None:
    """B04."""
    vault.sign_head()
    with pytest.raises(engine.IntegrityError, match="append only"):
        vault._db.execute(statement)


def test_settings_are_kept_under_their_names(vault: OpenVault) -> None:
    """B05."""
    before = vault.head()
    assert vault.setting("resume") is None
    vault.put_setting("resume", '{"ref":"A"}')
    vault.put_setting("resume", '{"ref":"B"}')
    assert vault.setting("resume") == '{"ref":"B"}'
    assert vault.head() == before

# SPDX-License-Identifier: Apache-2.0
"""Signing a record.

G01  Signing freezes the record and keeps its document in one step, or does neither.
G02  The document carries the head of the signing event, and that head is signed.
G03  Each version has its document.
"""

from itertools import count

import pytest

from kinfile.errors import RecordClosed, UnknownRecord
from kinfile.vault.rows import Entry, Head
from kinfile.vault.session import OpenVault

NUMBERS = count(1)


@pytest.fixture
def ref(vault: OpenVault) -> str:
    name = f"S{next(NUMBERS):07}"
    vault.create_record(name, "pre_birth", 1, b"{}", "generic-england", "{}")
    return name


def drawn(head: Head) -> bytes:
    return f"%PDF {head.seq} {head.hash}".encode()


def test_signing_freezes_the_record_and_keeps_its_document(vault: OpenVault, ref: str) -> None:
    """G01, G02."""
    before = vault.head().seq
    document = vault.sign(ref, on="2026-11-22", make=drawn)
    assert (document.ref, document.version, document.edition, document.kind) == (
        ref,
        1,
        "full",
        "signed",
    )
    _pdf, seq, digest = vault.document(document.id).decode().split(" ")
    assert int(seq) == before + 1
    assert vault.history(ref)[-2].kind == "status"
    assert vault._db.execute("SELECT hash FROM checkpoint WHERE seq = ?", (int(seq),)) == [
        (bytes.fromhex(digest),)
    ]
    assert vault.summary(ref).signed_on == "2026-11-22"
    assert vault.check() == ()


def test_a_document_that_cannot_be_drawn_leaves_a_draft(vault: OpenVault, ref: str) -> None:
    """G01."""
    before = vault.head()

    def failing(_head: Head) -> bytes:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        vault.sign(ref, on="2026-11-22", make=failing)
    assert vault.head() == before
    assert vault.documents(ref) == ()
    vault.append(ref, [Entry(kind="answer", field="q", value="1")], summary="{}")


def test_only_a_draft_is_signed(vault: OpenVault, ref: str) -> None:
    """G01."""
    vault.sign(ref, on="2026-11-22", make=drawn)
    with pytest.raises(RecordClosed):
        vault.sign(ref, on="2026-11-22", make=drawn)
    with pytest.raises(UnknownRecord):
        vault.sign("NOBODY", on="2026-11-22", make=drawn)


def test_each_version_has_its_document(vault: OpenVault, ref: str) -> None:
    """G03."""
    vault.sign(ref, on="2026-11-22", make=drawn)
    vault.correct(ref, reason="wrong date")
    vault.sign(ref, on="2026-11-23", make=drawn)
    assert [kept.version for kept in vault.documents(ref)] == [1, 2]
    assert vault.check() == ()

# SPDX-License-Identifier: Apache-2.0
"""Signing and handing over, below the workspace (whose tests sign and export whole records).

H01 What signing waits for is told all at once, the declaration last.
H02 The identity that signs is the vault's newest, and says who it is in words.
H03 A vault without an identity signs nothing and says so.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509

from helpers.drafts import draft
from helpers.small import small_form
from kinfile.app.draft import RecordStatus, Worker
from kinfile.app.handover import make_identity, require_ready
from kinfile.app.signing_keys import ANY_KEY, choose
from kinfile.errors import NotReadyToSign, RecordClosed, VaultDamaged
from kinfile.records.model import Path as AnswerPath
from kinfile.records.report import Blocker
from kinfile.vault.keys import Cost
from kinfile.vault.session import LockedVault, OpenVault

NOW = datetime(2026, 11, 22, 14, 20, tzinfo=UTC)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[OpenVault]:
    opened, _code = LockedVault.create(
        tmp_path / "anna.kinvault",
        name="Anna",
        role="midwife",
        passphrase=bytearray(b"harbour violin teapot ladder"),
        cost=Cost.least(),
    )
    with opened:
        yield opened


def test_what_signing_waits_for_is_told_all_at_once(tmp_path: Path) -> None:
    """H01"""
    items = "- {id: a, kind: text, ask: Q, disclose: all, required: yes}"
    waiting = draft(small_form(tmp_path, items))
    for declared, last in ((True, ()), (False, (Blocker("declaration"),))):
        with pytest.raises(NotReadyToSign) as caught:
            require_ready(waiting, declared=declared)
        missing = Blocker("missing", path=AnswerPath("a"))
        assert caught.value.facts["blockers"] == (missing, *last)
    done = draft(waiting.form, {"a": "x"})
    require_ready(done, declared=True)
    with pytest.raises(RecordClosed) as closed:
        require_ready(replace(done, status=RecordStatus.SIGNED), declared=True)
    assert closed.value.facts == {"ref": "ABCD-EFGH", "status": "signed"}


def test_the_newest_identity_signs_and_says_who_it_is(vault: OpenVault) -> None:
    """H02, H03"""
    with pytest.raises(VaultDamaged) as caught:
        choose(vault, ANY_KEY, at=NOW)
    assert caught.value.facts == {"problem": "no-signing-key"}
    make_identity(vault, Worker(name="Anna Ŵyn", role="specialist_midwife"), at=NOW)
    first = choose(vault, ANY_KEY, at=NOW).identity
    subject = x509.load_der_x509_certificate(first.certificate).subject.rfc4514_string()
    assert "Anna Ŵyn" in subject
    assert "specialist midwife" in subject
    make_identity(vault, Worker(name="Anna Other", role=""), at=NOW)
    assert choose(vault, ANY_KEY, at=NOW).identity.certificate != first.certificate

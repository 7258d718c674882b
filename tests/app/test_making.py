# SPDX-License-Identifier: Apache-2.0
"""What IT decided, in an open vault and for new ones (what the window does of it:
tests/ui/pages/test_policies.py).

E01 RecoveryCertificates: every new code is encrypted to them, beside those that were given.
E02 RequireEscrow: without a certificate no vault is made; unusable ones make none either.
E03 DataDirectory: a vault is made there and nowhere else.
E04 MinPassphraseBits: asked of every new passphrase; the passphrase that is refused is wiped.
E05 OrganisationName: the owner's organisation, unless they said one.
E06 AllowedExportFolders: documents go there and below, links followed, and nowhere else.
E07 TransferPasswords: no file with a password, the document itself still.
E08 MinIdentityTier: holds back a signature whatever key is named, and no urgent copy.
E09 RetentionDays: how long a deleted record can be taken back.
E10 BackupDirectory: the second place, whatever was chosen.
E11 The log is told of exports, in codes.
"""

from pathlib import Path

import pytest

from helpers.certificates import certificate
from helpers.opened import ENGLISH, WORKER, Clock, document, secret
from helpers.policies import decided
from kinfile.app.draft import Worker
from kinfile.app.example import example_answers
from kinfile.app.keys import recovery_of
from kinfile.app.workspace import Created, Workspace
from kinfile.errors import PolicyForbids, UnfitCertificate, UnfitIdentity, WeakPassphrase
from kinfile.log import Log
from kinfile.policy.policies import NO_POLICIES, Policies
from kinfile.vault.escrow import Recipient
from kinfile.vault.keys import Cost

SIMPLE = "qv7k 2mzx 9wpt"
"""Strong enough for 60 bits and not for 128."""


def create(
    folder: Path,
    policies: Policies,
    *,
    worker: Worker = WORKER,
    passphrase: bytearray | None = None,
    recipients: tuple[Recipient, ...] = (),
) -> Created:
    return Workspace.create(
        folder / "jo.kinvault",
        worker,
        passphrase or secret(),
        cost=Cost.least(),
        recipients=recipients,
        policies=policies,
    )


def problem(raised: pytest.ExceptionInfo[PolicyForbids]) -> object:
    return raised.value.facts["problem"]


def one_line(pem: bytes) -> str:
    return "".join(line for line in pem.decode().splitlines() if not line.startswith("-"))


def test_codes_are_encrypted_to_its_certificates(tmp_path: Path) -> None:
    """E01"""
    its, own = certificate(name="IT of the trust"), certificate(name="given")
    policies = decided(RecoveryCertificates=[one_line(its)], RequireEscrow=True)
    given = (Recipient.read(own, name="own.pem"),)
    with create(tmp_path, policies, recipients=given).workspace as made:
        found = recovery_of(made.folder).escrow
    assert [each.subject for each in found] == ["CN=given", "CN=IT of the trust"]
    as_pem = decided(RecoveryCertificates=[its.decode()])
    (tmp_path / "pem").mkdir()
    with create(tmp_path / "pem", as_pem).workspace as made:
        assert len(recovery_of(made.folder).escrow) == 1


@pytest.mark.parametrize(
    ("values", "kind", "what"),
    [
        ({"RequireEscrow": True}, PolicyForbids, "no-escrow"),
        ({"RequireEscrow": "yes"}, PolicyForbids, "no-escrow"),
        ({"RecoveryCertificates": "one"}, PolicyForbids, "certificates"),
        ({"RecoveryCertificates": ["no certificate"]}, UnfitCertificate, "unreadable"),
        ({"DataDirectory": "/nowhere/else"}, PolicyForbids, "data-folder"),
        ({"DataDirectory": "relative"}, PolicyForbids, "data-nowhere"),
    ],
)
def test_no_vault_is_made_against_what_it_decided(
    tmp_path: Path, values: dict[str, object], kind: type[PolicyForbids], what: str
) -> None:
    """E02, E03"""
    passphrase = secret()
    with pytest.raises(kind) as raised:
        create(tmp_path, decided(**values), passphrase=passphrase)
    assert raised.value.facts["problem"] == what
    assert set(passphrase) == {0}
    assert list(tmp_path.iterdir()) == []


def test_a_vault_is_made_in_the_folder_of_records(tmp_path: Path) -> None:
    """E03"""
    create(tmp_path, decided(DataDirectory=str(tmp_path))).workspace.lock()
    assert (tmp_path / "jo.kinvault").is_dir()


def test_new_passphrases_are_as_strong_as_it_asks(tmp_path: Path) -> None:
    """E04"""
    strict = decided(MinPassphraseBits=128)
    refused = secret(SIMPLE)
    with pytest.raises(WeakPassphrase):
        create(tmp_path, strict, passphrase=refused)
    assert set(refused) == {0}
    made = create(tmp_path, strict, passphrase=secret("harbour violin teapot ladder monsoon"))
    code = made.recovery_code
    with made.workspace as workspace:
        current, new = secret("harbour violin teapot ladder monsoon"), secret(SIMPLE)
        with pytest.raises(WeakPassphrase):
            workspace.change_passphrase(current, new)
        assert set(current) == set(new) == {0}
    with pytest.raises(WeakPassphrase):
        Workspace.recover(made.workspace.folder, code, secret(SIMPLE), policies=strict)
    workspace, _ = Workspace.recover(
        made.workspace.folder, code, secret(SIMPLE), policies=NO_POLICIES
    )
    workspace.lock()


@pytest.mark.parametrize(("own", "kept"), [("", "Example Trust"), ("Another", "Another")])
def test_the_owner_is_of_its_organisation(tmp_path: Path, own: str, kept: str) -> None:
    """E05"""
    worker = Worker(name="Jo Rowe", role="midwife", organisation=own)
    with create(tmp_path, decided(OrganisationName="Example Trust"), worker=worker).workspace as it:
        assert it.worker.organisation == kept


def opened(workspace: Workspace, clock: Clock, **values: object) -> Workspace:
    """The shared vault under other decisions."""
    return Workspace(workspace.folder, workspace._vault, clock, decided(**values))


@pytest.fixture(scope="module")
def ref(workspace: Workspace, clock: Clock) -> str:
    """A signed record."""
    ref = workspace.bring_in(example_answers(clock.at.date(), ENGLISH)).draft.ref
    workspace.sign(ref, secret(), declared=True, language=ENGLISH)
    return ref


def test_documents_go_where_it_allows(
    workspace: Workspace, clock: Clock, ref: str, tmp_path: Path
) -> None:
    """E06"""
    allowed, other = tmp_path / "allowed", tmp_path / "other"
    for folder in (allowed, allowed / "june", other):
        folder.mkdir()
    strict = opened(workspace, clock, AllowedExportFolders=[str(allowed)])
    for folder in (allowed, allowed / "june"):
        assert strict.export(ref, folder, language=ENGLISH).sealed.is_file()
    (allowed / "out").symlink_to(other)
    for folder in (other, allowed / "out", allowed / ".." / "other", tmp_path):
        with pytest.raises(PolicyForbids) as raised:
            strict.export(ref, folder, language=ENGLISH)
        assert problem(raised) == "export-folder"
    assert list(other.iterdir()) == []
    nowhere = opened(workspace, clock, AllowedExportFolders="/srv")
    with pytest.raises(PolicyForbids) as raised:
        nowhere.export(ref, allowed, language=ENGLISH)
    assert problem(raised) == "export-nowhere"


def test_no_file_with_a_password(
    workspace: Workspace, clock: Clock, ref: str, tmp_path: Path
) -> None:
    """E07"""
    strict = opened(workspace, clock, TransferPasswords=False)
    with pytest.raises(PolicyForbids) as raised:
        strict.export(ref, tmp_path, language=ENGLISH, transfer=True)
    assert problem(raised) == "transfer"
    assert list(tmp_path.iterdir()) == []
    assert strict.export(ref, tmp_path, language=ENGLISH).transfer is None


def test_only_keys_of_its_tier_sign(workspace: Workspace, clock: Clock, tmp_path: Path) -> None:
    """E08"""
    strict = opened(workspace, clock, MinIdentityTier=2)
    ref = workspace.bring_in(example_answers(clock.at.date(), ENGLISH)).draft.ref
    with pytest.raises(UnfitIdentity) as raised:
        strict.sign(ref, secret(), declared=True, language=ENGLISH)
    assert raised.value.facts == {"problem": "below-minimum", "minimum": 2}
    with pytest.raises(UnfitIdentity):
        strict.key_for()
    assert not any(key.may_sign for key in strict.listed_keys(ENGLISH))
    assert strict.export(ref, tmp_path, language=ENGLISH, urgent=True).sealed.is_file()


def test_a_deleted_record_can_be_taken_back_as_long_as_it_decided(
    workspace: Workspace, clock: Clock
) -> None:
    """E09"""
    short = opened(workspace, clock, RetentionDays=7)
    ref = short.bring_in(document({"maternity_unit": "Penrallt"})).draft.ref
    assert (short.put_aside(ref) - clock.at.date()).days == 7
    assert (short.days_aside, workspace.days_aside) == (7, 30)


def test_backups_go_to_its_place(workspace: Workspace, clock: Clock, tmp_path: Path) -> None:
    """E10"""
    chosen = tmp_path / "chosen"
    chosen.mkdir()
    workspace.choose_second_backup_place(chosen)
    its = opened(workspace, clock, BackupDirectory=str(tmp_path))
    assert (its.second_backup_place(), its.is_second_place_decided) == (tmp_path, True)
    assert (workspace.second_backup_place(), workspace.is_second_place_decided) == (chosen, False)
    assert its.back_up().second is not None
    wrong = opened(workspace, clock, BackupDirectory="relative")
    assert (wrong.second_backup_place(), wrong.is_second_place_decided) == (None, True)
    workspace.choose_second_backup_place(None)


def test_an_export_is_told(workspace: Workspace, clock: Clock, ref: str, tmp_path: Path) -> None:
    """E11"""
    told: list[tuple[int, str]] = []
    watched = opened(workspace, clock)
    watched.tell_to(Log(system=lambda number, line: told.append((number, line))))
    watched.export(ref, tmp_path, language=ENGLISH)
    assert told == [(1200, f"exported ref={ref} edition=full transfer=False")]

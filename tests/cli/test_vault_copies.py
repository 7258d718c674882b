# SPDX-License-Identifier: Apache-2.0
"""`vault backup`, `restore` and `salvage`.

B01 Backup writes one new file, verified, and answers with what is in it; 3 where it cannot.
B02 Restore makes a new vault of it and answers with what came back; 2 for what is no whole backup,
    a wrong passphrase or a name that is taken, and nothing is there then.
B03 Restore compares with the vault as it is, where that is asked for.
B04 Salvage makes a new vault of what can be read: 0 all of it, 1 not all; 3 nothing at all.
B05 With --json there is one document and nothing else; work that takes long tells how far it is.
"""

import json
import shutil
from pathlib import Path

import pytest

from helpers.commands import Run, seams_for
from kinfile.cli.console import Console
from kinfile.cli.parser import Call
from kinfile.cli.vault_copies import _Slowly
from kinfile.i18n import Language


@pytest.fixture
def backup(in_vault: Run, ref: str, tmp_path: Path) -> Path:
    file = tmp_path / "a.kinbak"
    assert in_vault("vault backup", "--to", file).code == 0
    return file


def test_backup_writes_one_new_file(in_vault: Run, ref: str, tmp_path: Path) -> None:
    """B01, B05"""
    file = tmp_path / "a.kinbak"
    said = in_vault("vault backup", "--to", file, "--json")
    assert (said.code, said.err) == (0, "")
    assert tuple(said.document) == ("vault", "id", "file", "made_at", "records", "bytes")
    assert said.document["file"] == str(file)
    assert said.document["bytes"] == file.stat().st_size
    assert said.document["records"] >= 1
    status = in_vault("vault status", "--json").document
    assert status["last_backup"] == said.document["made_at"]
    assert [part.name for part in tmp_path.iterdir()] == ["a.kinbak"]
    again = in_vault("vault backup", "--to", file)
    assert (again.code, again.out) == (2, "")
    assert "There is something at" in again.message
    nowhere = in_vault("vault backup", "--to", tmp_path / "none" / "a.kinbak")
    assert (nowhere.code, nowhere.out) == (3, "")
    assert "could not be written" in nowhere.message


def test_restore_makes_a_new_vault(
    run: Run, in_vault: Run, backup: Path, vault: Path, passphrase: Path, tmp_path: Path
) -> None:
    """B02, B03, B05"""
    to = tmp_path / "back.kinvault"
    arguments = ("vault", "restore", backup, "--to", to, "--passphrase-file", passphrase)
    said = run(*arguments, "--compare", vault, "--json")
    assert (said.code, said.err) == (0, "")
    assert tuple(said.document) == (
        "vault", "id", "made_at", "last_event", "records", "head", "newer", "problems",
    )  # fmt: skip
    assert (said.document["newer"], said.document["problems"]) == (0, [])
    assert run("vault", "check", to, "--passphrase-file", passphrase).code == 0
    again = run(*arguments)
    assert (again.code, again.out) == (2, "")
    assert "There is something at" in again.message
    to = tmp_path / "again.kinvault"
    lines = run(
        *("vault", "restore", backup, "--to", to, "--passphrase-file", passphrase),
        *("--compare", tmp_path / "none.kinvault"),
    ).out.splitlines()
    assert lines[0] == f"Restored {to}."
    assert lines[-1] == "The compared vault could not be read, or is another."


def test_restore_takes_the_recovery_code(run: Run, passphrase: Path, tmp_path: Path) -> None:
    """B02"""
    folder, code = tmp_path / "a.kinvault", tmp_path / "code.txt"
    secret = ("--passphrase-file", passphrase)
    made = run("vault", "create", folder, "--name", "Jo", *secret, "--recovery-out", code)
    assert made.code == 0
    assert run("vault", "backup", folder, "--to", tmp_path / "b.kinbak", *secret).code == 0
    said = run(
        *("vault", "restore", tmp_path / "b.kinbak", "--to", tmp_path / "c.kinvault"),
        *("--code-file", code, "--compare", folder),
    )
    assert said.code == 0
    assert "0 later entries" in said.out


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda _: b"not a backup at all", "is not a backup made by Kinfile"),
        (lambda whole: whole[: len(whole) // 2], "ends before its time"),
        (lambda whole: whole[:-2000] + b"x" + whole[-1999:], "is not as it was written"),
        (None, "that can be read"),
    ],
)
def test_what_is_no_whole_backup_is_2(
    run: Run, backup: Path, passphrase: Path, tmp_path: Path, spoil: object, words: str
) -> None:
    """B02"""
    file, to = tmp_path / "spoilt.kinbak", tmp_path / "back.kinvault"
    if callable(spoil):
        file.write_bytes(spoil(backup.read_bytes()))
    said = run("vault", "restore", file, "--to", to, "--passphrase-file", passphrase)
    assert (said.code, said.out) == (2, "")
    assert words in said.message
    assert not to.exists()


def test_a_wrong_passphrase_is_2(run: Run, backup: Path, tmp_path: Path) -> None:
    """B02"""
    to = tmp_path / "back.kinvault"
    said = run(
        *("vault", "restore", backup, "--to", to, "--passphrase-file", "-"), typed=b"not it\n"
    )
    assert (said.code, said.out) == (2, "")
    assert "does not open this vault" in said.message
    assert not to.exists()


def test_salvage_makes_a_new_vault_of_what_there_is(
    run: Run, vault: Path, passphrase: Path, tmp_path: Path, ref: str
) -> None:
    """B04, B05"""
    damaged = Path(shutil.copytree(vault, tmp_path / "damaged.kinvault"))
    secret = ("--passphrase-file", passphrase)
    said = run("vault", "salvage", damaged, "--to", tmp_path / "a.kinvault", *secret, "--json")
    assert (said.code, said.err) == (0, "")
    assert tuple(said.document) == ("vault", "complete", "records", "events", "documents")
    assert said.document["complete"] is True
    assert ref in said.document["records"]["whole"]
    database = (damaged / "vault.db").read_bytes()
    (damaged / "vault.db").write_bytes(database[: len(database) * 4 // 5])
    said = run("vault", "salvage", damaged, "--to", tmp_path / "b.kinvault", *secret)
    assert said.code == 1
    assert said.out.splitlines()[-1].startswith("Compare with the last backup")
    (damaged / "vault.db").write_bytes(b"x" * len(database))
    said = run("vault", "salvage", damaged, "--to", tmp_path / "c.kinvault", *secret)
    assert (said.code, said.out) == (3, "")
    assert not (tmp_path / "c.kinvault").exists()


def test_long_work_tells_how_far_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """B05: nothing in the first two seconds, then a line every two."""
    times = iter([0.0, 1.0, 3.0, 3.0, 4.0, 5.5, 5.5])
    monkeypatch.setattr("time.monotonic", lambda: next(times))
    console = Console(Language.load())
    slowly = _Slowly(Call(json, console, seams_for()))  # type: ignore[arg-type]
    for done in (1, 2, 3, 4):
        slowly.tell(done, 8)
    assert capsys.readouterr().err.splitlines() == ["Done: 25 %", "Done: 50 %"]

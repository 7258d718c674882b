# SPDX-License-Identifier: Apache-2.0
"""`vault create`, `status` and `check`.

V01 Create makes one vault and answers with its path and id; it never overwrites anything.
V02 The recovery code goes into a new file for its owner alone, or is shown once to somebody who
    watches, or it is said plainly that none was kept.
V03 Secrets come from a file, from a line of standard input, or from a terminal.
V04 Check: 0 sound, 1 damage found, 2 wrong passphrase or not a vault.
"""

import io
import shutil
import stat
import sys
from pathlib import Path

import pytest

from helpers.commands import SECRET, Run
from kinfile.vault.recovery import RecoveryCode


def test_create_answers_with_path_and_id(run: Run, tmp_path: Path, passphrase: Path) -> None:
    """V01"""
    folder = tmp_path / "new.kinvault"
    said = run(
        *("vault", "create", folder, "--name", "Jo Example", "--role", "midwife"),
        *("--passphrase-file", passphrase, "--recovery-out", tmp_path / "code.txt", "--json"),
    )
    assert said.code == 0
    assert said.err == ""
    assert said.document["vault"] == str(folder)
    assert tuple(said.document) == ("vault", "id")
    code = (tmp_path / "code.txt").read_text(encoding="utf-8").strip()
    assert RecoveryCode.parse(code).text == code
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "code.txt").stat().st_mode) == 0o600
    status = run("vault", "status", folder, "--passphrase-file", passphrase, "--json").document
    assert tuple(status) == ("vault", "id", "version", "created", "last_backup", "records")
    assert status["id"] == said.document["id"]
    assert (status["records"], status["last_backup"]) == (0, None)


def test_create_overwrites_neither_a_vault_nor_a_file(
    run: Run, tmp_path: Path, vault: Path, passphrase: Path
) -> None:
    """V01, V02"""
    arguments = ("--name", "Jo", "--passphrase-file", passphrase)
    said = run("vault", "create", vault, *arguments)
    assert said.code == 2
    assert "There is something at" in said.message
    kept = tmp_path / "code.txt"
    kept.write_text("mine", encoding="utf-8")
    said = run("vault", "create", tmp_path / "x.kinvault", *arguments, "--recovery-out", kept)
    assert said.code == 2
    assert kept.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "x.kinvault").exists()


def test_a_code_file_does_not_stay_without_its_vault(
    run: Run, tmp_path: Path, passphrase: Path
) -> None:
    """V02"""
    code = tmp_path / "code.txt"
    said = run(
        *("vault", "create", tmp_path / "no-vault", "--name", "Jo"),
        *("--passphrase-file", passphrase, "--recovery-out", code),
    )
    assert said.code == 2
    assert "does not end in .kinvault" in said.message
    assert not code.exists()


def test_without_a_place_for_the_code_it_is_said_that_none_was_kept(
    run: Run, tmp_path: Path, passphrase: Path
) -> None:
    """V02"""
    said = run(
        *("vault", "create", tmp_path / "a.kinvault", "--name", "Jo"),
        *("--passphrase-file", passphrase, "--json"),
    )
    assert said.code == 0
    assert said.message.startswith("No recovery code was kept")


def test_whoever_watches_sees_the_code_once(run: Run, tmp_path: Path) -> None:
    """V02, V03: typed twice, never on standard output."""
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return SECRET

    said = run(
        *("vault", "create", tmp_path / "a.kinvault", "--name", "Jo"),
        ask=ask,
        is_watched=lambda: True,
    )
    assert said.code == 0
    assert len(asked) == 2
    code = said.err.splitlines()[0].rpartition(" ")[2]
    assert RecoveryCode.parse(code).text == code
    assert code not in said.out


def test_two_different_passphrases_make_no_vault(run: Run, tmp_path: Path) -> None:
    """V03"""
    typed = iter([SECRET, "something else entirely"])
    said = run(
        "vault", "create", tmp_path / "a.kinvault", "--name", "Jo", ask=lambda _: next(typed)
    )
    assert said.code == 2
    assert "not the same" in said.message
    assert not (tmp_path / "a.kinvault").exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (b"short\n", "too short"),
        (b"password1234567\n", "one of those tried first"),
        (b"Example ziggurat\n", "little more than your name"),
        (b"\n", "no passphrase in its first line"),
        (b"", "no passphrase in its first line"),
        (b"\xff\xfe\xff\n", "no passphrase in its first line"),
    ],
)
def test_a_weak_or_absent_passphrase_makes_no_vault(
    run: Run, tmp_path: Path, typed: bytes, words: str
) -> None:
    """V03"""
    said = run(
        *("vault", "create", tmp_path / "a.kinvault", "--name", "Jo Example"),
        *("--passphrase-file", "-"),
        typed=typed,
    )
    assert (said.code, said.out) == (2, "")
    assert words in said.message
    assert not (tmp_path / "a.kinvault").exists()


def test_a_passphrase_is_the_first_line_however_it_ends(
    run: Run, vault: Path, tmp_path: Path
) -> None:
    """V03"""
    for ending in ("", "\n", "\r\n", "\nnotes\n"):
        said = run(
            *("vault", "status", vault, "--passphrase-file", "-"),
            typed=f"{SECRET}{ending}".encode(),
        )
        assert said.code == 0
    file = tmp_path / "bom.txt"
    file.write_bytes(b"\xef\xbb\xbf" + SECRET.encode() + b"\r\n")
    assert run("vault", "status", vault, "--passphrase-file", file).code == 0


def test_nobody_to_ask_is_bad_use(run: Run, vault: Path, tmp_path: Path) -> None:
    """V03"""
    said = run("vault", "status", vault)
    assert said.code == 2
    assert "--passphrase-file" in said.message
    said = run("vault", "status", vault, "--passphrase-file", tmp_path / "none.txt")
    assert said.code == 2
    assert "There is no file" in said.message


def test_a_sound_vault_is_0(run: Run, vault: Path, passphrase: Path) -> None:
    """V04"""
    arguments = ("vault", "check", vault, "--passphrase-file", passphrase)
    said = run(*arguments, "--json")
    assert said.code == 0
    assert said.document == {"ok": True, "problems": []}
    assert run(*arguments).out == "The vault is sound.\n"


def test_damage_is_1_and_named(run: Run, vault: Path, passphrase: Path, tmp_path: Path) -> None:
    """V04: wherever the bytes were changed, and also where the vault does not even open."""
    for place in (0.02, 0.5, 0.95):
        spoiled = tmp_path / f"{place}.kinvault"
        shutil.copytree(vault, spoiled)
        database = bytearray((spoiled / "vault.db").read_bytes())
        at = int(len(database) * place)
        database[at : at + 16] = bytes(16)
        (spoiled / "vault.db").write_bytes(database)
        said = run("vault", "check", spoiled, "--passphrase-file", passphrase, "--json")
        assert said.code == 1
        assert said.document["ok"] is False
        for problem in said.document["problems"]:
            assert problem["code"]
            assert problem["say"].count(".") >= 2


def test_a_wrong_passphrase_or_no_vault_is_2(run: Run, vault: Path, tmp_path: Path) -> None:
    """V04"""
    said = run("vault", "check", vault, "--passphrase-file", "-", typed=b"not the passphrase\n")
    assert (said.code, said.out) == (2, "")
    assert "does not open this vault" in said.message
    for path in (tmp_path, tmp_path / "none.kinvault", tmp_path / "file.kinvault"):
        (tmp_path / "file.kinvault").touch()
        said = run("vault", "check", path, "--passphrase-file", "-", typed=f"{SECRET}\n".encode())
        assert (said.code, said.out) == (2, "")


def test_several_wrong_passphrases_make_it_wait(
    run: Run, vault: Path, passphrase: Path, tmp_path: Path
) -> None:
    """V04"""
    tried = tmp_path / "tried.kinvault"
    shutil.copytree(vault, tried)
    # The right one forgets the wrong ones of other tests.
    assert run("vault", "check", tried, "--passphrase-file", passphrase).code == 0
    arguments = ("vault", "check", tried, "--passphrase-file", "-")
    codes = [run(*arguments, typed=b"not the passphrase\n").code for _ in range(5)]
    assert codes == [2, 2, 2, 2, 3]
    said = run("vault", "check", tried, "--passphrase-file", passphrase)
    assert said.code == 3
    assert "Seconds left:" in said.message


def test_standard_input_is_read_no_further_than_its_first_line(run: Run, vault: Path) -> None:
    """V03"""
    source = io.BytesIO(f"{SECRET}\nrest".encode())
    said = run("vault", "status", vault, "--passphrase-file", "-", input=lambda: source)
    assert said.code == 0
    assert source.read() == b"rest"

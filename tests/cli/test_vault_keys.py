# SPDX-License-Identifier: Apache-2.0
"""`vault passphrase`, `recover` and `escrow`, and `vault create --escrow-cert`.

K01 A passphrase is changed: the new one opens, the old one no longer does, nothing else changes.
K02 The recovery code opens once, with a new passphrase and a new code, which goes into a new file,
    is shown once to somebody who watches, or is in escrow; where none of this holds, nothing is
    done.
K03 A code or passphrase that is wrong, mistyped, weak or absent is 2, said in words of its own.
K04 A vault made with certificates of IT has its code encrypted to each, and an unfit certificate
    makes no vault; one out of date is named and used.
K05 IT gets the encrypted codes as files, without a passphrase, and reads them with openssl alone;
    nothing is overwritten.
"""

import json
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from helpers.certificates import certificate, private_pem, rsa_key
from helpers.commands import NOW, SECRET, Run, seams_for
from kinfile.cli import main
from kinfile.vault.recovery import RecoveryCode

NEW = "kettle otter marble quilt"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a vault in escrow with two certificates, its code and its passphrase."""
    home = tmp_path_factory.mktemp("made")
    (home / "pass.txt").write_text(f"{SECRET}\n", encoding="utf-8")
    (home / "new.txt").write_text(f"{NEW}\n", encoding="utf-8")
    (home / "it.pem").write_bytes(certificate())
    (home / "it.key").write_bytes(private_pem(rsa_key()))
    (home / "spare.pem").write_bytes(certificate(rsa_key(3072, 2), name="Spare"))
    arguments = [
        *("vault", "create", home / "v.kinvault", "--name", "Jo Example"),
        *("--passphrase-file", home / "pass.txt", "--recovery-out", home / "code.txt"),
        *("--escrow-cert", home / "it.pem", "--escrow-cert", home / "spare.pem"),
    ]
    assert main([str(each) for each in arguments], seams=seams_for()) == 0
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home"))


def plain(home: Path, run: Run) -> Path:
    """A vault without escrow, its code in plain.txt."""
    folder = home / "plain.kinvault"
    said = run(
        *("vault", "create", folder, "--name", "Jo Example"),
        *("--passphrase-file", home / "pass.txt", "--recovery-out", home / "plain.txt"),
    )
    assert said.code == 0
    return folder


def opens(run: Run, folder: Path, passphrase: str) -> bool:
    typed = f"{passphrase}\n".encode()
    return run("vault", "status", folder, "--passphrase-file", "-", typed=typed).code == 0


def test_a_passphrase_is_changed(run: Run, home: Path) -> None:
    """K01"""
    vault = home / "v.kinvault"
    before = run("vault", "status", vault, "--passphrase-file", home / "pass.txt", "--json")
    said = run(
        *("vault", "passphrase", vault, "--passphrase-file", home / "pass.txt"),
        *("--new-passphrase-file", home / "new.txt", "--json"),
    )
    assert (said.code, said.err) == (0, "")
    assert said.document == {"vault": str(vault), "id": before.document["id"]}
    assert opens(run, vault, NEW)
    assert not opens(run, vault, SECRET)
    assert run("vault", "check", vault, "--passphrase-file", home / "new.txt").code == 0


def test_both_passphrases_may_come_from_standard_input(run: Run, home: Path) -> None:
    """K01"""
    vault = home / "v.kinvault"
    said = run(
        *("vault", "passphrase", vault, "--passphrase-file", "-", "--new-passphrase-file", "-"),
        typed=f"{SECRET}\n{NEW}\n".encode(),
    )
    assert said.code == 0
    assert opens(run, vault, NEW)


def test_a_new_passphrase_is_typed_twice(run: Run, home: Path) -> None:
    """K01, K03"""
    vault = home / "v.kinvault"
    arguments = ("vault", "passphrase", vault, "--passphrase-file", home / "pass.txt")
    typed = iter([NEW, "something else entirely"])
    said = run(*arguments, ask=lambda _: next(typed))
    assert said.code == 2
    assert "not the same" in said.message
    assert opens(run, vault, SECRET)
    assert run(*arguments, ask=lambda _: NEW).code == 0
    assert opens(run, vault, NEW)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (f"wrong wrong wrong\n{NEW}\n", "does not open this vault"),
        (f"{SECRET}\nshort\n", "too short"),
        (f"{SECRET}\nExample ziggurat\n", "little more than your name"),
        (f"{SECRET}\n83917402658193\n", "too few different things"),
        (f"{SECRET}\n", "no passphrase in its first line"),
    ],
)
def test_a_change_that_cannot_be_made_changes_nothing(
    run: Run, home: Path, typed: str, words: str
) -> None:
    """K03"""
    vault = home / "v.kinvault"
    said = run(
        *("vault", "passphrase", vault, "--passphrase-file", "-", "--new-passphrase-file", "-"),
        typed=typed.encode(),
    )
    assert (said.code, said.out) == (2, "")
    assert words in said.message
    assert opens(run, vault, SECRET)


def recover(run: Run, home: Path, *more: object, code: str = "code.txt", **others: Any) -> Any:
    return run(
        *("vault", "recover", home / "v.kinvault", "--code-file", home / code),
        *("--new-passphrase-file", home / "new.txt", *more),
        **others,
    )


def test_the_recovery_code_opens_once(run: Run, home: Path) -> None:
    """K02"""
    vault = home / "v.kinvault"
    said = recover(run, home, "--recovery-out", home / "fresh.txt", "--json")
    assert (said.code, said.err) == (0, "")
    assert tuple(said.document) == ("vault", "id")
    assert opens(run, vault, NEW)
    assert not opens(run, vault, SECRET)
    fresh = (home / "fresh.txt").read_text("utf-8").strip()
    assert RecoveryCode.parse(fresh).text == fresh
    again = recover(run, home, "--recovery-out", home / "more.txt")
    assert again.code == 2
    assert "That recovery code does not open this vault." in again.message
    assert not (home / "more.txt").exists()
    assert recover(run, home, "--recovery-out", home / "more.txt", code="fresh.txt").code == 0


def test_whoever_watches_sees_the_new_code_once(run: Run, home: Path) -> None:
    """K02"""
    said = recover(run, home, is_watched=lambda: True)
    assert said.code == 0
    code = said.err.splitlines()[0].rpartition(" ")[2]
    assert RecoveryCode.parse(code).text == code
    assert code not in said.out


def test_a_new_code_in_escrow_needs_nobody_to_see_it(run: Run, home: Path) -> None:
    """K02"""
    said = recover(run, home)
    assert said.code == 0
    assert "encrypted to IT's certificates" in said.message


def test_a_new_code_that_nobody_would_see_is_not_made(run: Run, home: Path) -> None:
    """K02: before anything is read or done."""
    vault = plain(home, run)
    before = (vault / "vault.json").read_bytes()
    arguments = ("vault", "recover", vault, "--code-file", home / "plain.txt")
    said = run(*arguments, "--new-passphrase-file", home / "new.txt")
    assert (said.code, said.out) == (2, "")
    assert "Nobody would see the new recovery code" in said.message
    assert "--recovery-out" in said.message
    assert (vault / "vault.json").read_bytes() == before
    assert opens(run, vault, SECRET)


def test_a_code_file_is_not_overwritten(run: Run, home: Path) -> None:
    """K02"""
    said = recover(run, home, "--recovery-out", home / "code.txt")
    assert said.code == 2
    assert "not overwritten" in said.message
    assert opens(run, home / "v.kinvault", SECRET)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda code: code[:-3], "34 letters and digits"),
        (lambda code: f"U{code[1:]}", "never used"),
        (lambda code: code[1:] + code[0], "not right"),
        (lambda _: RecoveryCode(bytes(20)).text, "does not open this vault"),
        (lambda _: "", "in its first line"),
    ],
)
def test_a_wrong_code_is_named_and_changes_nothing(
    run: Run, home: Path, change: Any, words: str
) -> None:
    """K03"""
    code = (home / "code.txt").read_text("utf-8").strip()
    (home / "wrong.txt").write_text(change(code) + "\n", encoding="utf-8")
    before = (home / "v.kinvault" / "vault.json").read_bytes()
    said = recover(run, home, code="wrong.txt")
    assert (said.code, said.out) == (2, "")
    assert words in said.message
    assert (home / "v.kinvault" / "vault.json").read_bytes() == before


def test_a_code_may_be_typed(run: Run, home: Path) -> None:
    """K02, K03: without a terminal it is said which option to give."""
    code = (home / "code.txt").read_text("utf-8").strip()
    arguments = ("vault", "recover", home / "v.kinvault")
    said = run(*arguments, "--new-passphrase-file", home / "new.txt")
    assert said.code == 2
    assert "--code-file" in said.message
    said = run(*arguments, "--code-file", home / "code.txt")
    assert said.code == 2
    assert "--new-passphrase-file" in said.message
    typed = iter([code.lower(), NEW, NEW])
    said = run(*arguments, ask=lambda _: next(typed), is_watched=lambda: True)
    assert said.code == 0
    assert opens(run, home / "v.kinvault", NEW)


def test_an_unfit_certificate_makes_no_vault(run: Run, home: Path) -> None:
    """K04"""
    (home / "small.pem").write_bytes(certificate(rsa_key(2048)))
    (home / "huge.pem").write_bytes(bytes(100_000))
    for name, words in (
        ("small.pem", "3072 bits"),
        ("pass.txt", "no certificate that can be read"),
        ("huge.pem", "larger than any"),
        ("none.pem", "There is no file"),
    ):
        said = run(
            *("vault", "create", home / "new.kinvault", "--name", "Jo"),
            *("--passphrase-file", home / "pass.txt", "--escrow-cert", home / name),
        )
        assert (said.code, said.out) == (2, "")
        assert words in said.message
        assert name in said.message
        assert not (home / "new.kinvault").exists()


def test_a_certificate_out_of_date_is_named_and_used(run: Run, home: Path) -> None:
    """K04"""
    (home / "past.pem").write_bytes(certificate(since=NOW - timedelta(days=900), days=10))
    said = run(
        *("vault", "create", home / "new.kinvault", "--name", "Jo"),
        *("--passphrase-file", home / "pass.txt", "--escrow-cert", home / "past.pem"),
    )
    assert said.code == 0
    warning, kept = said.err.splitlines()
    assert "past.pem" in warning
    assert "so not today" in warning
    assert "encrypted to IT's certificates" in kept
    assert run("vault", "escrow", home / "new.kinvault", "--out", home / "for-it").code == 0


@pytest.mark.external
def test_it_reads_the_code_with_openssl_alone(run: Run, home: Path) -> None:
    """K05: the whole way back in, as the help desk goes it."""
    vault = home / "v.kinvault"
    said = run("vault", "escrow", vault, "--out", home / "for-it", "--json")
    assert (said.code, said.err) == (0, "")
    file, spare = said.document["files"]
    assert (file["subject"], spare["subject"]) == ("CN=IT service desk", "CN=Spare")
    name = Path(file["file"]).name
    assert name == f"{said.document['recovery']}-{file['cert_sha256'][:16]}.cms"
    help_text = " ".join(run("vault", "escrow", "--help").out.split())
    assert "openssl cms -decrypt -inform DER -in" in help_text
    assert "-inkey key.pem -recip cert.pem" in help_text
    read = subprocess.run(
        [
            *("openssl", "cms", "-decrypt", "-inform", "DER", "-in", home / "for-it" / name),
            *("-inkey", home / "it.key", "-recip", home / "it.pem"),
        ],
        capture_output=True,
        check=True,
    ).stdout
    told = json.loads(read)
    assert told == {
        "vault_id": said.document["id"],
        "slot_id": said.document["recovery"],
        "code": (home / "code.txt").read_text("utf-8").strip(),
    }
    (home / "told.txt").write_text(told["code"], encoding="utf-8")
    assert recover(run, home, code="told.txt").code == 0
    assert opens(run, vault, NEW)
    after = run("vault", "escrow", vault, "--out", home / "for-it", "--json").document
    assert after["recovery"] != said.document["recovery"]


def test_escrow_files_are_not_overwritten(run: Run, home: Path) -> None:
    """K05: all of them or none."""
    arguments = ("vault", "escrow", home / "v.kinvault", "--out", home / "for-it")
    said = run(*arguments)
    assert said.code == 0
    assert said.out.count(".cms: CN=") == 2
    first, second = sorted((home / "for-it").iterdir())
    first.unlink()
    before = second.read_bytes()
    said = run(*arguments)
    assert (said.code, said.out) == (2, "")
    assert "not overwritten" in said.message
    assert not first.exists()
    assert second.read_bytes() == before


def test_a_vault_without_escrow_says_so(run: Run, home: Path) -> None:
    """K05"""
    said = run("vault", "escrow", plain(home, run), "--out", home / "for-it")
    assert said.code == 2
    assert "encrypted to no certificate" in said.message
    assert not (home / "for-it").exists()

# SPDX-License-Identifier: Apache-2.0
"""`demo`: the whole job without a window.

D01 It answers with the keys of the design, and what it names is there and verifies.
D02 It is done again beside what is there, and overwrites nothing.
D03 Without --out it takes a new folder here.
"""

from pathlib import Path

import pytest

from helpers.commands import Run


def test_the_whole_job_is_done(run: Run, tmp_path: Path) -> None:
    """D01, D02"""
    said = run("demo", "--out", tmp_path, "--json")
    assert said.code == 0
    assert said.err == ""
    document = said.document
    assert tuple(document) == (
        *("vault", "record", "sealed", "transfer", "transfer_passphrase", "receipt"),
        *("alerts", "missing", "verified", "seconds"),
    )
    assert document["vault"] == str(tmp_path / "demo.kinvault")
    assert Path(document["transfer"]).name.endswith("-transfer.pdf")
    assert len(document["transfer_passphrase"].split("-")) == 6
    assert (document["missing"], document["verified"]) == ([], True)
    assert document["alerts"] == ["R01", "R25", "R28", "R59"]
    assert set(document["seconds"]) >= {"vault", "typing", "signing", "export", "total"}
    secret = ("--passphrase-file", tmp_path / "passphrase.txt")
    assert run("vault", "check", document["vault"], *secret).code == 0
    shown = run("record", "show", document["vault"], document["record"], *secret, "--json").document
    assert shown["status"] == "signed"
    witness = ("--receipt", document["receipt"])
    assert run("verify", document["sealed"], *witness).code == 0
    again = run("demo", "--out", tmp_path)
    assert again.code == 0
    assert f"Vault: {tmp_path / 'demo-2.kinvault'} (passphrase in passphrase.txt)" in again.out
    assert "It verifies." in again.out
    assert run("vault", "check", tmp_path / "demo-2.kinvault", *secret).code == 0


def test_without_a_folder_it_takes_a_new_one_here(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D03"""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kinfile-demo").mkdir()
    assert run("demo").code == 0
    assert (tmp_path / "kinfile-demo-2" / "demo.kinvault").is_dir()


def test_a_folder_that_cannot_be_made_is_said(run: Run, tmp_path: Path) -> None:
    """D02"""
    (tmp_path / "file").touch()
    said = run("demo", "--out", tmp_path / "file", "--json")
    assert (said.code, said.out) == (3, "")


def test_a_weak_passphrase_that_lies_there_is_said(run: Run, tmp_path: Path) -> None:
    """D02"""
    (tmp_path / "passphrase.txt").write_text("short\n", encoding="utf-8")
    said = run("demo", "--out", tmp_path)
    assert said.code == 2
    assert "too short" in said.message

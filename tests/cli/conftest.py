# SPDX-License-Identifier: Apache-2.0
"""Commands run in this process, against a vault that the tests of one module share."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.commands import SECRET, Run, Said, seams_for
from kinfile.cli import main


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command: `run("check", "pre_birth", path, typed=b"...", clock=...)`."""

    def run(*arguments: object, typed: bytes = b"", **others: Any) -> Said:
        capsys.readouterr()
        code = main([str(each) for each in arguments], seams=seams_for(typed, **others))
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Said(code, out, err)

    return run


@pytest.fixture(scope="module")
def passphrase(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("secret") / "passphrase.txt"
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def vault(passphrase: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault that the tests of one module share; each makes its own records."""
    folder = tmp_path_factory.mktemp("vaults") / "test.kinvault"
    arguments = ["vault", "create", folder, "--name", "Jo Example", "--role", "midwife"]
    made = main([*map(str, arguments), "--passphrase-file", str(passphrase)], seams=seams_for())
    assert made == 0
    return folder


@pytest.fixture
def in_vault(run: Run, vault: Path, passphrase: Path) -> Run:
    """Run a command in the shared vault: `in_vault("record list", ref, "--json")`."""

    def run_in(command: str, *arguments: object, **others: Any) -> Said:
        return run(*command.split(), vault, *arguments, "--passphrase-file", passphrase, **others)

    return run_in


@pytest.fixture
def ref(in_vault: Run) -> str:
    """A new pre-birth record."""
    made: str = in_vault("record new", "pre_birth", "--json").document["record"]
    return made


@pytest.fixture
def answers(tmp_path: Path) -> Callable[..., Path]:
    """A file of answers: `answers(edd="2027-03-01")`, or `answers(whole={...})`."""

    def answers(*, whole: object = None, **given: object) -> Path:
        file = tmp_path / "answers.json"
        document = {"form": "pre_birth", "today": "2026-11-22", "answers": given}
        file.write_text(json.dumps(document if whole is None else whole), encoding="utf-8")
        return file

    return answers

# SPDX-License-Identifier: Apache-2.0
"""The command that builds the installers.

D01 Each command is listed with what it does; what is made is named with its size and digest.
D02 What cannot be done is one line with its remedy, and the exit code says so.
D03 Everything of a release gets its digest into SHA256SUMS, after it is made.
"""

from pathlib import Path

import build
import dev
import pytest
import sums
from components import Unknown


def test_each_command_is_told() -> None:
    """D01"""
    told = build.parser().format_help()
    assert all(name in told for name in ("payload", "deb", "rpm", "msi", "sbom", "all", "verify"))


def test_what_is_made_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """D01"""

    def make(out: Path) -> list[Path]:
        (out / "a.deb").write_bytes(b"package")
        return [out / "a.deb"]

    monkeypatch.setitem(build.COMMANDS, "deb", (make, ""))
    assert build.main(["deb", "--out", str(tmp_path)]) == 0
    assert sums.digest(tmp_path / "a.deb") in capsys.readouterr().out


@pytest.mark.parametrize(
    ("problem", "code"),
    [(dev.Stop("Install it.", dev.NOT_NOW), dev.NOT_NOW), (Unknown("Whose is it?"), dev.FAILED)],
)
def test_what_cannot_be_done_is_said(
    problem: Exception,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """D02"""

    def fail(_: Path) -> list[Path]:
        raise problem

    monkeypatch.setitem(build.COMMANDS, "rpm", (fail, ""))
    assert build.main(["rpm"]) == code
    assert capsys.readouterr().err == f"{problem}\n"


def test_all_of_a_release_has_its_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """D03"""

    def maker(name: str) -> object:
        def make(out: Path) -> list[Path]:
            (out / name).write_text(name, "utf-8")
            return [out / name]

        return make

    monkeypatch.setattr(build, "make_payload", lambda _out: [])
    for name in ("make_deb", "make_rpm", "make_msi", "make_lists"):
        monkeypatch.setattr(build, name, maker(name))
    made = build.make_all(tmp_path)
    assert made[-1] == tmp_path / "SHA256SUMS"
    listed = [line.split("  ")[1] for line in made[-1].read_text("utf-8").splitlines()]
    assert listed == ["make_deb", "make_lists", "make_msi", "make_rpm"]

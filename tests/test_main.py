# SPDX-License-Identifier: Apache-2.0
"""The window's own command line (what the window does: tests/ui and tests/journeys).

A01 --version and --help answer without loading Qt or opening anything.
A02 What is not known is refused, and an option is never guessed from its beginning. Of files only
    a form pack is taken.
A03 That it began is told the log, and what is wrong with what IT decided, as codes.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from helpers.policies import decided
from kinfile import __version__
from kinfile.__main__ import _parser, _policies, main, start_told
from kinfile.errors import PolicyRefused
from kinfile.i18n import Language
from kinfile.log import Log
from kinfile.policy.policies import NO_POLICIES, Policies

ASKED = """
import sys
from kinfile.__main__ import main
try:
    main(["--version"])
except SystemExit as end:
    sys.exit(3 if "PySide6" in sys.modules else end.code)
"""


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A01"""
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"kinfile {__version__}\n"


def test_help_names_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    """A01"""
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    told = capsys.readouterr().out
    options = ("--vault", "--example", "--restore", "--mend", "--version")
    assert all(option in told for option in options)


def test_nothing_of_qt_is_loaded_for_an_answer() -> None:
    """A01"""
    from helpers.tree import ROOT

    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        cwd=ROOT / "desktop",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"kinfile {__version__}\n")


@pytest.mark.parametrize("arguments", [["--exam"], ["--sync"], ["a.kinvault"]])
def test_what_is_not_known_is_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A02"""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    told = capsys.readouterr().err
    assert "unrecognized arguments" in told or "is not a form pack" in told


def test_of_files_a_form_pack_is_taken() -> None:
    """A02"""
    given = _parser(Language.load()).parse_args(["Small.KFPACK"])
    assert given.pack == Path("Small.KFPACK")


def test_the_log_is_told_how_it_began(monkeypatch: pytest.MonkeyPatch) -> None:
    """A03"""
    told: list[str] = []
    log = Log(system=lambda number, line: told.append(f"{number} {line}"))
    start_told(NO_POLICIES, None, log)
    start_told(decided(RetentionDays=9000, Colour="blue"), None, log)

    def refuse() -> Policies:
        raise PolicyRefused(path="/etc/kinfile/policy.json", problem="owner")

    monkeypatch.setattr("kinfile.__main__.read", refuse)
    start_told(*_policies(), log)
    began = f"1000 started version={__version__}"
    assert told == [
        began,
        began,
        "1002 policy-problem wrong=1 unknown=1",
        began,
        "1001 policy-refused problem=owner",
    ]

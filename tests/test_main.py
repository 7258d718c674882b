# SPDX-License-Identifier: Apache-2.0
"""The window's own command line (what the window does: tests/ui and tests/journeys).

A01 --version and --help answer without loading Qt or opening anything.
A02 What is not known is refused, and an option is never guessed from its beginning.
"""

import subprocess
import sys

import pytest

from kinfile import __version__
from kinfile.__main__ import main

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
    assert "unrecognized arguments" in capsys.readouterr().err

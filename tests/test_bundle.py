# SPDX-License-Identifier: Apache-2.0
"""Where shipped files are.

B01 In a checkout they are at its top; what is edited there is what is read.
B02 In an installed wheel they are inside the package.
B03 An installed program is known by its name or its maker's mark; Python with a module is not one.
"""

import sys
from pathlib import Path

import pytest

from helpers.tree import ROOT
from kinfile import bundle


def test_a_checkout_is_read_in_place() -> None:
    """B01"""
    assert bundle.forms() == ROOT / "forms"
    assert bundle.resources() == ROOT / "resources"
    assert (bundle.forms() / "lists.yaml").is_file()
    assert (bundle.resources() / "theme" / "tokens.json").is_file()


def test_a_wheel_carries_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """B02"""
    (tmp_path / "_data").mkdir()
    monkeypatch.setattr(bundle, "HERE", tmp_path)
    assert bundle.forms() == tmp_path / "_data" / "forms"
    assert bundle.resources() == tmp_path / "_data" / "resources"


@pytest.mark.parametrize(
    ("program", "is_own"),
    [("kinfile.exe", True), ("Kinfile.EXE", True), ("kinfile-cli.exe", True), ("python", False)],
)
def test_a_launcher_is_known_by_its_name(
    program: str, is_own: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B03"""
    monkeypatch.setattr(sys, "executable", f"/somewhere/{program}")
    assert bundle.is_own_program() is is_own


def test_a_frozen_program_is_known_by_its_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    """B03"""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert bundle.is_own_program()

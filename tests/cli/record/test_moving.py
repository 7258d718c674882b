# SPDX-License-Identifier: Apache-2.0
"""`record move`.

Y01 A preview says what would change and changes nothing; without it the draft moves.
Y02 What is left over is listed with its answer by `record move` and by `record check`.
Y03 A version that is not installed is bad use, and nothing moves.
"""

import shutil
from pathlib import Path

import pytest

from helpers.commands import Run
from kinfile import bundle
from kinfile.forms import catalogue

NOW = catalogue.load("pre_birth").version
NEXT = NOW + 1


@pytest.fixture
def newer(ref: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A record, begun before the next version of its form: there, a question has another id."""
    folder = tmp_path / "forms"
    shutil.copytree(bundle.forms(), folder)
    for name, old, new in (
        ("pre_birth/form.yaml", f"version: {NOW}\n", f"version: {NEXT}\n"),
        ("pre_birth/sections/antenatal.yaml", "- id: missed_followup", "- id: missed_contacted"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    form = catalogue.load("pre_birth", folder)
    shipped = catalogue.load
    monkeypatch.setattr(
        catalogue, "load", lambda name: form if name == "pre_birth" else shipped(name)
    )
    return ref


def test_a_draft_moves_after_a_look(in_vault: Run, newer: str) -> None:
    """Y01, Y02"""
    ref = newer
    in_vault("record set", ref, "missed_antenatal", "3")
    in_vault("record set", ref, "missed_followup", "Rang twice")
    assert in_vault("record check", ref, "--json").document["newer"] == NEXT
    look = in_vault("record move", ref, "--to", NEXT, "--preview", "--json").document
    left = [{"path": "missed_followup", "ask": look["left_over"][0]["ask"], "value": "Rang twice"}]
    assert (look["moved"], look["from"], look["to"]) == (False, NOW, NEXT)
    assert (look["left_over"], look["new"]) == (left, ["missed_contacted"])
    assert in_vault("record check", ref, "--json").document["version"] == NOW
    assert "1 new question is asked" in in_vault("record move", ref, "--to", NEXT, "--preview").out
    done = in_vault("record move", ref, "--to", NEXT, "--json").document
    assert done == {**look, "moved": True}
    checked = in_vault("record check", ref, "--json").document
    assert (checked["version"], checked["newer"], checked["left_over"]) == (NEXT, None, left)
    assert "missed_followup" in in_vault("record check", ref).out


def test_a_version_that_is_not_installed_is_bad_use(in_vault: Run, ref: str) -> None:
    """Y03"""
    said = in_vault("record move", ref, "--to", NEXT + 7, "--json")
    assert (said.code, said.out) == (2, "")
    assert f"Version {NEXT + 7}" in said.message
    assert in_vault("record check", ref, "--json").document["version"] == NOW

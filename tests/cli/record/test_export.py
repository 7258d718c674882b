# SPDX-License-Identifier: Apache-2.0
"""`record export` of every copy, and `record withhold`.

X01 Each copy of the form is written with its receipt, and verify finds that it holds.
X02 A copy that the form does not have is exit 2 with the list; so is one that is none at all.
X03 An unsigned record leaves in no copy without --urgent, and then in full or as a request.
X04 Withholding is kept and undone, one line of JSON each; a path that is not there is refused.
X05 Large print is a copy of its own.
"""

import json
from pathlib import Path

import pytest

from helpers.commands import NOW, Run, seams_for
from kinfile.app.example import example_answers
from kinfile.cli import main
from kinfile.i18n import Language

COPIES = ("without_restricted", "restricted_annex", "family", "easy_read", "information_request")


@pytest.fixture(scope="module")
def brought_in(vault: Path, passphrase: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The young carer of the demonstration."""
    file = tmp_path_factory.mktemp("carer") / "carer.json"
    file.write_bytes(example_answers(NOW.date(), Language.load(), form="young_carer"))
    arguments = ["record", "import", vault, file, "--passphrase-file", passphrase]
    assert main([str(each) for each in arguments], seams=seams_for()) == 0


@pytest.fixture
def carer(in_vault: Run, brought_in: None) -> str:
    lines = in_vault("record list", "--json").document
    ref: str = next(line["record"] for line in lines if line["form"] == "young_carer")
    assert in_vault("record sign", ref, "--json").code in (0, 1)
    assert in_vault("record show", ref, "--json").document["status"] == "signed"
    return ref


@pytest.mark.parametrize("edition", COPIES)
def test_a_copy_is_written(in_vault: Run, carer: str, edition: str, tmp_path: Path) -> None:
    """X01"""
    said = in_vault("record export", carer, "--out", tmp_path, "--edition", edition, "--json")
    assert said.code == 0, said.err
    sealed = Path(said.document["sealed"])
    assert sealed.name.endswith(f"-{edition}.pdf")
    receipt = json.loads(Path(said.document["receipt"]).read_bytes())
    assert receipt["edition"] == edition
    assert main(["verify", str(sealed), "--code", said.document["code"]]) == 0


@pytest.mark.parametrize("edition", ["ward_plan", "visit_decision", "duty_desk"])
def test_a_copy_that_is_not_there(in_vault: Run, carer: str, edition: str, tmp_path: Path) -> None:
    """X02"""
    folder = tmp_path / "out"
    said = in_vault("record export", carer, "--out", folder, "--edition", edition)
    assert said.code == 2
    assert "without_restricted, restricted_annex, family, easy_read" in said.err
    assert not folder.exists()


def test_an_unsigned_record(in_vault: Run, ref: str, tmp_path: Path) -> None:
    """X03"""
    out = ("--out", tmp_path / "out", "--json")
    assert in_vault("record export", ref, *out, "--edition", "family").code == 1
    urgent = in_vault("record export", ref, *out, "--edition", "family", "--urgent")
    assert urgent.code == 2
    assert not (tmp_path / "out").exists()
    asked = in_vault("record export", ref, *out, "--edition", "information_request", "--urgent")
    assert asked.code == 0
    assert "-urgent-" in Path(asked.document["sealed"]).name


def test_withholding(in_vault: Run, ref: str) -> None:
    """X04"""
    on = in_vault("record withhold", ref, "worries", "--json")
    assert (on.code, on.document["path"], on.document["withheld"]) == (0, "worries", True)
    off = in_vault("record withhold", ref, "worries", "--undo", "--json")
    assert off.document["withheld"] is False
    assert off.document["kept"] > on.document["kept"]
    for path in ("no_such_question", "parents.phone[99]", "?"):
        assert in_vault("record withhold", ref, path, "--json").code == 1


def test_large_print(in_vault: Run, carer: str, tmp_path: Path) -> None:
    """X05"""
    said = in_vault("record export", carer, "--out", tmp_path, "--large-print", "--json")
    assert Path(said.document["sealed"]).name.endswith("-large-print.pdf")
    again = in_vault("record export", carer, "--out", tmp_path, "--large-print", "--json")
    assert list(again.document["sha256"].values()) == list(said.document["sha256"].values())

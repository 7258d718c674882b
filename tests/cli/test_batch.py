# SPDX-License-Identifier: Apache-2.0
"""`verify` on folders.

B01 Every PDF below a folder gets one document on a line, in the order of the paths, whatever is
    in it; a folder without one is bad use.
B02 As many processes as there are processors answer the same as one.
B03 A file that ends its process gets its answer, and the others theirs.
B04 What is inside is written out for files that hold, under names of our own; nothing is
    overwritten.
B05 Stopped at the keyboard, it ends at once, without a traceback and without processes left.
B06 A transfer copy is opened with its passphrase, and finds the receipt of its original.
"""

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from helpers.commands import ENVIRONMENT, NOW, PROGRAM, Run, seams_for
from kinfile.app.demo import Demo, run_demo
from kinfile.i18n import Language

MANY = 24

ENDING = """
import os, sys
from pathlib import Path
from kinfile.cli import batch, checking

real = checking.check_whatever

def ending(path, task):
    if path.name == "c.pdf":
        os.abort()
    return real(path, task)

batch.check_whatever = ending
task = checking.Task(witnesses={}, language="en")
found = list(batch.checked_in(Path(sys.argv[1]), task, processes=2))
print([Path(each.document["file"]).name for each in found])
print([each.document["problems"][0]["code"] for each in found])
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    language = Language.load()
    return run_demo(
        folder, form="pre_birth", language=language, clock=lambda: NOW, cost=seams_for().cost
    )


@pytest.fixture
def folder(demo: Demo, tmp_path: Path) -> Path:
    """Sealed files with receipts, and all that a receiving team may find beside them."""
    place = tmp_path / "in"
    exported = demo.exported
    for number in range(3):
        below = place / f"team-{number}"
        below.mkdir(parents=True)
        shutil.copy(exported.sealed, below / "a.pdf")
        shutil.copy(exported.receipt, below / "a.json")
    (place / "team-0" / "broken.PDF").write_bytes(exported.sealed.read_bytes()[:4000])
    (place / "team-1" / "empty.pdf").touch()
    (place / "team-1" / "note.txt").write_text("not asked for")
    (place / "team-2" / "folder.pdf").mkdir()
    (place / "team-2" / "loop").symlink_to(place, target_is_directory=True)
    (place / "team-2" / "gone.pdf").symlink_to(place / "nowhere")
    return place


def told(documents: list[dict[str, Any]], folder: Path) -> list[tuple[str, bool]]:
    return [(str(Path(each["file"]).relative_to(folder)), each["ok"]) for each in documents]


def test_every_pdf_gets_its_line(run: Run, folder: Path) -> None:
    """B01"""
    said = run("verify", folder, "--receipts", "--json")
    assert said.code == 1
    assert told(said.documents, folder) == [
        ("team-0/a.pdf", True),
        ("team-0/broken.PDF", False),
        ("team-1/a.pdf", True),
        ("team-1/empty.pdf", False),
        ("team-2/a.pdf", True),
        ("team-2/gone.pdf", False),
    ]
    for document in said.documents:
        assert tuple(document)[:3] == ("file", "ok", "signatures")
        assert all(problem["say"] for problem in document["problems"])
    assert run("verify", folder / "team-2" / "folder.pdf").code == 2


def test_many_processes_answer_the_same(demo: Demo, tmp_path: Path) -> None:
    """B02"""
    for number in range(MANY):
        shutil.copy(demo.exported.sealed, tmp_path / f"{number:02}.pdf")
    (tmp_path / "07.pdf").write_bytes(b"%PDF-1.7 nothing")
    witness = ["--fingerprint", demo.exported.fingerprint]
    done = subprocess.run(
        [*PROGRAM, "verify", str(tmp_path), *witness, "--json"],
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
    )
    assert (done.returncode, done.stderr) == (1, "")
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    expected = [(f"{number:02}.pdf", number != 7) for number in range(MANY)]
    assert told(documents, tmp_path) == expected


def test_a_file_that_ends_its_process_gets_its_answer(demo: Demo, tmp_path: Path) -> None:
    """B03"""
    names = [f"{letter}.pdf" for letter in "abcdefghij"]
    for name in names:
        shutil.copy(demo.exported.sealed, tmp_path / name)
    import sys

    done = subprocess.run(
        [sys.executable, "-c", ENDING, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        env=ENVIRONMENT,
    )
    found, problems = done.stdout.splitlines()
    assert found == str(names)
    expected = ["unreadable" if name == "c.pdf" else "not-trusted" for name in names]
    assert problems == str(expected)


def test_what_is_inside_is_written_out(run: Run, folder: Path, tmp_path: Path) -> None:
    """B04"""
    out = tmp_path / "out"
    said = run("verify", folder, "--receipts", "--extract", out, "--json")
    names = sorted(path.name for path in out.iterdir())
    kinds = ("answers", "questionnaire", "response")
    assert names == sorted(
        f"a.{kind}{number}.json" for kind in kinds for number in ("", "-2", "-3")
    )
    written = said.documents[0]["extracted"]
    assert [Path(each).name for each in written] == [f"a.{kind}.json" for kind in kinds]
    answers = json.loads(Path(written[0]).read_bytes())
    assert answers["form"] == "pre_birth"
    assert said.documents[1]["extracted"] == []
    nobody = run("verify", folder / "team-0" / "a.pdf", "--extract", tmp_path / "none", "--json")
    assert nobody.document["extracted"] == []
    assert list((tmp_path / "none").iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="a signal as the keyboard sends it")
def test_stopped_at_the_keyboard(demo: Demo, tmp_path: Path) -> None:
    """B05"""
    for number in range(300):
        (tmp_path / f"{number:03}.pdf").hardlink_to(demo.exported.sealed)
    started = subprocess.Popen(
        [*PROGRAM, "verify", str(tmp_path), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
        start_new_session=True,
    )
    assert started.stdout is not None
    first = started.stdout.readline()
    os.killpg(started.pid, signal.SIGINT)
    rest, messages = started.communicate(timeout=50)
    assert json.loads(first)["ok"] is False
    assert started.returncode == 3
    assert "Stopped at your wish." in messages
    assert "Traceback" not in messages
    assert len(rest.splitlines()) < 299
    with pytest.raises(ProcessLookupError):
        os.killpg(started.pid, 0)


def test_a_transfer_copy_is_opened(run: Run, demo: Demo, tmp_path: Path) -> None:
    """B06"""
    copy = demo.exported.transfer
    assert copy is not None
    secret = tmp_path / "secret.txt"
    secret.write_text(f"{copy.passphrase}\n")
    opened = ("--passphrase-file", secret, "--receipts", "--extract", tmp_path / "out", "--json")
    said = run("verify", copy.file, *opened)
    assert said.code == 0
    assert said.document["inner"]["ok"] is True
    assert said.document["record"]["form"] == "pre_birth"
    assert len(said.document["extracted"]) == 3
    locked = run("verify", copy.file, "--receipts", "--json")
    assert [each["code"] for each in locked.document["problems"]] == ["encrypted"]
    secret.write_text("six-other-words-than-those-here\n")
    wrong = run("verify", copy.file, *opened)
    assert [each["code"] for each in wrong.document["problems"]] == ["wrong-password"]

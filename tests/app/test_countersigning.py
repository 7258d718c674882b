# SPDX-License-Identifier: Apache-2.0
"""A manager countersigns a file and saves it.

M01 The countersigned file and its receipt are new; the file that came stays as it is.
M02 Words of the file or of the key make the practitioner known; other words stop it.
M04 It can be stopped until the new file is written; then nothing is.
M03 What it is not the manager's to sign is refused, and nothing is written.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.commands import NOW, seams_for
from helpers.opened import ENGLISH, WORKER, secret
from helpers.stopping import stops
from kinfile.app.countersigning import countersign_into
from kinfile.app.demo import Demo, run_demo
from kinfile.app.verifying import Asked, Outcome, check_file
from kinfile.app.workspace import Workspace
from kinfile.errors import Cancelled, NotCountersigned, WrongPassphrase
from kinfile.export.identity import words
from kinfile.vault.keys import Cost
from kinfile.watch import Watch


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    cost = seams_for().cost
    return run_demo(folder, form="pre_birth", language=ENGLISH, clock=lambda: NOW, cost=cost)


@pytest.fixture
def file(demo: Demo, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo.exported.sealed, tmp_path / "KF-1.pdf"))


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "manager.kinvault"
    made = Workspace.create(folder, WORKER, secret(), clock=lambda: NOW, cost=Cost.least())
    with made.workspace as opened:
        yield opened


@pytest.mark.parametrize("known_by", ["nothing", "file", "key"])
def test_it_is_countersigned(
    demo: Demo, manager: Workspace, file: Path, tmp_path: Path, known_by: str
) -> None:  # M01, M02
    before = file.read_bytes()
    said = {
        "nothing": "",
        "file": demo.exported.code,
        "key": words(bytes.fromhex(demo.exported.fingerprint)),
    }
    made = countersign_into(
        manager, file, tmp_path, secret(), language=ENGLISH, words=said[known_by]
    )
    assert made.file.name == "KF-1-countersigned.pdf"
    assert made.receipt.exists()
    assert file.read_bytes() == before
    found = check_file(made.file, Asked(words=made.code), language=ENGLISH, now=NOW)
    assert found.outcome is Outcome.HOLDS
    assert len(found.signatures) == 2
    again = countersign_into(manager, file, tmp_path, secret(), language=ENGLISH)
    assert again.file.name == "KF-1-countersigned-2.pdf"


def test_other_words_stop_it(manager: Workspace, file: Path, tmp_path: Path) -> None:  # M02
    with pytest.raises(NotCountersigned):
        countersign_into(manager, file, tmp_path, secret(), language=ENGLISH, words="a b c d e f")
    assert not list(tmp_path.glob("*countersigned*"))


def test_what_may_not_be_signed_is_refused(
    manager: Workspace, file: Path, tmp_path: Path
) -> None:  # M03
    with pytest.raises(WrongPassphrase):
        countersign_into(manager, file, tmp_path, bytearray(b"another"), language=ENGLISH)
    file.write_bytes(b"no pdf")
    with pytest.raises(NotCountersigned):
        countersign_into(manager, file, tmp_path, secret(), language=ENGLISH)
    assert not list(tmp_path.glob("*countersigned*"))


def test_it_can_be_stopped(manager: Workspace, file: Path, tmp_path: Path) -> None:  # M04
    def sign(watch: Watch) -> object:
        return countersign_into(manager, file, tmp_path, secret(), language=ENGLISH, watch=watch)

    for watch in stops(sign, between=1):
        with pytest.raises(Cancelled):
            sign(watch)
        assert not list(tmp_path.glob("*countersigned*"))
    sign(Watch())
    assert len(list(tmp_path.glob("*countersigned*"))) == 2

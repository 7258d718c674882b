# SPDX-License-Identifier: Apache-2.0
"""Checking signed files for a window.

V01 Without a witness a sound file has an unknown signer; it never holds, and its data stays in it.
V02 The six words of the file, those of the key, an own key or an authority make it hold.
V03 A changed byte, other words, another receipt, a missing signature: it does not hold.
V04 A receipt that lies beside is found by itself; it counts for the file, never for the signer.
V05 A copy to send is locked until its password is given, however that is typed.
V06 Of a folder every PDF below is checked in order, with progress, until it is cancelled.
V07 The data of files that hold is written, under names of our own; nothing is overwritten.
V08 What cannot be read at all does not hold, and is told.
"""

import json
import shutil
from pathlib import Path

import pytest

from helpers.commands import NOW, seams_for
from kinfile.app.demo import Demo, run_demo
from kinfile.app.verifying import (
    Asked,
    CheckedFile,
    Outcome,
    check_all,
    check_file,
    receipt_beside,
    said_words,
)
from kinfile.errors import Cancelled, UsageError
from kinfile.export.identity import words
from kinfile.i18n import Language

ENGLISH = Language.load()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    cost = seams_for().cost
    return run_demo(folder, form="pre_birth", language=ENGLISH, clock=lambda: NOW, cost=cost)


@pytest.fixture
def sealed(demo: Demo, tmp_path: Path) -> Path:
    """The file alone, as it comes by mail."""
    return Path(shutil.copy(demo.exported.sealed, tmp_path / "KF-1.pdf"))


def checked(path: Path, asked: Asked | None = None, save_to: Path | None = None) -> CheckedFile:
    return check_file(path, asked or Asked(), language=ENGLISH, now=NOW, save_to=save_to)


def test_nobody_vouches_for_a_file_by_itself(sealed: Path, tmp_path: Path) -> None:  # V01
    out = tmp_path / "out"
    out.mkdir()
    found = checked(sealed, save_to=out)
    assert found.outcome is Outcome.SIGNER_UNKNOWN
    assert found.problems == ()
    (signature,) = found.signatures
    assert (signature.known_by, signature.is_sound) == ("none", True)
    assert signature.words == words(bytes.fromhex(signature.fingerprint))
    assert signature.at is not None
    assert len(found.notes) == 2
    assert list(out.iterdir()) == []
    assert found.version == 1
    assert found.ref


@pytest.mark.parametrize("form", ["{}", "  {} ", "{}\n"])
def test_the_words_of_the_file_vouch(demo: Demo, sealed: Path, form: str) -> None:  # V02
    typed = form.format(demo.exported.code.upper().replace(" ", ", "))
    found = checked(sealed, Asked(words=typed))
    assert found.outcome is Outcome.HOLDS
    assert found.signatures[0].known_by == "code"


def test_the_words_of_the_key_vouch(demo: Demo, sealed: Path) -> None:  # V02
    mark = demo.exported.fingerprint
    found = checked(sealed, Asked(words=words(bytes.fromhex(mark))))
    assert (found.outcome, found.signatures[0].known_by) == (Outcome.HOLDS, "fingerprint")
    found = checked(sealed, Asked(own=(mark,)))
    assert (found.outcome, found.signatures[0].known_by) == (Outcome.HOLDS, "own")


def test_other_words_do_not(sealed: Path) -> None:  # V03
    found = checked(sealed, Asked(words="one two three four five six"))
    assert found.outcome is Outcome.DOES_NOT_HOLD
    assert "read out" in " ".join(found.problems)


@pytest.mark.parametrize("place", [200, -200])
def test_a_changed_byte_is_told(demo: Demo, sealed: Path, place: int) -> None:  # V03
    data = bytearray(sealed.read_bytes())
    data[place] ^= 1
    sealed.write_bytes(data)
    found = checked(sealed, Asked(own=(demo.exported.fingerprint,)))
    assert found.outcome is Outcome.DOES_NOT_HOLD
    assert found.problems


def test_a_receipt_beside_is_no_witness(demo: Demo, sealed: Path) -> None:  # V04
    receipt = sealed.with_suffix(".json")
    shutil.copy(demo.exported.receipt, receipt)
    found = checked(sealed)
    assert found.has_receipt
    assert found.outcome is Outcome.SIGNER_UNKNOWN
    asked = Asked(own=(demo.exported.fingerprint,))
    assert checked(sealed, asked).outcome is Outcome.HOLDS
    told = json.loads(receipt.read_bytes())
    receipts: list[object] = [{**told, "signatures": 2}, {**told, "sha256": "0" * 64}, {}, []]
    for wrong in receipts:
        receipt.write_text(json.dumps(wrong))
        found = checked(sealed, asked)
        assert found.outcome is Outcome.DOES_NOT_HOLD, wrong


def test_a_copy_to_send_needs_its_password(demo: Demo, tmp_path: Path) -> None:  # V05
    copy = demo.exported.transfer
    if copy is None:
        pytest.skip("the demonstration makes no copy to send")
    found = checked(copy.file)
    assert found.outcome is Outcome.LOCKED
    assert checked(copy.file, Asked(password="other words")).outcome is Outcome.LOCKED
    typed = copy.passphrase.upper().replace("-", " ")
    found = checked(copy.file, Asked(password=typed))
    assert found.outcome is Outcome.SIGNER_UNKNOWN
    found = checked(copy.file, Asked(password=typed, words=demo.exported.code))
    assert found.outcome is Outcome.HOLDS
    assert receipt_beside(copy.file) == demo.exported.receipt


def test_a_folder(demo: Demo, sealed: Path, tmp_path: Path) -> None:  # V06
    below = tmp_path / "more" / "of it"
    below.mkdir(parents=True)
    shutil.copy(sealed, below / "b.PDF")
    (below / "c.pdf").write_bytes(b"no pdf")
    (below / "d.txt").write_bytes(b"not asked for")
    told: list[tuple[int, int]] = []

    def run(stop: int) -> tuple[CheckedFile, ...]:
        told.clear()
        return check_all(
            tmp_path,
            Asked(own=(demo.exported.fingerprint,)),
            language=ENGLISH,
            progress=lambda done, of: told.append((done, of)),
            is_cancelled=lambda: len(told) >= stop,
        )

    found = run(99)
    assert [(each.path.name, each.outcome) for each in found] == [
        ("KF-1.pdf", Outcome.HOLDS),
        ("b.PDF", Outcome.HOLDS),
        ("c.pdf", Outcome.DOES_NOT_HOLD),
    ]
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    with pytest.raises(Cancelled):
        run(1)


def test_a_folder_without_one(tmp_path: Path) -> None:  # V06
    with pytest.raises(UsageError):
        check_all(
            tmp_path,
            Asked(),
            language=ENGLISH,
            progress=lambda *_: None,
            is_cancelled=lambda: False,
        )


def test_the_data_is_written(demo: Demo, sealed: Path, tmp_path: Path) -> None:  # V07
    out = tmp_path / "out"
    out.mkdir()
    asked = Asked(words=demo.exported.code)
    names = {"KF-1.answers.json", "KF-1.response.json", "KF-1.questionnaire.json"}
    assert {each.name for each in checked(sealed, asked, out).written} == names
    again = checked(sealed, asked, out).written
    assert "KF-1.answers-2.json" in {each.name for each in again}
    assert len(list(out.iterdir())) == 6


def test_what_cannot_be_read_does_not_hold(tmp_path: Path) -> None:  # V08
    found = checked(tmp_path / "gone.pdf")
    assert found.outcome is Outcome.DOES_NOT_HOLD
    assert "gone.pdf" in found.problems[0]
    empty = tmp_path / "empty.pdf"
    empty.touch()
    assert checked(empty).outcome is Outcome.DOES_NOT_HOLD


def test_words_are_taken_as_they_are_typed() -> None:  # V02
    assert said_words(" Otter-lamp, river  quilt\tmaple/TIN. ") == (
        *("otter", "lamp", "river", "quilt", "maple", "tin"),
    )

# SPDX-License-Identifier: Apache-2.0
"""Exit codes and messages.

N01 Every error has its exit code: 1 did not hold, 2 bad use, 3 not now.
N02 A message names the place first, stays on one line, and never mixes with documents.
"""

import json

import pytest

from kinfile import errors
from kinfile.cli.console import Console, exit_code
from kinfile.errors import FormError, KinfileError, Refused, Unusable, VaultBusy
from kinfile.i18n import Language

CODES = {
    1: "Refused RecordClosed NothingAsked NotReadyToSign NotSigned MissingGlyph",
    2: "FormError Unusable UnknownForm NotAVault VaultExists WrongPassphrase MistypedCode"
    " WeakPassphrase UnsafePlace UnknownRecord UsageError",
    3: "TooSoon VaultTooNew VaultDamaged VaultBusy NotKept NotWritten NotInThisVersion",
}


@pytest.mark.parametrize(
    ("name", "code"), [(name, code) for code, names in CODES.items() for name in names.split()]
)
def test_every_error_has_its_exit_code(name: str, code: int) -> None:
    """N01"""
    error: KinfileError = getattr(errors, name)()
    assert exit_code(error) == code


@pytest.mark.parametrize(
    ("error", "start"),
    [
        (FormError(file="a.yaml", line=3, column=5, problem="yaml-tab"), "a.yaml:3:5: There"),
        (Unusable(path="a.json", problem="not-json", line=1, column=2), "a.json:1:2: The file"),
        (Unusable(path="a\nb", problem="too-large", limit=20), "a b: The file is larger"),
        (Refused(path="edd", problem="not-a-date"), "edd: That is no date"),
        (VaultBusy(path="x.kinvault"), "Another Kinfile has x.kinvault open."),
    ],
)
def test_a_message_names_the_place_first(
    error: KinfileError, start: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """N02"""
    Console(Language.load()).fail(error)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"kinfile-cli: {start}")
    assert err.count("\n") == 1


def test_documents_are_ascii_one_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """N02"""
    console = Console(Language.load(), as_json=True)
    console.answer({"name": "Siôn Ŵyn\n"}, ["never shown"])
    out, _ = capsys.readouterr()
    assert out.isascii()
    assert out.count("\n") == 1
    assert json.loads(out) == {"name": "Siôn Ŵyn\n"}


def test_only_what_did_not_hold_is_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    """N02"""
    console = Console(Language.load(), as_json=True)
    console.fail(VaultBusy(path="x"))
    assert capsys.readouterr().out == ""
    console.fail(Refused(path="edd", problem="not-a-date"))
    assert tuple(json.loads(capsys.readouterr().out)) == ("rejected", "path")

# SPDX-License-Identifier: Apache-2.0
"""`verify`: whether signed documents are what was signed, and by whom. Fails closed."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinfile.cli.checking import Checked, Task, check
from kinfile.cli.console import DID_NOT_HOLD, DONE, Console
from kinfile.cli.files import make_folder, read_passphrase
from kinfile.cli.parser import Call, add_command
from kinfile.cli.witnesses import add_witnesses, witnesses
from kinfile.errors import KinfileError, UsageError
from kinfile.i18n import N_
from kinfile.policy.limits import require_export_folder

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands

_PASSPHRASE = N_("Passphrase of the files: ")
_NEWS_EVERY = 100
"""Files between two lines that say how far it is."""


def add(commands: "Commands") -> None:
    verify = add_command(
        commands,
        "verify",
        verify_files,
        about="Check signed documents: 0 only when every signature is intact, valid and by"
        " somebody you know, and nothing was added that it does not permit."
        " A receipt that came with the file proves nothing about who made it."
        " Of a folder every PDF in it and below is checked, one line each.",
        example="kinfile-cli verify KF-7F3K2M9Q-pre_birth-v1-2026-11-22.pdf"
        " --code 'otter lamp river quilt maple tin'",
    )
    verify.add_argument("files", metavar="FILE_OR_FOLDER", type=Path, nargs="+")
    add_witnesses(verify)
    verify.add_argument(
        "--receipts", action="store_true", help="read NAME.json beside each NAME.pdf"
    )
    verify.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="what opens transfer copies is the first line of FILE; the document inside each is"
        " checked too",
    )
    verify.add_argument(
        "--extract",
        type=Path,
        metavar="DIR",
        help="write the answers inside each file that holds into this folder, as"
        " NAME.answers.json and, in FHIR, NAME.response.json and NAME.questionnaire.json",
    )


def verify_files(call: Call) -> int:
    """The gravest of all files' answers. A file that cannot be read is named; the others go on."""
    given = call.given
    task = _task(call)
    worst = DONE
    for path in given.files:
        try:
            if path.is_dir():
                worst = max(worst, _verify_folder(call.console, path, task))
            else:
                worst = max(worst, _answer(call.console, check(path, task)))
        except KinfileError as error:
            worst = max(worst, call.console.fail(error))
    return worst


def _verify_folder(console: Console, folder: Path, task: Task) -> int:
    """Raises UsageError for a folder without a PDF: nothing in it was shown to hold."""
    from kinfile.cli.batch import checked_in

    worst, number = DONE, 0
    for number, checked in enumerate(checked_in(folder, task), start=1):
        worst = max(worst, _answer(console, checked))
        if number % _NEWS_EVERY == 0:
            _tell_progress(console, number)
    if not number:
        raise UsageError(problem="no-pdfs", path=str(folder))
    return worst


def _task(call: Call) -> Task:
    """What is done with every file. Raises UsageError for a witness that is none."""
    given = call.given
    passphrase = None
    if given.passphrase_file is not None:
        question = call.console.language.text(_PASSPHRASE)
        passphrase = read_passphrase(given.passphrase_file, question, call.seams).decode()
    if given.extract is not None:
        require_export_folder(call.policies, given.extract)
        make_folder(given.extract)
    return Task(
        witnesses={**witnesses(given), "passphrase": passphrase, "now": call.seams.clock()},
        language=call.console.language.code,
        receipts=given.receipts,
        extract=given.extract,
    )


def _answer(console: Console, checked: Checked) -> int:
    console.answer(checked.document, _lines(checked.document, console))
    return DONE if checked.document["ok"] else DID_NOT_HOLD


def _tell_progress(console: Console, number: int) -> None:
    console.tell(console.language.text("Checked {n} files.", n=console.language.number(number)))


def _lines(document: Mapping[str, Any], console: Console) -> Iterator[str]:
    text = console.language.text
    file = document["file"]
    yield (
        text("{file}: holds", file=file)
        if document["ok"]
        else text("{file}: NOT proven", file=file)
    )
    for signature in document["signatures"]:
        yield f"  {signature['field']}: {signature['signer']} ({signature['fingerprint']})"
    for finding in (*document["problems"], *document["notes"]):
        yield f"  {finding['say']}"
    for written in document.get("extracted", ()):
        yield text("  Written: {file}", file=written)

# SPDX-License-Identifier: Apache-2.0
"""`record new` and `record import`: where records come from."""

from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.app.given_files import read_bounded
from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.files import naming
from kinfile.cli.parser import Call, add_command, day
from kinfile.cli.record.reading import add_record
from kinfile.cli.vault import add_vault, opened
from kinfile.errors import UsageError
from kinfile.forms.profile import NATIONAL

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands


def add(group: "Commands") -> None:
    new = add_command(
        group,
        "new",
        start_record,
        about="Start a record.",
        example="kinfile-cli record new Records.kinvault pre_birth --passphrase-file pass.txt",
    )
    add_vault(new)
    new.add_argument("form", metavar="FORM", help="the form's id, as in forms list")
    new.add_argument(
        "--profile",
        default=NATIONAL,
        metavar="ID",
        help="the local partnership profile (default: the national one)",
    )
    new.add_argument(
        "--paper-date",
        type=day,
        metavar="YYYY-MM-DD",
        help="it was written on paper on that day and is typed up now",
    )
    paper = add_record(
        group,
        "paper",
        note_paper,
        about="Note on which day a draft was written on paper. Both dates print: that one, and when"
        " it was typed up.",
        example="kinfile-cli record paper Records.kinvault 7F3K-2M9Q --date 2026-11-20"
        " --passphrase-file pass.txt",
    )
    noted = paper.add_mutually_exclusive_group(required=True)
    noted.add_argument("--date", type=day, metavar="YYYY-MM-DD", help="when it was written")
    noted.add_argument("--undo", action="store_true", help="it was not written on paper after all")
    bring_in = add_command(
        group,
        "import",
        import_record,
        about="Start a record from a file of answers; what cannot be kept is named, 1 then.",
        example="kinfile-cli record import Records.kinvault answers.json --passphrase-file -",
    )
    add_vault(bring_in)
    bring_in.add_argument("answers", metavar="ANSWERS.json", type=Path)


def start_record(call: Call) -> int:
    from kinfile.forms import catalogue

    given = call.given
    catalogue.load(given.form)
    if given.profile not in catalogue.profiles():
        known = ", ".join(catalogue.profiles())
        raise UsageError(problem="unknown-profile", found=given.profile, allowed=known)
    with opened(call) as workspace:
        if given.paper_date is None:
            draft = workspace.start(given.form, profile=given.profile)
        else:
            draft = workspace.start_from_paper(
                given.form, on=given.paper_date, profile=given.profile
            )
    call.console.answer({"record": draft.ref}, [draft.ref])
    return DONE


def note_paper(call: Call) -> int:
    given, text = call.given, call.console.language.text
    with opened(call) as workspace:
        kept = workspace.written_on_paper(given.ref, on=None if given.undo else given.date)
    paper = kept.draft.marks.paper
    written = paper.on.isoformat() if paper else None
    typed = paper.typed_on.isoformat() if paper else None
    said = (
        text("Written on paper on {date}, typed up on {typed}.", date=written, typed=typed)
        if paper
        else text("Not written on paper.")
    )
    call.console.answer({"record": kept.draft.ref, "written": written, "typed": typed}, [said])
    return DONE


def import_record(call: Call) -> int:
    from kinfile.cli.report import rejected_json, rejected_lines
    from kinfile.forms import catalogue
    from kinfile.records import document

    console = call.console
    with naming(call.given.answers):
        data = read_bounded(call.given.answers, document.LARGEST)
        # Read before the vault is opened: a file that is no use costs no passphrase.
        whole = document.parse(data)
        document.read_document(whole, catalogue.load(document.form_named(whole)))
        with opened(call) as workspace:
            brought = workspace.bring_in(data)
    for line in rejected_lines(brought.refused, console.language):
        console.tell(line)
    console.answer(
        {
            "record": brought.draft.ref,
            "rejected": rejected_json(brought.refused, console.language),
        },
        [brought.draft.ref],
    )
    return DID_NOT_HOLD if brought.refused else DONE

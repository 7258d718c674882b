# SPDX-License-Identifier: Apache-2.0
"""`record sent`, `acknowledged`, `ledger`, `correct` and `erase`: after handing over."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kinfile.cli.console import DONE
from kinfile.cli.parser import Call, add_command, day
from kinfile.cli.record.reading import add_record
from kinfile.cli.vault import add_vault, opened

if TYPE_CHECKING:
    from kinfile.app.workspace import Workspace
    from kinfile.cli.parser import Commands
    from kinfile.vault.rows import LedgerLine


def add(group: "Commands") -> None:
    sent = add_record(
        group,
        "sent",
        note_sent,
        about="Note to whom the file exported last went, and when.",
        example="kinfile-cli record sent Records.kinvault 7F3K-2M9Q --to 'Duty desk'"
        " --date 2026-11-22 --channel 'secure mail' --passphrase-file pass.txt",
    )
    sent.add_argument("--channel", default="", help="how it went, for example secure mail")
    acknowledged = add_record(
        group,
        "acknowledged",
        note_acknowledged,
        about="Note that a recipient confirmed to have it.",
        example="kinfile-cli record acknowledged Records.kinvault 7F3K-2M9Q --to 'Duty desk'"
        " --date 2026-11-23 --passphrase-file pass.txt",
    )
    for parser in (sent, acknowledged):
        parser.add_argument("--to", required=True, metavar="WHO", help="who it went to")
        parser.add_argument("--date", required=True, type=day, metavar="YYYY-MM-DD", help="when")
    ledger = add_command(
        group,
        "ledger",
        show_ledger,
        about="List what was exported, to whom it went, and whether they confirmed it.",
        example="kinfile-cli record ledger Records.kinvault --passphrase-file pass.txt --json",
    )
    add_vault(ledger)
    ledger.add_argument("ref", metavar="REF", nargs="?", help="only this record")
    correct = add_record(
        group,
        "correct",
        correct_record,
        about="Open a signed record again as the draft of its next version.",
        example="kinfile-cli record correct Records.kinvault 7F3K-2M9Q --reason 'Date was wrong'"
        " --passphrase-file pass.txt",
    )
    correct.add_argument("--reason", required=True, metavar="TEXT", help="why it is corrected")
    add_record(
        group,
        "erase",
        erase_record,
        about="Erase a record's answers and documents for good. Its lines in the ledger stay,"
        " and the history of the vault still holds together.",
        example="kinfile-cli record erase Records.kinvault 7F3K-2M9Q --passphrase-file pass.txt",
    )


def note_sent(call: Call) -> int:
    given = call.given
    return _noted(
        call,
        lambda workspace: workspace.sent(
            given.ref, to=given.to, on=given.date, channel=given.channel
        ),
    )


def note_acknowledged(call: Call) -> int:
    given = call.given
    return _noted(
        call, lambda workspace: workspace.acknowledged(given.ref, by=given.to, on=given.date)
    )


def _noted(call: Call, note: "Callable[[Workspace], LedgerLine]") -> int:
    with opened(call) as workspace:
        line = note(workspace)
    call.console.answer(_line_json(line), [_line_words(line)])
    return DONE


def show_ledger(call: Call) -> int:
    with opened(call) as workspace:
        lines = workspace.ledger(call.given.ref)
    call.console.answer([_line_json(line) for line in lines], (_line_words(line) for line in lines))
    return DONE


def _line_json(line: "LedgerLine") -> dict[str, Any]:
    return {
        "record": f"{line.ref[:4]}-{line.ref[4:]}",
        "version": line.version,
        "at": line.at.astimezone().isoformat(),
        "edition": line.edition,
        "sha256": line.sha256,
        "to": line.recipient,
        "channel": line.channel,
        "sent": line.sent_on,
        "acknowledged": line.acknowledged_on,
    }


def _line_words(line: "LedgerLine") -> str:
    return "  ".join(str(each) if each else "-" for each in _line_json(line).values())


def correct_record(call: Call) -> int:
    text = call.console.language.text
    with opened(call) as workspace:
        draft = workspace.correct(call.given.ref, reason=call.given.reason)
    call.console.answer(
        {"record": draft.ref, "version": draft.version},
        [text("{ref} is a draft again: version {n}.", ref=draft.ref, n=draft.version)],
    )
    return DONE


def erase_record(call: Call) -> int:
    with opened(call) as workspace:
        workspace.erase(call.given.ref)
    call.console.answer(
        {"record": call.given.ref, "erased": True},
        [call.console.language.text("Erased {ref}.", ref=call.given.ref)],
    )
    return DONE

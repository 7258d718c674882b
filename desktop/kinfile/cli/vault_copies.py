# SPDX-License-Identifier: Apache-2.0
"""`vault backup`, `restore` and `salvage`: copies of a vault, and the ways back."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.files import read_passphrase
from kinfile.cli.parser import Call, Parser, add_command, add_passphrase
from kinfile.cli.vault_keys import PASSPHRASE
from kinfile.i18n import N_

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands
    from kinfile.vault.restore import Restored
    from kinfile.vault.salvage import Salvaged

_CODE = N_("Recovery code: ")
_SECONDS_BETWEEN_LINES = 2.0


def add_copies(group: "Commands") -> None:
    _add_backup(group)
    _add_restore(group)
    _add_salvage(group)


def _add_backup(group: "Commands") -> None:
    backup = add_command(
        group,
        "backup",
        back_up,
        about="Write an encrypted, verified copy of a vault into one new file. It opens with the"
        " passphrase and the recovery code of today.",
        example="kinfile-cli vault backup Records.kinvault --to /media/stick/records.kinbak"
        " --passphrase-file pass.txt",
    )
    _add_vault(backup)
    backup.add_argument(
        "--to", type=Path, required=True, metavar="FILE", help="nothing is ever overwritten"
    )


def _add_restore(group: "Commands") -> None:
    restore = add_command(
        group,
        "restore",
        restore_backup,
        about="Make a vault of a backup, in a new folder: 0 sound, 1 made but not sound in itself,"
        " 2 not a whole backup or not its passphrase. Needs the passphrase or the recovery code of"
        " the day of the backup.",
        example="kinfile-cli vault restore records.kinbak --to Restored.kinvault"
        " --compare Records.kinvault --passphrase-file pass.txt",
    )
    restore.add_argument("file", metavar="FILE", type=Path, help="a backup (.kinbak)")
    _add_new_vault(restore)
    restore.add_argument(
        "--compare",
        type=Path,
        metavar="DIR",
        help="say how much the vault there, damaged or not, has beyond the backup; it is only read",
    )
    add_passphrase(restore)
    restore.add_argument(
        "--code-file",
        metavar="FILE",
        help="open with the recovery code in the first line of FILE (- for a line of standard"
        " input) in the place of the passphrase",
    )


def _add_salvage(group: "Commands") -> None:
    salvage = add_command(
        group,
        "salvage",
        salvage_vault,
        about="Make a vault, in a new folder, of all that can be read of a damaged one, which is"
        " only read: 0 everything was there, 1 something was not.",
        example="kinfile-cli vault salvage Records.kinvault --to Salvaged.kinvault"
        " --passphrase-file pass.txt",
    )
    _add_vault(salvage)
    _add_new_vault(salvage)


def _add_vault(parser: Parser) -> None:
    parser.add_argument("vault", metavar="DIR", type=Path, help="a folder ending in .kinvault")
    add_passphrase(parser)


def _add_new_vault(parser: Parser) -> None:
    parser.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="NEWDIR",
        help="a new folder ending in .kinvault; nothing is ever overwritten",
    )


def back_up(call: Call) -> int:
    from kinfile.app.workspace import Workspace

    given, text = call.given, call.console.language.text
    with Workspace.unlock(
        given.vault, _passphrase(call), clock=call.seams.clock, policies=call.policies
    ) as workspace:
        made = workspace.back_up(given.to, progress=_Slowly(call).tell).line
        vault_id = workspace.status().id
    call.console.answer(
        {
            "vault": str(given.vault),
            "id": vault_id,
            "file": str(made.path),
            "made_at": made.made_at.isoformat(),
            "records": made.records,
            "bytes": made.size,
        },
        [
            text("Made and verified the backup {file}.", file=made.path),
            text("Records: {n}", n=call.console.language.number(made.records)),
        ],
    )
    return DONE


def restore_backup(call: Call) -> int:
    from kinfile.app import backups
    from kinfile.watch import Watch

    given = call.given
    restored = backups.restore_backup(
        given.file,
        given.to,
        passphrase=_passphrase(call) if given.code_file is None else None,
        code="" if given.code_file is None else _code(call),
        compare=given.compare,
        clock=call.seams.clock,
        watch=Watch(progress=_Slowly(call).tell),
    )
    call.console.answer(_restored_document(restored), _restored_lines(call, restored))
    return DID_NOT_HOLD if restored.problems else DONE


def _restored_document(restored: "Restored") -> dict[str, object]:
    told = restored.manifest
    return {
        "vault": str(restored.folder),
        "id": told.vault_id,
        "made_at": told.made_at.isoformat(),
        "last_event": restored.last_event_at.isoformat(),
        "records": told.records,
        "head": {"seq": told.head.seq, "hash": told.head.hash},
        "newer": restored.newer,
        "problems": list(restored.problems),
    }


def _restored_lines(call: Call, restored: "Restored") -> list[str]:
    language = call.console.language
    text, told = language.text, restored.manifest
    lines = [
        text("Restored {vault}.", vault=restored.folder),
        text("The backup is from: {when}", when=language.date_and_time(told.made_at)),
        text("Last entry in it: {when}", when=language.date_and_time(restored.last_event_at)),
        text("Records: {n}", n=language.number(told.records)),
    ]
    if restored.newer is not None:
        lines.append(
            language.plural(
                "{n} later entry in the compared vault is not in it.",
                "{n} later entries in the compared vault are not in it.",
                restored.newer,
            )
        )
    elif call.given.compare is not None:
        lines.append(text("The compared vault could not be read, or is another."))
    if restored.problems:
        lines.append(
            text("It was not sound when it was backed up: {codes}", codes=_codes(restored))
        )
    return lines


def _codes(restored: "Restored") -> str:
    return ", ".join(restored.problems)


def salvage_vault(call: Call) -> int:
    from kinfile.app import backups
    from kinfile.app.summary import shown_reference

    given = call.given
    salvaged = backups.salvage_vault(
        given.vault, given.to, passphrase=_passphrase(call), clock=call.seams.clock
    )
    call.console.answer(
        {
            "vault": str(salvaged.folder),
            "complete": salvaged.is_complete,
            "records": {
                "whole": list(map(shown_reference, salvaged.whole)),
                "part": list(map(shown_reference, salvaged.part)),
                "lost": salvaged.records_lost,
            },
            "events": {"kept": salvaged.events_kept, "lost": salvaged.events_lost},
            "documents": {"kept": salvaged.documents_kept, "lost": salvaged.documents_lost},
        },
        _salvaged_lines(call, salvaged),
    )
    return DONE if salvaged.is_complete else DID_NOT_HOLD


def _salvaged_lines(call: Call, salvaged: "Salvaged") -> list[str]:
    from kinfile.app.summary import shown_reference

    text, number = call.console.language.text, call.console.language.number
    lines = [
        text("Salvaged into {vault}; the damaged vault is as it was.", vault=salvaged.folder),
        text("Records whole: {n}", n=number(len(salvaged.whole))),
        text("Records of which part may be missing or older: {n}", n=number(len(salvaged.part))),
        *(f"  {shown_reference(ref)}" for ref in salvaged.part),
        text("Records lost: {n}", n=number(salvaged.records_lost)),
        text("Entries of the history lost: {n}", n=number(salvaged.events_lost)),
        text("Signed documents lost: {n}", n=number(salvaged.documents_lost)),
    ]
    if not salvaged.is_complete:
        lines.append(text("Compare with the last backup before you go on with it."))
    return lines


def _passphrase(call: Call) -> bytearray:
    question = call.console.language.text(PASSPHRASE)
    return read_passphrase(call.given.passphrase_file, question, call.seams)


def _code(call: Call) -> str:
    question = call.console.language.text(_CODE)
    typed = read_passphrase(call.given.code_file, question, call.seams, absent="no-code")
    return typed.decode("utf-8", "replace")


class _Slowly:
    """A line on standard error every two seconds, for work that takes longer than that."""

    def __init__(self, call: Call) -> None:
        self._console = call.console
        self._told_at = time.monotonic()

    def tell(self, done: int, of: int) -> None:
        if time.monotonic() - self._told_at >= _SECONDS_BETWEEN_LINES:
            self._told_at = time.monotonic()
            percent = self._console.language.number(100 * done // max(of, 1))
            self._console.tell(self._console.language.text("Done: {percent} %", percent=percent))

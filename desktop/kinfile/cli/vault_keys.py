# SPDX-License-Identifier: Apache-2.0
"""`vault passphrase`, `recover` and `escrow`: the ways into a vault."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kinfile.app.given_files import read_bounded
from kinfile.cli.console import DONE
from kinfile.cli.files import make_folder, new_file, read_passphrase
from kinfile.cli.parser import Call, Parser, add_command, add_passphrase
from kinfile.errors import UnfitCertificate, UsageError
from kinfile.i18n import N_

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands
    from kinfile.vault.escrow import Escrowed, Recipient
    from kinfile.vault.recovery import HandOver

PASSPHRASE = N_("Passphrase: ")
_NEW = N_("New passphrase: ")
_AGAIN = N_("The same passphrase again: ")
_CODE = N_("Recovery code: ")
_LARGEST_CERTIFICATE = 64 * 1024
_FINGERPRINT_DIGITS = 16
"""Of a certificate's fingerprint in a file's name: enough to tell IT's certificates apart."""


def add_keys(group: "Commands") -> None:
    _add_passphrase(group)
    _add_recover(group)
    _add_escrow(group)


def _add_passphrase(group: "Commands") -> None:
    change = add_command(
        group,
        "passphrase",
        change_passphrase,
        about="Put a new passphrase in the place of the old one.",
        example="kinfile-cli vault passphrase Records.kinvault --passphrase-file old.txt"
        " --new-passphrase-file new.txt",
    )
    _add_vault(change)
    add_passphrase(change)
    _add_new_passphrase(change)


def _add_recover(group: "Commands") -> None:
    recover = add_command(
        group,
        "recover",
        recover_vault,
        about="Open a vault with its recovery code: it gets a new passphrase and a new code, and"
        " the old ones stop working.",
        example="kinfile-cli vault recover Records.kinvault --code-file code.txt"
        " --new-passphrase-file new.txt --recovery-out new-code.txt",
    )
    _add_vault(recover)
    recover.add_argument(
        "--code-file",
        metavar="FILE",
        help="the recovery code is the first line of FILE (- for a line of standard input);"
        " without it, it is asked for on the terminal",
    )
    _add_new_passphrase(recover)
    add_recovery_out(recover)


def _add_escrow(group: "Commands") -> None:
    escrow = add_command(
        group,
        "escrow",
        write_escrow,
        about="Write the recovery code, encrypted to IT's certificates, for IT to read: a file"
        " RECOVERYID-CERTIFICATE.cms for each certificate. Needs no passphrase.",
        example="kinfile-cli vault escrow Records.kinvault --out for-it\n"
        "  and there, whoever has the certificate's key:\n"
        "  openssl cms -decrypt -inform DER -in 9f00aa11-0123456789abcdef.cms -inkey key.pem"
        " -recip cert.pem",
    )
    _add_vault(escrow)
    escrow.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FOLDER",
        help="the folder to write into; nothing is ever overwritten",
    )


def _add_vault(parser: Parser) -> None:
    parser.add_argument("vault", metavar="DIR", type=Path, help="a folder ending in .kinvault")


def _add_new_passphrase(parser: Parser) -> None:
    parser.add_argument(
        "--new-passphrase-file",
        metavar="FILE",
        help="the new passphrase is the first line of FILE (- for the next line of standard input);"
        " without it, it is asked for twice on the terminal",
    )


def add_recovery_out(parser: Parser) -> None:
    parser.add_argument(
        "--recovery-out",
        type=Path,
        metavar="FILE",
        help="write the recovery code into this new file; nothing is ever overwritten",
    )


def add_escrow_certificates(parser: Parser) -> None:
    parser.add_argument(
        "--escrow-cert",
        type=Path,
        metavar="CERT.pem",
        action="append",
        default=[],
        help="encrypt the recovery code to this certificate of IT too (PEM or DER, RSA of 3072"
        " bits or more); may be given several times",
    )


def choose_passphrase(
    call: Call, given: str | None, question: str, *, absent: str = "no-passphrase"
) -> bytearray:
    """A passphrase for a vault; typed twice where it is typed."""
    text = call.console.language.text
    passphrase = read_passphrase(given, text(question), call.seams, absent=absent)
    if given is None and passphrase != read_passphrase(None, text(_AGAIN), call.seams):
        raise UsageError(problem="passphrases-differ")
    return passphrase


def _new_passphrase(call: Call) -> bytearray:
    return choose_passphrase(call, call.given.new_passphrase_file, _NEW, absent="no-new-passphrase")


def read_recipients(call: Call, files: Sequence[Path]) -> "tuple[Recipient, ...]":
    """IT's certificates. Says which are out of date, and takes them. Raises UnfitCertificate."""
    from kinfile.vault.escrow import Recipient

    found = []
    for file in files:
        content = read_bounded(file, _LARGEST_CERTIFICATE)
        if len(content) > _LARGEST_CERTIFICATE:
            raise UnfitCertificate(problem="too-large", path=str(file))
        found.append(Recipient.read(content, name=str(file)))
    language = call.console.language
    for file, each in zip(files, found, strict=True):
        if not each.is_in_force(call.seams.clock()):
            call.console.tell(
                language.text(
                    "{file}: this certificate holds from {since} to {until}, so not today."
                    " The code is encrypted to it all the same.",
                    file=file,
                    since=each.since.date().isoformat(),
                    until=each.until.date().isoformat(),
                )
            )
    return tuple(found)


def show_code(call: Call, code: str) -> None:
    """The code on the terminal, once."""
    text = call.console.language.text
    call.console.tell(text("Recovery code, shown this once: {code}", code=code))
    call.console.tell(text("Write it down and keep it away from this computer."))


def change_passphrase(call: Call) -> int:
    from kinfile.app.workspace import Workspace

    given, text = call.given, call.console.language.text
    current = read_passphrase(given.passphrase_file, text(PASSPHRASE), call.seams)
    new = _new_passphrase(call)
    with Workspace.unlock(
        given.vault, bytearray(current), clock=call.seams.clock, policies=call.policies
    ) as workspace:
        workspace.change_passphrase(current, new)
        vault_id = workspace.status().id
    call.console.answer(
        {"vault": str(given.vault), "id": vault_id},
        [
            text(
                "{vault} has its new passphrase; the old one no longer opens it.", vault=given.vault
            )
        ],
    )
    return DONE


def recover_vault(call: Call) -> int:
    """Refused before anything is done where nobody would come to know the new code."""
    from kinfile.app.keys import recovery_of

    given, console = call.given, call.console
    in_escrow = bool(recovery_of(given.vault).escrow)
    if given.recovery_out is None and not in_escrow and not call.seams.is_watched():
        raise UsageError(problem="code-unseen")
    code = _read_code(call)
    passphrase = _new_passphrase(call)
    if given.recovery_out is None:
        vault_id, fresh = _recover(call, code, passphrase)
        if call.seams.is_watched():
            show_code(call, fresh)
        else:
            console.tell(console.language.text(ONLY_IN_ESCROW))
    else:
        with new_file(given.recovery_out) as file:
            vault_id, fresh = _recover(call, code, passphrase, code_file(file))
    console.answer(
        {"vault": str(given.vault), "id": vault_id},
        [
            console.language.text(
                "{vault} has a new passphrase and a new recovery code; the old ones no longer"
                " open it.",
                vault=given.vault,
            )
        ],
    )
    return DONE


ONLY_IN_ESCROW = N_(
    "The recovery code is encrypted to IT's certificates and kept nowhere else:"
    " see kinfile-cli vault escrow --help."
)


def _read_code(call: Call) -> str:
    question = call.console.language.text(_CODE)
    typed = read_passphrase(call.given.code_file, question, call.seams, absent="no-code")
    return typed.decode("utf-8", "replace")


def show_later(_code: str) -> None:
    """The code is shown when the vault has it: somebody looks at a terminal."""


def code_file(file: BinaryIO) -> "HandOver":
    """Writes the code into `file`, on the disk before the vault has it.

    The other way round, a full disk in just that moment would leave a code that nobody knows.
    """

    def write(code: str) -> None:
        file.write(f"{code}\n".encode())
        file.flush()
        os.fsync(file.fileno())

    return write


def _recover(
    call: Call, code: str, passphrase: bytearray, hand_over: "HandOver" = show_later
) -> tuple[str, str]:
    """The vault's id and the new code."""
    from kinfile.app.workspace import Workspace

    workspace, fresh = Workspace.recover(
        call.given.vault,
        code,
        passphrase,
        clock=call.seams.clock,
        hand_over=hand_over,
        policies=call.policies,
    )
    call.seams.log.event("recovery-used")
    with workspace:
        return workspace.status().id, fresh


def write_escrow(call: Call) -> int:
    """All files or, where one is there already, none."""
    from kinfile.app.keys import recovery_of

    given = call.given
    recovery = recovery_of(given.vault)
    if not recovery.escrow:
        raise UsageError(problem="no-escrow", path=str(given.vault))
    files = {given.out / _name(recovery.id, each): each for each in recovery.escrow}
    for path in files:
        if os.path.lexists(path):
            raise UsageError(problem="file-exists", path=str(path))
    make_folder(given.out)
    for path, each in files.items():
        with new_file(path) as file:
            file.write(each.cms)
    call.console.answer(
        {
            "vault": str(given.vault),
            "id": recovery.vault_id,
            "recovery": recovery.id,
            "files": [
                {"file": str(path), "cert_sha256": each.fingerprint, "subject": each.subject}
                for path, each in files.items()
            ],
        },
        [f"{path}: {each.subject}" for path, each in files.items()],
    )
    return DONE


def _name(recovery_id: str, entry: "Escrowed") -> str:
    return f"{recovery_id}-{entry.fingerprint[:_FINGERPRINT_DIGITS]}.cms"

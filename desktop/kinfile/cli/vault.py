# SPDX-License-Identifier: Apache-2.0
"""`vault`: make a vault, say what is in it, and look whether it is sound."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile import wording
from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.exported import head_in
from kinfile.cli.files import new_file, read_passphrase
from kinfile.cli.parser import Call, add_command, add_group, add_passphrase
from kinfile.cli.vault_copies import add_copies
from kinfile.cli.vault_keys import (
    ONLY_IN_ESCROW,
    PASSPHRASE,
    add_escrow_certificates,
    add_keys,
    add_recovery_out,
    choose_passphrase,
    code_file,
    read_recipients,
    show_code,
    show_later,
)
from kinfile.errors import VaultDamaged, WrongPassphrase
from kinfile.i18n import N_

if TYPE_CHECKING:
    from kinfile.app.workspace import Created, Workspace
    from kinfile.cli.parser import Commands, Parser
    from kinfile.vault.escrow import Recipient
    from kinfile.vault.recovery import HandOver


def add(commands: "Commands") -> None:
    group = add_group(
        commands,
        "vault",
        about="Vaults: the encrypted folders that hold records.",
        example="kinfile-cli vault status Records.kinvault --passphrase-file pass.txt",
    )
    _add_create(group)
    add_keys(group)
    add_copies(group)
    status = add_command(
        group,
        "status",
        show_status,
        about="Say what a vault is and how many records it holds.",
        example="kinfile-cli vault status Records.kinvault --passphrase-file pass.txt --json",
    )
    check = add_command(
        group,
        "check",
        check_vault,
        about="Read a whole vault and compare it with its history: 0 sound, 1 damage found,"
        " 2 wrong passphrase or not a vault.",
        example="kinfile-cli vault check Records.kinvault --passphrase-file pass.txt",
    )
    for parser in (status, check):
        add_vault(parser)
    check.add_argument(
        "--against",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a receipt or sealed PDF exported from this vault: an older copy of the vault, put"
        " in its place, does not know it",
    )


def _add_create(group: "Commands") -> None:
    create = add_command(
        group,
        "create",
        create_vault,
        about="Make a vault for one worker.",
        example="kinfile-cli vault create Records.kinvault --name 'Jo Example' --role midwife"
        " --passphrase-file pass.txt --recovery-out recovery.txt",
    )
    add_vault(create)
    create.add_argument("--name", required=True, help="who will work with it and sign")
    create.add_argument("--role", default="", help="for example midwife")
    add_recovery_out(create)
    add_escrow_certificates(create)


def add_vault(parser: "Parser") -> None:
    """The arguments of every command that opens a vault."""
    parser.add_argument("vault", metavar="DIR", type=Path, help="a folder ending in .kinvault")
    add_passphrase(parser)


@contextmanager
def opened(call: Call, passphrase: bytearray | None = None) -> "Iterator[Workspace]":
    """The vault of a command, unlocked for as long as the block runs."""
    from kinfile.app.workspace import Workspace

    given = call.given
    if passphrase is None:
        question = call.console.language.text(PASSPHRASE)
        passphrase = read_passphrase(given.passphrase_file, question, call.seams)
    try:
        workspace = Workspace.unlock(
            given.vault, passphrase, clock=call.seams.clock, policies=call.policies
        )
    except WrongPassphrase:
        call.seams.log.event("unlock-failed", way="passphrase")
        raise
    workspace.tell_to(call.seams.log)
    with workspace:
        yield workspace


def create_vault(call: Call) -> int:
    given, console = call.given, call.console
    recipients = read_recipients(call, given.escrow_cert)
    passphrase = choose_passphrase(call, given.passphrase_file, PASSPHRASE)
    if given.recovery_out is None:
        created = _create(call, passphrase, recipients)
        if call.seams.is_watched():
            show_code(call, created.recovery_code)
        else:
            console.tell(console.language.text(ONLY_IN_ESCROW if recipients else NO_CODE_KEPT))
    else:
        with new_file(given.recovery_out) as file:
            created = _create(call, passphrase, recipients, code_file(file))
    with created.workspace as workspace:
        vault_id = workspace.status().id
    console.answer(
        {"vault": str(given.vault), "id": vault_id},
        [console.language.text("Made the vault {vault}.", vault=given.vault)],
    )
    return DONE


NO_CODE_KEPT = N_(
    "No recovery code was kept: nobody can open this vault without its passphrase."
    " Give --recovery-out FILE to have it written into a file."
)


def _create(
    call: Call,
    passphrase: bytearray,
    recipients: "tuple[Recipient, ...]",
    hand_over: "HandOver" = show_later,
) -> "Created":
    from kinfile.app.draft import Worker
    from kinfile.app.workspace import Workspace

    given = call.given
    worker = Worker(name=given.name, role=given.role)
    return Workspace.create(
        given.vault,
        worker,
        passphrase,
        clock=call.seams.clock,
        cost=call.seams.cost,
        recipients=recipients,
        hand_over=hand_over,
        policies=call.policies,
    )


def show_status(call: Call) -> int:
    text = call.console.language.text
    with opened(call) as workspace:
        status = workspace.status()
    backup = status.last_backup.isoformat() if status.last_backup else None
    call.console.answer(
        {
            "vault": str(call.given.vault),
            "id": status.id,
            "version": status.version,
            "created": status.created.isoformat(),
            "last_backup": backup,
            "records": status.records,
        },
        [
            text("Vault: {vault}", vault=call.given.vault),
            text("Id: {id}", id=status.id),
            text("Made: {when}", when=call.console.language.date_and_time(status.created)),
            text("Records: {n}", n=call.console.language.number(status.records)),
        ],
    )
    return DONE


def check_vault(call: Call) -> int:
    """Damage is the answer here and not a failure, also where it keeps the vault from opening."""
    language = call.console.language
    heads = [head_in(file) for file in call.given.against]
    try:
        with opened(call) as workspace:
            found = [(code, f"damage.{code}") for code in workspace.integrity()]
            if not workspace.is_here(heads):
                found.append(("rolled-back", "damage.rolled-back"))
    except VaultDamaged as error:
        problem = str(error.facts.get("problem", ""))
        found = [(problem or error.code, wording.code_of(error))]
    problems = [
        {"code": code, "say": str(wording.words(key, {}, language, general="damage"))}
        for code, key in found
    ]
    sound = language.text("The vault is sound.")
    call.console.answer(
        {"ok": not problems, "problems": problems},
        [problem["say"] for problem in problems] or [sound],
    )
    return DID_NOT_HOLD if problems else DONE

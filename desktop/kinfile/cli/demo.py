# SPDX-License-Identifier: Apache-2.0
"""`demo`: the whole job without a window, with a made-up family."""

from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.parser import Call, add_command, add_document_language
from kinfile.i18n import Language

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands

_FOLDER = "kinfile-demo"
_FORMS = ("pre_birth", "young_carer", "hospital_visit")


def add(commands: "Commands") -> None:
    demo = add_command(
        commands,
        "demo",
        do_the_whole_job,
        about="Do the whole job once, with a made-up family: make a vault, fill in, check, sign,"
        " export and verify. Nobody in it is real, so its passphrase lies beside it.",
        example="kinfile-cli demo --out trial --json",
    )
    demo.add_argument(
        "--out", type=Path, metavar="DIR", help=f"where to write (default: a new {_FOLDER} here)"
    )
    demo.add_argument(
        "--form",
        default=_FORMS[0],
        choices=_FORMS,
        metavar="FORM",
        help=f"which assessment (default: {_FORMS[0]})",
    )
    add_document_language(demo)


def do_the_whole_job(call: Call) -> int:
    from kinfile.app.demo import PASSPHRASE, run_demo

    given, language = call.given, call.console.language
    folder = given.out or _new_folder()
    made = run_demo(
        folder,
        form=given.form,
        language=Language.load(given.lang),
        clock=call.seams.clock,
        cost=call.seams.cost,
    )
    text, copy = language.text, made.exported.transfer
    verdict = text("It verifies.") if made.is_verified else text("It does not verify.")
    call.console.answer(
        {
            "vault": str(made.vault),
            "record": made.record,
            "sealed": str(made.exported.sealed),
            "transfer": str(copy.file) if copy else None,
            "transfer_passphrase": copy.passphrase if copy else None,
            "receipt": str(made.exported.receipt),
            "alerts": list(made.alerts),
            "missing": list(made.missing),
            "verified": made.is_verified,
            "seconds": dict(made.seconds),
        },
        [
            text("Vault: {file} (passphrase in {name})", file=made.vault, name=PASSPHRASE),
            text("Record: {ref}", ref=made.record),
            text("Signed document: {file}", file=made.exported.sealed),
            text("Receipt: {file}", file=made.exported.receipt),
            *([text("To send: {file}", file=copy.file)] if copy else []),
            text("Alerts that stood: {alerts}", alerts=", ".join(made.alerts)),
            verdict,
        ],
    )
    return DONE if made.is_verified and not made.missing else DID_NOT_HOLD


def _new_folder() -> Path:
    """kinfile-demo here, or with a number where there is one already."""
    number, folder = 1, Path(_FOLDER)
    while folder.exists():
        number += 1
        folder = Path(f"{_FOLDER}-{number}")
    return folder

# SPDX-License-Identifier: Apache-2.0
"""`forms blank`: an empty form to print and write on, or to fill in as a PDF."""

from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.cli.console import DONE
from kinfile.cli.files import new_file
from kinfile.cli.parser import Call, add_command, add_document_language
from kinfile.i18n import Language

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands


def add_blank(group: "Commands") -> None:
    blank = add_command(
        group,
        "blank",
        write_blank,
        about="Write an empty form to print and write on: the same sections and numbers, with room"
        " for every answer. Type it up later with record new --paper-date.",
        example="kinfile-cli forms blank pre_birth --out pre_birth.pdf",
    )
    blank.add_argument("form", metavar="FORM", help="the form's id, as in forms list")
    blank.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help="a file that is not there yet"
    )
    blank.add_argument(
        "--fillable", action="store_true", help="with fields that a PDF program can fill in"
    )
    blank.add_argument("--large-print", action="store_true", help="in letters of 14 points")
    add_document_language(blank)


def write_blank(call: Call) -> int:
    """0 once it is written; 2 where the file was there before."""
    from kinfile.app.blank_form import blank_form

    given = call.given
    with new_file(given.out) as file:
        made = blank_form(
            given.form,
            Language.load(given.lang),
            at=call.seams.clock(),
            fillable=given.fillable,
            large_print=given.large_print,
        )
        file.write(made.pdf)
    call.console.answer({"written": str(given.out)}, [str(given.out)])
    return DONE

# SPDX-License-Identifier: Apache-2.0
"""`forms leaflet`: a sheet for the family that says what an assessment is."""

from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.cli.console import DONE
from kinfile.cli.files import new_file
from kinfile.cli.parser import Call, add_command

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands


def add_leaflet(group: "Commands") -> None:
    leaflet = add_command(
        group,
        "leaflet",
        write_leaflet,
        about="Write a sheet for the family: what the assessment is, and how information is"
        " shared.",
        example="kinfile-cli forms leaflet pre_birth --lang easy_read --out leaflet.pdf",
    )
    leaflet.add_argument(
        "form", metavar="FORM", help="the form's id, as in forms list; sharing for that part alone"
    )
    leaflet.add_argument(
        "--lang", default="en", metavar="LANG", help="the language: en, cy or easy_read"
    )
    leaflet.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help="a file that is not there yet"
    )


def write_leaflet(call: Call) -> int:
    """0 once it is written; 2 where the file was there before."""
    from kinfile.app.family_sheet import family_sheet

    given = call.given
    made = family_sheet(given.form, given.lang.replace("-", "_"), at=call.seams.clock())
    with new_file(given.out) as file:
        file.write(made.pdf)
    call.console.answer({"written": str(given.out)}, [str(given.out)])
    return DONE

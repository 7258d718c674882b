# SPDX-License-Identifier: Apache-2.0
"""`forms export`: a form for other programs, and what they cannot be told of it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kinfile.cli.console import DONE
from kinfile.cli.files import new_file
from kinfile.cli.parser import Call, add_command

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands
    from kinfile.forms.model import Form
    from kinfile.forms.rules.translate import CannotExpress
    from kinfile.i18n import Language


def add_export(group: "Commands") -> None:
    export = add_command(
        group,
        "export",
        export_form,
        about="Write a form for other programs and list what could not be expressed.",
        example="kinfile-cli forms export pre_birth --to fhir --out pre_birth.json",
    )
    export.add_argument("form", metavar="FORM", help="the form's id, as in forms list")
    export.add_argument(
        "--to",
        choices=("fhir", "xlsform"),
        required=True,
        help="fhir: a FHIR R4 Questionnaire (JSON); xlsform: a workbook for ODK and KoboToolbox",
    )
    export.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help="a file that is not there yet"
    )


def export_form(call: Call) -> int:
    """0 once the file is written, whatever could not be expressed; 2 where it was there before."""
    from kinfile.forms import catalogue
    from kinfile.records.program import program_of

    given, language = call.given, call.console.language
    form = catalogue.load(given.form)
    program_of(form)  # only a form whose rules hold together is worth translating
    with new_file(given.out) as file:
        write = _write_fhir if given.to == "fhir" else _write_xlsform
        could_not = write(form, file, language)
    said = [(loss, loss.why(language)) for loss in could_not]
    for loss, why in said:
        rule = f" [{loss.rule}]" if loss.rule else ""
        call.console.tell(f"{loss.at}: {why}{rule}")
    call.console.answer(
        {
            "written": str(given.out),
            "could_not": [
                {"at": loss.at, "code": loss.code, "rule": loss.rule, "why": why}
                for loss, why in said
            ],
        },
        [
            str(given.out),
            language.plural(
                "{n} thing could not be expressed.",
                "{n} things could not be expressed.",
                len(could_not),
            ),
        ],
    )
    return DONE


def _write_fhir(form: "Form", file: BinaryIO, language: "Language") -> "tuple[CannotExpress, ...]":
    from kinfile.forms import catalogue
    from kinfile.forms.questionnaire import questionnaire

    profiles = [catalogue.profile(name) for name in catalogue.profiles()]
    made = questionnaire(form, profiles, language)
    file.write(json.dumps(made.resource, ensure_ascii=False, indent=1).encode() + b"\n")
    return made.could_not


def _write_xlsform(
    form: "Form", file: BinaryIO, language: "Language"
) -> "tuple[CannotExpress, ...]":
    from kinfile.forms.xlsform import write_workbook, xlsform

    made = xlsform(form, language)
    write_workbook(made, file)
    return made.could_not

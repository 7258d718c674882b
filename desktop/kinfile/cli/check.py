# SPDX-License-Identifier: Apache-2.0
"""`check`: what a form makes of a file of answers, without a vault."""

from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.app.given_files import read_bounded
from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.files import naming
from kinfile.cli.forms_cases import place_of_form
from kinfile.cli.parser import Call, add_command, day
from kinfile.cli.why import add_why, tell_why, why_json, why_lines

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands


def add(commands: "Commands") -> None:
    check = add_command(
        commands,
        "check",
        check_answers,
        about="Say what is missing, odd or urgent in a file of answers, without a vault.",
        example="kinfile-cli check pre_birth answers.json --json",
    )
    check.add_argument(
        "form", metavar="FORM", help="the form's id, as in forms list, or a folder like forms/x"
    )
    check.add_argument("answers", metavar="ANSWERS.json", type=Path)
    check.add_argument(
        "--today", type=day, metavar="YYYY-MM-DD", help="the day to check for (else the file's)"
    )
    add_why(check)


def check_answers(call: Call) -> int:
    """0 where nothing is missing, no problem is an error and nothing was refused; else 1."""
    from kinfile.cli.report import rejected_json, rejected_lines, report_json, report_lines
    from kinfile.forms import catalogue
    from kinfile.records import document
    from kinfile.records.evaluate import evaluate
    from kinfile.records.model import RowId
    from kinfile.records.why import Reasons

    given, language = call.given, call.console.language
    folder, name = place_of_form(given.form)
    form = catalogue.load(name, folder)
    numbers = count(1)
    with naming(given.answers):
        whole = document.parse(read_bounded(given.answers, document.LARGEST))
        found = document.read_document(whole, form, row_id=lambda: RowId(f"row-{next(numbers)}"))
    profile = catalogue.profile(found.profile, folder)
    today = given.today or found.today or call.seams.clock().date()
    report = evaluate(form, found.answers, profile, today, found.marks)
    reasons = Reasons(form, found.answers, profile, report, found.marks)
    whys = tell_why(given.why, reasons, form, found.answers, language)
    for line in rejected_lines(found.refused, language):
        call.console.tell(line)
    call.console.answer(
        {
            **report_json(form, report, language),
            "rejected": rejected_json(found.refused, language),
            **why_json(whys),
        },
        chain(report_lines(form, report, language), why_lines(whys)),
    )
    return DONE if report.complete and not found.refused else DID_NOT_HOLD

# SPDX-License-Identifier: Apache-2.0
"""`forms`: which forms are installed, whether definitions are sound, and forms for others."""

from typing import TYPE_CHECKING

from kinfile.cli.console import DONE
from kinfile.cli.forms_blank import add_blank
from kinfile.cli.forms_cases import add_cases
from kinfile.cli.forms_diff import add_diff
from kinfile.cli.forms_explain import add_explain
from kinfile.cli.forms_export import add_export
from kinfile.cli.forms_leaflet import add_leaflet
from kinfile.cli.forms_lint import add_lint
from kinfile.cli.forms_sheet import add_sheet
from kinfile.cli.parser import Call, add_command, add_group

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands
    from kinfile.forms.model import Form
    from kinfile.forms.packs.origin import Origin


def add(commands: "Commands") -> None:
    group = add_group(
        commands,
        "forms",
        about="The forms: which are installed, and whether definitions are sound.",
        example="kinfile-cli forms lint forms/",
    )
    add_command(
        group,
        "list",
        list_forms,
        about="List the installed forms.",
        example="kinfile-cli forms list --json",
    )
    add_lint(group)
    add_cases(group)
    add_explain(group)
    add_diff(group)
    add_blank(group)
    add_leaflet(group)
    add_export(group)
    add_sheet(group)


def list_forms(call: Call) -> int:
    from kinfile.forms import catalogue

    found = [(catalogue.load(name), catalogue.origin(name)) for name in catalogue.installed()]
    call.console.answer(
        [
            {
                "id": form.id,
                "title": form.title,
                "version": form.version,
                "origin": origin.kind,
            }
            for form, origin in found
        ],
        (_line(form, origin, call) for form, origin in found),
    )
    return DONE


def _line(form: "Form", origin: "Origin", call: Call) -> str:
    line = f"{form.id}  {form.title} ({form.version})"
    mark = call.console.language.text("TRIAL")
    return line if origin.may_sign else f"{line}  {mark}"

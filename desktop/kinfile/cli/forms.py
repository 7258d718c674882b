# SPDX-License-Identifier: Apache-2.0
"""`forms`: which forms are installed, whether definitions are sound, and forms for others."""

from typing import TYPE_CHECKING

from kinfile.cli.console import DONE
from kinfile.cli.forms_cases import add_cases
from kinfile.cli.forms_diff import add_diff
from kinfile.cli.forms_explain import add_explain
from kinfile.cli.forms_export import add_export
from kinfile.cli.forms_lint import add_lint
from kinfile.cli.parser import Call, add_command, add_group

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands


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
    add_export(group)


def list_forms(call: Call) -> int:
    from kinfile.forms import catalogue

    forms = [catalogue.load(name) for name in catalogue.installed()]
    call.console.answer(
        [{"id": form.id, "title": form.title, "version": form.version} for form in forms],
        (f"{form.id}  {form.title} ({form.version})" for form in forms),
    )
    return DONE

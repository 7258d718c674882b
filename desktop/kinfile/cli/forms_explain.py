# SPDX-License-Identifier: Apache-2.0
"""`forms explain`: a whole form and its rules in plain sentences, to read or to sign off."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.cli.console import DONE
from kinfile.cli.files import new_file
from kinfile.cli.forms_cases import place_of_form
from kinfile.cli.parser import Call, add_command

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands
    from kinfile.forms.explanation_form import ToldAlert, ToldForm, ToldQuestion, ToldSection
    from kinfile.forms.model import Form
    from kinfile.i18n import Language


def add_explain(group: "Commands") -> None:
    explain = add_command(
        group,
        "explain",
        explain_form,
        about="Say everything that a form asks and notices in plain sentences, with sources.",
        example="kinfile-cli forms explain pre_birth --pdf pre_birth.pdf",
    )
    explain.add_argument(
        "form", metavar="FORM", help="the form's id, as in forms list, or a folder like forms/x"
    )
    explain.add_argument(
        "--pdf",
        metavar="FILE",
        type=Path,
        help="write it as a document with a page to sign; a file that is not there yet",
    )


def explain_form(call: Call) -> int:
    """0 once it is told or written; 2 where the file was there before."""
    from kinfile.forms import catalogue
    from kinfile.forms.explanation_form import tell
    from kinfile.records.program import program_of

    folder, name = place_of_form(call.given.form)
    form = catalogue.load(name, folder)
    program_of(form)  # a form whose rules do not hold together has nothing to say
    if call.given.pdf is not None:
        _write(form, call)
        call.console.answer({"written": str(call.given.pdf)}, [str(call.given.pdf)])
        return DONE
    told = tell(form, call.console.language)
    call.console.answer(asdict(told), _lines(told, call.console.language))
    return DONE


def _write(form: "Form", call: Call) -> None:
    from kinfile import __version__
    from kinfile.export import pdf
    from kinfile.export.definition import lay_out_definition

    with new_file(call.given.pdf) as file:
        document = lay_out_definition(
            form, call.console.language, made_at=call.seams.clock(), program=__version__
        )
        file.write(pdf.draw(document).data)


def _lines(told: "ToldForm", language: "Language") -> Iterator[str]:
    text = language.text
    yield text("{form}, version {version}", form=told.title, version=told.version)
    yield told.about
    yield told.legend
    for number, section in enumerate(told.sections, start=1):
        yield ""
        yield f"{number}. {section.title}"
        yield from (f"   {line}" for line in _section(section, language))
    yield ""
    yield text("Alerts")
    for alert in told.alerts:
        yield from _alert(alert, language)
    yield ""
    yield text("Rules with a name")
    for each in told.definitions:
        yield text("   {name}: {say}, that is: {rule}.", name=each.id, say=each.say, rule=each.rule)


def _section(section: "ToldSection", language: "Language") -> Iterator[str]:
    from kinfile.forms.explanation_form import ToldQuestion

    yield section.opens
    for guide in section.guidance:
        yield _with_source(guide.text, guide.source)
    for item in section.items:
        if isinstance(item, ToldQuestion):
            yield from _question(item, language)
            continue
        yield language.text(
            "- {title} (one row for each: {row}) [{name}]",
            title=item.title,
            row=item.row,
            name=item.id,
        )
        if item.rules:
            yield f"    {' '.join(item.rules)}"
        if item.why:
            yield f"    {_with_source(item.why, item.source)}"
        for question in item.questions:
            yield from (f"   {line}" for line in _question(question, language))


def _question(question: "ToldQuestion", language: "Language") -> Iterator[str]:
    yield f"- {question.ask} [{question.id}]"
    options = f": {', '.join(question.options)}" if question.options else ""
    yield f"    {question.answer}{options}."
    yield f"    {' '.join(question.rules)}"
    if question.hint:
        yield "    " + language.text("Hint: {hint}", hint=question.hint)
    yield f"    {_with_source(question.why, question.source)}"


def _alert(alert: "ToldAlert", language: "Language") -> Iterator[str]:
    yield language.text(
        "- {name}, {severity}: {say}", name=alert.id, severity=alert.severity, say=alert.say
    )
    yield f"    {alert.raised}"
    yield from (f"    {force}" for force in alert.forces)
    yield f"    {_with_source(alert.why, alert.source)}"


def _with_source(words: str, source: tuple[str, ...]) -> str:
    return f"{words} ({', '.join(source)})" if source else words

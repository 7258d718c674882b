# SPDX-License-Identifier: Apache-2.0
"""`record list`, `show`, `history` and `check`: what there is, without changing it."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.parser import Call, Command, add_command, day
from kinfile.cli.vault import add_vault, opened
from kinfile.cli.why import add_why, tell_why, why_json, why_lines
from kinfile.errors import Refused
from kinfile.i18n import Language

if TYPE_CHECKING:
    from kinfile.app.draft import Draft, LeftOver, RecordLine
    from kinfile.app.outcomes import PastAnswer
    from kinfile.cli.parser import Commands, Parser
    from kinfile.forms.model import Question
    from kinfile.records.model import Answer, Path


def add(group: "Commands") -> None:
    listing = add_command(
        group,
        "list",
        list_records,
        about="List the records of a vault, newest change first.",
        example="kinfile-cli record list Records.kinvault --passphrase-file pass.txt --json",
    )
    add_vault(listing)
    add_record(
        group,
        "show",
        show_record,
        about="Show the answers of a record.",
        example="kinfile-cli record show Records.kinvault 7F3K-2M9Q --passphrase-file pass.txt",
    )
    history = add_record(
        group,
        "history",
        show_history,
        about="Show what happened to a record, or to one of its answers.",
        example="kinfile-cli record history Records.kinvault 7F3K-2M9Q edd --passphrase-file -",
    )
    history.add_argument("path", metavar="PATH", nargs="?", help="question or group.question[N]")
    check = add_record(
        group,
        "check",
        check_record,
        about="Say what is missing, odd or urgent in a record: 0 complete, 1 not.",
        example="kinfile-cli record check Records.kinvault 7F3K-2M9Q --passphrase-file pass.txt",
    )
    check.add_argument("--today", type=day, metavar="YYYY-MM-DD", help="the day to check for")
    add_why(check)


def add_record(group: "Commands", name: str, run: Command, *, about: str, example: str) -> "Parser":
    """A command about one record of a vault."""
    parser = add_command(group, name, run, about=about, example=example)
    add_vault(parser)
    parser.add_argument("ref", metavar="REF", help="the record's reference, XXXX-XXXX")
    return parser


def list_records(call: Call) -> int:
    with opened(call) as workspace:
        lines = workspace.caseload()
    call.console.answer([_line_json(line) for line in lines], (_line_words(line) for line in lines))
    return DONE


def _line_json(line: "RecordLine") -> dict[str, Any]:
    return {
        "record": line.ref,
        "form": line.form,
        "status": line.status.value,
        "sections_done": line.sections_done,
        "sections": line.sections,
        "due": line.key_date.on.isoformat() if line.key_date else None,
        "changed": line.changed_at.isoformat(),
    }


def _line_words(line: "RecordLine") -> str:
    due = line.key_date.on.isoformat() if line.key_date else "-"
    done = f"{line.sections_done}/{line.sections}"
    return f"{line.ref}  {line.form}  {line.status.value}  {done}  {due}"


def show_record(call: Call) -> int:
    with opened(call) as workspace:
        draft = workspace.open(call.given.ref)
        answers = workspace.answers_json(draft.ref)["answers"]
    call.console.answer(
        {
            "record": draft.ref,
            "form": draft.form.id,
            "version": draft.version,
            "status": draft.status.value,
            "answers": answers,
        },
        _shown(draft, call.console.language),
    )
    return DONE


def _shown(draft: "Draft", language: Language) -> Iterator[str]:
    """Every answer in words, under its section."""
    from kinfile.records.shown import people_of, printed

    people = people_of(draft.answers)
    for section in draft.form.sections:
        lines = [
            f"  {language.text(question.ask)} [{path}]: "
            + printed(question, answer, language, people).replace("\n", " / ")
            for question in section.questions()
            for path, answer in _answered(question, draft)
        ]
        if lines:
            yield language.text(section.title)
            yield from lines


def _answered(question: "Question", draft: "Draft") -> "Iterator[tuple[Path, Answer]]":
    """Where a question is answered, and how: once, or in each row of its group."""
    from kinfile.records.model import Path

    if question.group is None:
        answer = draft.answers.single.get(question.id)
        if answer is not None:
            yield Path(question.id), answer
        return
    for number, row in enumerate(draft.answers.rows(question.group), start=1):
        if question.id in row.answers:
            yield Path(question.id, question.group, number), row.answers[question.id]


def show_history(call: Call) -> int:
    from kinfile.records.model import Path

    path = None
    if call.given.path is not None:
        path = Path.parse(call.given.path)
        if path is None or not path.question:
            raise Refused(path=call.given.path[:200], problem="not-a-path")
    with opened(call) as workspace:
        past = workspace.history(call.given.ref, path)
    events = [_event_json(event) for event in past]
    call.console.answer(
        events,
        (
            f"{event['seq']}  {event['at']}  {event['by']}  {event['path'] or past[n].kind}: "
            f"{json.dumps(event['old'], ensure_ascii=False)} -> "
            f"{json.dumps(event['new'], ensure_ascii=False)}"
            for n, event in enumerate(events)
        ),
    )
    return DONE


def _event_json(event: "PastAnswer") -> dict[str, Any]:
    return {
        "seq": event.seq,
        "at": event.at.isoformat(),
        "by": event.by,
        "path": event.path,
        "old": None if event.old is None else json.loads(event.old),
        "new": None if event.new is None else json.loads(event.new),
    }


def left_json(left: "LeftOver", language: Language) -> dict[str, Any]:
    """An answer of an earlier version: where it stood, what was asked, and the answer."""
    from kinfile.records.values import write_for

    return {
        "path": str(left.path),
        "ask": language.text(left.question.ask),
        "value": write_for(left.question, left.answer),
    }


def _version_lines(draft: "Draft", language: Language) -> Iterator[str]:
    """What is kept of an earlier version of the form, and whether a newer one is installed."""
    if draft.left_over:
        left = ", ".join(str(each.path) for each in draft.left_over)
        yield language.text("  Kept from an earlier version of the form: {paths}", paths=left)
    if draft.newer is not None:
        yield language.text(
            "  Version {n} of this form is installed. See what it would change:"
            " kinfile-cli record move DIR {ref} --to {n} --preview",
            n=draft.newer,
            ref=draft.ref,
        )


def check_record(call: Call) -> int:
    """A signed record is always checked for the day of its signing."""
    from kinfile.cli.report import report_json, report_lines
    from kinfile.records.evaluate import evaluate
    from kinfile.records.why import Reasons

    given, language = call.given, call.console.language
    with opened(call) as workspace:
        draft = workspace.open(given.ref)
    report = draft.report
    if given.today and draft.status.may_change:
        report = evaluate(
            draft.form,
            draft.answers,
            draft.profile,
            given.today,
            draft.marks,
            reference=draft.ref,
        )
    elif given.today:
        signed = language.date(report.today)
        call.console.tell(language.text("Signed on {day}; checked for that day.", day=signed))
    reasons = Reasons(draft.form, draft.answers, draft.profile, report, draft.marks)
    whys = tell_why(given.why, reasons, draft.form, draft.answers, language)
    call.console.answer(
        {
            **report_json(draft.form, report, language),
            "left_over": [left_json(each, language) for each in draft.left_over],
            "newer": draft.newer,
            **why_json(whys),
        },
        (
            *report_lines(draft.form, report, language),
            *_version_lines(draft, language),
            *why_lines(whys),
        ),
    )
    return DONE if report.complete else DID_NOT_HOLD

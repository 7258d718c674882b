# SPDX-License-Identifier: Apache-2.0
"""`record set` and `record acknowledge`: single answers, streams of them, and answered alerts."""

import json
from typing import TYPE_CHECKING, Any

from kinfile.cli.console import DONE
from kinfile.cli.parser import Call
from kinfile.cli.record.reading import add_record
from kinfile.cli.record.stream import run_stream
from kinfile.cli.vault import opened
from kinfile.errors import RecordClosed, Refused, UsageError
from kinfile.forms.model import Kind

if TYPE_CHECKING:
    from kinfile.app.changes import Change
    from kinfile.app.draft import Draft, Kept
    from kinfile.app.workspace import Workspace
    from kinfile.cli.parser import Commands
    from kinfile.forms.model import Question
    from kinfile.records.report import Standing


def add(group: "Commands") -> None:
    _add_set(group)
    acknowledge = add_record(
        group,
        "acknowledge",
        acknowledge_alert,
        about="Answer an alert that asks for it: who did it, and what was done or why not.",
        example="kinfile-cli record acknowledge Records.kinvault 7F3K-2M9Q R10 --by 'Jo Example'"
        " --note 'Asked alone at 14:20; no such thoughts' --passphrase-file pass.txt",
    )
    acknowledge.add_argument("alert", metavar="ALERT", help="its id, for example R10")
    acknowledge.add_argument("--by", required=True, metavar="NAME", help="who did it")
    acknowledge.add_argument("--note", required=True, metavar="TEXT", help="what was done, or why")
    acknowledge.add_argument(
        "--path",
        metavar="PATH",
        help="confirm of the one text at PATH that it counts no child as lowering risk",
    )


def _add_set(group: "Commands") -> None:
    parser = add_record(
        group,
        "set",
        set_answer,
        about="Set one answer, or with --stream one a line of standard input:"
        ' {"path","value"}, {"path","status","reason"} or {"path":"group[N]","strike":true}.'
        " Each line is kept and answered before the next is read.",
        example="kinfile-cli record set Records.kinvault 7F3K-2M9Q edd 2027-03-01"
        " --passphrase-file pass.txt",
    )
    parser.add_argument("path", metavar="PATH", nargs="?", help="question or group.question[N]")
    parser.add_argument(
        "value", metavar="VALUE", nargs="?", help='JSON, or text as it stands; "" blanks'
    )
    parser.add_argument("--status", help="not_known, not_asked, declined or not_applicable")
    parser.add_argument("--reason", metavar="TEXT", help="why there is no answer")
    parser.add_argument("--stream", action="store_true", help="read one change a line")


def set_answer(call: Call) -> int:
    from kinfile.app.entry import changes_for

    given = call.given
    _require_one_way(call)
    with opened(call) as workspace:
        draft = workspace.open(given.ref)
        if given.stream:
            return run_stream(call, workspace, draft)
        path = spelled(given.path)
        if not draft.status.may_change:
            raise RecordClosed(ref=draft.ref, status=draft.status.value, path=path)
        if given.status is not None:
            value: Any = {"status": given.status, "reason": given.reason}
            value = {key: text for key, text in value.items() if text is not None}
        else:
            value = value_of(_question(draft, given.path), given.value)
        changes = changes_for(draft, given.path, value)
        kept = workspace.keep(draft.ref, changes)
        number = sequence_of(workspace, kept)
    call.console.answer({"kept": number, "path": path}, [f"{path}: {number}"])
    return DONE


def _require_one_way(call: Call) -> None:
    given = call.given
    ways = [given.value is not None, given.status is not None, given.stream]
    if (
        sum(ways) != 1
        or given.stream == (given.path is not None)
        or (given.reason is not None and given.status is None)
    ):
        said = "give PATH with VALUE or --status, or --stream alone"
        raise UsageError(problem="arguments", command="kinfile-cli record set", said=said)


def _question(draft: "Draft", text: str) -> "Question | None":
    from kinfile.records.model import Path

    path = Path.parse(text)
    return draft.form.by_id().get(path.question) if path else None


_PLAIN_TEXT = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.VERBATIM, Kind.ADDRESS})


def value_of(question: "Question | None", text: str) -> Any:  # noqa: ANN401  (JSON)
    """What was typed for VALUE: JSON where the question takes such JSON, else the text itself."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    if isinstance(value, dict):
        return value
    kind = question.kind if question else None
    if kind in _PLAIN_TEXT:
        return text
    takes: dict[Kind | None, tuple[type, ...]] = {
        None: (list,),
        Kind.INT: (int, float),
        Kind.MULTI: (list,),
    }
    return value if value is None or isinstance(value, takes.get(kind, (str,))) else text


def spelled(text: str) -> str:
    """A path in its one spelling."""
    from kinfile.records.model import Path

    return str(Path.parse(text) or text)


def sequence_of(workspace: "Workspace", kept: "Kept") -> int:
    """The number of the last event kept; of the one before, where nothing changed."""
    return kept.sequence[-1] if kept.sequence else workspace.history(kept.draft.ref)[-1].seq


def acknowledge_alert(call: Call) -> int:
    """0 kept; 1 where the alert asks for nothing, or for more than was given."""
    given = call.given
    with opened(call) as workspace:
        draft = workspace.open(given.ref)
        change = _acknowledgement(call, draft)
        kept = workspace.keep(draft.ref, [change])
        number = sequence_of(workspace, kept)
    call.console.answer(
        {"record": draft.ref, "alert": given.alert, "acknowledged": True, "kept": number},
        [f"{given.alert}: {number}"],
    )
    return DONE


def _acknowledgement(call: Call, draft: "Draft") -> "Change":
    from kinfile.app.changes import Acknowledge, ConfirmText
    from kinfile.app.entry import place_at
    from kinfile.errors import NothingAsked
    from kinfile.forms.model import AlertId
    from kinfile.records.model import Path

    given = call.given
    found = [each for each in draft.report.alerts if each.alert.id == given.alert]
    if not found or not found[0].alert.may_be_acknowledged:
        raise NothingAsked(alert=given.alert)
    if not given.by.strip():
        raise Refused(problem="by-name")
    if given.path is None:
        _require_enough(found[0], given.note)
        return Acknowledge(AlertId(given.alert), given.by.strip(), given.note)
    path = Path.parse(given.path)
    if path is None or path not in found[0].blocked:
        raise Refused(problem="not-held-back", alert=given.alert, path=given.path[:200])
    place = place_at(draft, path)
    return ConfirmText(AlertId(given.alert), place, given.by.strip(), given.note)


def _require_enough(standing: "Standing", note: str) -> None:
    """Raise Refused for a note that would not count, instead of keeping it in vain."""
    from kinfile.records.evaluate import RATIONALE

    alert = standing.alert
    if alert.needs_rationale and len(note.strip()) < RATIONALE:
        raise Refused(problem="rationale", alert=alert.id, least=RATIONALE)
    if standing.blocked and not alert.needs_acknowledgement:
        paths = ", ".join(str(path) for path in standing.blocked)
        raise Refused(problem="texts", alert=alert.id, paths=paths)

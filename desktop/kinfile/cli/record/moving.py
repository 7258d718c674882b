# SPDX-License-Identifier: Apache-2.0
"""`record move`: a draft to the installed version of its form, or a look at what that changes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kinfile.cli.console import DONE
from kinfile.cli.parser import Call
from kinfile.cli.record.reading import add_record, left_json
from kinfile.cli.vault import opened
from kinfile.i18n import Language

if TYPE_CHECKING:
    from kinfile.app.moving import Move
    from kinfile.cli.parser import Commands


def add(group: "Commands") -> None:
    move = add_record(
        group,
        "move",
        move_record,
        about="Move a draft to the installed version of its form. Answers for which that version"
        " has no place are kept in the vault and listed.",
        example="kinfile-cli record move Records.kinvault 7F3K-2M9Q --to 2 --preview"
        " --passphrase-file pass.txt",
    )
    move.add_argument("--to", required=True, type=int, metavar="VERSION", help="for example 2")
    move.add_argument("--preview", action="store_true", help="only say what would change")


def move_record(call: Call) -> int:
    given, language = call.given, call.console.language
    with opened(call) as workspace:
        move = workspace.plan_move(given.ref, given.to)
        if not given.preview:
            workspace.move(given.ref, given.to)
    call.console.answer(
        _move_json(move, language, is_done=not given.preview),
        _move_words(move, language, is_done=not given.preview),
    )
    return DONE


def _move_json(move: "Move", language: Language, *, is_done: bool) -> dict[str, Any]:
    return {
        "record": move.ref,
        "from": move.before,
        "to": move.after,
        "moved": is_done,
        "kept": move.carried,
        "left_over": [left_json(each, language) for each in move.left_over],
        "new": [str(path) for path in move.asked],
        "missing": [str(missing) for missing in move.missing],
        "alerts": {"raised": list(move.raised), "ended": list(move.ended)},
    }


def _move_words(move: "Move", language: Language, *, is_done: bool) -> Iterator[str]:
    text, plural = language.text, language.plural
    if is_done:
        yield text("Moved from version {before} to {after}.", before=move.before, after=move.after)
    else:
        yield text("From version {before} to {after}:", before=move.before, after=move.after)
    yield plural("{n} answer stays", "{n} answers stay", move.carried)
    yield plural(
        "{n} answer has no place in the new version; it is kept and listed:",
        "{n} answers have no place in the new version; they are kept and listed:",
        len(move.left_over),
    )
    yield from (f"  {left.path}  {text(left.question.ask)}" for left in move.left_over)
    yield plural("{n} new question is asked:", "{n} new questions are asked:", len(move.asked))
    yield from (f"  {path}" for path in move.asked)
    yield plural("{n} more answer is missing:", "{n} more answers are missing:", len(move.missing))
    yield from (f"  {missing}" for missing in move.missing)
    if move.raised:
        yield text("Alerts raised: {ids}", ids=", ".join(move.raised))
    if move.ended:
        yield text("Alerts ended: {ids}", ids=", ".join(move.ended))

# SPDX-License-Identifier: Apache-2.0
"""`record export` and `record withhold`: the copies of a record, and what is in none of them."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.cli.console import DONE
from kinfile.cli.files import make_folder
from kinfile.cli.parser import Call, add_document_language
from kinfile.cli.record.reading import add_record
from kinfile.cli.record.setting import sequence_of, spelled
from kinfile.cli.signing_key import add_key_choice, key_choice
from kinfile.cli.vault import opened
from kinfile.errors import Refused
from kinfile.export.editions import Edition
from kinfile.i18n import Language

if TYPE_CHECKING:
    from kinfile.app.draft import Draft
    from kinfile.app.handover import Exported, Transferred
    from kinfile.cli.parser import Commands
    from kinfile.records.model import Place


def add(group: "Commands") -> None:
    _add_export(group)
    withhold = add_record(
        group,
        "withhold",
        withhold_answer,
        about="Leave one answer out of every copy. It stays in the record; copies say withheld.",
        example="kinfile-cli record withhold Records.kinvault 7F3K-2M9Q 'parents.phone[1]'"
        " --passphrase-file pass.txt",
    )
    withhold.add_argument("path", metavar="PATH", help="question or group.question[N]")
    withhold.add_argument("--undo", action="store_true", help="let copies show it again")


def _add_export(group: "Commands") -> None:
    export = add_record(
        group,
        "export",
        export_record,
        about="Write a copy of a signed record and its receipt into a folder. The full edition is"
        " the very file that was signed; other copies are signed once and kept.",
        example="kinfile-cli record export Records.kinvault 7F3K-2M9Q --out handover"
        " --passphrase-file pass.txt --json",
    )
    export.add_argument("--out", required=True, type=Path, metavar="DIR", help="where to write")
    export.add_argument(
        "--urgent",
        action="store_true",
        help="from any state: every page says INCOMPLETE and the gaps are listed. For a record that"
        " is not signed it writes the full edition, or an information_request",
    )
    export.add_argument(
        "--edition",
        default=Edition.FULL.value,
        metavar="E",
        help=f"which copy: {', '.join(Edition)} (full)",
    )
    export.add_argument(
        "--request",
        type=int,
        default=0,
        metavar="N",
        help="for an information_request: which row of mh_requests (the next without a reply)",
    )
    add_document_language(export)
    # Unless it is asked for, the full edition is in the language in which it was signed.
    export.set_defaults(lang=None)
    export.add_argument("--large-print", action="store_true", help="in letters of 14 points")
    export.add_argument(
        "--transfer",
        action="store_true",
        help="also write the copy to send: behind a password, with the document inside",
    )
    add_key_choice(export)


def export_record(call: Call) -> int:
    from kinfile.app.signing_keys import ANY_KEY

    given = call.given
    with opened(call) as workspace:
        draft = workspace.open(given.ref)
        key = key_choice(call, workspace, urgent=given.urgent) if _signs(call, draft) else None
        language = Language.load(given.lang or workspace.document_language(given.ref))
        workspace.require_copy(
            given.ref, edition=given.edition, request=given.request, urgent=given.urgent
        )
        workspace.require_folder(given.out)
        make_folder(given.out)
        exported = workspace.export(
            given.ref,
            given.out,
            language=language,
            edition=given.edition,
            large_print=given.large_print,
            request=given.request,
            urgent=given.urgent,
            transfer=given.transfer,
            key=key or ANY_KEY,
        )
    _tell(call, exported)
    return DONE


def _signs(call: Call, draft: "Draft") -> bool:
    """Whether anything may be signed now: not where the sealed original is written."""
    given = call.given
    is_copy = given.edition != Edition.FULL or given.large_print or given.lang is not None
    return bool(given.transfer or is_copy or (given.urgent and draft.status.may_change))


def _tell(call: Call, exported: "Exported") -> None:
    copy, text = exported.transfer, call.console.language.text
    call.console.answer(
        {
            "sealed": str(exported.sealed),
            "transfer": str(copy.file) if copy else None,
            "transfer_passphrase": copy.passphrase if copy else None,
            "receipt": str(exported.receipt),
            "sha256": {
                str(exported.sealed): exported.sha256,
                **({str(copy.file): copy.sha256} if copy else {}),
            },
            "code": exported.code,
            **({"read_out": [asdict(word) for word in copy.spoken]} if copy else {}),
        },
        [
            text("Document: {file}", file=exported.sealed),
            text("Receipt: {file}", file=exported.receipt),
            text("Read out by phone: {code}", code=exported.code),
            *(_read_out(copy, call.console.language) if copy else ()),
        ],
    )


def _read_out(copy: "Transferred", language: Language) -> Iterator[str]:
    """The sheet from which the passphrase is read out; it is nowhere in the files."""
    text = language.text
    yield text("To send: {file}", file=copy.file)
    yield text("What opens it, to be read out by phone, never sent with it:")
    for spoken in copy.spoken:
        yield f"  {spoken.number}  {spoken.word:5}  {' '.join(spoken.letters)}"
    yield text("Six words with a dash between each: {words}", words=copy.passphrase)


def withhold_answer(call: Call) -> int:
    given = call.given
    with opened(call) as workspace:
        draft = workspace.open(given.ref)
        place = _place(draft, given.path)
        kept = workspace.withhold(draft.ref, place, on=not given.undo)
        number = sequence_of(workspace, kept)
    path, withheld = spelled(given.path), not given.undo
    call.console.answer({"path": path, "withheld": withheld, "kept": number}, [f"{path}: {number}"])
    return DONE


def _place(draft: "Draft", text: str) -> "Place":
    from kinfile.app.entry import place_at
    from kinfile.records.model import Path as AnswerPath

    path = AnswerPath.parse(text)
    if path is None:
        raise Refused(path=text[:200], problem="not-a-path")
    return place_at(draft, path)

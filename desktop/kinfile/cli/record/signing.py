# SPDX-License-Identifier: Apache-2.0
"""`record sign`, `export` and `countersigned`: the file that leaves, and its way back."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinfile import wording
from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.countersign import tell_refused
from kinfile.cli.files import make_folder, read_passphrase
from kinfile.cli.parser import Call, add_later, only_now
from kinfile.cli.record.reading import add_record
from kinfile.cli.signing_key import add_key_choice, key_choice
from kinfile.cli.vault import opened
from kinfile.cli.vault_keys import PASSPHRASE
from kinfile.cli.witnesses import read_pdf
from kinfile.errors import NotCountersigned, NotReadyToSign
from kinfile.export.identity import words
from kinfile.i18n import Language

if TYPE_CHECKING:
    from kinfile.app.draft import Draft
    from kinfile.app.handover import Transferred
    from kinfile.cli.parser import Commands
    from kinfile.records.report import Blocker

_LATER_EDITIONS = (
    *("without_restricted", "restricted_annex", "family", "easy_read", "ward_plan"),
    *("information_request", "visit_decision"),
)


def add(group: "Commands") -> None:
    sign = add_record(
        group,
        "sign",
        sign_record,
        about="Sign a record. Giving this command makes the declaration: fact, report and"
        " opinion were kept apart, and the list of gaps and alerts was checked."
        " What signing waits for is listed, 1 then.",
        example="kinfile-cli record sign Records.kinvault 7F3K-2M9Q --passphrase-file pass.txt",
    )
    sign.add_argument(
        "--manager-field", action="store_true", help="leave a field for the manager's signature"
    )
    add_key_choice(sign)
    _add_export(group)
    filed = add_record(
        group,
        "countersigned",
        file_countersigned,
        about="File a signed document back that came back countersigned. It has to be this record's"
        " own document with one signature added; exports write it from then on.",
        example="kinfile-cli record countersigned Records.kinvault 7F3K-2M9Q countersigned.pdf"
        " --passphrase-file pass.txt",
    )
    filed.add_argument("file", metavar="FILE.pdf", type=Path)


def _add_export(group: "Commands") -> None:
    export = add_record(
        group,
        "export",
        export_record,
        about="Write the signed document and its receipt into a folder.",
        example="kinfile-cli record export Records.kinvault 7F3K-2M9Q --out handover"
        " --passphrase-file pass.txt --json",
    )
    export.add_argument("--out", required=True, type=Path, metavar="DIR", help="where to write")
    export.add_argument(
        "--urgent",
        action="store_true",
        help="from any state: every page says INCOMPLETE and the gaps are listed",
    )
    export.add_argument(
        "--edition",
        default="full",
        type=only_now("full", later=_LATER_EDITIONS, named="kinfile-cli record export --edition"),
        help="which edition (full)",
    )
    export.add_argument(
        "--lang",
        default="en",
        type=only_now("en", later=("cy",), named="kinfile-cli record export --lang"),
        help="the document's language (en)",
    )
    export.add_argument(
        "--transfer",
        action="store_true",
        help="also write the copy to send: behind a password, with the document inside",
    )
    add_key_choice(export)
    add_later(export, "--large-print", takes_value=False)


def sign_record(call: Call) -> int:
    given, console = call.given, call.console
    language = console.language
    passphrase = read_passphrase(given.passphrase_file, language.text(PASSPHRASE), call.seams)
    with opened(call, bytearray(passphrase)) as workspace:
        draft = workspace.open(given.ref)
        try:
            copy = workspace.sign(
                draft.ref,
                passphrase,
                declared=True,
                manager_field=given.manager_field,
                language=language,
                key=key_choice(call, workspace),
            )
        except NotReadyToSign as waiting:
            return _list_what_is_waited_for(call, draft, waiting)
    console.answer(
        {"record": draft.ref, "version": copy.version, "sha256": copy.sha256},
        [language.text("Signed {ref}, version {n}.", ref=draft.ref, n=copy.version)],
    )
    return DONE


def _list_what_is_waited_for(call: Call, draft: "Draft", waiting: NotReadyToSign) -> int:
    console = call.console
    blockers = [_blocker_json(call, draft, each) for each in waiting.facts["blockers"]]  # type: ignore[attr-defined]
    said = wording.say(waiting, console.language)
    console.tell(f"kinfile-cli: {said}")
    for blocker in blockers:
        console.tell(f"  {blocker['path'] or blocker['alert']}: {blocker['say']}")
    if console.as_json:
        console.write_json({"record": draft.ref, "rejected": str(said), "waits_for": blockers})
    return DID_NOT_HOLD


def _blocker_json(call: Call, draft: "Draft", blocker: "Blocker") -> dict[str, Any]:
    from kinfile.app.said import blocker_said

    path = str(blocker.path) if blocker.path else blocker.group
    return {
        "code": blocker.code,
        "path": path or None,
        "alert": blocker.alert or None,
        "say": blocker_said(draft.form, draft.report, blocker, call.console.language),
    }


def export_record(call: Call) -> int:
    given, console = call.given, call.console
    with opened(call) as workspace:
        draft = workspace.open(given.ref)
        signs = given.transfer or (given.urgent and draft.status.may_change)
        key = key_choice(call, workspace, urgent=given.urgent) if signs else None
        make_folder(given.out)
        exported = workspace.export(
            given.ref,
            given.out,
            language=console.language,
            urgent=given.urgent,
            transfer=given.transfer,
            **({"key": key} if key else {}),
        )
    copy, text = exported.transfer, console.language.text
    console.answer(
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
    return DONE


def _read_out(copy: "Transferred", language: Language) -> Iterator[str]:
    """The sheet from which the passphrase is read out; it is nowhere in the files."""
    text = language.text
    yield text("To send: {file}", file=copy.file)
    yield text("What opens it, to be read out by phone, never sent with it:")
    for spoken in copy.spoken:
        yield f"  {spoken.number}  {spoken.word:5}  {' '.join(spoken.letters)}"
    yield text("Six words with a dash between each: {words}", words=copy.passphrase)


def file_countersigned(call: Call) -> int:
    given, console = call.given, call.console
    data = read_pdf(given.file)
    try:
        with opened(call) as workspace:
            copy = workspace.countersigned(given.ref, data)
    except NotCountersigned as refused:
        return tell_refused(call, given.file, refused)
    manager = copy.signers[-1]
    console.answer(
        {
            "record": copy.ref,
            "version": copy.version,
            "sha256": copy.sha256,
            "fingerprints": list(copy.signers),
        },
        [
            console.language.text(
                "Filed: {ref}, version {n}. Key of the second signature: {words}",
                ref=copy.ref,
                n=copy.version,
                words=words(bytes.fromhex(manager)),
            )
        ],
    )
    return DONE

# SPDX-License-Identifier: Apache-2.0
"""`record sign` and `record export`: from a complete record to the file that leaves the laptop."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinfile import wording
from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.files import make_folder, read_passphrase
from kinfile.cli.parser import Call, add_later, only_now
from kinfile.cli.record.reading import add_record
from kinfile.cli.vault import opened
from kinfile.cli.vault_keys import PASSPHRASE
from kinfile.errors import NotReadyToSign

if TYPE_CHECKING:
    from kinfile.app.draft import Draft
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
    add_later(export, "--transfer", "--large-print", takes_value=False)


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
        workspace.open(given.ref)
        make_folder(given.out)
        exported = workspace.export(
            given.ref, given.out, language=console.language, urgent=given.urgent
        )
    text = console.language.text
    console.answer(
        {
            "sealed": str(exported.sealed),
            "transfer": None,
            "transfer_passphrase": None,
            "receipt": str(exported.receipt),
            "sha256": {str(exported.sealed): exported.sha256},
            "code": exported.code,
        },
        [
            text("Document: {file}", file=exported.sealed),
            text("Receipt: {file}", file=exported.receipt),
            text("Read out by phone: {code}", code=exported.code),
        ],
    )
    return DONE

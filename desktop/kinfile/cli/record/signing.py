# SPDX-License-Identifier: Apache-2.0
"""`record sign` and `countersigned`: a record frozen, and its file on its way back."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinfile import wording
from kinfile.app.given_files import read_pdf
from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.countersign import tell_refused
from kinfile.cli.files import read_passphrase
from kinfile.cli.parser import Call, add_document_language
from kinfile.cli.record.reading import add_record
from kinfile.cli.signing_key import add_key_choice, key_choice
from kinfile.cli.vault import opened
from kinfile.cli.vault_keys import PASSPHRASE
from kinfile.errors import NotCountersigned, NotReadyToSign
from kinfile.export.identity import words
from kinfile.i18n import Language

if TYPE_CHECKING:
    from kinfile.app.draft import Draft
    from kinfile.cli.parser import Commands
    from kinfile.records.report import Blocker


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
    add_document_language(sign)
    add_key_choice(sign)
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
                language=Language.load(given.lang),
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

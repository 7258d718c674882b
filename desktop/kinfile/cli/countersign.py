# SPDX-License-Identifier: Apache-2.0
"""`countersign`: the manager signs a practitioner's sealed file, from the manager's own vault."""

from pathlib import Path
from typing import TYPE_CHECKING

from kinfile import wording
from kinfile.app.given_files import read_pdf
from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.files import read_passphrase
from kinfile.cli.parser import Call, add_command, add_passphrase
from kinfile.cli.signing_key import add_key_choice, key_choice
from kinfile.cli.vault import opened
from kinfile.cli.vault_keys import PASSPHRASE
from kinfile.cli.witnesses import add_witnesses, witnesses
from kinfile.errors import NotCountersigned, UsageError

if TYPE_CHECKING:
    from kinfile.app.handing_over import Countersigned
    from kinfile.cli.parser import Commands
    from kinfile.export.stages import Written


def add(commands: "Commands") -> None:
    parser = add_command(
        commands,
        "countersign",
        countersign,
        about="Sign somebody else's sealed file in the place for the manager. The file is checked"
        " first; where it does not hold, 1, and nothing is written. Compare the six words of the"
        " practitioner's key, or say how to know it, as with verify.",
        example="kinfile-cli countersign KF-7F3K2M9Q-pre_birth-v1-2026-11-22.pdf"
        " --vault Manager.kinvault --out countersigned.pdf --passphrase-file pass.txt",
    )
    parser.add_argument("file", metavar="FILE.pdf", type=Path)
    parser.add_argument(
        "--vault", required=True, type=Path, metavar="DIR", help="the manager's own vault"
    )
    parser.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help="the new file; its receipt beside"
    )
    add_key_choice(parser)
    add_witnesses(parser)
    add_passphrase(parser)


def countersign(call: Call) -> int:
    from kinfile.export.naming import edition_of

    given, language = call.given, call.console.language
    known = witnesses(given)
    data = read_pdf(given.file)
    _require_free(given.out)
    passphrase = read_passphrase(given.passphrase_file, language.text(PASSPHRASE), call.seams)
    try:
        with opened(call, bytearray(passphrase)) as workspace:
            workspace.require_folder(given.out.parent)
            made = workspace.countersign(
                data,
                passphrase,
                language=language,
                edition=edition_of(given.file.name),
                witnesses=known,
                key=key_choice(call, workspace),
            )
    except NotCountersigned as refused:
        return tell_refused(call, given.file, refused)
    _answer(call, made, _write(made, given.out))
    return DONE


def tell_refused(call: Call, file: Path, refused: NotCountersigned) -> int:
    """Say why a file is not countersigned or filed, with everything that was found."""
    console, language = call.console, call.console.language
    said = wording.say(refused, language)
    found = refused.facts.get("findings", ())
    problems = [each.to_json(language) for each in found]  # type: ignore[attr-defined]
    console.tell(f"kinfile-cli: {file}: {said}")
    for problem in problems:
        console.tell(f"  {problem['say']}")
    if console.as_json:
        console.write_json({"rejected": str(said), "path": str(file), "problems": problems})
    return DID_NOT_HOLD


def _require_free(out: Path) -> None:
    for path in (out, out.with_suffix(".json")):
        if path.exists():
            raise UsageError(problem="file-exists", path=str(path))


def _write(made: "Countersigned", out: Path) -> "Written":
    from kinfile.export.writing import write_as

    try:
        return write_as(made.signed, out)
    except FileExistsError as error:
        raise UsageError(problem="file-exists", path=str(out)) from error


def _answer(call: Call, made: "Countersigned", written: "Written") -> None:
    text = call.console.language.text
    signed, practitioner = made.signed, made.practitioner
    call.console.answer(
        {
            "file": str(written.sealed),
            "receipt": str(written.receipt),
            "record": {
                "ref": signed.facts.ref,
                "form": signed.facts.form,
                "version": signed.facts.version,
            },
            "signatures": len(signed.fingerprints),
            "fingerprints": list(signed.fingerprints),
            "practitioner": {
                "signer": practitioner.signer,
                "fingerprint": practitioner.fingerprint,
                "key_words": made.key_words,
                "trusted_by": practitioner.trusted_by,
            },
            "sha256": {str(written.sealed): signed.sha256},
            "code": made.code,
        },
        [
            text(
                "The practitioner's signature is {name}'s. Key: {words}",
                name=practitioner.signer,
                words=made.key_words,
            ),
            text("Countersigned: {file}", file=written.sealed),
            text("Receipt: {file}", file=written.receipt),
            text("Read out by phone: {code}", code=made.code),
        ],
    )

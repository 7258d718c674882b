# SPDX-License-Identifier: Apache-2.0
"""`pack key` and `pack build`: a key to sign with, and a pack of one form or profile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile import __version__
from kinfile.app.given_files import read_bounded
from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.files import new_file, read_passphrase
from kinfile.cli.forms_cases import read_cases
from kinfile.cli.forms_lint import finding_json, finding_line, translations_of
from kinfile.cli.pack_files import naming, require_sound
from kinfile.cli.parser import Call, add_command
from kinfile.errors import UsageError

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands, Parser
    from kinfile.forms.lint import Finding
    from kinfile.forms.packs.keys import SigningKey
    from kinfile.forms.packs.pack import Subject
    from kinfile.records.values import Json

_LARGEST_KEY = 64 * 1024


def add_key(group: "Commands") -> None:
    key = add_command(
        group,
        "key",
        make_key,
        about="Make a key to sign packs with: K.pem to keep to yourself, K.pub.pem for IT to"
        " install, and its fingerprint to compare by phone.",
        example="kinfile-cli pack key --out lead.pem --key-passphrase-file pass.txt",
    )
    key.add_argument("--out", metavar="K.pem", type=Path, required=True)
    _add_passphrase(key)


def add_build(group: "Commands") -> None:
    build = add_command(
        group,
        "build",
        build_pack,
        about="Make a pack of a form's folder or a profile's file, once lint finds no mistake in"
        " it and its worked cases hold. Without --key nobody signs it: good for a trial only.",
        example="kinfile-cli pack build forms/pre_birth --key lead.pem --out pre_birth-2.kfpack",
    )
    build.add_argument(
        "source", metavar="DIR", type=Path, help="a form's folder, or a profile's .yaml file"
    )
    build.add_argument("--key", metavar="K.pem", type=Path, help="the private key that signs it")
    build.add_argument("--out", metavar="P.kfpack", type=Path, required=True)
    _add_passphrase(build)


def _add_passphrase(parser: "Parser") -> None:
    parser.add_argument(
        "--key-passphrase-file",
        metavar="FILE",
        help="the key is encrypted: its passphrase is the first line of FILE"
        " (- for a line of standard input)",
    )


def _passphrase(call: Call) -> bytes | None:
    given = call.given.key_passphrase_file
    return None if given is None else bytes(read_passphrase(given, "", call.seams))


def make_key(call: Call) -> int:
    """Both files are new, or neither is made."""
    from kinfile.forms.packs.keys import SigningKey, fingerprint

    private, text = call.given.out, call.console.language.text
    public = private.parent / f"{private.stem}.pub.pem"
    key = SigningKey.generate()
    pem = key.private_pem(_passphrase(call))
    with new_file(private) as file:
        file.write(pem)
        with new_file(public) as shared:
            shared.write(key.public_pem())
    # Everybody may read it, and at the place where IT puts it everybody has to.
    public.chmod(0o644)
    named = fingerprint(key.public)
    call.console.answer(
        {"key": str(private), "public": str(public), "fingerprint": named},
        [
            text("Made the key {file}. Keep it to yourself.", file=private),
            text("For IT to install: {file}", file=public),
            text("Fingerprint: {fingerprint}", fingerprint=named),
        ],
    )
    return DONE


@dataclass(frozen=True, slots=True)
class _Source:
    """What a pack is made of, as far as lint had nothing against it."""

    subject: "Subject"
    version: int
    body: bytes
    cases: "Mapping[str, Mapping[str, Json]]"


def build_pack(call: Call) -> int:
    """1 where lint finds a mistake or a worked case does not hold; then there is no file."""
    from kinfile.forms.lint import Level
    from kinfile.forms.packs.pack import build

    given, language = call.given, call.console.language
    key = _signing_key(call)
    found = _findings(given.source)
    warnings = [each for each in found if each.level is Level.WARNING]
    for each in found:
        call.console.tell(finding_line(each, language))
    if len(warnings) != len(found):
        errors = [finding_json(each, language) for each in found if each not in warnings]
        if call.console.as_json:
            told = [finding_json(each, language) for each in warnings]
            call.console.write_json({"ok": False, "problems": errors, "warnings": told})
        return DID_NOT_HOLD
    with naming(given.source):
        source = _source(given.source)
        pack = build(
            source.subject,
            source.version,
            source.body,
            cases=source.cases,
            made_at=call.seams.clock(),
            made_with=__version__,
            key=key,
        )
        require_sound(pack)
    with new_file(given.out) as file:
        file.write(pack.data)
    call.console.answer(
        {
            "ok": True,
            "pack": str(given.out),
            "kind": source.subject.kind,
            "form": source.subject.id,
            "version": source.version,
            "sha256": pack.manifest.sha256,
            "signer": pack.manifest.signer,
            "cases": len(source.cases),
            "problems": [],
            "warnings": [finding_json(each, language) for each in warnings],
        },
        _built_lines(given.out, source, pack.manifest.signer, call),
    )
    return DONE


def _built_lines(out: Path, source: _Source, signer: str, call: Call) -> Iterator[str]:
    text = call.console.language.text
    yield text(
        "Made {file}: {form}, version {version}.",
        file=out,
        form=source.subject.id,
        version=source.version,
    )
    if signer:
        yield text("Signed by {signer}.", signer=signer)
    else:
        yield text("Not signed: it can be tried out with --trial, and no record can be signed.")


def _signing_key(call: Call) -> "SigningKey | None":
    from kinfile.forms.packs.keys import SigningKey

    path = call.given.key
    if path is None:
        return None
    pem = read_bounded(path, _LARGEST_KEY)
    return SigningKey.read(pem, path=str(path), passphrase=_passphrase(call))


def _is_profile(path: Path) -> bool:
    """Whether a file is meant and not a form's folder. Raises UsageError for neither."""
    if path.is_file():
        return True
    if not path.is_dir():
        raise UsageError(problem="folder-missing", path=str(path))
    if not (path / "form.yaml").is_file():
        is_folder_of_forms = any(path.glob("*/form.yaml"))
        raise UsageError(
            problem="several-forms" if is_folder_of_forms else "no-forms", path=str(path)
        )
    return False


def _findings(path: Path) -> "Sequence[Finding]":
    """What lint says of a form's folder or of a profile's file."""
    from kinfile.forms.folder import Folder
    from kinfile.forms.lint import lint
    from kinfile.forms.lint.findings import Findings
    from kinfile.forms.profile_reader import read_profile

    if not _is_profile(path):
        folder = path.resolve()
        translations = translations_of(folder.parent)
        return lint(folder.parent, (folder.name,), translations=translations)
    findings = Findings()
    table = Folder(path.parent, findings.complain).table(path.name)
    if table:
        read_profile(table, None, findings.complain)
    return tuple(findings)


def _source(path: Path) -> _Source:
    """The definition of a form's folder or a profile's file that lint found sound."""
    from kinfile.forms import catalogue, loader
    from kinfile.forms.folder import Folder
    from kinfile.forms.packs.content import version_of
    from kinfile.forms.packs.pack import Kind, Subject
    from kinfile.forms.profile_reader import read_profile

    if _is_profile(path):
        table = Folder(path.parent).table(path.name)
        profile = read_profile(table, None)
        subject = Subject(Kind.PROFILE, profile.id)
        return _Source(subject, version_of(profile.valid_from), loader.canonical(table), {})
    folder = path.resolve()
    form = catalogue.load(folder.name, folder.parent)
    subject = Subject(Kind.FORM, form.id)
    files = catalogue.case_files(folder.name, folder.parent)
    return _Source(subject, form.version, form.body, read_cases(files))

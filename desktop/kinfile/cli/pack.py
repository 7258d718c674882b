# SPDX-License-Identifier: Apache-2.0
"""`pack`: form packs from outside: make, check, install, roll back."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile import wording
from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.pack_files import naming, read_pack, require_sound
from kinfile.cli.pack_making import add_build, add_key
from kinfile.cli.parser import Call, add_command, add_group
from kinfile.errors import PackRefused

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands
    from kinfile.forms.packs.origin import Origin
    from kinfile.forms.packs.pack import Manifest, Pack, Subject
    from kinfile.forms.packs.shelf import Shelf, Standing
    from kinfile.forms.packs.trust import Trust
    from kinfile.i18n import Language


def add(commands: "Commands") -> None:
    group = add_group(
        commands,
        "pack",
        about="Form packs: a form or partnership profile in one signed file.",
        example="kinfile-cli pack verify pre_birth-2.kfpack",
    )
    add_key(group)
    add_build(group)
    verify = add_command(
        group,
        "verify",
        verify_pack,
        about="Look at a pack without installing it: 0 when it is whole, its signature is right,"
        " a trusted key made it and its worked cases hold; 1 when that is not so,"
        " 2 for a file that is no pack.",
        example="kinfile-cli pack verify pre_birth-2.kfpack --json",
    )
    install = add_command(
        group,
        "install",
        install_pack,
        about="Put a pack in use. It has to be signed by a key that IT put on this computer, and"
        " newer than every one before.",
        example="kinfile-cli pack install pre_birth-2.kfpack",
    )
    install.add_argument(
        "--trial",
        action="store_true",
        help="try the form out, signed or not, until it is rolled back;"
        " records made with it cannot be signed",
    )
    for parser in (verify, install):
        parser.add_argument("pack", metavar="P.kfpack", type=Path)
    rollback = add_command(
        group,
        "rollback",
        roll_back,
        about="End a trial; else go back to the pack before, else to what came with Kinfile.",
        example="kinfile-cli pack rollback pre_birth",
    )
    rollback.add_argument("form", metavar="FORM", help="a form's id, or a profile's")
    add_command(
        group,
        "list",
        list_packs,
        about="List what is installed, what is wrong with it, and which keys are trusted.",
        example="kinfile-cli pack list --json",
    )


def verify_pack(call: Call) -> int:
    """Raises PackRefused only for a file that cannot be used."""
    from kinfile.forms.packs.trust import trust_of

    path, language = call.given.pack, call.console.language
    trust = trust_of(call.seams.shelf().keys)
    pack: Pack | None = None
    problems: list[PackRefused] = []
    with naming(path):
        try:
            pack = read_pack(path)
            _require_all(pack, trust)
        except PackRefused as refused:
            if refused.facts["problem"] in PackRefused.UNUSABLE:
                raise
            problems.append(refused)
    manifest = pack.manifest if pack else None
    document = {
        "file": str(path),
        "ok": not problems,
        **_said_of(manifest),
        "trusted": bool(manifest and manifest.signer in trust.keys),
        "problems": [_problem(each, language) for each in problems],
        "keys_passed_over": list(_passed_over(trust, language)),
    }
    told = [*_lines(path, manifest, trust, language)]
    told += [f"  {each}" for each in (wording.say(problem, language) for problem in problems)]
    told += [f"  {each['say']}" for each in _passed_over(trust, language)] if problems else []
    call.console.answer(document, told)
    return DID_NOT_HOLD if problems else DONE


def _require_all(pack: "Pack", trust: "Trust") -> None:
    """Raise PackRefused for whatever is wrong with a pack, the gravest first."""
    from kinfile.forms.packs.content import require_content
    from kinfile.forms.packs.shelf import require_trusted

    require_content(pack)
    require_trusted(pack, trust)
    require_sound(pack)


def _said_of(manifest: "Manifest | None") -> dict[str, object]:
    """What a manifest says, as JSON; nothing where there is none that may be believed."""
    if manifest is None:
        return {}
    return {
        "kind": manifest.kind,
        "form": manifest.id,
        "version": manifest.version,
        "made_at": manifest.made_at,
        "made_with": manifest.made_with,
        "sha256": manifest.sha256,
        "signer": manifest.signer,
        "cases": len(manifest.cases),
    }


def _problem(refused: PackRefused, language: "Language") -> dict[str, str]:
    return {"code": str(refused.facts["problem"]), "say": str(wording.say(refused, language))}


def _passed_over(trust: "Trust", language: "Language") -> Iterator[dict[str, str]]:
    for each in trust.passed_over:
        facts = {"path": str(each.path)}
        said = wording.words(f"pack-key.{each.problem}", facts, language)
        yield {"file": str(each.path), "code": each.problem, "say": str(said)}


def _lines(
    path: Path, manifest: "Manifest | None", trust: "Trust", language: "Language"
) -> Iterator[str]:
    text = language.text
    if manifest is None:
        yield text("{file}: NOT to be used", file=path)
        return
    yield text(
        "{file}: {form}, version {version}",
        file=path,
        form=manifest.id,
        version=manifest.version,
    )
    yield "  " + text(
        "Made {when} with Kinfile {program}.", when=manifest.made_at, program=manifest.made_with
    )
    signer = manifest.signer
    if not signer:
        yield "  " + text("Not signed.")
    elif signer in trust.keys:
        file = trust.keys[signer]
        yield "  " + text("Signed by {signer}, trusted here as {file}.", signer=signer, file=file)
    else:
        yield "  " + text("Signed by {signer}, which is not trusted here.", signer=signer)


def install_pack(call: Call) -> int:
    from kinfile.forms import catalogue
    from kinfile.forms.packs.shelf import require_trusted
    from kinfile.forms.packs.trust import trust_of

    given, text = call.given, call.console.language.text
    shelf = call.seams.shelf()
    with naming(given.pack):
        pack = read_pack(given.pack)
        if not given.trial:
            # Before its rules are run: whoever is not trusted gets nothing run.
            require_trusted(pack, trust_of(shelf.keys))
        require_sound(pack)
        if given.trial:
            shelf.try_out(pack)
        else:
            shelf.install(pack, shipped=catalogue.shipped(pack.manifest.subject))
    subject, origin = pack.manifest.subject, _origin(pack.manifest.subject, shelf)
    lines = [_in_use(subject, origin, call.console.language)]
    if given.trial:
        lines.append(text("Records made with it cannot be signed."))
        lines.append(text("To end the trial: kinfile-cli pack rollback {form}", form=subject.id))
    call.console.answer(_origin_json(subject, origin), lines)
    return DONE


def roll_back(call: Call) -> int:
    from kinfile.forms.packs.pack import Kind, Subject

    shelf = call.seams.shelf()
    name = call.given.form
    known = {each.id: each for each in reversed(shelf.subjects())}
    subject = known.get(name, Subject(Kind.FORM, name))
    shelf.roll_back(subject)
    origin = _origin(subject, shelf)
    call.console.answer(
        _origin_json(subject, origin), [_in_use(subject, origin, call.console.language)]
    )
    return DONE


def _origin(subject: "Subject", shelf: "Shelf") -> "Origin | None":
    """Where the form or profile comes from now; None where there is none of that name left."""
    from kinfile.forms import catalogue
    from kinfile.forms.packs.pack import Kind

    if subject.kind is Kind.FORM:
        known = subject.id in catalogue.installed(shelf=shelf)
        return catalogue.origin(subject.id, shelf=shelf) if known else None
    known = subject.id in catalogue.profiles(shelf=shelf)
    return catalogue.profile_origin(subject.id, shelf=shelf) if known else None


def _origin_json(subject: "Subject", origin: "Origin | None") -> dict[str, object]:
    return {
        "kind": subject.kind,
        "form": subject.id,
        "origin": origin.kind if origin else None,
        "version": origin.version if origin else None,
        "signer": origin.signer if origin else "",
    }


def _in_use(subject: "Subject", origin: "Origin | None", language: "Language") -> str:
    from kinfile.forms.packs.origin import OriginKind

    text = language.text
    if origin is None:
        return text("{form}: not installed any more.", form=subject.id)
    what: dict[str, object] = {"form": subject.id, "version": origin.version}
    if origin.kind is OriginKind.TRIAL:
        return text("{form}: version {version} is in use on TRIAL.", **what)
    if origin.kind is OriginKind.PACK:
        what["signer"] = origin.signer
        return text("{form}: version {version} is in use, signed by {signer}.", **what)
    return text("{form}: version {version} is in use, as it came with Kinfile.", **what)


def list_packs(call: Call) -> int:
    """0 also where something is wrong: the list says what."""
    from kinfile.forms.packs.trust import trust_of

    language = call.console.language
    shelf = call.seams.shelf()
    trust = trust_of(shelf.keys)
    standings = [(each, _origin(each.subject, shelf)) for each in shelf.standings()]
    problems = list(_shelf_problems(shelf, language))
    passed_over = list(_passed_over(trust, language))
    call.console.answer(
        {
            "packs": [
                {**_origin_json(each.subject, origin), **_standing_json(each)}
                for each, origin in standings
            ],
            "problems": problems,
            "keys": [{"file": file, "fingerprint": key} for key, file in trust.keys.items()],
            "keys_passed_over": passed_over,
        },
        [
            *(_in_use(each.subject, origin, language) for each, origin in standings),
            *(problem["say"] for problem in (*problems, *passed_over)),
            *_key_lines(trust, shelf, language),
        ],
    )
    return DONE


def _standing_json(standing: "Standing") -> Mapping[str, object]:
    return {"previous": standing.previous, "highest": standing.highest}


def _shelf_problems(shelf: "Shelf", language: "Language") -> Iterator[dict[str, str]]:
    for each in shelf.problems():
        facts = {"form": each.subject.id}
        said = wording.words(f"shelf.{each.problem}", facts, language)
        yield {"form": each.subject.id, "code": each.problem, "say": str(said)}


def _key_lines(trust: "Trust", shelf: "Shelf", language: "Language") -> Iterator[str]:
    text = language.text
    for key, file in trust.keys.items():
        yield text("Trusted key: {key} ({file})", key=key, file=file)
    if not trust.keys:
        yield text("No key is trusted here: there is none in {folder}.", folder=shelf.keys.path)

# SPDX-License-Identifier: Apache-2.0
"""`identity`: the keys that sign for a vault's owner, and certificates for them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinfile.app.given_files import read_bounded
from kinfile.cli.console import DONE
from kinfile.cli.files import new_file, read_passphrase
from kinfile.cli.parser import Call, Command, Parser, add_command, add_group
from kinfile.cli.signing_key import add_pin, key_number, read_pin
from kinfile.cli.vault import add_vault, opened
from kinfile.errors import IdentityRefused, UnfitIdentity
from kinfile.i18n import N_

if TYPE_CHECKING:
    from kinfile.app.signing_keys import KeptKey
    from kinfile.app.workspace import Workspace
    from kinfile.cli.parser import Commands

_P12 = N_("Passphrase of the key file: ")
_LARGEST = 1024 * 1024
_DIR = "Records.kinvault --passphrase-file pass.txt"


def add(commands: "Commands") -> None:
    group = add_group(
        commands,
        "identity",
        about="The keys that sign: made here, certified by your organisation, or on a card.",
        example=f"kinfile-cli identity list {_DIR}",
    )
    _add(group, "list", list_identities, about="List the signing keys of a vault, oldest first.")
    _add(
        group,
        "create",
        create_identity,
        about="Make a new signing key with a certificate of its own; it signs from now on.",
    )
    _add_request(group)
    issued = _add(
        group,
        "import-cert",
        import_certificate,
        about="Take in a certificate that your organisation issued for a key of this vault"
        " (.cer, .pem or .p7b), with the chain above it; it signs from now on.",
        example=f"kinfile-cli identity import-cert {_DIR} issued.p7b",
    )
    issued.add_argument("file", metavar="FILE", type=Path)
    handed = _add(
        group,
        "import-p12",
        import_pkcs12,
        about="Take in a key with its certificate from a PKCS #12 file (.p12 or .pfx); it signs"
        " from now on, and the file may be deleted.",
        example=f"kinfile-cli identity import-p12 {_DIR} key.p12 --p12-passphrase-file p12.txt",
    )
    handed.add_argument("file", metavar="FILE", type=Path)
    handed.add_argument(
        "--p12-passphrase-file", metavar="FILE", help="its passphrase is the first line of FILE"
    )
    _add_token(group)
    retire = _add(
        group,
        "retire",
        retire_identity,
        about="Let a key sign nothing any more. It stays in the list for what it has signed.",
        example=f"kinfile-cli identity retire {_DIR} 2",
    )
    retire.add_argument("id", metavar="ID", type=key_number, help="its number in identity list")


def _add_request(group: "Commands") -> None:
    request = _add(
        group,
        "csr",
        write_request,
        about="Write a request (PEM) with which your organisation's authority can certify the key"
        " of this vault. The key itself stays here.",
        example=f"kinfile-cli identity csr {_DIR} --out request.pem",
    )
    request.add_argument("--out", type=Path, metavar="FILE", help="a new file")
    request.add_argument(
        "--identity", type=key_number, metavar="ID", help="which key; else the newest"
    )


def _add_token(group: "Commands") -> None:
    token = _add(
        group,
        "token",
        add_token,
        about="Sign with a key on a card or stick from now on. The key stays there, and its PIN is"
        " asked for at every signature.",
        example=f"kinfile-cli identity token {_DIR} --module /usr/lib/softhsm/libsofthsm2.so"
        " --token 'Jo Example' --pin-file pin.txt",
    )
    token.add_argument(
        "--module", required=True, metavar="FILE", help="the PKCS #11 module of the card's maker"
    )
    token.add_argument("--token", required=True, metavar="LABEL", help="the label of the card")
    token.add_argument(
        "--key-id", default="", metavar="HEX", help="which key, where the card has several"
    )
    add_pin(token)


def _add(group: "Commands", name: str, run: Command, *, about: str, example: str = "") -> Parser:
    example = example or f"kinfile-cli identity {name} {_DIR}"
    parser = add_command(group, name, run, about=about, example=example)
    add_vault(parser)
    return parser


def list_identities(call: Call) -> int:
    with opened(call) as workspace:
        keys = workspace.identities()
        active = _active(workspace)
    told = [_key_json(key, is_active=key.number == active) for key in keys]
    call.console.answer(told, _key_lines(told))
    return DONE


def create_identity(call: Call) -> int:
    return _taken_in(call, lambda workspace: workspace.create_identity())


def write_request(call: Call) -> int:
    given, text = call.given, call.console.language.text
    with opened(call) as workspace:
        request = workspace.certificate_request(given.identity)
    if given.out is None:
        call.console.answer({"csr": request.decode()}, [request.decode().rstrip()])
        return DONE
    with new_file(given.out) as file:
        file.write(request)
    call.console.answer(
        {"csr": str(given.out)},
        [text("Request: {file}", file=given.out), text("Send it to IT; it holds no secret.")],
    )
    return DONE


def import_certificate(call: Call) -> int:
    data = read_bounded(call.given.file, _LARGEST)
    return _taken_in(call, lambda workspace: workspace.import_certificate(data))


def import_pkcs12(call: Call) -> int:
    given = call.given
    data = read_bounded(given.file, _LARGEST)
    question = call.console.language.text(_P12)

    def take(workspace: "Workspace") -> "KeptKey":
        secret = read_passphrase(given.p12_passphrase_file, question, call.seams)
        return workspace.import_pkcs12(data, bytes(secret))

    return _taken_in(call, take)


def add_token(call: Call) -> int:
    given = call.given
    return _taken_in(
        call,
        lambda workspace: workspace.add_token(
            given.module, given.token, read_pin(call), key_id=given.key_id.lower()
        ),
    )


def retire_identity(call: Call) -> int:
    number = call.given.id
    with opened(call) as workspace:
        workspace.retire_identity(number)
    said = call.console.language.text("Key number {n} signs nothing any more.", n=number)
    call.console.answer({"id": number, "retired": True}, [said])
    return DONE


def _taken_in(call: Call, take: "Callable[[Workspace], KeptKey]") -> int:
    try:
        with opened(call) as workspace:
            key = take(workspace)
            is_active = _active(workspace) == key.number
    except IdentityRefused as error:
        path = getattr(call.given, "file", None)
        raise IdentityRefused(**({"path": str(path)} if path else {}), **error.facts) from error
    told = _key_json(key, is_active=is_active)
    call.console.answer(told, _key_lines([told]))
    return DONE


def _active(workspace: "Workspace") -> int | None:
    """The number of the key that signs when none is named, if any may."""
    try:
        return workspace.key_for().number
    except UnfitIdentity:
        return None


def _key_json(key: "KeptKey", *, is_active: bool) -> dict[str, Any]:
    from kinfile.export.identity import key_words

    return {
        "id": key.number,
        "tier": key.tier,
        "subject": key.identity.name,
        "fingerprint": key.identity.fingerprint,
        "from": key.identity.valid_from.isoformat(),
        "to": key.identity.valid_to.isoformat(),
        "active": is_active,
        "issuer": key.identity.issuer,
        "chain": len(key.identity.chain),
        "words": key_words(key.identity.certificate),
        "token": key.identity.token.token if key.identity.token else None,
        "retired": key.retired_at.isoformat() if key.retired_at else None,
    }


def _key_lines(told: list[dict[str, Any]]) -> Iterator[str]:
    for key in told:
        mark = "*" if key["active"] else "x" if key["retired"] else " "
        until = key["to"][:10]
        yield (
            f"{mark} {key['id']}  {key['tier']}  {key['subject']}  ({key['issuer']})  {until}  "
            f"{key['words']}"
        )

# SPDX-License-Identifier: Apache-2.0
"""Every decision that IT can make for a computer, in one table.

Templates for Group Policy and Intune (ADMX, ADML), the JSON Schema, docs/policies.md, the page in
the window and `kinfile-cli policy` are all made of it; packaging/policy/generate.py writes the
files. What a decision does stands where it is enforced.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kinfile.i18n import N_

Value = int | bool | str | tuple[str, ...] | None


class Key(StrEnum):
    """The names, as they stand in the registry and in policy.json."""

    IDLE_LOCK = "IdleLockMinutes"
    PASSPHRASE = "MinPassphraseBits"  # noqa: S105  (the name of a key)
    CERTIFICATES = "RecoveryCertificates"
    ESCROW = "RequireEscrow"
    EXPORT_FOLDERS = "AllowedExportFolders"
    NO_PRINT = "DisablePrint"
    TRANSFER = "TransferPasswords"
    TIER = "MinIdentityTier"
    RETENTION = "RetentionDays"
    PACKS = "FormPackDirectory"
    PACK_KEYS = "FormPackTrustKeys"
    PROFILES = "ProfileDirectory"
    ORGANISATION = "OrganisationName"
    LOGO = "OrganisationLogo"
    UPDATES = "UpdateDirectory"
    UPDATE_KEYS = "UpdateTrustKeys"
    BACKUPS = "BackupDirectory"
    DATA = "DataDirectory"
    CAPTURE = "CaptureProtection"


class Kind(StrEnum):
    """What a value is: a whole number, yes or no, a line, a whole path, or a list of those."""

    NUMBER = "number"
    FLAG = "flag"
    LINE = "line"
    PATH = "path"
    LINES = "lines"
    PATHS = "paths"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One decision. `default` holds where IT decided nothing, `strictest` where what stands there
    cannot be used. `least` and `most` bound a number.
    """

    key: Key
    kind: Kind
    title: str
    about: str
    default: Value
    strictest: Value
    least: int = 0
    most: int = 0


def _policy(
    key: Key, kind: Kind, title: str, about: str, default: Value = None, strictest: Value = None
) -> Policy:
    return Policy(
        key=key, kind=kind, title=title, about=about, default=default, strictest=strictest
    )


def _number(
    key: Key, title: str, about: str, *, usual: int, strictest: int, loosest: int
) -> Policy:
    """A number between its strictest value and its loosest, whichever is the larger."""
    return Policy(
        key=key,
        kind=Kind.NUMBER,
        title=title,
        about=about,
        default=usual,
        strictest=strictest,
        least=min(strictest, loosest),
        most=max(strictest, loosest),
    )


LONGEST_LINE: Final = 16_384
"""Characters of one line. A certificate of the largest key has 4,000."""
MOST_LINES: Final = 64

_ALL = (
    _number(
        Key.IDLE_LOCK,
        N_("Lock when nobody uses the computer"),
        N_("After how many minutes without a key or the mouse Kinfile locks."),
        usual=5, strictest=1, loosest=60,
    ),
    _number(
        Key.PASSPHRASE,
        N_("Strength of passphrases"),
        N_("How many bits a new passphrase must have at least. Five random words have 64. "
           "Passphrases that are in use go on working."),
        usual=60, strictest=128, loosest=60,
    ),
    _policy(
        Key.CERTIFICATES, Kind.LINES,
        N_("Certificates for recovery"),
        N_("The recovery code of each new vault is encrypted to these certificates too, so that "
           "IT can let its owner back in. Each is the Base64 text of a certificate (RSA, 3072 "
           "bits or more)."),
        (), (),
    ),
    _policy(
        Key.ESCROW, Kind.FLAG,
        N_("Recovery by IT is required"),
        N_("No vault is made here unless its recovery code is encrypted to a certificate of IT."),
        default=False, strictest=True,
    ),
    _policy(
        Key.EXPORT_FOLDERS, Kind.PATHS,
        N_("Folders for documents"),
        N_("Documents and what is taken out of them are saved only in these folders and below "
           "them. Where none is set, anywhere."),
        None, (),
    ),
    _policy(
        Key.NO_PRINT, Kind.FLAG,
        N_("No printing"),
        N_("Records are not printed from Kinfile."),
        default=False, strictest=True,
    ),
    _policy(
        Key.TRANSFER, Kind.FLAG,
        N_("Files with a password"),
        N_("Whether copies may be made that a password opens, for sending."),
        default=True, strictest=False,
    ),
    _number(
        Key.TIER,
        N_("Keys that may sign"),
        N_("The least kind of key that signs: 0 made here, 1 certified by the organisation, "
           "2 handed out by the organisation, 3 on a card."),
        usual=0, strictest=3, loosest=0,
    ),
    _number(
        Key.RETENTION,
        N_("Days until a deleted record is erased"),
        N_("For how many days a record that was put aside can be taken back."),
        usual=30, strictest=7, loosest=365,
    ),
    _policy(
        Key.PACKS, Kind.PATH,
        N_("Folder of form packs"),
        N_("Packs in this folder are taken into use when Kinfile starts, if a trusted key signed "
           "them and they are newer."),
    ),
    _policy(
        Key.PACK_KEYS, Kind.LINES,
        N_("Keys for form packs"),
        N_("Public keys (Ed25519, Base64 text) whose form packs are trusted, beside those in the "
           "folder pack-keys of this computer."),
        (), (),
    ),
    _policy(
        Key.PROFILES, Kind.PATH,
        N_("Folder of partnership profiles"),
        N_("Packs of partnership profiles in this folder are taken into use like form packs."),
    ),
    _policy(
        Key.ORGANISATION, Kind.LINE,
        N_("Name of the organisation"),
        N_("Shown before unlocking, and written into new vaults as their owner's organisation."),
        "", "",
    ),
    _policy(
        Key.LOGO, Kind.PATH,
        N_("Logo of the organisation"),
        N_("A PNG file that is shown before unlocking."),
    ),
    _policy(
        Key.UPDATES, Kind.PATH,
        N_("Folder of updates"),
        N_("Where update.json and its signature lie. Kinfile says when IT can install a newer "
           "version; it installs nothing."),
    ),
    _policy(
        Key.UPDATE_KEYS, Kind.LINES,
        N_("Keys for updates"),
        N_("Public keys (Ed25519, Base64 text) of whoever signs update.json."),
        (), (),
    ),
    _policy(
        Key.BACKUPS, Kind.PATH,
        N_("Second place for backups"),
        N_("Each backup is copied there, encrypted. Nobody can choose another place."),
    ),
    _policy(
        Key.DATA, Kind.PATH,
        N_("Folder of records"),
        N_("New vaults are made in this folder and nowhere else. It has to be on this computer's "
           "own disk, and not synchronised."),
    ),
    _policy(
        Key.CAPTURE, Kind.FLAG,
        N_("Screenshots stay off"),
        N_("Nobody can let screenshots and screen sharing show Kinfile (Windows)."),
        default=False, strictest=True,
    ),
)  # fmt: skip

TABLE: Mapping[Key, Policy] = {each.key: each for each in _ALL}

# SPDX-License-Identifier: Apache-2.0
"""Everything this program raises on purpose.

    KinfileError
    +-- FormError            a definition in forms/ is wrong: file, line, column, remedy
    +-- AnswersError
    |   +-- Refused          one value cannot be kept; the rest can
    |   +-- Unusable         a whole file of answers cannot be used; nothing is stored
    |   +-- UnknownForm      no form of that name is installed
    +-- VaultError
    |   +-- NotAVault        the folder is something else, or its key file is not readable
    |   +-- VaultExists      there is something at the place where a vault was to be made
    |   +-- WrongPassphrase  the passphrase opens no slot
    |   +-- WrongCode        the recovery code opens no slot
    |   +-- MistypedCode     what was typed cannot be a recovery code
    |   +-- TooSoon          wrong passphrases before: wait
    |   +-- WeakPassphrase   a new passphrase that is too easy to guess
    |   +-- UnfitCertificate the recovery code may not be encrypted to it
    |   +-- VaultTooNew      written by a later Kinfile
    |   +-- VaultDamaged     the key fits but the data does not authenticate
    |   +-- VaultBusy        another Kinfile has it open
    |   +-- BackupRefused    a file that is no backup, or not a whole one
    |   +-- NotKept          nothing could be written (disk full, read-only, ...)
    |   +-- UnsafePlace      a folder that is synchronised, on a network, or removable
    |   +-- UnknownRecord    no record of that reference
    |   +-- RecordClosed     signed, so it changes only by a correction
    |   +-- NothingAsked     an acknowledgement for an alert that asks for none
    +-- ExportError
    |   +-- NotReadyToSign   what signing still waits for, as codes and paths
    |   +-- NotSigned        an unsigned record leaves only as an urgent export
    |   +-- MissingGlyph     a character that no shipped font can draw
    |   +-- NothingToNote    nothing was exported, or sent, of which that could be noted
    |   +-- NotWritten       the destination could not be written whole
    |   +-- UnfitIdentity    no key that may sign now, or not the one that was asked for
    |   +-- NotCountersigned a file that is not countersigned, or not filed back
    |   +-- PasswordsBanned  the organisation takes no files with a password
    +-- IdentityRefused      a certificate or key from outside that is not taken
    +-- TokenUnusable        the card or stick that holds a key cannot be used now
    +-- PackRefused          a form pack that is not taken; the form in use stays as it is
    +-- PolicyRefused        what IT decided for this computer cannot be trusted or read
    +-- PolicyForbids        IT decided that this may not be done here
    +-- UsageError           a command used wrongly
    +-- Cancelled            stopped at the user's wish; nothing was changed
    +-- NotInThisVersion     a later release brings it
    +-- NetworkRefused       something wanted to use a network; nothing here may

An error carries a code and facts (paths, file names the user gave, counts, limits), never a
sentence and never an answer. What happened and what to do next are looked up by `code` in
wording.py at the moment they are shown, in the reader's language.
"""

from typing import ClassVar


class KinfileError(Exception):
    """Base of every expected failure. `facts` may be shown and logged: no answer is ever in it."""

    code: ClassVar[str] = "unknown"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code)
        self.facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={fact}" for name, fact in sorted(self.facts.items()))
        return f"{self.code} ({told})" if told else self.code


class FormError(KinfileError):
    """Facts: file, line, column, problem (a lint code), and what that problem's wording names."""

    code = "form"


class AnswersError(KinfileError):
    code = "answers"


class Refused(AnswersError):
    """Facts: path, problem (one of the refusal codes of records/values.py)."""

    code = "refused"


class Unusable(AnswersError):
    """Facts: problem (not-json, not-an-object, too-large, too-deep, no-form, wrong-form), where."""

    code = "unusable"


class UnknownForm(AnswersError):
    """Facts: form; problem where more is wrong: version (version, installed), sheet (language)."""

    code = "unknown-form"


class VaultError(KinfileError):
    code = "vault"


class NotAVault(VaultError):
    """Facts: path, problem."""

    code = "not-a-vault"


class VaultExists(VaultError):
    """Facts: path."""

    code = "vault-exists"


class WrongPassphrase(VaultError):
    """Facts: wait (seconds before the next try is taken; 0 for none)."""

    code = "wrong-passphrase"


class WrongCode(VaultError):
    """Facts: path. The code has no typing mistake; it is not, or no longer, this vault's."""

    code = "wrong-code"


class MistypedCode(VaultError):
    """Facts: problem (length, character, check)."""

    code = "mistyped-code"


class TooSoon(VaultError):
    """Facts: wait (seconds left)."""

    code = "too-soon"


class WeakPassphrase(VaultError):
    """Facts: problem (short, common, own-name, simple), minimum."""

    code = "weak-passphrase"


class UnfitCertificate(VaultError):
    """Facts: problem (unreadable, several, too-large, not-rsa, short-key, long-key, usage,
    too-many), path, bits (of the shortest key), most.
    """

    code = "unfit-certificate"


class VaultTooNew(VaultError):
    """Facts: made_by."""

    code = "vault-too-new"


class VaultDamaged(VaultError):
    """Facts: problem."""

    code = "vault-damaged"


class VaultBusy(VaultError):
    """Facts: path."""

    code = "vault-busy"


class BackupRefused(VaultError):
    """Facts: path, problem (no-file, not-a-backup, cut-off, changed, mixed, not-verified)."""

    code = "backup-refused"


class NotKept(VaultError):
    """Facts: problem (disk-full, read-only, ref-taken, other), errno where known."""

    code = "not-kept"


class UnsafePlace(VaultError):
    """Facts: path, problem (cloud, network, removable)."""

    code = "unsafe-place"


class UnknownRecord(VaultError):
    """Facts: ref."""

    code = "unknown-record"


class RecordClosed(VaultError):
    """Facts: ref, status."""

    code = "record-closed"


class NothingAsked(VaultError):
    """Facts: alert."""

    code = "nothing-asked"


class ExportError(KinfileError):
    code = "export"


class NotReadyToSign(ExportError):
    """Facts: blockers (tuple of records.report.Blocker)."""

    code = "not-ready-to-sign"


class NotSigned(ExportError):
    """Facts: ref."""

    code = "not-signed"


class NothingToNote(ExportError):
    """Facts: ref, problem (export, sent)."""

    code = "nothing-to-note"


class MissingGlyph(ExportError):
    """Facts: characters (the characters themselves, with their code points; no context)."""

    code = "missing-glyph"


class NotWritten(ExportError):
    """Facts: path, errno."""

    code = "not-written"


class UnfitIdentity(ExportError):
    """Facts: problem (none, below-minimum, expired, unknown, retired, last, on-token), minimum (the
    tier that is asked for), id.
    """

    code = "unfit-identity"


class NotCountersigned(ExportError):
    """Facts: path, problem (does-not-hold, no-place, already, own-key, not-ours, one-signature),
    and for does-not-hold findings (tuple of export.verdict.Finding).
    """

    code = "not-countersigned"


class PasswordsBanned(ExportError):
    """Facts: profile (its name), instead (what to do, in the words of the profile)."""

    code = "passwords-banned"


class IdentityRefused(KinfileError):
    """Facts: path, problem (unreadable, other-key, known, wrong-passphrase, no-key, weak-key,
    usage, too-young, expired).
    """

    code = "identity-refused"


class TokenUnusable(KinfileError):
    """Facts: token (its label), path (of the module), kind (the module's own word), and problem
    (no-support, no-module, not-present, pin, pin-locked, several, no-key, failed).
    """

    code = "token-unusable"


class PackRefused(KinfileError):
    """Facts: form and version as far as they are known, path, and problem.

    It cannot be used: problem (not-a-pack, too-large, too-new, damaged, definition, mismatch).
    It may not be used: problem (signature, unsigned, not-trusted, trial-profile, cases, older,
    changed, installed, older-than-shipped, shelf, nothing-to-roll-back).
    """

    code = "pack-refused"

    UNUSABLE: ClassVar[frozenset[str]] = frozenset(
        {"not-a-pack", "too-large", "too-new", "damaged", "definition", "mismatch"}
    )


class PolicyRefused(KinfileError):
    """Facts: path (a file, folder or registry key), problem (unreadable, not-a-file, owner,
    writable, too-large, not-json, not-an-object), line, limit (in MB).
    """

    code = "policy-refused"


class PolicyForbids(KinfileError):
    """Facts: key (the policy), problem (no-escrow, certificates, export-folder,
    export-nowhere, transfer, data-folder, data-nowhere), path, allowed.
    """

    code = "policy-forbids"


class UsageError(KinfileError):
    """Facts: problem, and what its wording names."""

    code = "usage"


class Cancelled(KinfileError):
    """No facts: what was begun has been taken back."""

    code = "cancelled"


class NotInThisVersion(KinfileError):
    """Facts: command."""

    code = "not-in-this-version"


class NetworkRefused(KinfileError):
    """Facts: use (the name of Python's audit event)."""

    code = "network-refused"

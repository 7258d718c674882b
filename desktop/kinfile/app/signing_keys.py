# SPDX-License-Identifier: Apache-2.0
"""Which of a vault's keys signs, and what has to be told about it first.

| tier | key                                                   |
|------|-------------------------------------------------------|
| 0    | made here, with a certificate of its own              |
| 1    | the same key, certified by the organisation           |
| 2    | handed out by the organisation in a file (PKCS #12)   |
| 3    | on a card or stick (PKCS #11); the key never leaves it |

The newest key in use signs, unless its owner prefers another or one is named. The vault keeps of
each the private key and, in one text of bytes, the certificate with the chain above it
(export/enrolment.py); where a card's key is found is a setting.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from kinfile.app.draft import Worker
from kinfile.errors import UnfitIdentity, VaultDamaged
from kinfile.export.enrolment import bundle, unbundled
from kinfile.export.identity import Identity, TokenKey, new_identity
from kinfile.i18n import Language
from kinfile.vault.rows import Identity as Row
from kinfile.vault.session import OpenVault

SELF_ISSUED, CERTIFIED, HANDED_OUT, ON_TOKEN = range(4)
EXPIRES_SOON = timedelta(days=60)
"""How long before its last day a certificate is spoken of: enough for IT to make a new one."""
_KIND: Final = "signing"
_PREFERRED = "signing-preferred"
_TOKEN = "signing-token-{}"  # noqa: S105  (the name of a setting)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KeyChoice:
    """Which key signs (None leaves it to Kinfile), and the tier that policy asks for at least.

    `pin` unlocks a card for this one signature.
    """

    number: int | None = None
    pin: str = ""
    minimum_tier: int = SELF_ISSUED


ANY_KEY = KeyChoice()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KeptKey:
    """A key of the vault with its certificate. `retired_at` is None while it is in use."""

    number: int
    tier: int
    identity: Identity
    created_at: datetime
    retired_at: datetime | None

    def is_in_force(self, at: datetime) -> bool:
        return self.identity.valid_from <= at <= self.identity.valid_to


def kept_keys(vault: OpenVault) -> tuple[KeptKey, ...]:
    """Every signing key, oldest first, retired ones too."""
    return tuple(_kept(vault, row) for row in vault.identities(_KIND))


def make(vault: OpenVault, worker: Worker, *, at: datetime) -> KeptKey:
    """Give the vault a signing key and a certificate that it issues to itself."""
    role = worker.role.replace("_", " ")  # a code of the form's list reads as its words
    made = new_identity(worker.name, role, worker.organisation, now=at)
    return keep(vault, made, tier=SELF_ISSUED)


def keep(vault: OpenVault, identity: Identity, *, tier: int) -> KeptKey:
    """Keep a key with its certificate; from now on it is what signs. Raises NotKept."""
    row = vault.add_identity(
        _KIND, tier=tier, private=identity.pkcs8 or None, certificate=bundle(identity)
    )
    if identity.token is not None:
        vault.put_setting(_TOKEN.format(row.id), json.dumps(asdict(identity.token)))
    if vault.setting(_PREFERRED) is not None:
        prefer(vault, row.id)
    return _kept(vault, row)


def prefer(vault: OpenVault, number: int) -> None:
    """Let that key sign when none is named, as long as it may. Raises NotKept."""
    vault.put_setting(_PREFERRED, str(number))


def choose(vault: OpenVault, choice: KeyChoice, *, at: datetime, urgent: bool = False) -> KeptKey:
    """The key that signs now, with the PIN of `choice`.

    What policy asks for, and a certificate that is no longer in force, stop a signature but never
    an urgent copy, which takes a card only where it is named. Raises VaultDamaged for a vault
    without keys, UnfitIdentity.
    """
    kept = kept_keys(vault)
    if not kept:
        raise VaultDamaged(problem="no-signing-key")
    if choice.number is not None:
        found = _named(kept, choice.number)
        _require_fit([found], choice, at=at, urgent=urgent)
    else:
        in_use = [each for each in kept if each.retired_at is None]
        found = _usual(vault, in_use, choice, at, urgent)
    return replace(found, identity=replace(found.identity, pin=choice.pin))


def to_tell(key: KeptKey, language: Language, *, at: datetime) -> Iterator[str]:
    """What whoever signs has to know about the key's certificate, if anything."""
    last = key.identity.valid_to.astimezone(at.tzinfo).date()
    if not key.is_in_force(at):
        yield language.text(
            "The certificate of this key was in force to {day}: whoever checks the signature will "
            "not accept it.",
            day=language.date(last),
        )
    elif at + EXPIRES_SOON > key.identity.valid_to:
        yield language.text(
            "The certificate of this key is in force to {day}. Ask IT for a new one soon.",
            day=language.date(last),
        )


def _kept(vault: OpenVault, row: Row) -> KeptKey:
    certificate, chain = unbundled(row.certificate)
    token = None
    if row.private is None:
        place = vault.setting(_TOKEN.format(row.id))
        token = TokenKey(**json.loads(place or '{"library": "", "token": "", "key_id": ""}'))
    identity = Identity(pkcs8=row.private or b"", certificate=certificate, chain=chain, token=token)
    return KeptKey(
        number=row.id,
        tier=row.tier,
        identity=identity,
        created_at=row.created_at,
        retired_at=row.retired_at,
    )


def _named(kept: tuple[KeptKey, ...], number: int) -> KeptKey:
    for each in kept:
        if each.number == number:
            if each.retired_at is not None:
                raise UnfitIdentity(problem="retired", id=number)
            return each
    raise UnfitIdentity(problem="unknown", id=number)


def _usual(
    vault: OpenVault, keys: list[KeptKey], choice: KeyChoice, at: datetime, urgent: bool
) -> KeptKey:
    """The preferred one of those that may sign now, or the newest."""
    if urgent:
        # A card that lies at home must not keep an urgent copy back.
        keys = [each for each in keys if each.identity.token is None] or keys
    fit = _require_fit(keys, choice, at=at, urgent=urgent)
    preferred = vault.setting(_PREFERRED)
    return next((each for each in fit if str(each.number) == preferred), fit[-1])


def _require_fit(
    keys: list[KeptKey], choice: KeyChoice, *, at: datetime, urgent: bool
) -> list[KeptKey]:
    """Those of `keys` that may sign; of several for an urgent copy, all where none is in force."""
    if not keys:
        raise UnfitIdentity(problem="none")
    strong = [each for each in keys if urgent or each.tier >= choice.minimum_tier]
    if not strong:
        raise UnfitIdentity(problem="below-minimum", minimum=choice.minimum_tier)
    fit = [each for each in strong if each.is_in_force(at)]
    if not fit and not urgent:
        raise UnfitIdentity(problem="expired")
    return fit or strong

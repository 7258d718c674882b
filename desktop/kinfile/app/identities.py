# SPDX-License-Identifier: Apache-2.0
"""The keys that sign for the vault's owner: made, certified, taken in, retired; never taken out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kinfile.app import signing_keys
from kinfile.app.casework import Casework
from kinfile.app.signing_keys import (
    ANY_KEY,
    CERTIFIED,
    HANDED_OUT,
    ON_TOKEN,
    KeptKey,
    KeyChoice,
)
from kinfile.errors import UnfitIdentity
from kinfile.export import enrolment, identity
from kinfile.i18n import Language
from kinfile.policy.table import Key
from kinfile.watch import UNWATCHED, Watch

_REQUEST = "certificate-request.pem"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownKey:
    """What may stand on a page about the key that signs. `words` are its fingerprint's six."""

    tier: int
    name: str
    issuer: str
    valid_to: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedKey(ShownKey):
    """A key of the list. `usual` is the one that signs when none is named.

    `to_tell` are sentences about its certificate; `may_sign` is whether policy's tier is reached.
    """

    number: int
    fingerprint: str
    valid_from: date
    is_usual: bool
    is_retired: bool
    is_on_card: bool
    may_sign: bool
    to_tell: tuple[str, ...]


class Identities(Casework):
    """The signing keys of an open vault. Whatever is added becomes the one that signs."""

    def identities(self) -> tuple[KeptKey, ...]:
        """Every signing key, oldest first, retired ones too."""
        return signing_keys.kept_keys(self._vault)

    def own_fingerprints(self) -> tuple[str, ...]:
        """Of every key that signs or has signed for the owner (SHA-256, hexadecimal)."""
        return tuple(each.identity.fingerprint for each in self.identities())

    def key_for(self, choice: KeyChoice = ANY_KEY, *, urgent: bool = False) -> KeptKey:
        """The key that would sign now. Raises UnfitIdentity."""
        return signing_keys.choose(
            self._vault, self._at_least(choice), at=self._clock(), urgent=urgent
        )

    def _at_least(self, choice: KeyChoice) -> KeyChoice:
        """The same choice, with the tier that IT asks for."""
        tier = max(choice.minimum_tier, self._policies.number(Key.TIER))
        return replace(choice, minimum_tier=tier)

    def shown_key(self) -> ShownKey | None:
        """The key that signs, or the newest in use where none may; None where there is none."""
        in_use = [each for each in self.identities() if each.retired_at is None]
        if not in_use:
            return None
        try:
            key = self.key_for()
        except UnfitIdentity:
            key = in_use[-1]
        found = key.identity
        return ShownKey(
            tier=key.tier,
            name=found.name,
            issuer=found.issuer,
            valid_to=found.valid_to.astimezone(self._clock().tzinfo).date(),
            words=identity.key_words(found.certificate),
        )

    def listed_keys(
        self, language: Language, *, minimum_tier: int = signing_keys.SELF_ISSUED
    ) -> tuple[ListedKey, ...]:
        """Every key for a page, the newest first, those that sign nothing any more last."""
        minimum_tier = max(minimum_tier, self._policies.number(Key.TIER))
        try:
            usual = self.key_for(KeyChoice(minimum_tier=minimum_tier)).number
        except UnfitIdentity:
            usual = None
        kept = sorted(self.identities(), key=lambda key: (key.retired_at is None, key.number))
        return tuple(
            self._listed(key, language, minimum_tier, is_usual=key.number == usual)
            for key in reversed(kept)
        )

    def _listed(
        self, key: KeptKey, language: Language, minimum_tier: int, *, is_usual: bool
    ) -> ListedKey:
        found, at = key.identity, self._clock()
        told = signing_keys.to_tell(key, language, at=at) if key.retired_at is None else ()
        return ListedKey(
            tier=key.tier,
            name=found.name,
            issuer=found.issuer,
            valid_from=found.valid_from.astimezone(at.tzinfo).date(),
            valid_to=found.valid_to.astimezone(at.tzinfo).date(),
            words=identity.key_words(found.certificate),
            number=key.number,
            fingerprint=found.fingerprint,
            is_usual=is_usual,
            is_retired=key.retired_at is not None,
            is_on_card=found.token is not None,
            may_sign=key.tier >= minimum_tier and key.is_in_force(at),
            to_tell=tuple(told),
        )

    def prefer_identity(self, number: int) -> None:
        """Let that key sign when none is named. Raises UnfitIdentity: unknown, retired, expired."""
        signing_keys.choose(self._vault, KeyChoice(number=number), at=self._clock())
        signing_keys.prefer(self._vault, number)

    def about_key(
        self, choice: KeyChoice, language: Language, *, urgent: bool = False
    ) -> tuple[str, ...]:
        """What has to be told before that key signs, if anything. Raises UnfitIdentity."""
        at = self._clock()
        key = signing_keys.choose(self._vault, self._at_least(choice), at=at, urgent=urgent)
        return tuple(signing_keys.to_tell(key, language, at=at))

    def create_identity(self) -> KeptKey:
        """A new key with a certificate that it issues to itself (tier 0)."""
        return signing_keys.make(self._vault, self.worker, at=self._clock())

    def certificate_request(self, number: int | None = None) -> bytes:
        """A request (PEM) that an authority may certify a key of this vault with.

        Raises UnfitIdentity (on-token for a key that cannot sign its request here).
        """
        named = [each for each in self.identities() if number in (None, each.number)]
        usable = [each for each in named if each.retired_at is None]
        if not usable:
            problem = "retired" if named else "unknown"
            raise UnfitIdentity(problem="none" if number is None else problem, id=number)
        if usable[-1].identity.token is not None:
            raise UnfitIdentity(problem="on-token", id=usable[-1].number)
        return enrolment.request(usable[-1].identity)

    def save_request(self, number: int, folder: Path) -> Path:
        """Write `certificate_request` of that key as a new file in `folder`.

        Raises UnfitIdentity, NotWritten.
        """
        from kinfile.export.writing import write_alone

        return write_alone(self.certificate_request(number), folder, _REQUEST)

    def import_certificate(self, data: bytes) -> KeptKey:
        """Take in a certificate for a key of this vault (tier 1). Raises IdentityRefused."""
        known: Sequence[identity.Identity] = [
            each.identity for each in self.identities() if each.retired_at is None
        ]
        found = enrolment.issued(known, data, now=self._clock())
        return signing_keys.keep(self._vault, found, tier=CERTIFIED)

    def import_pkcs12(self, data: bytes, passphrase: bytes) -> KeptKey:
        """Take in a key with its certificate (tier 2); the file may be deleted afterwards.

        Raises IdentityRefused.
        """
        found = enrolment.from_pkcs12(data, passphrase, now=self._clock())
        self._require_new(found)
        return signing_keys.keep(self._vault, found, tier=HANDED_OUT)

    def add_token(
        self,
        library: str,
        token: str,
        pin: str,
        *,
        key_id: str = "",
        watch: Watch = UNWATCHED,
    ) -> KeptKey:
        """Sign with a key on a card from now on (tier 3), once it has proved that it can.

        A card that has been asked is waited for: it is stopped between its answers. Raises
        TokenUnusable, IdentityRefused, Cancelled.
        """
        from kinfile.export import smartcard

        watch.step(0, 2)
        place, certificates = smartcard.find(library, token, pin, key_id=key_id)
        watch.step(1, 2)
        found = enrolment.with_chain(certificates[0], certificates[1:])
        enrolment.require_fit(found.certificate, now=self._clock())
        self._require_new(found)
        found = replace(found, token=place)
        smartcard.prove(replace(found, pin=pin))
        watch.finish()
        return signing_keys.keep(self._vault, found, tier=ON_TOKEN)

    def retire_identity(self, number: int) -> None:
        """Let a key sign nothing any more; it stays for what it has signed.

        Raises UnfitIdentity: unknown, retired, last.
        """
        in_use = [each for each in self.identities() if each.retired_at is None]
        signing_keys.choose(self._vault, KeyChoice(number=number), at=self._clock(), urgent=True)
        if len(in_use) == 1:
            raise UnfitIdentity(problem="last", id=number)
        self._vault.retire_identity(number)

    def _require_new(self, found: identity.Identity) -> None:
        enrolment.require_new(found, [each.identity for each in self.identities()])

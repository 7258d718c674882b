# SPDX-License-Identifier: Apache-2.0
"""Where a form comes from: with Kinfile, in a pack that is trusted here, or only on trial."""

from dataclasses import dataclass
from enum import StrEnum


class OriginKind(StrEnum):
    SHIPPED = "shipped"
    PACK = "pack"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """`signer` is the fingerprint of the key that signed the pack; empty where none did.

    What is on trial may have a signer: its signature is right, but nobody here said that the key
    is to be trusted.
    """

    kind: OriginKind
    version: int
    signer: str = ""

    @property
    def may_sign(self) -> bool:
        """Whether a record filled in with the form may be signed."""
        return self.kind is not OriginKind.TRIAL

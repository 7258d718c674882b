# SPDX-License-Identifier: Apache-2.0
"""References of records: random, without meaning, and easy to read out."""

import secrets

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 8  # 40 bits: a vault of 10,000 records collides once in 20,000 vaults

_FORGIVING = str.maketrans({"-": None, " ": None, "O": "0", "I": "1", "L": "1"})


def new_reference() -> str:
    """A reference as it is stored: eight characters without a dash."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(REFERENCE_LENGTH))


def plain_reference(ref: str) -> str:
    """A reference as it is stored, from any way of writing it."""
    return ref.strip().upper().translate(_FORGIVING)

# SPDX-License-Identifier: Apache-2.0
"""Key files that somebody changed: what stands in them, and the bytes themselves.

The values to put in are those of tests/vault/test_header_mutations.py. What is there already stays
shallow, so that making a mutation never takes longer than reading one may.
"""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from vault.test_header_mutations import HOSTILE, by_bytes

_RENAMED = ("escrow", "kind", "version", "slots", "x", "")
_REPEATED = (1, 20, 2_000)


def mutated(content: bytes, count: int, seed: int) -> Iterator[bytes]:
    """`count` mutations, by turns of meaning and of bytes; the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311  (repeatable)
    for number in range(count):
        yield by_bytes(content, dice) if number % 2 else _by_meaning(content, dice)


def _by_meaning(content: bytes, dice: random.Random) -> bytes:
    """One to four values replaced, exchanged, taken away, renamed or repeated."""
    value = json.loads(content)
    for where, key in dice.sample(_places(value), dice.randint(1, 4)):
        if isinstance(where, list) and key >= len(where):
            continue
        if isinstance(where, dict) and key not in where:
            continue
        match dice.randrange(6):
            case 0 | 1:
                where[key] = deepcopy(dice.choice(HOSTILE))
            case 2:
                other, at = dice.choice(_places(json.loads(content)))
                where[key] = other[at]
            case 3:
                del where[key]
            case 4 if isinstance(where, dict):
                where[dice.choice(_RENAMED)] = where.pop(key)
            case 5 if isinstance(where, list):
                where.extend([where[key]] * dice.choice(_REPEATED))
    return json.dumps(value).encode()


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) in a key file."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    found = [(value, key) for key in keys]
    for key in keys:
        if isinstance(value[key], dict | list):
            found += _places(value[key])
    return found

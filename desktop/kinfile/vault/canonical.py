# SPDX-License-Identifier: Apache-2.0
"""One spelling of a JSON value, so that what was signed or hashed can be made again."""

import json


def canonical_text(value: object) -> str:
    """`value` as JSON in ASCII: keys sorted, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def canonical(value: object) -> bytes:
    """The bytes of `canonical_text`."""
    return canonical_text(value).encode("ascii")

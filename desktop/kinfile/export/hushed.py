# SPDX-License-Identifier: Apache-2.0
"""Keeps the signing libraries from logging.

They log the names in certificates when a check fails, and a name never goes into a log. What they
found is in what they return and raise.
"""

import logging

_NEVER = logging.CRITICAL + 1
_TALKATIVE = ("pyhanko", "pyhanko_certvalidator", "pikepdf", "fontTools")


def hush() -> None:
    """No record of these libraries is made at all."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(_NEVER)

# SPDX-License-Identifier: Apache-2.0
"""What an exported file, or its receipt, says of the vault it came from."""

import json
from pathlib import Path

from kinfile.app.given_files import read_bounded
from kinfile.errors import UsageError

_LARGEST = 64 * 1024**2
"""Bytes of a file that is looked into."""


def head_in(file: Path) -> str:
    """The head of the history at the export, from a sealed PDF or its receipt.

    A PDF counts only when its signatures are whole: otherwise anybody could have written it.
    Raises UsageError (not-exported) for anything else.
    """
    data = read_bounded(file, _LARGEST)
    head = _from_pdf(data) if data.startswith(b"%PDF") else _from_receipt(data)
    if not isinstance(head, str) or not head:
        raise UsageError(problem="not-exported", path=str(file))
    return head


def _from_pdf(data: bytes) -> object:
    from kinfile.export.verify import verify

    verdict = verify(data)
    is_whole = verdict.signatures and all(s.intact and s.valid for s in verdict.signatures)
    return verdict.record.get("head") if is_whole else None


def _from_receipt(data: bytes) -> object:
    try:
        receipt = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return receipt.get("head") if isinstance(receipt, dict) else None

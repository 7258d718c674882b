# SPDX-License-Identifier: Apache-2.0
"""Reads the files inside a PDF: those that are associated with the document, none of them large."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

LARGEST = 32 * 1024 * 1024
"""Bytes of one file inside. The answers of a long record are under 1 MB."""
ORIGINAL = "Alternative"
"""How the sealed original belongs to the transfer copy that carries it."""
_MOST = 20
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, repr=False)
class Attached:
    """A file inside a document: its name as it says itself, how it belongs there, its bytes."""

    name: str
    relationship: str
    data: bytes


def attached(reader: PdfFileReader) -> Iterator[Attached]:
    """The associated files of a document, those that are too large left out.

    Raises whatever a hostile file makes pyHanko raise.
    """
    if "/AF" not in reader.root:
        return
    listed: Any = reader.root["/AF"]
    for reference in islice(listed, _MOST):
        spec: Any = reference.get_object()
        stream: Any = spec["/EF"]["/F"]
        data: bytes = stream.data
        if len(data) <= LARGEST:
            relationship = str(spec["/AFRelationship"])[1:] if "/AFRelationship" in spec else ""
            yield Attached(str(spec["/UF"])[:_LONGEST_NAME], relationship, data)

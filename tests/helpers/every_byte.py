# SPDX-License-Identifier: Apache-2.0
"""Everything that stands in a PDF, in whatever wrapping: what a search of it may not find."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from export.reading_pdf import text_of


def everything_in(data: bytes) -> str:
    """The file as it is, its pages' text without white space, every string and every stream.

    Strings (titles, alternatives, what is said of figures, names of files) are decoded as PDF
    says; streams are opened, and read as UTF-8, UTF-16 and Latin-1.
    """
    found = [data.decode("latin-1"), text_of(data)]
    with pikepdf.open(BytesIO(data)) as pdf:
        for each in pdf.objects:
            found += _strings(each, 0)
        found += _strings(pdf.trailer, 0)
    return "\n".join(found)


def _strings(thing: object, depth: int) -> Iterator[str]:
    if isinstance(thing, pikepdf.String | pikepdf.Name):
        yield str(thing)
    elif isinstance(thing, pikepdf.Stream):
        raw = thing.read_bytes()
        yield from (raw.decode(code, "replace") for code in ("latin-1", "utf-8", "utf-16-be"))
        yield from _strings(thing.stream_dict, depth)
    elif isinstance(thing, pikepdf.Array):
        for each in thing:
            yield from _inside(each, depth)
    elif isinstance(thing, pikepdf.Dictionary):
        for key in thing.keys():  # noqa: SIM118  (pikepdf iterates only keys())
            yield key
            yield from _inside(thing[key], depth)


def _inside(thing: object, depth: int) -> Iterator[str]:
    """Indirect objects are visited on their own."""
    if not getattr(thing, "is_indirect", False) and depth < 30:
        yield from _strings(thing, depth + 1)

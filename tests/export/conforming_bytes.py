# SPDX-License-Identifier: Apache-2.0
"""What PDF/A-3 asks of a file as bytes: its head and end, and how objects stand between them.

Written for files without tables of plain text, which neither qpdf nor pyHanko makes of ours.
"""

import re
from collections.abc import Iterator

_EOL = rb"(?:\r\n|\r|\n)"
_HEAD = re.compile(rb"%PDF-1\.[0-7]" + _EOL + rb"%[\x80-\xff]{4,}" + _EOL)
_OBJECT = re.compile(rb"\d+ \d+ obj" + _EOL)
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\d|\s+\d+\s+R)")
_END = re.compile(_EOL + rb"endobj" + _EOL)
_MARK = re.compile(rb"\n?startxref" + _EOL + rb"\d+" + _EOL + rb"%%EOF(?:" + _EOL + rb"|\Z)")


def byte_wrongs(data: bytes) -> Iterator[str]:
    head = _HEAD.match(data)
    if head is None:
        yield "a head that is not that of PDF 1.n with four bytes behind"
        return
    place = head.end()
    while place < len(data):
        mark, found = _MARK.match(data, place), _OBJECT.match(data, place)
        if mark is not None:
            place = mark.end()
        elif found is not None:
            end = _END.search(data, _behind_stream(data, found.end()))
            if end is None:
                yield f"an object at {place} whose stream or end is spaced otherwise"
                return
            place = end.end()
        else:
            yield f"at {place} something that is no object, or spaced otherwise"
            return


def _behind_stream(data: bytes, start: int) -> int:
    """Where the end of the object that begins at `start` has to be looked for."""
    keyword = re.compile(rb"stream(?:\r\n|\n)|endobj").search(data, start)
    if keyword is None or keyword[0] == b"endobj":
        return start
    length = _LENGTH.search(data, start, keyword.start())
    end = keyword.end() + int(length[1]) if length else len(data)
    last = re.compile(_EOL + rb"endstream").match(data, end)
    # The line break before the end of the object comes at once.
    return last.end() if last and _END.match(data, last.end()) else len(data)

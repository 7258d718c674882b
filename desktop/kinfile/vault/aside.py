# SPDX-License-Identifier: Apache-2.0
"""Records put aside: out of the way, changed by nobody, and erased when their day has come.

Being put aside is a mark of the record (rows.py), so it is in the chain like everything else,
and taking the record back is one more event.
"""

import json

from kinfile.errors import RecordClosed
from kinfile.vault.rows import Entry
from kinfile.vault.store import PUT_ASIDE, Store


class Aside(Store):
    """Putting aside, and taking back."""

    def put_aside(self, ref: str, *, until: str) -> None:
        """Put `ref` aside until the day `until` (ISO).

        Raises UnknownRecord; RecordClosed for one that is erased or put aside already.
        """
        value = json.dumps({"until": until})
        self._enter_aside(ref, Entry(kind="mark", field=PUT_ASIDE, value=value), is_aside=False)

    def take_back(self, ref: str) -> None:
        """Take `ref` back. Raises UnknownRecord; RecordClosed for one that is not put aside."""
        self._enter_aside(ref, Entry(kind="unmark", field=PUT_ASIDE), is_aside=True)

    def _enter_aside(self, ref: str, entry: Entry, *, is_aside: bool) -> None:
        at = self._clock()
        with self._db.transaction():
            kept = self.summary(ref)
            if kept.status == "erased" or (kept.put_aside is not None) != is_aside:
                raise RecordClosed(ref=ref, status=kept.status)
            record = (self._row(ref)[0], ref)
            written = self._enter(record, [entry], at=at)
            self._touch(record, kept.summary, written, at=at)

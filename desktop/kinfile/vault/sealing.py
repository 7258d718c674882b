# SPDX-License-Identifier: Apache-2.0
"""Signing a record: the version is frozen and its document kept, both or neither.

The document carries the head of the chain as it is after the signing event, so it has to be made
inside the transaction that writes that event.
"""

from collections.abc import Callable

from kinfile.errors import RecordClosed
from kinfile.vault.aside import Aside
from kinfile.vault.cabinet import Cabinet
from kinfile.vault.gathering import Gathering
from kinfile.vault.rows import Head, StoredDocument
from kinfile.vault.search import Search


class Sealing(Aside, Cabinet, Search, Gathering):
    """Records and cabinet together, and the one act that needs both."""

    def sign(
        self, ref: str, *, on: str, make: Callable[[Head], bytes], edition: str = "full"
    ) -> StoredDocument:
        """Freeze the draft `ref` as signed on the day `on` (ISO) and keep what `make` draws.

        `make` gets the head after the signing event and returns the signed document. Whatever it
        raises leaves the record a draft. Raises UnknownRecord, RecordClosed, NotKept.
        """
        at = self._clock()
        with self._db.transaction():
            row = self._row(ref)
            if row[5] != "draft" or row[13] is not None:
                raise RecordClosed(ref=ref, status=row[5])
            self._enter_status(row, "signed", version=row[6], signed_on=on, reason="", at=at)
            self._sign_head(at=at)
            number = self._insert_document(
                (row[0], ref),
                make(self.head()),
                version=row[6],
                edition=edition,
                kind="signed",
                at=at,
            )
        return self._documents("WHERE document.id = ?", number)[0]

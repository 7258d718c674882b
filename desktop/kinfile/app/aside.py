# SPDX-License-Identifier: Apache-2.0
"""Deleting a record by putting it aside: it can be taken back for a while, then it is erased."""

from datetime import date, timedelta

from kinfile.app.dispatch import Dispatch
from kinfile.app.references import plain_reference
from kinfile.policy.table import Key


class PuttingAside(Dispatch):
    """`erase` is final at once; this is not."""

    @property
    def days_aside(self) -> int:
        """For how many days a record that was put aside can be taken back."""
        return self._policies.number(Key.RETENTION)

    def put_aside(self, ref: str) -> date:
        """Put `ref` aside; the day on which it will be erased.

        Raises UnknownRecord; RecordClosed for one that is erased or put aside already.
        """
        until = self._clock().date() + timedelta(days=self.days_aside)
        self._vault.put_aside(plain_reference(ref), until=until.isoformat())
        self._held.clear()
        return until

    def take_back(self, ref: str) -> None:
        """Have a record back as it was. Raises UnknownRecord; RecordClosed if it is not aside."""
        self._vault.take_back(plain_reference(ref))
        self._held.clear()

    def erase_put_aside(self) -> int:
        """Erase for good what was put aside and whose day has come; how many there were."""
        today = self._clock().date().isoformat()
        due = [
            kept.ref
            for kept in self._vault.records()
            if kept.put_aside is not None and kept.put_aside <= today and kept.status != "erased"
        ]
        for ref in due:
            self.erase(ref)
        return len(due)

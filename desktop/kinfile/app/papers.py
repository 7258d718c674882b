# SPDX-License-Identifier: Apache-2.0
"""A record that was written on a paper form first: when that was, kept beside when it was typed."""

from datetime import date

from kinfile.app.casework import Casework
from kinfile.app.changes import NotePaper
from kinfile.app.draft import Draft, Kept
from kinfile.app.references import plain_reference
from kinfile.errors import Refused
from kinfile.forms.profile import NATIONAL
from kinfile.records.marks import OnPaper


class Papers(Casework):
    """Drafts that are typed up from paper."""

    def start_from_paper(self, form: str, *, on: date, profile: str = NATIONAL) -> Draft:
        """Begin a record whose answers were written on paper on the day `on`.

        Raises UnknownForm, and Refused (to-come); then there is no record.
        """
        self._past(on)
        draft = self.start(form, profile=profile)
        return self.written_on_paper(draft.ref, on=on).draft

    def written_on_paper(self, ref: str, *, on: date | None) -> Kept:
        """Note that the answers of `ref` were written on paper on the day `on`; None takes it back.

        It counts as typed by this vault's owner: on the day the record was begun, or today where
        it was begun before the paper was written. Raises UnknownRecord, RecordClosed, Refused
        (to-come) for a day to come.
        """
        if on is None:
            return self.keep(ref, [NotePaper(None)])
        today = self._past(on)
        begun = self._vault.summary(plain_reference(ref)).created_at.astimezone().date()
        typed = begun if begun >= on else today
        return self.keep(ref, [NotePaper(OnPaper(on, typed, self.worker.name))])

    def _past(self, on: date) -> date:
        """Today; Refused for a day to come."""
        today = self._clock().date()
        if on > today:
            raise Refused(path="date", problem="to-come")
        return today

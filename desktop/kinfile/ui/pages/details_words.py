# SPDX-License-Identifier: Apache-2.0
"""The events of a record in words: who changed what, when, from what to what.

An event names a question by its id; its words are those of the version of the form that has it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from kinfile.app.story import Story, said
from kinfile.app.why_said import alert_name
from kinfile.errors import Refused
from kinfile.forms.model import Alert, Group, Question
from kinfile.i18n import N_, Language
from kinfile.records.model import RowId
from kinfile.records.people import people_of
from kinfile.records.shown import printed, row_label
from kinfile.records.values import read
from kinfile.vault.rows import StoredChange

ROWS = {
    "row-added": N_("Added"),
    "row-struck": N_("Struck out"),
    "row-restored": N_("Put back"),
}
MARKS = {
    "opened": (N_("Section opened by hand"), N_("Section closed again")),
    "acknowledged": (N_("Prompt followed up"), N_("Follow-up of a prompt ended")),
    "confirmed-text": (N_("Words confirmed"), N_("Confirmation ended")),
    "confirmed-problem": (N_("Answer confirmed as right"), N_("Confirmation ended")),
    "on-paper": (N_("Written on paper first"), N_("Not written on paper after all")),
    "withheld": (N_("Left out of every copy"), N_("No longer left out of copies")),
    "copied": (N_("Taken over from an earlier record"), N_("Changed after it was taken over")),
    "signed-by-hand": (N_("Signed by hand"), N_("Signature by hand taken away")),
    "put-aside": (N_("Put aside"), N_("Taken back")),
    "notes": (N_("Notes written, or used for an answer"), N_("Notes cleared, or put back")),
}
"""Kind of mark -> what it means when it is set, and when it ends."""
STATUSES = {
    "signed": N_("Version {version} signed"),
    "draft": N_("Version {version} begun, to correct what was signed"),
    "sent": N_("Marked as sent"),
    "closed": N_("Closed"),
    "superseded": N_("Replaced by another record"),
    "erased": N_("Erased"),
}
FILES = {
    "document": N_("Signed copy kept, version {version}"),
    "exported": N_("File saved to a folder, version {version}"),
    "sent": N_("Noted who it went to"),
    "acknowledged": N_("Noted that they confirmed it"),
}
KINDS: Mapping[str, frozenset[str]] = {
    "all": frozenset(),
    "answers": frozenset({"answer", *ROWS}),
    "signing": frozenset({"status", *FILES}),
}
"""Filter -> the kinds of events that it shows; none named is every one."""


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """One event in words. `before` and `now` are empty where there was, or is, nothing."""

    when: str
    by: str
    what: str
    where: str
    before: str
    now: str

    @property
    def whole(self) -> str:
        """Everything that a filter looks through."""
        return f"{self.when} {self.by} {self.what} {self.where} {self.before} {self.now}"


class Telling:
    """Puts the events of one story into words, one at a time: there may be thousands."""

    def __init__(self, story: Story, language: Language) -> None:
        self._language = language
        self._form, self._answers = story.draft.form, story.draft.answers
        self._people = people_of(story.draft.answers)
        # The present version has the last word on what a question is called.
        forms = tuple(reversed(story.forms))
        self._days: dict[date, str] = {}
        self._questions: dict[str, Question] = {}
        self._groups: dict[str, Group] = {}
        self._alerts: dict[str, Alert] = {}
        self._sections: dict[str, str] = {}
        for form in forms:
            self._questions |= form.by_id()
            self._groups |= {group.id: group for group in form.groups.values()}
            self._alerts |= {alert.id: alert for alert in form.alerts}
            self._sections |= {section.id: section.title for section in form.sections}
        self._titles = {(form.id, form.version): form.title for form in forms}

    def tell(self, event: StoredChange) -> Told:
        kind = event.kind
        tell: Callable[[StoredChange], tuple[str, str, str, str]] = self._plain
        if kind == "answer":
            tell = self._answer
        elif kind in ROWS:
            tell = self._row
        elif kind in ("mark", "unmark"):
            tell = self._mark
        elif kind == "status":
            tell = self._status
        elif kind in FILES:
            tell = self._file
        what, where, before, now = tell(event)
        if event.is_erased:
            now = self._language.text("Erased")
        at = event.at.astimezone()
        day, time = self._day(at.date()), self._language.time(at)
        when = self._language.text("{date}, {time}", date=day, time=time)
        return Told(when, event.by, what, where, before, now)

    def _day(self, day: date) -> str:
        """Many things happen on one day, and to put a day into words takes long."""
        if day not in self._days:
            self._days[day] = self._language.short_date(day)
        return self._days[day]

    # the kinds of events

    def _answer(self, event: StoredChange) -> tuple[str, str, str, str]:
        text = self._language.text
        group = self._groups.get(event.field)
        if group is not None:
            none = text("Asked, and there are none")
            before, now = (none if value else "" for value in (event.old, event.new))
            return text(group.title), "", before, now
        question = self._questions.get(event.field)
        if question is None:
            return event.field, "", event.old or "", event.new or ""
        where = self._row_words(event.field.partition(".")[0], event.row) if event.row else ""
        where = where or text(self._sections.get(question.section, ""))
        before, now = (self._value(question, value) for value in (event.old, event.new))
        return text(question.ask), where, before, now

    def _row(self, event: StoredChange) -> tuple[str, str, str, str]:
        group = self._groups.get(event.field)
        title = self._language.text(group.title) if group else ""
        words = self._row_words(event.field, event.row) or title or event.field
        return words, title, "", self._language.text(ROWS[event.kind])

    def _mark(self, event: StoredChange) -> tuple[str, str, str, str]:
        text = self._language.text
        means = MARKS.get(event.field)
        what = text(means[event.kind == "unmark"]) if means else event.field
        told = said(event)
        now = text("{what}: {part}", what=told["by"], part=told["note"]) if told.get("by") else ""
        return what, self._marked(event), "", now

    def _marked(self, event: StoredChange) -> str:
        """What a mark is about: a section, an alert, or a question."""
        text = self._language.text
        name = event.row.split("|")
        if event.field == "opened":
            return text(self._sections.get(event.row, ""))
        if event.field == "acknowledged":
            alert = self._alerts.get(event.row)
            return alert_name(alert, self._language) if alert else ""
        question = self._questions.get(name[1]) if len(name) > 1 else None
        return text(question.ask) if question else ""

    def _status(self, event: StoredChange) -> tuple[str, str, str, str]:
        text, told = self._language.text, said(event)
        words = STATUSES.get(str(told.get("status")))
        if words is None:
            return text("Signed, sent or corrected"), "", "", ""
        what = text(words, version=told.get("version", "?"))
        return what, "", "", str(told.get("reason") or "")

    def _file(self, event: StoredChange) -> tuple[str, str, str, str]:
        text, told = self._language.text, said(event)
        what = text(FILES[event.kind], version=told.get("version", "?"))
        now = str(told.get("recipient") or "") if event.kind in ("sent", "acknowledged") else ""
        return what, str(told.get("channel") or ""), "", now

    def _plain(self, event: StoredChange) -> tuple[str, str, str, str]:
        text, told = self._language.text, said(event)
        if event.kind not in ("created", "moved"):
            return event.kind, "", "", ""
        begun = event.kind == "created"
        what = text("Record begun") if begun else text("Moved to another version of the form")
        if not told:
            return what, "", "", ""
        title = self._titles.get((told["form"], told["version"]), told["form"])
        now = text("{form}, version {version}", form=text(title), version=told["version"])
        return what, "", "", now

    # their parts

    def _value(self, question: Question, value: str | None) -> str:
        if value is None:
            return ""
        found = json.loads(value)
        try:
            answer = read(question, found)
        except Refused:
            return found if isinstance(found, str) else value
        return printed(question, answer, self._language, self._people) if answer else ""

    def _row_words(self, group: str, row: str) -> str:
        """What a row is called now; also for one that was struck out."""
        known, found = self._groups.get(group), self._answers.row(RowId(row))
        if known is None:
            return ""
        if found is None:
            return self._language.text(known.row)
        ids = [each.id for each in self._answers.rows(group)]
        if found.id in ids:
            return row_label(known, found, ids.index(found.id) + 1, self._language, form=self._form)
        return self._language.text("{row}, struck out", row=self._language.text(known.row))

# SPDX-License-Identifier: Apache-2.0
"""What is quietly said beside an answer: that no copy shows it, or from where it was taken over."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt

from kinfile.i18n import Language
from kinfile.records.marks import Marks
from kinfile.records.model import Place
from kinfile.ui.fields.column import Column
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.tag import Tag
from kinfile.ui.widgets.text import label, set_words


@dataclass(frozen=True, slots=True)
class Aside:
    """About one answer. `source` is the record it was taken over from, `since` the day there."""

    is_withheld: bool = False
    source: str = ""
    since: date | None = None

    def words(self, language: Language) -> str:
        """Where the answer is from; empty for one that was given here."""
        if self.since is None:
            return ""
        day = language.date(self.since)
        return language.text("From record {record}, {date}", record=self.source, date=day)


NOTHING = Aside()


def aside_of(marks: Marks, place: Place) -> Aside:
    copied = marks.copied.get(place)
    return Aside(
        is_withheld=place in marks.withheld,
        source=copied.ref if copied else "",
        since=copied.on if copied else None,
    )


class AsideLine(Column):
    """The tag and the words, one below the other; gone while there is nothing to say."""

    def __init__(self, *, theme: Theme, language: Language, name: str) -> None:
        super().__init__(theme, gap=4)
        self._language = language
        self.tag = Tag(language.text("Left out of every copy"), name=f"{name}.withheld")
        self.source = label("", "caption", name=f"{name}.source")
        self.layout_.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignLeading)
        self.layout_.addWidget(self.source)

    def show_aside(self, aside: Aside) -> None:
        set_words(self.source, aside.words(self._language))
        self.source.setVisible(aside.since is not None)
        self.tag.setVisible(aside.is_withheld)
        self.setVisible(aside != NOTHING)

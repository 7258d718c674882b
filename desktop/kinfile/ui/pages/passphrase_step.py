# SPDX-License-Identifier: Apache-2.0
"""The step at which a passphrase is chosen, before records are made or opened with it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal

from kinfile.errors import KinfileError
from kinfile.i18n import Language
from kinfile.ui.desk import Desk, Failed
from kinfile.ui.pages.door_step import DoorStepPage
from kinfile.ui.theme import Theme
from kinfile.ui.waiting import Waiting
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton
from kinfile.ui.widgets.new_passphrase import NewPassphrase
from kinfile.ui.widgets.text import label

Go = Callable[[bytearray, Failed], None]
"""Goes on with the passphrase; what comes of it is told to whoever made the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What the step is, in the user's language.

    Its widgets are called `name`, and the button that goes on `go_name`. While that takes its
    time the button says `going` in place of `go`.
    """

    name: str
    where: str
    why: str
    field: str
    go_name: str
    go_icon: str
    go: str
    going: str


class PassphraseStepPage(DoorStepPage):
    """A new passphrase, suggested or the user's own, which goes on with `go`.

    It may not be made of `own_name`, where that is known.
    """

    went_back = Signal()

    keeps_typed = True

    def __init__(
        self,
        desk: Desk,
        go: Go,
        step: Step,
        theme: Theme,
        language: Language,
        *,
        own_name: str = "",
    ) -> None:
        super().__init__(theme, language, name=step.name, wide=620)
        self._go, self._step = go, step
        self._is_busy = False
        column = self.card.column
        self.add_brand(step.where)
        column.addWidget(label(step.why))
        self.chosen = NewPassphrase(
            theme,
            language,
            name=step.name,
            first_says=step.field,
            suggest=desk.suggest_passphrase,
            weakness=partial(desk.weakness, own_name=own_name),
        )
        self.chosen.submitted.connect(self._on_continued)
        column.addWidget(self.chosen)
        column.addSpacing(theme.space(8))
        self.go = PrimaryButton(step.go, theme, icon=step.go_icon, name=step.go_name)
        self.go.clicked.connect(self._on_continued)
        column.addWidget(self.go)
        self.back = LinkButton(
            language.text("Back"), theme, icon="arrow-left", name=f"{step.name}.back"
        )
        self.back.clicked.connect(self._on_back)
        column.addWidget(self.back)
        self._waiting = Waiting(self, self._show_wait)

    def focus_first(self) -> None:
        self.chosen.first.box.setFocus()

    def _on_back(self) -> None:
        if not self._is_busy:
            self.went_back.emit()

    def _on_continued(self) -> None:
        if self._is_busy or not self.chosen.is_good():
            return
        self._set_busy(is_busy=True)
        self._go(self.chosen.secret(), self._on_failed)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.chosen.set_busy(is_busy=is_busy)
        if is_busy:
            self._waiting.begin()
        else:
            self._waiting.end()
            self.go.setText(self._step.go)

    def _show_wait(self) -> None:
        self.go.setText(self._step.going)
        announce(self, Announcement.WORKING, self.language)

    def _on_failed(self, error: KinfileError) -> None:
        from kinfile.wording import say

        self._set_busy(is_busy=False)
        words = say(error, self.language)
        self.chosen.set_error(f"{words.what} {words.do}".strip())

# SPDX-License-Identifier: Apache-2.0
"""Bring in a key from elsewhere: out of a file with its passphrase, or on a card with its PIN."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit

from kinfile.errors import Cancelled
from kinfile.i18n import N_, Language
from kinfile.ui.theme import Theme
from kinfile.ui.underway import Underway
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import PrimaryButton, SecondaryButton
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.passphrase import PassphraseBox
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label, set_err, set_words
from kinfile.ui.widgets.working import Working
from kinfile.watch import Watch


class BringKeyPage(Page):
    """What both ways share: a secret, and what is refused said beside it."""

    went_back = Signal()

    keeps_typed = True

    def __init__(self, theme: Theme, language: Language, *, name: str) -> None:
        super().__init__(theme, language)
        self.setObjectName(name)
        self._name = name
        self._is_busy = False
        text = language.text
        area = ScrollColumn(theme, measure=640, margins=(28, 24, 28, 24), name=f"{name}.scroll")
        self._inside = area.column
        self.heading = Heading(text(self.title), theme)
        self._inside.addWidget(self.heading)
        self.column.addWidget(area, 1)

    def _add_secret(self, asks: str, hint: str) -> None:
        self.secret = PassphraseBox(
            asks, self.theme, self.language, name=f"{self._name}.secret", hint=hint
        )
        self.secret.submitted.connect(self._on_submitted)
        self._inside.addWidget(self.secret)

    def _add_buttons(self, words: str) -> None:
        theme = self.theme
        self._inside.addSpacing(theme.space(12))
        self.go = PrimaryButton(words, theme, icon="key-round", name=f"{self._name}.go")
        self.go.clicked.connect(self._on_submitted)
        back = SecondaryButton(
            self.language.text("Back"), theme, icon="arrow-left", name=f"{self._name}.back"
        )
        back.clicked.connect(self.went_back)
        row = FlowLayout(gap=theme.space(12))
        row.addWidget(self.go)
        row.addWidget(back)
        self._inside.addLayout(row)
        self.working = Working(theme, self.language, name=f"{self._name}.working")
        self.underway = Underway(self, self.language, self.working)
        self._inside.addWidget(self.working)
        self._inside.addStretch(1)

    def trail(self) -> tuple[str, ...]:
        return (self.language.text(self.title),)

    def go_back(self) -> None:
        if not self._is_busy:
            self.went_back.emit()

    def refuse(self, words: str) -> None:
        """Say why it was not taken in; everything typed stands."""
        self._is_busy = False
        self.underway.end()
        self.secret.set_error(words)
        self.secret.try_again()
        announce(self, Announcement.NOT_DONE, self.language)

    def _on_submitted(self) -> None:
        raise NotImplementedError


class BringFilePage(BringKeyPage):
    """`file_name` is the name of the file that was chosen."""

    submitted = Signal(object)
    """The passphrase, as a bytearray."""

    title = N_("Bring in a key file")

    def __init__(self, file_name: str, theme: Theme, language: Language) -> None:
        super().__init__(theme, language, name="bring_file")
        text = language.text
        self._inside.addWidget(label(text("File: {name}", name=file_name), "bodyBold"))
        self._inside.addWidget(
            label(
                text(
                    "The key goes into your encrypted records and signs from then on. Delete the "
                    "file afterwards: whoever has it and its passphrase can sign as you."
                )
            )
        )
        self._inside.addSpacing(theme.space(12))
        self._add_secret(
            text("Passphrase of the key file"), text("Whoever made the file told it to you")
        )
        self._add_buttons(text("Bring it in"))

    def focus_first(self) -> None:
        self.secret.box.setFocus()

    def _on_submitted(self) -> None:
        if self._is_busy:
            return
        if self.secret.is_empty:
            self.refuse(self.language.text("Enter the passphrase of the key file"))
            return
        self._is_busy = True
        self.submitted.emit(self.secret.secret())


class BringCardPage(BringKeyPage):
    """The card's own name, the module of its maker, and its PIN."""

    submitted = Signal(str, str, str)
    """Path of the module, name of the card, PIN."""
    module_wished = Signal()

    title = N_("Use a card")

    def __init__(self, theme: Theme, language: Language, *, module: str = "") -> None:
        super().__init__(theme, language, name="bring_card")
        text = language.text
        self._inside.addWidget(
            label(
                text(
                    "Put the card or stick in first. Your IT service desk knows which module it "
                    "needs and how the card is named."
                )
            )
        )
        self._inside.addSpacing(theme.space(12))
        self.errors: dict[str, QLabel] = {}
        self.module = self._add_box(
            "module", text("Module of the card's maker"), text("A file such as opensc-pkcs11.so")
        )
        self.module.setText(module)
        choose = SecondaryButton(
            text("Choose the file…"), theme, icon="folder-open", name="bring_card.choose"
        )
        choose.clicked.connect(self.module_wished)
        row = FlowLayout(gap=theme.space(12))
        row.addWidget(choose)
        self._inside.addLayout(row)
        self._inside.addSpacing(theme.space(8))
        self.card = self._add_box("card", text("Name of the card"), "")
        self._add_secret(text("PIN of the card"), text("Asked for at each signature; never kept"))
        self._add_buttons(text("Use this card"))

    def _add_box(self, key: str, asks: str, hint: str) -> QLineEdit:
        self._inside.addWidget(label(asks, "question"))
        if hint:
            self._inside.addWidget(label(hint, "hint"))
        self.errors[key] = label("", "error", name=f"bring_card.{key}.error")
        self.errors[key].hide()
        self._inside.addWidget(self.errors[key])
        box = QLineEdit()
        box.setObjectName(f"bring_card.{key}")
        box.setAccessibleName(asks)
        box.setAccessibleDescription(hint)
        box.returnPressed.connect(self._on_submitted)
        self._inside.addWidget(box)
        self._inside.addSpacing(self.theme.space(4))
        return box

    def show_working(self) -> Watch:
        """Say that the card is being asked; whoever asks it is watched."""
        words = self.language.text("Asking the card")
        return self.underway.begin(words, self.working, opener=self.go)

    def show_stopped(self, error: Cancelled) -> None:
        """Everything typed stands, but for the PIN."""
        self._is_busy = False
        self.underway.end(error)

    def focus_first(self) -> None:
        (self.card if self.module.text() else self.module).setFocus()

    def _on_submitted(self) -> None:
        if self._is_busy:
            return
        text = self.language.text
        for key, box, missing in (
            ("module", self.module, text("Choose the module of the card's maker")),
            ("card", self.card, text("Enter the name of the card")),
        ):
            is_missing = not box.text().strip()
            set_words(self.errors[key], missing)
            self.errors[key].setVisible(is_missing)
            set_err(box, is_wrong=is_missing)
            if is_missing:
                box.setAccessibleDescription(text("Error: {problem}", problem=missing))
                box.setFocus()
                announce(self, Announcement.PROBLEM, self.language)
                return
        if self.secret.is_empty:
            self.refuse(text("Enter the PIN of the card"))
            return
        self._is_busy = True
        self.submitted.emit(
            self.module.text().strip(), self.card.text().strip(), self.secret.text()
        )
        self.secret.clear()

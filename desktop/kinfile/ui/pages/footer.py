# SPDX-License-Identifier: Apache-2.0
"""The line at the foot of the record list: how many, where they are, which version."""

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from kinfile import __version__
from kinfile.i18n import Language
from kinfile.ui import icons
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.text import label

LONG_AGO = timedelta(days=7)
"""How old a backup is that is no comfort any more."""


class Footer(QFrame):
    """`words` at its beginning, the version at its end."""

    backup_chosen = Signal()
    """A backup is wanted now."""

    def __init__(self, words: str, theme: Theme, language: Language) -> None:
        super().__init__()
        self.setProperty("look", "footer")
        self.setObjectName("records.footer")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.space(n) for n in (28, 10, 28, 10)))
        row.setSpacing(theme.space(8))
        self._theme, self._language, self._row = theme, language, row
        row.addWidget(self._picture("shield-check"))
        counted = label(words, "footnote", wraps=theme.is_compact, name="records.count")
        row.addWidget(counted, int(theme.is_compact))
        self._at = row.count()
        row.addStretch(0 if theme.is_compact else 1)
        if not theme.is_compact:
            version = language.text(
                "Kinfile {version} · works without internet", version=__version__
            )
            row.addWidget(label(version, "caption", wraps=False))

    def show_backup(self, made_at: datetime | None, *, now: datetime) -> None:
        """Say when a copy of the records was made last; None for never."""
        text = self._language.text
        words = text("No backup yet")
        if made_at is not None:
            words = text("Last backup: {date}", date=self._language.short_date(made_at.date()))
        is_old = made_at is None or now - made_at > LONG_AGO
        told = label(words, "footnoteBold" if is_old else "footnote", name="records.backup")
        told.setWordWrap(self._theme.is_compact)
        picture = self._picture("triangle-alert" if is_old else "save")
        self._row.insertSpacing(self._at, self._theme.space(16))
        self._row.insertWidget(self._at + 1, picture)
        self._row.insertWidget(self._at + 2, told, int(self._theme.is_compact))
        now_link = LinkButton(text("Back up now"), self._theme, size=14, name="records.backup_now")
        now_link.clicked.connect(self.backup_chosen)
        self._row.insertWidget(self._at + 3, now_link)

    def _picture(self, icon: str) -> QLabel:
        made = QLabel()
        made.setPixmap(icons.pixmap(icon, self._theme.colour("text"), self._theme.px(18)))
        return made

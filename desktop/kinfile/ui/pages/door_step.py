# SPDX-License-Identifier: Apache-2.0
"""The ground of the pages before records are open: a card in the middle, help at the foot."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kinfile.i18n import LANGUAGES, Language
from kinfile.policy.policies import Policies
from kinfile.policy.table import Key
from kinfile.ui import icons
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label

WIDE = 480
LOGO_HIGH, LOGO_WIDE = 56, 360
_LARGEST_LOGO = 2_000_000
"""Bytes. A larger file is no logo."""


class DoorStepPage(Page):
    """`card` takes what the page is for. Text size and colours can be changed from here."""

    sizes_chosen = Signal(object)
    """The widget at which the choice of text sizes is wanted."""
    colours_chosen = Signal(object)
    language_chosen = Signal(str)
    """The code of the language that is to be spoken from now on."""
    help_chosen = Signal()
    verify_chosen = Signal()
    """A signed file is to be checked, which needs no records."""

    offers_verify = False
    """Whether its foot leads to the check of signed files."""

    def __init__(self, theme: Theme, language: Language, *, name: str, wide: int = WIDE) -> None:
        super().__init__(theme, language)
        self.setObjectName(name)
        self.area = ScrollColumn(theme, measure=0, margins=(16, 16, 16, 16), name=f"{name}.scroll")
        self.card = Card(theme, padding=36, name=f"{name}.card")
        self.card.setMaximumWidth(theme.px(wide))
        self.below = QVBoxLayout()
        self.below.setSpacing(theme.space(8))
        inside = self.area.column
        inside.addStretch(1)
        # A row of its own: an aligned item would be given the height of the whole width.
        middle = QHBoxLayout()
        middle.addStretch(1)
        # So much more stretch that it takes all there is up to its greatest width.
        middle.addWidget(self.card, 10_000)
        middle.addStretch(1)
        inside.addLayout(middle)
        inside.addSpacing(theme.space(8))
        inside.addLayout(self.below)
        inside.addStretch(1)
        self.column.addWidget(self.area, 1)
        self.foot = self._foot()
        # Nothing stays at the edge of a compact window: there is no room to spare.
        (inside if theme.is_compact else self.column).addWidget(self.foot)

    def add_brand(self, subtitle: str) -> None:
        """The mark, the name as the page's heading, and a line below it."""
        theme = self.theme
        row = QHBoxLayout()
        row.setSpacing(theme.space(14))
        picture = QLabel()
        picture.setPixmap(icons.mark(theme.colour("link"), theme.colour("surface"), theme.px(40)))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.heading = Heading("Kinfile", theme)
        words.addWidget(self.heading)
        words.addWidget(label(subtitle, "hint"))
        row.addLayout(words, 1)
        self.card.column.addLayout(row)

    def add_organisation(self, policies: Policies) -> None:
        """Whose computer it is, where IT said so: a logo, a name, or both."""
        theme, name = self.theme, policies.line(Key.ORGANISATION)
        logo = _logo(policies.path(Key.LOGO), theme)
        if logo is not None:
            picture = QLabel()
            picture.setObjectName("organisation.logo")
            picture.setPixmap(logo)
            picture.setAccessibleName(name or self.language.text("Logo of the organisation"))
            self.card.column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        if name:
            self.card.column.addWidget(label(name, "hint", name="organisation.name"))

    def add_promise(self) -> None:
        """What every first look asks: where does it go?"""
        theme = self.theme
        row = QHBoxLayout()
        row.setSpacing(theme.space(8))
        picture = QLabel()
        picture.setPixmap(icons.pixmap("shield-check", theme.colour("text2"), theme.px(18)))
        promise = label(
            self.language.text(
                "Everything is encrypted on this laptop. Kinfile never uses the internet."
            ),
            "hint",
            wraps=theme.is_compact,
        )
        row.addStretch()
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(promise, 1 if theme.is_compact else 0)
        row.addStretch()
        self.below.addLayout(row)

    def regions(self) -> tuple[QWidget, ...]:
        return self.card, self.foot

    def _other_languages(self) -> Iterator[LinkButton]:
        """Each by its own name, which whoever needs it can read."""
        for code, own in LANGUAGES.items():
            if code != self.language.code:
                link = LinkButton(own, self.theme, name=f"{self.objectName()}.{code}")
                link.clicked.connect(lambda _=False, code=code: self.language_chosen.emit(code))
                yield link

    def _verify(self) -> Iterator[LinkButton]:
        if self.offers_verify:
            words, name = self.language.text("Check a signed file"), self.objectName()
            link = LinkButton(words, self.theme, icon="file-check", name=f"{name}.verify")
            link.clicked.connect(self.verify_chosen)
            yield link

    def _foot(self) -> QWidget:
        theme, text, name = self.theme, self.language.text, self.objectName()
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(*(theme.space(n) for n in (28, 8, 28, 16)))
        row.addStretch()
        links = FlowLayout(gap=theme.space(22))
        sizes = LinkButton(text("Text size"), theme, icon="a-large-small", name=f"{name}.sizes")
        colours = LinkButton(text("Colours"), theme, icon="contrast", name=f"{name}.colours")
        helped = LinkButton(text("Help"), theme, icon="info", name=f"{name}.help")
        sizes.clicked.connect(lambda: self.sizes_chosen.emit(sizes))
        colours.clicked.connect(lambda: self.colours_chosen.emit(colours))
        helped.clicked.connect(self.help_chosen)
        for link in (*self._verify(), sizes, colours, *self._other_languages(), helped):
            links.addWidget(link)
        row.addLayout(links)
        return foot


def _logo(file: Path | None, theme: Theme) -> QPixmap | None:
    """The picture in a PNG file, no larger than there is room for; None where there is none."""
    try:
        if file is None or file.stat().st_size > _LARGEST_LOGO:
            return None
        content = file.read_bytes()
    except OSError:
        return None
    picture = QPixmap()
    if not picture.loadFromData(content, "PNG"):
        return None
    return picture.scaled(
        theme.px(LOGO_WIDE),
        theme.px(LOGO_HIGH),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )

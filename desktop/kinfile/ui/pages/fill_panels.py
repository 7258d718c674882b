# SPDX-License-Identifier: Apache-2.0
"""The panels beside the questions: prompts, why, earlier answers, what is left over, go to.

What each is filled with when it opens, and what follows from what is chosen in it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kinfile.app.draft import Draft
from kinfile.i18n import Language
from kinfile.records.model import Place
from kinfile.ui.pages.fill_alerts import AlertPanel
from kinfile.ui.pages.fill_beside import Beside
from kinfile.ui.pages.fill_body import Body
from kinfile.ui.pages.fill_earlier import EarlierPanel
from kinfile.ui.pages.fill_pane import SectionsPane
from kinfile.ui.pages.fill_record import Filling
from kinfile.ui.pages.fill_spelling import SpellingCheck
from kinfile.ui.pages.fill_spelling_panel import SpellingPanel
from kinfile.ui.pages.fill_why import WhyPanel
from kinfile.ui.pages.go_to import GoToPanel
from kinfile.ui.pages.left_over import LeftOverPanel
from kinfile.ui.theme import Theme

if TYPE_CHECKING:
    from kinfile.app.story import Earlier


class Panels(QObject):
    """`keep_typed` hands on what was typed, so that a panel tells of it too."""

    spot_chosen = Signal(object)
    next_chosen = Signal()
    put_back = Signal(object, object)
    """Place, Answer | None: what stood there before is to stand there again."""

    def __init__(
        self,
        filling: Filling,
        body: Body,
        pane: SectionsPane,
        theme: Theme,
        language: Language,
        *,
        keep_typed: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._filling, self._body = filling, body
        self._keep_typed = keep_typed
        self._looked_back: Place | None = None
        self.alerts = AlertPanel(filling.desk.worker.name, theme, language)
        self.why = WhyPanel(theme, language)
        self.earlier = EarlierPanel(theme, language)
        self.left_over = LeftOverPanel(theme, language)
        self.finder = GoToPanel(theme, language)
        spelling = SpellingPanel(theme, language)
        self.spelling = SpellingCheck(filling, body, spelling, theme, language, parent=self)
        every = (self.alerts, self.why, self.earlier, self.left_over, self.finder, spelling)
        self.beside = Beside(body, pane, every, is_compact=theme.is_compact, parent=self)
        self.spelling.join(self.beside)
        for panel in every:
            panel.closed.connect(self.beside.close)
        self.alerts.spot_chosen.connect(self.spot_chosen)
        self.alerts.answered.connect(filling.change)
        self.why.spot_chosen.connect(self.spot_chosen)
        self.finder.spot_chosen.connect(self.spot_chosen)
        self.finder.next_chosen.connect(self.next_chosen)
        self.earlier.returned.connect(self.put_back)

    def show_draft(self, draft: Draft) -> bool:
        """Bring up to date what is open; whether anything is."""
        is_open = False
        for panel in (self.alerts, self.why):
            if not panel.isHidden():
                panel.show_draft(draft)
                is_open = True
        return is_open

    def see_prompts(self) -> None:
        self.alerts.show_draft(self._filling.draft)
        self.beside.open(self.alerts)
        self.alerts.focus_first()

    def record(self) -> None:
        """The prompts, at the first that waits for what was done."""
        self.see_prompts()
        self.alerts.focus_first(record=True)

    def find_goal(self) -> None:
        """Sections and questions by their words; again closes it."""
        if self.beside.gives_way_to(self.finder):
            self._keep_typed()
            self.finder.begin(self._filling.draft)
            self.beside.open(self.finder)
            self.finder.focus_first()

    def check_spelling(self) -> None:
        self._keep_typed()
        self.spelling.begin()

    def see_left_over(self) -> None:
        self.left_over.show_draft(self._filling.draft)
        self.beside.open(self.left_over)
        self.left_over.focus_first()

    def see_why(self) -> None:
        """Why the question in focus is asked today, or this section open; again closes it."""
        page, draft = self._body.page, self._filling.draft
        if page is None:
            return
        about = page.here.place if page.here is not None else page.section.id
        is_told = not self.why.isHidden() and self.why.about == about
        is_within = self.beside.holds_focus(self.why)
        self.beside.close()
        if is_told or is_within:
            return
        self._keep_typed()
        self.why.tell(draft, about)
        self.beside.open(self.why)
        self.why.focus_first()

    def see_earlier(self) -> None:
        """What stood before at the question in focus; again closes it."""
        here = self._body.page.here if self._body.page is not None else None
        gives_way = self.beside.gives_way_to(self.earlier)
        if not gives_way or here is None or self._filling.is_presenting:
            return
        self._keep_typed()
        self._looked_back = here.place
        ref = self._filling.draft.ref
        # The queue is in order: what was just handed on is among what comes back.
        self._filling.desk.ask(
            lambda workspace: workspace.earlier(ref, here.place), done=self._on_earlier
        )

    def _on_earlier(self, earlier: "tuple[Earlier, ...]") -> None:
        if self._looked_back is not None:
            self.earlier.show_earlier(self._filling.draft, self._looked_back, earlier)
            self.beside.open(self.earlier)
            self.earlier.focus_first()

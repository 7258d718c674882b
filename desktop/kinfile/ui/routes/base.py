# SPDX-License-Identifier: Apache-2.0
"""What every route stands on: showing a page, showing it again, saying what happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kinfile.errors import VaultDamaged
from kinfile.ui.widgets.page import PagePlace

if TYPE_CHECKING:
    from kinfile.app.draft import Draft, Worker
    from kinfile.errors import KinfileError
    from kinfile.ui.appearance import Appearance
    from kinfile.ui.backing_up import BackingUp
    from kinfile.ui.desk import Desk
    from kinfile.ui.dialogs import Dialogs
    from kinfile.ui.door_cards import FormCard
    from kinfile.ui.pages.fill_places import Spot
    from kinfile.ui.pages.fill_record import Filling
    from kinfile.ui.widgets.page import Page
    from kinfile.ui.window import Build, Window

Route = Callable[[PagePlace | None], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a notice: `key` names it, `then` is what it leads to. "close" ends Kinfile."""

    key: str
    words: str
    then: Callable[[], None] | None = None


class RoutesBase(QObject):
    """What the parts of Routes share. Which page comes when is theirs."""

    def __init__(
        self,
        window: Window,
        desk: Desk,
        appearance: Appearance,
        dialogs: Dialogs,
        backing_up: BackingUp,
    ) -> None:
        super().__init__(window)
        self._dialogs = dialogs
        self._backing_up = backing_up
        self._window = window
        self._desk = desk
        self._appearance = appearance
        self._route: Route = self.show_start
        self._before: Route = self.show_records
        self._before_place: PagePlace | None = None
        self._forms: dict[str, FormCard] = {}
        self._shows_names = False
        self._chip = "all"
        self._typed_worker: Worker | None = None
        self._filling: Filling | None = None
        """The record in hand; it outlives the pages that show it."""
        self.after_lock: tuple[str, ...] = ()
        """With what a fresh process is started after locking, beside the vault."""

    def show_start(self, place: PagePlace | None = None) -> None:
        """Unlock where there is a vault, else set one up."""
        raise NotImplementedError

    def show_records(self, place: PagePlace | None = None) -> None:
        """Home: the list of records, read anew."""
        raise NotImplementedError

    def show_record(self, draft: Draft, *, at: Spot | None = None) -> None:
        """Where work on `draft` goes on."""
        raise NotImplementedError

    def back_up_now(self) -> None:
        """Make a backup, and show how it goes."""
        raise NotImplementedError

    def go_home(self) -> None:
        """Back to the list, or to the first page while nothing is open."""
        self._window.place()
        (self.show_records if self._desk.is_unlocked else self.show_start)()

    @property
    def _text(self) -> Callable[..., str]:
        return self._appearance.language.text

    def _show(
        self, route: Route, build: Build, place: PagePlace | None, *, has_bar: bool = True
    ) -> Page:
        self._route = route
        return self._window.show_page(build, place=place, has_bar=has_bar)

    def rebuild(self) -> None:
        """Show the same page in the look of now, with the user where they were."""
        place, asks_in = self._window.place(), self._appearance.form_language
        if asks_in == self._desk.asks_in:
            self._route(place)
            return
        self._desk.ask_in(asks_in)
        if self._filling is None:
            self._route(place)
        else:
            self._filling.read_again(partial(self._route, place))

    def _on_failed(self, error: KinfileError) -> None:
        self.show_error(error, then=self.go_home)

    def show_error(self, error: KinfileError, *, then: Callable[[], None]) -> None:
        """What happened and what to do, in a page of its own."""
        from kinfile.wording import say

        words = say(error, self._appearance.language)
        choices = [Choice("back", self._text("Go back"), then)]
        if isinstance(error, VaultDamaged) and self._desk.is_unlocked:
            mend = self._text("Lock, and see what can be done")
            choices.insert(0, Choice("mend", mend, self.lock_and_mend))
        self._tell(words.what, (words.do,), choices)

    def lock_and_mend(self) -> None:
        """For records that were found to be damaged while they are open."""
        self.after_lock = ("--mend",)
        self._window.lock_chosen.emit()

    def show_fault(self) -> None:
        """A mistake of ours: what was kept is kept, and work can go on."""
        self._notice(
            self._text("Something in Kinfile went wrong"),
            (
                self._text("Everything that was shown as kept is safe in your records."),
                self._text("Go back and look at your last change. If this happens again, tell "
                           "your IT service desk."),
            ),
            (("back", self._text("Go back to my records")), ("close", self._text("Close Kinfile"))),
            self.go_home,
        )  # fmt: skip

    def _notice(
        self,
        title: str,
        lines: tuple[str, ...],
        actions: tuple[tuple[str, str], ...],
        then: Callable[[], None] | None = None,
    ) -> None:
        self._tell(title, lines, [Choice(key, words, then) for key, words in actions])

    def _tell(self, title: str, lines: Sequence[str], choices: Sequence[Choice]) -> None:
        """Say something in a page of its own, with what can be done next; the likeliest first."""
        from kinfile.ui.pages.notice import NoticePage

        wishes = {choice.key: choice.then for choice in choices}
        actions = [(choice.key, choice.words) for choice in choices]

        def route(place: PagePlace | None) -> None:
            build = partial(NoticePage, title, lines, actions)
            page = self._show(route, build, place, has_bar=self._desk.is_unlocked)
            if isinstance(page, NoticePage):
                page.action_chosen.connect(chosen)

        def chosen(key: str) -> None:
            then = wishes[key]
            if key == "close":
                self._window.close_chosen.emit()
            elif then is not None:
                then()

        route(None)

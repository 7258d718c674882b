# SPDX-License-Identifier: Apache-2.0
"""The route to the check of signed files: from the menu, or from the page before unlocking."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.ui.routes.base import Route, RoutesBase

if TYPE_CHECKING:
    from kinfile.app.countersigning import CountersignedFile
    from kinfile.app.signing_keys import KeyChoice
    from kinfile.app.workspace import Workspace
    from kinfile.ui.pages.verify_countersign import CountersignPage
    from kinfile.ui.verifying import Request
    from kinfile.ui.widgets.page import PagePlace


class VerifyRoutes(RoutesBase):
    """A page that can be looked at in passing: leaving it leads back."""

    _before_verify: tuple[Route, PagePlace | None] | None = None

    def go_verify(self) -> None:
        """From the menu: whatever is unsaved is handed on first."""
        place = self._window.place()
        if self._route != self.show_verify:
            self._before_verify = (self._route, place)
        self.show_verify()

    def show_verify(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.verify import VerifyPage

        is_open = self._desk.is_unlocked
        build = partial(VerifyPage, self._desk.verifying, may_countersign=is_open)
        page = self._show(self.show_verify, build, place, has_bar=is_open)
        if isinstance(page, VerifyPage):
            page.file_wished.connect(self._choose_signed)
            page.folder_wished.connect(self._choose_signed_folder)
            page.dropped.connect(self._check)
            page.asked_again.connect(self._check_again)
            page.authority_wished.connect(self._choose_authority)
            page.data_wished.connect(self._save_data)
            page.countersign_wished.connect(self.show_countersign)
            page.went_back.connect(self._leave_verify)

    def _leave_verify(self) -> None:
        self._desk.verifying.forget()
        route, place = self._before_verify or (
            self.show_records if self._desk.is_unlocked else self.show_start,
            None,
        )
        route(place)

    def _choose_signed(self) -> None:
        file = self._dialogs.choose_file(
            self._window,
            self._text("Choose a signed file"),
            start=Path.home(),
            pattern=self._text("Signed files (*.pdf)"),
        )
        if file is not None:
            self._check(file)

    def _choose_signed_folder(self) -> None:
        title = self._text("Choose a folder of signed files")
        folder = self._dialogs.choose_folder(self._window, title, start=Path.home())
        if folder is not None:
            self._check(folder)

    def _choose_authority(self) -> None:
        file = self._dialogs.choose_file(
            self._window,
            self._text("Choose the certificate of an authority"),
            start=Path.home(),
            pattern=self._text("Certificates (*.pem *.cer *.crt *.der)"),
        )
        if file is None:
            return
        verifying = self._desk.verifying
        verifying.authority = file
        if verifying.request is not None:
            self._run(replace(verifying.request, results=(), shown=None))
        else:
            verifying.changed.emit()

    def _check(self, chosen: Path) -> None:
        from kinfile.ui.verifying import Request

        self._run(Request(chosen=chosen))

    def _check_again(self, words: str, password: str) -> None:
        request = self._desk.verifying.request
        if request is not None:
            self._run(
                replace(
                    request,
                    words=words or request.words,
                    password=password or request.password,
                    results=(),
                    shown=None,
                )
            )

    def _save_data(self) -> None:
        request = self._desk.verifying.request
        title = self._text("Save the data to a folder")
        folder = self._dialogs.choose_folder(self._window, title, start=Path.home())
        if folder is not None and request is not None:
            self._run(replace(request, results=(), shown=None), save_to=folder)

    # From the manager's own vault

    def go_countersign(self) -> None:
        """From the menu: the file is checked first, and signed from there."""
        self.go_verify()
        self._choose_signed()

    def show_countersign(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.verify_countersign import CountersignPage

        request = self._desk.verifying.request
        if request is None or not request.results:
            self.show_verify()
            return
        build = partial(CountersignPage, self._desk, request.results[0])
        page = self._show(self.show_countersign, build, place)
        if isinstance(page, CountersignPage):
            page.submitted.connect(partial(self._countersign, page, request))
            page.went_back.connect(self.show_verify)

    def _countersign(
        self,
        page: CountersignPage,
        request: Request,
        passphrase: bytearray,
        key: KeyChoice | None,
    ) -> None:
        title = self._text("Save the countersigned file to a folder")
        folder = self._dialogs.choose_folder(self._window, title, start=Path.home())
        if folder is None:
            return
        language, watch = self._appearance.language, page.show_busy()

        def sign(workspace: Workspace) -> CountersignedFile:
            from kinfile.app.countersigning import countersign_into
            from kinfile.app.signing_keys import ANY_KEY

            return countersign_into(
                workspace,
                request.chosen,
                folder,
                passphrase,
                language=language,
                words=request.words,
                key=key or ANY_KEY,
                watch=watch,
            )

        self._desk.ask(sign, done=page.show_done, failed=page.refuse)

    def _run(self, request: Request, *, save_to: Path | None = None) -> None:
        """With the fingerprints of one's own keys, where there are any at hand."""
        language = self._appearance.language

        def begin(own: tuple[str, ...]) -> None:
            self._desk.verifying.check(replace(request, own=own), language, save_to=save_to)

        if self._desk.is_unlocked:
            self._desk.ask(lambda workspace: workspace.own_fingerprints(), done=begin)
        else:
            begin(())

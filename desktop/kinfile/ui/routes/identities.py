# SPDX-License-Identifier: Apache-2.0
"""Routes to the keys that sign: from My details, and back to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.errors import Cancelled
from kinfile.policy.table import Key
from kinfile.ui.routes.base import RoutesBase

if TYPE_CHECKING:
    from kinfile.app.identities import ListedKey
    from kinfile.app.workspace import Workspace
    from kinfile.errors import KinfileError
    from kinfile.ui.desk import Wish
    from kinfile.ui.widgets.page import PagePlace

Told = tuple[str, str]


class IdentityRoutes(RoutesBase):
    """The keys of the owner, one and all."""

    @property
    def minimum_tier(self) -> int:
        """The least tier that IT lets sign."""
        return self._desk.policies.number(Key.TIER)

    def show_my_details(self, place: PagePlace | None = None) -> None:
        """Where the list of keys leads back to."""
        raise NotImplementedError

    def show_identities(
        self,
        place: PagePlace | None = None,
        *,
        told: Told | None = None,
        is_refused: bool = False,
    ) -> None:
        """The list of keys; `told` is what has just happened, said once."""
        from kinfile.ui.pages.identities import IdentitiesPage

        language, minimum = self._appearance.language, self.minimum_tier

        def with_keys(keys: tuple[ListedKey, ...]) -> None:
            build = partial(
                IdentitiesPage, keys, told=told, is_refused=is_refused, minimum_tier=minimum
            )
            page = self._show(self.show_identities, build, place)
            if isinstance(page, IdentitiesPage):
                self._join_identities(page)

        self._desk.listed_keys(language, minimum_tier=minimum, done=with_keys)

    def _join_identities(self, page: object) -> None:
        from kinfile.ui.pages.identities import IdentitiesPage

        if not isinstance(page, IdentitiesPage):
            return
        page.use_chosen.connect(self._use_key)
        page.request_chosen.connect(self._save_request)
        page.stop_chosen.connect(self._stop_key)
        page.made.connect(self._make_key)
        page.certificate_wished.connect(self._bring_certificate)
        page.key_file_wished.connect(self._bring_key_file)
        page.card_wished.connect(self.show_bring_card)
        page.went_back.connect(self.show_my_details)

    # What is done with a key

    def _use_key(self, number: int) -> None:
        said = self._text("That key signs from now on")
        self._change(lambda workspace: workspace.prefer_identity(number), said)

    def _make_key(self) -> None:
        more = self._text("The earlier keys stay for what they have signed.")
        said = self._text("A new key is made and signs from now on")
        self._change(lambda workspace: workspace.create_identity(), said, more)

    def _stop_key(self, number: int) -> None:
        text = self._text
        sure = self._dialogs.confirm(
            self._window,
            text("Stop using this key?"),
            text("It signs nothing any more, for good. What it has signed stays valid."),
            yes=text("Stop using it"),
            theme=self._window.theme,
            language=self._appearance.language,
            is_danger=True,
        )
        if sure:
            said = text("That key signs nothing any more")
            self._change(lambda workspace: workspace.retire_identity(number), said)

    def _save_request(self, number: int) -> None:
        folder = self._dialogs.choose_folder(
            self._window, self._text("Save the request to a folder"), start=Path.home()
        )
        if folder is None:
            return

        def saved(file: Path) -> None:
            title = self._text("The request is saved as {name}", name=file.name)
            more = self._text("Send it to your IT service desk. It holds no secret.")
            self.show_identities(told=(title, more))

        self._desk.ask(
            lambda workspace: workspace.save_request(number, folder),
            done=saved,
            failed=self._on_key_refused,
        )

    # What is brought in

    def _bring_certificate(self) -> None:
        file = self._choose_key_file(
            self._text("Choose the certificate"),
            self._text("Certificates (*.cer *.crt *.pem *.der *.p7b *.p7c)"),
        )
        if file is None:
            return

        def take(workspace: Workspace) -> object:
            from kinfile.app.given_files import LARGEST_CERTIFICATES, read_bounded

            return workspace.import_certificate(read_bounded(file, LARGEST_CERTIFICATES))

        self._change(take, self._text("The certificate is taken in; its key signs from now on"))

    def _bring_key_file(self) -> None:
        file = self._choose_key_file(
            self._text("Choose the key file"), self._text("Key files (*.p12 *.pfx)")
        )
        if file is not None:
            self.show_bring_file(file)

    def show_bring_file(self, file: Path, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.identities_bring import BringFilePage

        page = self._show(
            partial(self.show_bring_file, file), partial(BringFilePage, file.name), place
        )
        if isinstance(page, BringFilePage):
            page.submitted.connect(partial(self._take_key_file, file))
            page.went_back.connect(self.show_identities)

    def _take_key_file(self, file: Path, secret: bytearray) -> None:
        def take(workspace: Workspace) -> object:
            from kinfile.app.given_files import LARGEST_CERTIFICATES, read_bounded

            data = read_bounded(file, LARGEST_CERTIFICATES)
            return workspace.import_pkcs12(data, bytes(secret))

        said = self._text("The key is taken in and signs from now on")
        more = self._text("Delete the key file now.")
        self._change(take, said, more, failed=self._refuse_key)

    def show_bring_card(self, place: PagePlace | None = None, *, module: str = "") -> None:
        from kinfile.ui.pages.identities_bring import BringCardPage

        build = partial(BringCardPage, module=module)
        page = self._show(self.show_bring_card, build, place)
        if isinstance(page, BringCardPage):
            page.submitted.connect(self._take_card)
            page.module_wished.connect(self._choose_module)
            page.went_back.connect(self.show_identities)

    def _choose_module(self) -> None:
        from kinfile.ui.pages.identities_bring import BringCardPage

        file = self._choose_key_file(
            self._text("Choose the module of the card's maker"),
            self._text("Modules (*.so *.dll *.dylib)"),
        )
        page = self._window.page
        if file is not None and isinstance(page, BringCardPage):
            page.module.setText(str(file))
            page.focus_first()

    def _take_card(self, module: str, card: str, pin: str) -> None:
        from kinfile.ui.pages.identities_bring import BringCardPage

        page = self._window.page
        if not isinstance(page, BringCardPage):
            return
        watch = page.show_working()
        said = self._text("The card's key signs from now on")
        more = self._text("Its PIN is asked for at each signature.")
        self._change(
            lambda workspace: workspace.add_token(module, card, pin, watch=watch),
            said,
            more,
            failed=self._refuse_key,
        )

    # How it went

    def _change(
        self,
        wish: Wish[object],
        said: str,
        more: str = "",
        *,
        failed: Callable[[KinfileError], None] | None = None,
    ) -> None:
        """Do `wish`, then show the list anew with what happened."""
        self._desk.ask(
            wish,
            done=lambda _: self.show_identities(told=(said, more)),
            failed=failed or self._on_key_refused,
        )

    def _on_key_refused(self, error: KinfileError) -> None:
        from kinfile.wording import say

        words = say(error, self._appearance.language)
        self.show_identities(told=(words.what, words.do), is_refused=True)

    def _refuse_key(self, error: KinfileError) -> None:
        """On the page where the secret was typed."""
        from kinfile.ui.pages.identities_bring import BringCardPage, BringKeyPage
        from kinfile.wording import say

        page = self._window.page
        if isinstance(page, BringCardPage) and isinstance(error, Cancelled):
            page.show_stopped(error)
        elif isinstance(page, BringKeyPage):
            page.refuse(str(say(error, self._appearance.language)))

    def _choose_key_file(self, title: str, pattern: str) -> Path | None:
        return self._dialogs.choose_file(self._window, title, start=Path.home(), pattern=pattern)

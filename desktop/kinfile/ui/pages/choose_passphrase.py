# SPDX-License-Identifier: Apache-2.0
"""First run, step 2 of 3: the passphrase, offered as five words or made by oneself."""

from collections.abc import Callable

from kinfile.app.draft import Worker
from kinfile.i18n import N_, Language
from kinfile.ui.desk import Desk, Failed
from kinfile.ui.pages.passphrase_step import PassphraseStepPage, Step
from kinfile.ui.theme import Theme


class ChoosePassphrasePage(PassphraseStepPage):
    """Makes the vault.

    `done` gets the recovery code, which is shown once. It is no signal, because it must not be
    lost when the page is built anew in the meantime.
    """

    title = N_("Choose a passphrase")

    def __init__(
        self,
        desk: Desk,
        worker: Worker,
        done: Callable[[str], None],
        theme: Theme,
        language: Language,
    ) -> None:
        def create(passphrase: bytearray, failed: Failed) -> None:
            desk.create(worker, passphrase, done=done, failed=failed)

        text = language.text
        step = Step(
            name="choose_passphrase",
            where=text("Set up on this laptop. Step 2 of 3: your passphrase"),
            why=text(
                "The passphrase is the only key to your records. Nobody can look it up or "
                "set a new one for you. Five words are easy to remember and hard to guess."
            ),
            field=text("Passphrase"),
            go_name="choose_passphrase.make",
            go_icon="lock",
            go=text("Make my encrypted records"),
            going=text("Making your records…"),
        )
        super().__init__(desk, create, step, theme, language, own_name=worker.name)

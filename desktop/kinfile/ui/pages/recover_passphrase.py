# SPDX-License-Identifier: Apache-2.0
"""Back into one's records, step 2 of 3: a new passphrase. Then both old ways are closed."""

from collections.abc import Callable
from pathlib import Path

from kinfile.i18n import N_, Language
from kinfile.ui.desk import Desk, Failed
from kinfile.ui.pages.passphrase_step import PassphraseStepPage, Step
from kinfile.ui.theme import Theme


class RecoverPassphrasePage(PassphraseStepPage):
    """Opens the vault with `code`.

    `done` gets the new code, which is shown once. It is no signal, because it must not be lost
    when the page is built anew in the meantime. Whose records they are is known only when they
    are open: the vault sees to it that the passphrase is not made of the name.
    """

    title = N_("Choose a new passphrase")

    def __init__(
        self,
        desk: Desk,
        folder: Path,
        code: str,
        done: Callable[[str], None],
        theme: Theme,
        language: Language,
    ) -> None:
        def recover(passphrase: bytearray, failed: Failed) -> None:
            desk.recover(folder, code, passphrase, done=done, failed=failed)

        text = language.text
        step = Step(
            name="recover_passphrase",
            where=text("Back into your records. Step 2 of 3: a new passphrase"),
            why=text(
                "The recovery code is right. Choose the passphrase that opens your records "
                "from now on. The old one, and the code you have just used, stop working."
            ),
            field=text("New passphrase"),
            go_name="recover_passphrase.open",
            go_icon="key-round",
            go=text("Open my records"),
            going=text("Opening your records…"),
        )
        super().__init__(desk, recover, step, theme, language)

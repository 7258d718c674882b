# SPDX-License-Identifier: Apache-2.0
"""An open vault and who works with it: what every part of a workspace stands on."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kinfile.app.draft import Worker
from kinfile.app.drafting import Working
from kinfile.i18n import Language
from kinfile.log import NO_LOG, Log
from kinfile.policy.policies import NO_POLICIES, Policies
from kinfile.vault.rows import StoredWorker
from kinfile.vault.session import OpenVault

Clock = Callable[[], datetime]


class Opened:
    """The base of Workspace. `clock` gives the time, aware; one thread only.

    What `policies` say holds for everything that is done with it.
    """

    def __init__(
        self, folder: Path, vault: OpenVault, clock: Clock, policies: Policies = NO_POLICIES
    ) -> None:
        self.folder = folder
        self._policies = policies
        self._log = NO_LOG
        self._vault = vault
        self._clock = clock
        self._held: dict[str, Working] = {}
        self._asks_in = Language()

    def tell_to(self, log: Log) -> None:
        """From now on tell `log` what IT asks to know."""
        self._log = log

    def ask_in(self, language: Language) -> None:
        """Show forms in `language` from now on; what is kept is the same in any."""
        self._asks_in = language
        self._held.clear()

    @property
    def worker(self) -> Worker:
        kept = self._vault.worker()
        return Worker(
            name=kept.name,
            role=kept.role,
            organisation=kept.organisation,
            registration=kept.registration,
            phone=kept.phone,
            email=kept.email,
        )

    def update_worker(self, worker: Worker) -> None:
        self._vault.update_worker(
            StoredWorker(
                name=worker.name,
                role=worker.role,
                organisation=worker.organisation,
                registration=worker.registration,
                phone=worker.phone,
                email=worker.email,
            )
        )

    def is_owner(self, passphrase: bytearray) -> bool:
        """Whether `passphrase` opens this vault; it is wiped. Raises TooSoon."""
        return self._vault.verify_passphrase(passphrase)

# SPDX-License-Identifier: Apache-2.0
"""How screens are reached, for packaging/screens.py. The way in, hiding, and the whole program."""

from screen import Screen
from stage import PASSPHRASE, WORKER, Stage

from kinfile.errors import NotKept, PolicyRefused
from kinfile.machine import Decided
from kinfile.policy.policies import Policies
from kinfile.ui.cautions import WORDS, Caution


def unlock(stage: Stage) -> None:
    stage.type_in("unlock.passphrase", "x" * 13)


def unlock_error(stage: Stage) -> None:
    stage.type_in("unlock.passphrase", "not the passphrase")
    stage.press("unlock.unlock")


def cannot_unlock(stage: Stage) -> None:
    stage.press("unlock.cannot")
    stage.wait_for("cannot_unlock")


def recover(stage: Stage) -> None:
    """A code with a letter left out."""
    cannot_unlock(stage)
    stage.press("cannot_unlock.code")
    stage.wait_for("recover")
    stage.type_in("recover.code", "0000-0000-0000-0000-0000-0000-0000-0000-0")
    stage.press("recover.continue")


def recover_passphrase(stage: Stage) -> None:
    cannot_unlock(stage)
    stage.program.routes.show_recover_passphrase(stage.home / "vaults", "")
    stage.wait_for("recover_passphrase")
    stage.press("recover_passphrase.use")


def change_passphrase(stage: Stage) -> None:
    stage.unlock()
    stage.program.window.passphrase_wished.emit()
    stage.wait_for("change_passphrase")


def my_details(stage: Stage) -> None:
    stage.unlock()
    stage.program.window.my_details_wished.emit()
    stage.wait_for("my_details")


def my_details_error(stage: Stage) -> None:
    my_details(stage)
    stage.type_in("my_details.name", "")
    stage.press("my_details.keep")


def first_run(stage: Stage) -> None:
    stage.wait_for("first_run")


def first_run_errors(stage: Stage) -> None:
    stage.press("first_run.continue")


def choose_passphrase(stage: Stage) -> None:
    stage.type_in("first_run.name", WORKER.name)
    stage.type_in("first_run.role", WORKER.role)
    stage.press("first_run.continue")
    stage.wait_for("choose_passphrase")


def recovery_code(stage: Stage) -> None:
    choose_passphrase(stage)
    stage.type_in("choose_passphrase.first", PASSPHRASE)
    stage.type_in("choose_passphrase.second", PASSPHRASE)
    stage.press("choose_passphrase.make")
    stage.wait_for("recovery_code")


def about(stage: Stage) -> None:
    stage.unlock()
    stage.program.window.about_chosen.emit()
    stage.wait_for("about")


DECIDED = {
    "IdleLockMinutes": 3,
    "RetentionDays": 9000,
    "AllowedExportFolders": ["/srv/handover", "/srv/archive"],
    "OrganisationName": "Example Trust",
    "DisablePrint": "yes",
    "Colour": "blue",
}
"""As IT may have written it, with two mistakes and a key of another version."""


def policies(stage: Stage) -> None:
    about(stage)
    stage.press("about.policies")
    stage.wait_for("policies")


def policies_wrong(stage: Stage) -> None:
    """What stands there is partly of no use."""
    stage.unlock()
    stage.program.desk.policies = Policies.of(Decided(DECIDED, "/etc/kinfile/policy.json"))
    stage.program.routes.show_policies()
    stage.wait_for("policies")


def refused(stage: Stage) -> None:
    """What IT decided cannot be trusted, so nothing is opened."""
    stage.program.routes.refuse(PolicyRefused(path="/etc/kinfile/policy.json", problem="writable"))
    stage.wait_for("notice")


def hidden(stage: Stage) -> None:
    stage.unlock()
    stage.press("bar.hide")


def hidden_wrong(stage: Stage) -> None:
    hidden(stage)
    stage.type_in("hidden.passphrase", "not the passphrase")
    stage.press("hidden.back")


def hidden_offer(stage: Stage) -> None:
    """Coming back for the first time: a PIN would be welcome next time."""
    hidden(stage)
    stage.type_in("hidden.passphrase", PASSPHRASE)
    stage.press("hidden.back")
    stage.type_in("hidden.pin.new", "1234")
    stage.press("hidden.pin.use")


def hidden_pin(stage: Stage) -> None:
    hidden_offer(stage)
    stage.type_in("hidden.pin.new", "2580")
    stage.press("hidden.pin.use")
    stage.press("bar.hide")
    stage.type_in("hidden.pin", "1357")
    stage.press("hidden.back")


def caution(stage: Stage) -> None:
    stage.unlock()
    stage.program.window.set_caution(WORDS[Caution.DISK])


def fault(stage: Stage) -> None:
    stage.unlock()
    stage.program.routes.show_fault()
    stage.wait_for("notice")


def closing(stage: Stage) -> None:
    hidden(stage)
    stage.program.window.cover.tell_closing(is_lock=True)  # type: ignore[union-attr]


def not_opened(stage: Stage) -> None:
    stage.program.routes.show_not_opened(
        stage.home / "vaults" / "Records.kinvault", NotKept(problem="read-only")
    )
    stage.wait_for("notice")


SCREENS = (
    Screen("unlock", unlock),
    Screen("unlock-error", unlock_error),
    Screen("cannot-unlock", cannot_unlock),
    Screen("recover", recover),
    Screen("recover-passphrase", recover_passphrase),
    Screen("change-passphrase", change_passphrase),
    Screen("my-details", my_details),
    Screen("my-details-error", my_details_error),
    Screen("first-run", first_run, vault="none"),
    Screen("first-run-errors", first_run_errors, vault="none"),
    Screen("choose-passphrase", choose_passphrase, vault="none"),
    Screen("recovery-code", recovery_code, vault="none"),
    Screen("about", about),
    Screen("policies", policies),
    Screen("policies-wrong", policies_wrong),
    Screen("policies-refused", refused),
    Screen("hidden", hidden),
    Screen("hidden-wrong", hidden_wrong),
    Screen("hidden-offer", hidden_offer),
    Screen("hidden-pin", hidden_pin),
    Screen("closing", closing),
    Screen("not-opened", not_opened),
    Screen("caution", caution),
    Screen("fault", fault),
)

# SPDX-License-Identifier: Apache-2.0
"""The passphrase or recovery code for work on closed records, and what comes of it.

A01 Nothing typed is said; a wrong one is said and stays to be mended; the code will do instead.
A02 While it works, what is happening is told, Cancel stops it, and the page is as before.
A03 Built anew meanwhile, it goes on telling, and the outcome is shown all the same.
A04 What was restored is told: how many, from when, how much is newer. It takes the place of the
    present records only when that is said; a first vault needs no place.
A05 What was salvaged is told with its counts; what is missing is never kept quiet.
"""

import threading
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from helpers.program import Program
from helpers.window_fakes import NOW, PASSPHRASE, backup_line
from kinfile.errors import VaultBusy
from kinfile.ui.pages.ask_secret import AskSecretPage
from kinfile.ui.rescue_door import Found
from kinfile.vault.salvage import Salvaged

OWN, NEW = Path("Records.kinvault"), Path("Records-2026-03-17.kinvault")


def restored(newer: int | None = 2, problems: tuple[str, ...] = ()) -> Any:
    manifest = SimpleNamespace(records=3, made_at=NOW)
    at = NOW - timedelta(days=1)
    return SimpleNamespace(
        folder=NEW, manifest=manifest, last_event_at=at, newer=newer, problems=problems
    )


def salvaged(**lost: Any) -> Salvaged:
    counts = {
        "whole": ("AAAA0001",),
        "part": (),
        "records_lost": 0,
        "events_kept": 9,
        "events_lost": 0,
        "documents_kept": 0,
        "documents_lost": 0,
        "problems": (),
    }
    return Salvaged(folder=NEW, **{**counts, **lost})


@pytest.fixture
def page(program: Program) -> AskSecretPage:
    program.door.rescuing.restored = restored()
    return opened(program.begin())


def opened(program: Program, vault: Path | None = OWN) -> AskSecretPage:
    routes = program.app.routes
    routes.show_restore(Found(backup_line(), vault), back=routes.show_choose_backup)
    program.shows("restore")
    return shown(program)


def shown(program: Program) -> AskSecretPage:
    assert isinstance(program.page, AskSecretPage)
    return program.page


def lines(program: Program) -> str:
    return " ".join(label.text() for label in program.page.findChildren(QLabel))


def give(program: Program, words: str = PASSPHRASE, *, page: str = "restore") -> None:
    program.type_in(f"{page}.passphrase", words)
    program.press(f"{page}.go")


def test_what_is_wrong_is_said(program: Program, page: AskSecretPage) -> None:  # A01
    program.press("restore.go")
    assert page.passphrase.error.text() == "Enter your passphrase."
    give(program, "another")
    assert "does not open" in page.passphrase.error.text()
    assert page.passphrase.text() == "another"
    assert page.property("announced") == "problem"
    program.press("restore.other")
    assert page.code.box.hasFocus()
    assert not page.passphrase.isVisible()
    program.press("restore.go")
    assert page.code.error.text() == "Enter your recovery code."
    program.type_in("restore.code", "ABCD")
    program.press("restore.go")
    program.shows("notice")
    assert program.door.rescuing.calls[-1] == ("restore", "code")


def test_it_can_be_stopped(program: Program, page: AskSecretPage) -> None:  # A02
    program.door.rescuing.watched = [(1, 4)]
    steps: list[str] = []
    rescue = program.app.desk.rescue
    rescue.progressed.connect(lambda: steps.append(page.working.words.text()))
    program.door.rescuing.pause = rescue.cancel
    give(program)
    assert steps == ["Bringing your records back: 25 %"]
    assert shown(program) is page
    assert page.go.isVisible()
    assert page.passphrase.box.hasFocus()
    assert page.passphrase.error.text() == ""


def test_it_goes_on_telling(program: Program, page: AskSecretPage) -> None:  # A03
    reached, go_on = threading.Event(), threading.Event()

    def pause() -> None:
        reached.set()
        go_on.wait(10)

    program.door.rescuing.pause = pause
    program.type_in("restore.passphrase", PASSPHRASE)
    page.go.click()
    program.wait(reached.is_set)
    assert page.working.cancel.hasFocus()
    page.passphrase.submitted.emit()
    program.app.appearance.choose_scale(1.5)
    program.wait(lambda: program.page is not page)
    assert shown(program).working.words.text() == "Opening the backup"
    assert shown(program).working.isVisible()
    go_on.set()
    program.shows("notice")
    assert len([name for name, _ in program.door.rescuing.calls if name == "restore"]) == 1


@pytest.mark.parametrize(
    ("newer", "words"),
    [
        (0, "Nothing was written later"),
        (1, "1 later change is only in the present records."),
        (2, "2 later changes are only in the present records."),
        (None, "What was written later cannot be counted."),
    ],
)
def test_what_was_restored(program: Program, newer: int | None, words: str) -> None:  # A04
    program.door.rescuing.restored = restored(newer, problems=("chain",))
    opened(program.begin())
    give(program)
    program.shows("notice")
    assert "Your records of 17 March 2026 at 10:42 are ready" in lines(program)
    assert "3 records, with the last change of 16 March 2026 at 10:42." in lines(program)
    assert words in lines(program)
    assert "damaged already" in lines(program)
    assert program.page.property("announced") == "done"


def test_it_takes_the_place_when_that_is_said(program: Program, page: AskSecretPage) -> None:  # A04
    give(program)
    program.shows("notice")
    program.door.rescuing.error = VaultBusy(path="x")
    program.press("notice.use")
    program.press("notice.use")
    program.door.rescuing.error = None
    program.press("notice.use")
    assert "These are your records now" in lines(program)
    assert "Records.damaged-2026-03-17" in lines(program)
    assert program.door.rescuing.calls[-1] == ("take_place", (NEW, OWN))
    program.press("notice.unlock")
    program.shows("unlock")


def test_it_can_be_kept_beside(program: Program, page: AskSecretPage) -> None:  # A04
    give(program)
    program.press("notice.keep")
    assert str(NEW) in lines(program)
    assert "take_place" not in dict(program.door.rescuing.calls)
    program.press("notice.unlock")
    program.shows("unlock")


def test_a_first_vault_needs_no_place(program: Program) -> None:  # A04
    program.door.rescuing.restored = restored(None)
    opened(program.begin(), None)
    give(program)
    assert "present records" not in lines(program)
    program.press("notice.unlock")
    program.shows("unlock")


def salvage(program: Program, found: Salvaged) -> str:
    program.door.rescuing.salvaged = found
    program.door.rescuing.watched = [(1, 4)]
    program.begin()
    program.app.routes.show_salvage(OWN, back=program.app.routes.show_mend)
    program.shows("salvage")
    assert not program.named("salvage.other").isVisible()
    give(program, page="salvage")
    program.shows("notice")
    return lines(program)


def test_what_was_salvaged_whole(program: Program) -> None:  # A05
    told = salvage(program, salvaged())
    assert "Everything could be read" in told
    assert "1 record is whole." in told


def test_what_was_salvaged_in_part(program: Program) -> None:  # A05
    told = salvage(
        program,
        salvaged(part=("BBBB0002", "CCCC0003"), records_lost=1, documents_lost=2, events_lost=4),
    )
    assert "Part of your records could be read" in told
    assert "In 2 records part may be missing or older: BBBB-0002, CCCC-0003." in told
    assert "1 record could not be read." in told
    assert "2 signed documents could not be read." in told
    assert "A backup may hold what is missing." in told
    program.press("notice.use")
    assert program.door.rescuing.calls[-1] == ("take_place", (NEW, OWN))

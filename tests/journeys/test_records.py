# SPDX-License-Identifier: Apache-2.0
"""The list over a vault with several records: find, filter, names, sort, start, try out.

J10 The made-up family is made once, from the invitation or from the first page of all.
J11 Names are hidden until asked for, and hidden again after unlocking anew.
J12 A record of each assessment can be started and is told apart.
"""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from helpers.screens import load_screens
from kinfile.app.workspace import Workspace
from kinfile.forms import catalogue
from kinfile.i18n import Language
from kinfile.ui.records_model import LINE
from kinfile.ui.records_table import RecordsTable
from kinfile.vault.keys import Cost

screens = load_screens()


@pytest.fixture
def several(home: Path) -> Path:
    """The example and one record of every form."""
    made = Workspace.create(
        home / "vaults" / "Records.kinvault",
        screens.WORKER,
        bytearray(screens.PASSPHRASE.encode()),
        clock=lambda: screens.NOW,
        cost=Cost.least(),
    )
    with made.workspace as workspace:
        for form in catalogue.installed():
            workspace.start(form)
        workspace.example(language=Language.load())
    return home


def table(stage: Any) -> RecordsTable:
    found = stage.find("records.table")
    assert isinstance(found, RecordsTable)
    return found


def first_column(stage: Any) -> list[str]:
    model = table(stage).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_find_filter_and_names(begin: Any, several: Path) -> None:  # J11
    stage = begin()
    stage.unlock()
    everybody = first_column(stage)
    assert len(everybody) == 1 + len(catalogue.installed())
    initials = next(who for who in everybody if "." in who)
    # By its reference: letters alone may stand in another record's reference too.
    place = table(stage).model().index(everybody.index(initials), 0)
    stage.type_in("records.find", place.data(LINE).ref)
    assert first_column(stage) == [initials]
    stage.press("records.names")
    shown = first_column(stage)
    assert shown != [initials]
    stage.press("bar.lock")
    stage = begin()
    stage.unlock()
    assert initials in first_column(stage)
    assert shown[0] not in first_column(stage)


def test_every_assessment_can_be_started(begin: Any, several: Path) -> None:  # J12
    stage = begin()
    stage.unlock()
    before = table(stage).model().rowCount()
    for form in catalogue.installed():
        stage.press("records.new")
        stage.wait_for("new")
        stage.press(f"form.{form}.start")
        stage.wait_for("people")
        stage.press("people.new")
        stage.wait_for("fill")
        stage.press("bar.home")
        stage.wait_for("records")
    assert table(stage).model().rowCount() == before + len(catalogue.installed())


def test_the_made_up_family_without_typing(
    begin: Any, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:  # J10
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    stage = begin()
    stage.press("first_run.example")
    stage.wait_for("fill")
    strip = stage.find("example_strip.words")
    assert isinstance(strip, QLabel)
    assert "made up family to try out" in strip.text()
    stage.press("bar.home")
    stage.wait_for("records")
    assert table(stage).model().rowCount() == 1
    stage.press("bar.hide")
    stage.type_in("hidden.passphrase", "made up family to try out")
    stage.press("hidden.back")
    stage.press("hidden.pin.later")
    assert stage.page.objectName() == "records"


def test_the_made_up_family_among_ones_own(begin: Any, several: Path) -> None:  # J10
    stage = begin()
    stage.unlock()
    before = table(stage).model().rowCount()
    stage.program.desk.example(language=Language.load(), done=stage.program.routes.show_record)
    stage.wait_for("fill")
    stage.press("bar.home")
    stage.wait_for("records")
    assert table(stage).model().rowCount() == before

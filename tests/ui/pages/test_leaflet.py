# SPDX-License-Identifier: Apache-2.0
"""A sheet for the family.

E10 New assessment leads there and back; the sheet and its language are chosen.
E11 It is saved to a folder under its own name, and that is said; nothing happens when cancelled.
E12 What fails is said.
E14 It can be cancelled while it is drawn; then nothing is saved.
E13 From a record it begins with that record's form.
"""

from datetime import datetime
from pathlib import Path

import pytest

from helpers.program import Program
from helpers.stopping import Gate
from kinfile.app import family_sheet
from kinfile.app.family_sheet import FamilySheet
from kinfile.errors import UnknownForm
from kinfile.ui.pages.leaflet import LeafletPage
from kinfile.watch import Watch


@pytest.fixture
def drawing() -> Gate:
    """Open, unless a test shuts it."""
    gate = Gate()
    gate.open()
    return gate


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch, drawing: Gate) -> list[tuple[str, str]]:
    made: list[tuple[str, str]] = []

    def draw(sheet: str, code: str, *, at: datetime, watch: Watch) -> FamilySheet:
        made.append((sheet, code))
        drawing(watch)
        if sheet == "sharing":
            raise UnknownForm(form=sheet, problem="sheet", language=code)
        return FamilySheet(name="KF-sheet.pdf", pdf=b"%PDF")

    monkeypatch.setattr(family_sheet, "family_sheet", draw)
    return made


@pytest.fixture
def page(program: Program) -> LeafletPage:
    program.begin()
    program.unlock()
    program.app.window.new_chosen.emit()
    program.shows("new")
    program.press("new.leaflet")
    program.shows("leaflet")
    assert isinstance(program.page, LeafletPage)
    return program.page


def test_it_leads_back(program: Program, page: LeafletPage) -> None:
    """E10"""
    assert page.sheets.buttons["pre_birth"].hasFocus()
    assert page.trail() == ("A sheet for the family",)
    program.app.window.back_chosen.emit()
    program.shows("new")


def test_it_is_saved(
    program: Program, page: LeafletPage, drawn: list[tuple[str, str]], tmp_path: Path
) -> None:
    """E10, E11"""
    page.sheets.buttons["young_carer"].click()
    page.languages.buttons["easy_read"].click()
    program.app.dialogs.answer_next.append(None)
    program.press("leaflet.save")
    assert drawn == []
    program.app.dialogs.answer_next.append(tmp_path)
    program.press("leaflet.save")
    assert drawn == [("young_carer", "easy_read")]
    assert (tmp_path / "KF-sheet.pdf").read_bytes() == b"%PDF"
    assert page.told.title.text() == "Saved as KF-sheet.pdf"
    assert page.property("announced") == "saved"


def test_what_fails_is_said(
    program: Program, page: LeafletPage, drawn: list[tuple[str, str]], tmp_path: Path
) -> None:
    """E12"""
    page.sheets.buttons["sharing"].click()
    program.app.dialogs.answer_next.append(tmp_path)
    program.press("leaflet.save")
    assert drawn == [("sharing", "en")]
    assert page.failed.title.text().startswith("There is no sheet for families")
    assert list(tmp_path.glob("*.pdf")) == []


def test_from_a_record_it_begins_with_its_form(program: Program) -> None:
    """E13"""
    program.begin()
    program.unlock()
    program.app.window.new_chosen.emit()
    program.shows("new")
    went: list[bool] = []
    program.app.routes.show_leaflet(back=lambda: went.append(True), form="young_carer")
    program.shows("leaflet")
    assert isinstance(program.page, LeafletPage)
    assert program.page.sheets.code() == "young_carer"
    program.press("leaflet.back")
    assert went == [True]


def test_it_can_be_cancelled(
    program: Program,
    page: LeafletPage,
    drawn: list[tuple[str, str]],
    drawing: Gate,
    tmp_path: Path,
) -> None:
    """E14"""
    drawing.shut()
    program.app.dialogs.answer_next.append(tmp_path)
    page.save.click()
    page.save.click()
    program.wait(drawing.is_reached)
    page.underway.tell()
    page.working.cancel.click()
    drawing.open()
    program.settle()
    assert drawn == [("pre_birth", "en")]
    assert list(tmp_path.glob("*.pdf")) == []
    assert not page.failed.isVisible()
    assert not page.told.isVisible()
    assert page.save.hasFocus()
    assert page.property("announced") == "stopped"

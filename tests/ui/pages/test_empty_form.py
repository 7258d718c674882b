# SPDX-License-Identifier: Apache-2.0
"""An empty form to print.

E01 New assessment leads there and back; the form, its size and its language are chosen.
E02 It is saved to a folder under its own name, and that is said; nothing happens when cancelled.
E03 What fails is said.
E04 It can be cancelled while it is drawn; then nothing is saved.
"""

from pathlib import Path

import pytest

from helpers.program import Program
from helpers.stopping import Gate
from kinfile.app import blank_form
from kinfile.app.blank_form import BlankForm
from kinfile.errors import UnknownForm
from kinfile.i18n import Language
from kinfile.ui.pages.empty_form import EmptyFormPage
from kinfile.watch import Watch


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, bool, bool]]:
    made: list[tuple[str, str, bool, bool]] = []

    def draw(
        form: str, language: Language, *, fillable: bool, large_print: bool, **_: object
    ) -> BlankForm:
        made.append((form, language.code, fillable, large_print))
        if form == "hospital_visit":
            raise UnknownForm(form=form)
        return BlankForm(name="KF-empty.pdf", pdf=b"%PDF")

    monkeypatch.setattr(blank_form, "blank_form", draw)
    return made


@pytest.fixture
def page(program: Program) -> EmptyFormPage:
    program.begin()
    program.unlock()
    program.app.window.new_chosen.emit()
    program.shows("new")
    program.press("new.empty")
    program.shows("empty_form")
    assert isinstance(program.page, EmptyFormPage)
    return program.page


Drawn = list[tuple[str, str, bool, bool]]


def test_it_leads_back(program: Program, page: EmptyFormPage) -> None:  # E01
    assert page.forms.buttons["pre_birth"].hasFocus()
    assert page.trail() == ("An empty form to print",)
    program.app.window.back_chosen.emit()
    program.shows("new")


def test_it_is_saved(
    program: Program, page: EmptyFormPage, drawn: Drawn, tmp_path: Path
) -> None:  # E01, E02
    page.forms.buttons["young_carer"].click()
    page.large.click()
    page.fillable.click()
    page.tongue.setCurrentIndex(1)
    program.app.dialogs.answer_next.append(None)
    program.press("empty_form.save")
    assert drawn == []
    program.app.dialogs.answer_next.append(tmp_path)
    program.press("empty_form.save")
    assert drawn == [("young_carer", "cy", True, True)]
    assert (tmp_path / "KF-empty.pdf").read_bytes() == b"%PDF"
    assert page.told.title.text() == "Saved as KF-empty.pdf"
    assert page.property("announced") == "saved"
    assert not page.working.isVisible()


def test_what_fails_is_said(
    program: Program, page: EmptyFormPage, drawn: Drawn, tmp_path: Path
) -> None:  # E03
    page.forms.buttons["hospital_visit"].click()
    program.app.dialogs.answer_next.append(tmp_path)
    program.press("empty_form.save")
    assert page.failed.isVisible()
    assert page.property("announced") == "not-done"


def test_it_can_be_cancelled(
    program: Program, page: EmptyFormPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:  # E04
    gate = Gate()

    def draw(*_: object, watch: Watch, **__: object) -> BlankForm:
        gate(watch)
        watch.step(1, 2)
        return BlankForm(name="KF-empty.pdf", pdf=b"%PDF")

    monkeypatch.setattr(blank_form, "blank_form", draw)
    program.app.dialogs.answer_next.append(tmp_path)
    page.save.click()
    program.wait(gate.is_reached)
    page.underway.tell()
    assert page.working.words.text() == "Drawing the form"
    page.working.cancel.click()
    gate.open()
    program.settle()
    assert list(tmp_path.glob("*.pdf")) == []
    assert not page.failed.isVisible()
    assert page.save.hasFocus()
    assert page.property("announced") == "stopped"

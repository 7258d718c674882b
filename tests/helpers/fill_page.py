# SPDX-License-Identifier: Apache-2.0
"""The page where a record is filled in, on a form of three sections, driven by names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from helpers.filling import Bench, bench
from helpers.small import alert, section, small_form
from kinfile.forms.model import Form, QuestionId, SectionId
from kinfile.i18n import Language
from kinfile.records.model import Answer, Place, RowId
from kinfile.ui.fields.question import QuestionBlock
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.fill_places import Spot
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme

ABOUT = """
  - {id: who, kind: text, ask: Who is it about?, why: Names help., required: yes, disclose: all,
     source: [S1.1], error: Say who it is about}
  - {id: abuse, kind: risk, ask: Is anybody being hurt?, why: It matters., required: yes,
     disclose: restricted, source: [S1.11], error: Say whether anybody is being hurt}
  - {id: detail, kind: long_text, ask: What is happening?, required: yes, disclose: restricted,
     show_when: "is(abuse, risk_present)", source: [S1.11], error: Say what is happening}
  - {id: seen, kind: date, ask: Last seen, required: yes, disclose: all, checks: [not_in_future],
     source: [S1.1], error: Enter when they were last seen}
  - {id: postcode, kind: postcode, ask: Postcode, required: no, disclose: all, source: [S1.1],
     error: Enter the postcode}
"""
FAMILY = """
  - group: children
    title: Children in the family
    row: Child
    label: [name]
    min: 0
    max: 2
    required: yes
    source: [S1.1]
    questions:
      - {id: name, kind: text, ask: Name, required: yes, disclose: all, source: [S1.1],
         error: Enter the name}
      - {id: dob, kind: date, ask: Date of birth, partial: yes, required: yes, disclose: all,
         source: [S1.1], error: Enter the date of birth}
  - group: helpers
    title: People helping
    row: Helper
    label: [name]
    min: 1
    max: 3
    required: yes
    source: [S1.1]
    error: Add at least one helper
    questions:
      - {id: name, kind: text, ask: Name of the helper, required: yes, disclose: all,
         source: [S1.1], error: Enter the name of the helper}
"""
SAFETY = """
  - {id: safe, kind: yes_no_unknown, ask: Is everybody safe?, required: yes, disclose: all,
     source: [S1.1], error: Say whether everybody is safe}
"""
END = """
  - {id: decision, kind: choice, ask: What is decided?, required: yes, disclose: all,
     source: [S1.1], options: {none: Nothing, refer: Refer}, error: Say what is decided}
  - {id: sure, kind: declaration, ask: I have checked this, required: yes, disclose: all,
     source: [S1.1]}
"""
ALERTS = alert(
    "R01",
    "is(abuse, risk_now)",
    forces="['section:safety', 'require:detail', ack]",
    severity="act_now",
) + alert("R02", "is(abuse, 'suspected')", forces="[ack+rationale]")

WHO, ABUSE, DETAIL = (Place(QuestionId(name)) for name in ("who", "abuse", "detail"))
SEEN, POSTCODE = Place(QuestionId("seen")), Place(QuestionId("postcode"))


def three_sections(folder: Path) -> Form:
    form = """
form: small
version: 1
title: A small form
short_title: Small
about: For one test.
minutes: 1
sections:
  - part: Beginning
    sections: [about, family]
  - part: Ending
    sections: [safety, ending]
"""
    return small_form(
        folder,
        "[]",
        alerts=ALERTS,
        more={
            "small/form.yaml": form,
            "small/sections/about.yaml": section("about", ABOUT),
            "small/sections/family.yaml": section("family", FAMILY),
            "small/sections/safety.yaml": section("safety", SAFETY, opens="alert"),
            "small/sections/ending.yaml": section("ending", END),
        },
    )


@dataclass
class Filled:
    """A page in a window that has the focus."""

    qtbot: QtBot
    bench: Bench
    theme: Theme
    at: Spot | None = None
    page: FillPage = field(init=False)

    def __post_init__(self) -> None:
        self.show()

    def show(self) -> None:
        """Build the page, as the window does when the look changes."""
        self.page = FillPage(self.bench.filling, self.theme, Language("en"), at=self.at)
        self.qtbot.addWidget(self.page)
        self.page.resize(1366, 714)
        self.page.show()
        self.page.activateWindow()
        self.bench.wait(self.page.isActiveWindow)
        self.page.focus_first()
        self.settle()

    def settle(self) -> None:
        self.bench.settle()

    def block(self, place: Place) -> QuestionBlock | None:
        page = self.page.body.page
        assert page is not None
        return next((each for each in page.blocks() if each.place == place), None)

    def shown(self, place: Place) -> Any:
        found = self.block(place)
        assert found is not None, f"{place.question} is not on the page"
        return found

    def named(self, name: str) -> Any:
        found = self.page.findChild(QWidget, name)
        assert found is not None, f"{name} is not on the page"
        return found

    def press(self, name: str) -> None:
        self.named(name).click()
        self.settle()

    def answer(self, place: Place) -> Answer | None:
        """What the vault holds."""
        return self.bench.workspace.open().answers.at(place)

    @property
    def section(self) -> str:
        page = self.page.body.page
        assert page is not None
        return page.section.id

    def go(self, name: str) -> None:
        self.page.go_to(Spot(SectionId(name)))
        self.settle()


def row(group: str, bench_: Bench, number: int = 0) -> RowId:
    return bench_.workspace.open().answers.rows(group)[number].id


def filled(
    qtbot: QtBot,
    tasks: Tasks,
    theme: Theme,
    folder: Path,
    answers: Mapping[str, Any] | None = None,
    *,
    at: str = "about",
) -> Filled:
    here = bench(qtbot, tasks, three_sections(folder), answers)
    return Filled(qtbot, here, theme, Spot(SectionId(at)))

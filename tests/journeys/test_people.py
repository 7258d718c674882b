# SPDX-License-Identifier: Apache-2.0
"""People who are known already, and records that are let go, on a real vault.

J80 From somebody's card a new assessment begins with them and their family; what is taken over
    says from which record, and after 28 days it is asked whether it is still right.
J81 A deleted record leaves the list, stands under its own filter, and comes back as it was.
J82 An answer can be left out of every copy from its menu, and says so.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from helpers.opened import document
from helpers.screens import load_screens
from kinfile.app.workspace import Workspace
from kinfile.forms.model import QuestionId
from kinfile.records.model import Place
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.fill_places import Spot
from kinfile.ui.pages.people import AboutWhomPage, PeoplePage
from kinfile.ui.pages.records import RecordsPage
from kinfile.vault.keys import Cost

screens = load_screens()
MOTHER = {"role": "mother", "given_name": "Anna", "family_name": "Example", "phone": "01632 960001"}
NAME = QuestionId("parents.given_name")


def make(home: Path) -> str:
    """A record of 40 days ago."""
    before = screens.NOW - timedelta(days=40)
    made = Workspace.create(
        home / "vaults" / "Records.kinvault",
        screens.WORKER,
        bytearray(screens.PASSPHRASE.encode()),
        clock=lambda: before,
        cost=Cost.least(),
    )
    with made.workspace as workspace:
        answers = {"parents": [MOTHER, {"role": "father", "given_name": "Bo"}]}
        return workspace.bring_in(document(answers)).draft.ref


def words(stage: Any) -> list[str]:
    labels = stage.page.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisibleTo(stage.page)]


def records(stage: Any) -> RecordsPage:
    assert isinstance(stage.page, RecordsPage)
    return stage.page


def test_from_a_card_to_a_record(begin: Any, home: Path) -> None:
    """J80, J82"""
    earlier = make(home)
    stage = begin()
    stage.unlock()
    stage.press("records.people")
    stage.wait_for("people")
    page = stage.page
    assert isinstance(page, PeoplePage)
    page.open_card(page.people[0])
    stage.press("people.start")
    stage.wait_for("new")
    stage.press("form.hospital_visit.start")
    stage.wait(lambda: isinstance(stage.page, AboutWhomPage), "who it is about")
    stage.settle()
    stage.press("people.begin")
    stage.wait_for("fill")
    fill = stage.page
    assert isinstance(fill, FillPage)
    parents = fill.filling.draft.answers.rows("parents")
    assert [str(row.answers[NAME].value) for row in parents] == ["Anna", "Bo"]
    place = Place(NAME, parents[0].id)
    fill.go_to(Spot(fill.filling.draft.form.by_id()[NAME].section, place))
    stage.settle()
    assert f"From record {earlier}, 5 February 2026" in words(stage)
    fill.body.heading.setFocus()
    fill.body.page.leave()  # type: ignore[union-attr]
    stage.settle()
    stage.press(f"{NAME}[{parents[0].id}].check.copied-old")
    stage.settle()
    problems = fill.filling.draft.report.problems
    confirmed = {each.path.number for each in problems
                 if each.path.question == NAME and each.confirmed}  # fmt: skip
    assert confirmed == {1}
    block = fill.body.page.blocks_by_place[place]  # type: ignore[union-attr]
    assert block.no_answer is not None
    menu = block.no_answer._about_answer()
    leave = menu.findChild(QAction, "withhold")
    assert isinstance(leave, QAction)
    leave.trigger()
    stage.settle()
    assert place in fill.filling.draft.marks.withheld
    assert "Left out of every copy" in words(stage)


def test_deleted_and_taken_back(begin: Any, home: Path) -> None:
    """J81"""
    ref = make(home)
    stage = begin()
    stage.unlock()
    stage.program.routes.show_details(ref)
    stage.wait_for("details")
    stage.press("details.put_aside")
    stage.wait_for("erase")
    stage.type_in("erase.word", "ae")
    stage.press("erase.erase")
    stage.wait_for("notice")
    assert "It will be erased on 16 April 2026." in words(stage)
    stage.program.routes.show_records()
    stage.wait_for("records")
    assert records(stage).lines == []
    records(stage).tools.choose("put_aside")
    stage.settle()
    assert [line.ref for line in records(stage).lines] == [ref]
    stage.program.routes.open_record(ref)
    stage.wait_for("details")
    stage.press("details.take_back")
    stage.settle()
    stage.program.routes.open_record(ref)
    stage.wait_for("fill")
    assert isinstance(stage.page, FillPage)
    assert stage.page.filling.draft.subject.initials == "A. E."

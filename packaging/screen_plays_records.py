# SPDX-License-Identifier: Apache-2.0
"""How screens are reached, for packaging/screens.py. The records, and what became of one."""

from screen import Screen
from stage import Stage

from kinfile.app.draft import RecordStatus
from kinfile.ui.pages.people import PeoplePage
from kinfile.ui.pages.records import RecordsPage


def empty(stage: Stage) -> None:
    stage.unlock()


def records(stage: Stage) -> None:
    stage.unlock()


def records_nothing_found(stage: Stage) -> None:
    stage.unlock()
    stage.type_in("records.find", "xyz")


def records_row(stage: Stage) -> None:
    stage.unlock()
    stage.find("records.table").setFocus()


def new(stage: Stage) -> None:
    stage.unlock()
    stage.press("records.new")
    stage.wait_for("new")


def trial_cards(stage: Stage) -> None:
    """One of the forms is on trial, and a pack of another cannot be used."""
    packs = stage.home / "data" / "kinfile" / "packs"
    (note,) = packs.glob("**/form-pre_birth*.json")
    note.with_name(note.name.replace("pre_birth", "young_carer")).write_text("{", encoding="utf-8")
    new(stage)


def records_found(stage: Stage) -> None:
    """A word of an answer: the record that holds it, and says so."""
    stage.unlock()
    stage.find("records.find").setFocus()
    stage.type_in("records.find", "sertraline")
    page = stage.page
    if isinstance(page, RecordsPage):
        page.tools.sought.emit("sertraline")


def details(stage: Stage) -> None:
    """What became of a record that was signed, sent and corrected."""
    stage.unlock()
    stage.program.routes.show_details(handed_over(stage))
    stage.wait_for("details")
    stage.find("history.table").setFocus()


def handed_over(stage: Stage) -> str:
    page = stage.page
    if not isinstance(page, RecordsPage):
        raise TypeError("the page of the records is another")
    return next(line.ref for line in page.lines if line.status is RecordStatus.SIGNED)


def details_note(stage: Stage) -> None:
    """Noting who a file went to, and leaving the name out."""
    details(stage)
    stage.find("details.ledger").open_first()  # type: ignore[attr-defined]
    stage.press("note.save")


def correct(stage: Stage) -> None:
    details(stage)
    stage.press("details.correct")
    stage.wait_for("correct")
    stage.press("correct.begin")


def erase(stage: Stage) -> None:
    details(stage)
    stage.press("details.erase")
    stage.wait_for("erase")


def people(stage: Stage) -> None:
    stage.unlock()
    stage.press("records.people")
    stage.wait_for("people")


def people_card(stage: Stage) -> None:
    """Somebody chosen, with names shown."""
    people(stage)
    page = stage.page
    if not isinstance(page, PeoplePage):
        raise TypeError("the page of the people is another")
    page.toggle_names()
    page.open_card(page.people[0])


def about_whom(stage: Stage) -> None:
    """A new assessment: somebody known was chosen, and their family is offered too."""
    new(stage)
    stage.press("form.pre_birth.start")
    stage.wait_for("people")
    page = stage.page
    if not isinstance(page, PeoplePage):
        raise TypeError("the page of the people is another")
    page.open_card(page.people[0])


def put_aside(stage: Stage) -> None:
    details(stage)
    stage.press("details.put_aside")
    stage.wait_for("erase")


def details_put_aside(stage: Stage) -> None:
    """A record that was deleted and can be taken back."""
    stage.unlock()
    ref = handed_over(stage)
    stage.program.desk.ask(lambda workspace: workspace.put_aside(ref))
    stage.program.routes.show_details(ref)
    stage.wait_for("details")


def portal(stage: Stage) -> None:
    """The third answer is on the clipboard."""
    details(stage)
    stage.press("details.portal")
    stage.wait_for("portal")
    for _ in range(3):
        stage.press("portal.next")


def empty_form(stage: Stage) -> None:
    """Saved already."""
    new(stage)
    stage.press("new.empty")
    stage.wait_for("empty_form")
    stage.program.dialogs.answer_next.append(stage.home)
    stage.press("empty_form.save")


def leaflet(stage: Stage) -> None:
    new(stage)
    stage.press("new.leaflet")
    stage.wait_for("leaflet")
    stage.program.dialogs.answer_next.append(stage.home)
    stage.press("leaflet.save")


def paper(stage: Stage) -> None:
    """A day that does not exist."""
    stage.unlock()
    page = stage.page
    if isinstance(page, RecordsPage):
        stage.program.routes.show_details(page.lines[0].ref)
    stage.wait_for("details")
    stage.press("details.paper")
    stage.wait_for("paper")
    stage.press("paper.keep")


SCREENS = (
    Screen("empty", empty, vault="empty"),
    Screen("records", records),
    Screen("records-nothing-found", records_nothing_found),
    Screen("records-row", records_row),
    Screen("records-found", records_found),
    Screen("new", new),
    Screen("empty-form", empty_form),
    Screen("leaflet", leaflet),
    Screen("paper", paper),
    Screen("new-trial", trial_cards, vault="trial"),
    Screen("people", people),
    Screen("people-card", people_card),
    Screen("about-whom", about_whom),
    Screen("details", details, vault="handed-over"),
    Screen("details-note", details_note, vault="handed-over"),
    Screen("portal", portal, vault="handed-over"),
    Screen("correct", correct, vault="handed-over"),
    Screen("erase", erase, vault="handed-over"),
    Screen("put-aside", put_aside, vault="handed-over"),
    Screen("details-put-aside", details_put_aside, vault="handed-over"),
)

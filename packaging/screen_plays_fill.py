# SPDX-License-Identifier: Apache-2.0
"""How screens are reached, for packaging/screens.py. Filling in, and what is shown beside."""

from screen import Screen
from stage import Stage

from kinfile.forms.model import QuestionId, SectionId
from kinfile.records.model import Answer, Place
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.fill_places import Spot
from kinfile.ui.pages.notes import NotesPage


def assessment(stage: Stage) -> None:
    """The example, at a section with risk questions."""
    stage.unlock()
    stage.press("records.continue")
    stage.wait_for("fill")
    fill = stage.page
    if not isinstance(fill, FillPage):
        raise TypeError("the page of the assessment is another")
    fill.go_to(Spot(SectionId("perinatal")))


def assessment_why(stage: Stage) -> None:
    """Why a question is asked today: one that several answers of the example call for."""
    assessment(stage)
    fill = stage.page
    if isinstance(fill, FillPage):
        fill.go_to(Spot(SectionId("analysis"), Place(QuestionId("mh_contribution"))))
        stage.settle()
        fill.body.today_chosen.emit()


def family(stage: Stage) -> None:
    """The family as a diagram, the dates below it."""
    assessment(stage)
    stage.press("head.family")
    stage.wait_for("family")


def family_tables(stage: Stage) -> None:
    """Both as tables, with full names."""
    family(stage)
    for button in ("family.names", "family.as_table", "dates.as_table"):
        stage.press(button)


def dates(stage: Stage) -> None:
    """The timeline, at its last entry."""
    family(stage)
    timeline = stage.find("dates.timeline")
    timeline.setFocus()
    timeline.point_at(len(timeline.boxes()) - 1)  # type: ignore[attr-defined]


def assessment_errors(stage: Stage) -> None:
    """A new record: Save and continue with nothing answered."""
    stage.unlock()
    stage.press("records.new")
    stage.wait_for("new")
    stage.press("form.pre_birth.start")
    stage.wait_for("people")
    stage.press("people.new")
    stage.wait_for("fill")
    fill = stage.page
    if isinstance(fill, FillPage):
        fill.save_and_continue()


def earlier(stage: Stage) -> None:
    """What stood before at a question that was answered several times."""
    assessment(stage)
    fill = stage.page
    if isinstance(fill, FillPage):
        place = Place(QuestionId("maternity_unit"))
        for words in ("Testtown", "Testtown General", ""):
            fill.filling.set_answer(place, Answer(value=words) if words else None)
            fill.filling.flush()
            stage.settle()
        section = fill.filling.draft.form.by_id()[place.question].section
        fill.go_to(Spot(section, place))
        stage.settle()
        fill.body.earlier_chosen.emit()


def newer(stage: Stage) -> None:
    """A draft whose form is installed in a later version by now."""
    stage.unlock()
    stage.press("records.continue")
    stage.wait_for("fill")


def move(stage: Stage) -> None:
    newer(stage)
    stage.press("newer.look")
    stage.wait_for("move")


def left_over(stage: Stage) -> None:
    """After moving to it: what found no place is kept beside."""
    move(stage)
    stage.press("move.move")
    stage.wait_for("fill")
    stage.press("sections.left_over")


def assessment_presenting(stage: Stage) -> None:
    """F9 at the section that has most to hide."""
    assessment(stage)
    fill = stage.page
    if isinstance(fill, FillPage):
        fill.go_to(Spot(SectionId("parents")))
        stage.settle()
        fill.present_chosen.emit()


def notes(stage: Stage) -> None:
    """Some lines, one of which is in the form already."""
    assessment(stage)
    fill = stage.page
    if isinstance(fill, FillPage):
        fill.notes_chosen.emit()
    stage.wait_for("notes")
    stage.find("notes.box").setPlainText(  # type: ignore[attr-defined]
        "Lives with her mother since March\nWould like a visit on Tuesdays\n\nSleeps badly"
    )
    stage.press("notes.take")
    page = stage.page
    if isinstance(page, NotesPage):
        page.panel.spot_chosen.emit(page.panel.list.goals[0].spot)


def notes_question(stage: Stage) -> None:
    notes(stage)
    stage.settle()
    stage.press("notes.take")


def assessment_go_to(stage: Stage) -> None:
    """Ctrl+G, and a few letters that sections and questions have."""
    assessment(stage)
    fill = stage.page
    if isinstance(fill, FillPage):
        stage.settle()
        fill.panels.find_goal()
        stage.type_in("go_to.find", "parents")


class Told:
    """A speller that takes two words for misspelt."""

    def is_right(self, word: str) -> bool:
        return word not in ("recieved", "diffrent")

    def suggest(self, word: str) -> tuple[str, ...]:
        return {"recieved": ("received", "relieved"), "diffrent": ("different",)}[word]


def assessment_spelling(stage: Stage) -> None:
    """F7 at a long text with two misspelt words."""
    stage.program.desk.spelling.opens = lambda _code: Told()
    assessment(stage)
    fill = stage.page
    if isinstance(fill, FillPage):
        place = Place(QuestionId("discharge_plan"))
        words = "The letter was recieved on Monday. A diffrent plan is wanted by the family."
        fill.filling.set_answer(place, Answer(value=words))
        fill.filling.flush()
        stage.settle()
        section = fill.filling.draft.form.by_id()[place.question].section
        fill.go_to(Spot(section, place))
        stage.settle()
        fill.panels.spelling.marks.look()
        fill.panels.check_spelling()
        stage.wait(lambda: bool(fill.panels.spelling.panel.buttons), "the first word")
        fill.panels.spelling.marks.look()


def prompts(stage: Stage) -> None:
    """Everything that asks to be followed up, one card for each person."""
    assessment(stage)
    stage.press("alerts.why")


SCREENS = (
    Screen("assessment", assessment),
    Screen("assessment-why", assessment_why),
    Screen("assessment-errors", assessment_errors),
    Screen("assessment-prompts", prompts),
    Screen("family", family),
    Screen("family-tables", family_tables),
    Screen("dates", dates),
    Screen("assessment-go-to", assessment_go_to),
    Screen("assessment-spelling", assessment_spelling),
    Screen("assessment-presenting", assessment_presenting),
    Screen("notes", notes),
    Screen("notes-question", notes_question),
    Screen("assessment-earlier", earlier),
    Screen("assessment-newer", newer, vault="trial"),
    Screen("assessment-left-over", left_over, vault="trial"),
    Screen("move", move, vault="trial"),
)

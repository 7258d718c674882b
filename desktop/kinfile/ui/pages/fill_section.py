# SPDX-License-Identifier: Apache-2.0
"""One section on the page: its questions and groups, kept in step with the draft.

A new draft changes what is shown, required or wrong without building anything anew: the field
somebody is typing in keeps its text, its caret and its place.
"""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from kinfile.app.changes import ConfirmProblem, Withhold
from kinfile.app.draft import Draft
from kinfile.forms.model import GroupId, GroupPart, Kind, Question, QuestionId, Section
from kinfile.i18n import Language
from kinfile.records.model import Answer, Place
from kinfile.records.people import people_of
from kinfile.records.report import SectionState
from kinfile.ui.fields.asides import aside_of
from kinfile.ui.fields.column import Column
from kinfile.ui.fields.field import Around
from kinfile.ui.fields.question import Check, QuestionBlock
from kinfile.ui.pages.fill_group import GroupBox
from kinfile.ui.pages.fill_places import Spot, spots_of
from kinfile.ui.pages.fill_questions import Run
from kinfile.ui.pages.fill_record import Filling
from kinfile.ui.pages.fill_words import EXPECTED
from kinfile.ui.theme import Theme

Item = Run | GroupBox


class SectionPage(Column):
    """The questions of `section`. Answers go to `filling`; nothing is kept here."""

    edited = Signal()
    """A key was pressed that `filling` does not know of yet."""
    looked_at = Signal(object)
    """QuestionBlock: the focus went to this question."""
    reshaped = Signal()
    """Something that takes the focus was added."""
    why_chosen = Signal()
    """A prompt expects another answer, and the worker wants to say why it is so."""
    today_chosen = Signal()
    """The worker wants to know why a question is asked today."""
    earlier_chosen = Signal()
    """The worker wants to know what stood at a question before."""

    def __init__(
        self, filling: Filling, section: Section, *, theme: Theme, language: Language
    ) -> None:
        super().__init__(theme, gap=26)
        self.setObjectName(f"section:{section.id}")
        self.filling, self.section = filling, section
        self.theme, self.language = theme, language
        self.blocks_by_place: dict[Place, QuestionBlock] = {}
        self._touched: set[QuestionBlock] = set()
        # Also those kept meanwhile: what was typed gets its usual form on leaving.
        self._untidy: set[QuestionBlock] = set()
        self._here: QuestionBlock | None = None
        self._around = Around()
        self._checks: Mapping[Place, tuple[Check, ...]] = {}
        self._items = tuple(self._make_items())
        for item in self._items:
            self.layout_.addWidget(item)
        self.show_draft(filling.draft)

    def _make_items(self) -> Iterator[Item]:
        run: list[Question] = []
        for item in self.section.items:
            if isinstance(item, Question):
                run.append(item)
                continue
            if run:
                yield self._make_run(run)
                run = []
            yield self._make_group(item)
        if run:
            yield self._make_run(run)

    def _make_run(self, questions: Sequence[Question]) -> Run:
        return Run(
            tuple(questions),
            None,
            theme=self.theme,
            language=self.language,
            make=self._make_block,
            name=f"run:{questions[0].id}",
        )

    def _make_group(self, part: GroupPart) -> GroupBox:
        box = GroupBox(part, theme=self.theme, language=self.language, make=self._make_block)
        box.changed.connect(lambda changes: self.filling.change(*changes))
        box.reshaped.connect(self.reshaped)
        return box

    def _make_block(self, question: Question, place: Place) -> QuestionBlock:
        # The words of a question's own answers go with the question, whatever the window speaks.
        asked_in = self.language.of(self.filling.draft.form.language)
        block = QuestionBlock(question, place, language=asked_in, theme=self.theme)
        block.show_around(self._around)
        block.show_answer(self._answer(question, place))
        block.show_aside(aside_of(self.filling.draft.marks, place))
        typed = self.filling.unread.get(place)
        if typed is not None:
            block.field.retype(typed)
        block.answered.connect(lambda answer: self._on_answered(block, answer))
        block.edited.connect(lambda: self._on_edited(block))
        block.reshaped.connect(self.reshaped)
        block.today_chosen.connect(self.today_chosen)
        block.earlier_chosen.connect(self.earlier_chosen)
        block.withhold_toggled.connect(lambda on: self.filling.change(Withhold(place, on)))
        block.check_answered.connect(lambda code: self._on_check_answered(place, code))
        self.blocks_by_place[place] = block
        self.reshaped.emit()
        return block

    def _answer(self, question: Question, place: Place) -> Answer | None:
        if question.kind is Kind.CALCULATED:
            words = self.filling.draft.report.calculated.get(place, "")
            return Answer(value=words) if words else None
        return self.filling.answer_at(place)

    # what the page tells

    def show_draft(self, draft: Draft) -> None:
        self._around = Around(today=draft.report.today, people=people_of(draft.answers))
        for item in self._items:
            item.show_draft(draft)
        focus = QApplication.focusWidget()
        for place, block in self.blocks_by_place.items():
            block.show_around(self._around)
            block.show_required(required=place in draft.report.required)
            block.show_aside(aside_of(draft.marks, place))
            if block not in self._touched and not _holds(block, focus):
                answer = self._answer(block.question, place)
                if answer != block.answer:
                    block.show_answer(answer)

    def show_answers(self, places: Sequence[Place]) -> None:
        """Show these answers at once, also where the focus is: they were taken back."""
        for place in places:
            block = self.blocks_by_place.get(place)
            if block is not None:
                self._touched.discard(block)
                self._untidy.discard(block)
                self.filling.unread.pop(place, None)
                block.show_answer(self._answer(block.question, place))

    def show_errors(self, errors: Mapping[Spot, str]) -> None:
        """Mark what is wrong; whatever is not named is unmarked."""
        for place, block in self.blocks_by_place.items():
            block.show_error(errors.get(Spot(self.section.id, place), ""))
        for box in self._groups():
            box.show_error(errors.get(Spot(self.section.id, group=box.group.id), ""))

    def show_checks(self, checks: Mapping[Place, tuple[Check, ...]]) -> None:
        """Ask about what is odd, but not in the field that somebody is in."""
        self._checks = checks
        focus = QApplication.focusWidget()
        for place, block in self.blocks_by_place.items():
            if not _holds(block, focus):
                block.show_checks(checks.get(place, ()))

    # what the page asks

    def _groups(self) -> Iterator[GroupBox]:
        for item in self._items:
            if isinstance(item, GroupBox):
                yield item

    def blocks(self) -> Iterator[QuestionBlock]:
        """The questions on the page now, from top to bottom."""
        for item in self._items:
            yield from item.blocks()

    def spots(self) -> Iterator[Spot]:
        """Every place of this section from top to bottom."""
        return spots_of(self.filling.draft, self.section)

    def unreadable(self) -> Mapping[Spot, str]:
        """What was typed and is no answer, with what it must be."""
        found = {block: block.unreadable for block in self.blocks()}
        return {
            Spot(self.section.id, block.place): wrong.words
            for block, wrong in found.items()
            if wrong is not None
        }

    def block_of(self, widget: QWidget | None) -> QuestionBlock | None:
        """The question that `widget` is part of."""
        while widget is not None and widget is not self:
            if isinstance(widget, QuestionBlock):
                return widget
            widget = widget.parentWidget()
        return None

    @property
    def here(self) -> QuestionBlock | None:
        """The question that the focus is in, or was last."""
        return self._here

    def go_to(self, spot: Spot) -> bool:
        """Put the focus at `spot`; False where it is not on the page."""
        if spot.place is not None:
            for item in self._items:
                item.reach(spot.place)
            block = self.blocks_by_place.get(spot.place)
            if block is not None and block.isVisibleTo(self):
                block.focus()
                return True
        for box in self._groups():
            if spot.group == box.group.id or _group_of(spot) == box.group.id:
                box.focus()
                return True
        return False

    def focus_first(self) -> bool:
        """Put the focus where this section begins; False where it asks nothing."""
        for item in self._items:
            first = next((block for block in item.blocks() if block.takes_focus), None)
            if first is not None:
                first.focus()
                return True
            if isinstance(item, GroupBox) and self._is_asked and item.may_begin:
                item.focus()
                return True
        return False

    @property
    def _is_asked(self) -> bool:
        state = self.filling.draft.report.sections[self.section.id].state
        return state is not SectionState.NOT_RELEVANT

    # what the worker does

    def focus_moved(self, new: QWidget | None) -> None:
        """The focus went somewhere; a question that it left says what it holds."""
        block = self.block_of(new) if new is not None and self.isAncestorOf(new) else None
        if new is None:
            self.commit()
            return
        if block is self._here:
            # From one box of a question to another: what can be read by now is kept.
            self.commit()
            self.filling.flush()
        else:
            self.leave()
            self._here = block or self._here
            self.show_checks(self._checks)
            if block is not None:
                self.looked_at.emit(block)

    def commit(self) -> None:
        """Take what was typed as far as it is an answer; the typing goes on."""
        for block in tuple(self._touched):
            block.commit()
            if block.unreadable is None:
                self._touched.discard(block)

    def leave(self) -> None:
        """Take what was typed in the question that was left."""
        for block in self._touched | self._untidy:
            block.leave()
            self._remember(block)
        self._touched.clear()
        self._untidy.clear()
        self.filling.trail.moved_on()
        self.filling.flush()

    def _remember(self, block: QuestionBlock) -> None:
        """Keep text that could not be read, for as long as the record is open."""
        wrong = block.unreadable
        if wrong is not None and wrong.kept is None:
            self.filling.unread[block.place] = block.field.typed
        else:
            self.filling.unread.pop(block.place, None)

    def _on_answered(self, block: QuestionBlock, answer: Answer | None) -> None:
        self.filling.set_answer(block.place, answer)
        if block not in self._touched:
            # A choice: what was typed elsewhere goes with it, not after it.
            self.commit()
            self._remember(block)
            self.filling.flush()

    def _on_edited(self, block: QuestionBlock) -> None:
        self._touched.add(block)
        self._untidy.add(block)
        self.edited.emit()

    def _on_check_answered(self, place: Place, code: str) -> None:
        if code == EXPECTED:
            self.why_chosen.emit()
        else:
            self.filling.change(ConfirmProblem(code, place))


def _holds(block: QuestionBlock, focus: QWidget | None) -> bool:
    return focus is not None and block.isAncestorOf(focus)


def _group_of(spot: Spot) -> GroupId | None:
    """The group of a place whose row is no longer there."""
    if spot.place is None or spot.place.row is None:
        return None
    return GroupId(QuestionId(spot.place.question).partition(".")[0])

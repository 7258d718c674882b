# SPDX-License-Identifier: Apache-2.0
"""About one record.

R01 It tells reference, form, status and days; each version with its reason and its signed copy.
R02 Every event is put into words: questions and answers, rows, prompts, signing, files; what was
    erased says so, and a question of an earlier version of the form keeps its words.
R03 The history is filtered by kind and by words, newest first; a change is shown in full below.
R04 What went where is told; it is noted who it went to and that they confirmed it, with a day that
    can be put right; Esc closes the form and the focus goes back.
R05 What can be done depends on the record: a draft is not corrected, an erased one not erased.
R06 Five thousand events cost no more to show than a screen of them.
R08 A record is deleted by putting it aside; then it says until when, and can be taken back.
R07 In a compact window all of it scrolls, and the history comes some rows at a time.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from helpers.fill_page import three_sections
from helpers.filling import Bench, bench
from helpers.small import TODAY
from helpers.stories import BEGUN, event, line, story_of
from kinfile.app.draft import RecordStatus
from kinfile.app.story import Version
from kinfile.errors import NotKept, Refused
from kinfile.i18n import Language
from kinfile.ui.pages.details import DetailsPage
from kinfile.ui.pages.details_history import ROWS_AT_ONCE, HistoryTable
from kinfile.ui.pages.details_ledger import NoteForm
from kinfile.ui.pages.details_words import KINDS, Telling, Told
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme
from kinfile.vault.rows import LedgerLine, StoredChange

ENGLISH = Language.load()
ANSWERS = {"who": "Ash", "children": [{"name": "Rowan"}], "helpers": [{"name": "Jo"}]}
EVENTS = (
    event(1, "created", new={"form": "small", "version": 1}),
    event(2, "answer", "who", new="Asher"),
    event(3, "answer", "who", old="Asher", new="Ash"),
    event(4, "row-added", "children", "row-1"),
    event(5, "answer", "children.name", "row-1", new="Rowan"),
    event(6, "answer", "helpers", new={"status": "none"}),
    event(7, "mark", "opened", "safety", new={}),
    event(8, "mark", "acknowledged", "R01", new={"by": "Jo Rowe", "note": "Rang", "at": ""}),
    event(9, "status", new={"status": "signed", "version": 1, "reason": ""}),
    event(10, "exported", row="1", new={"version": 1}),
    event(11, "sent", row="1", new={"version": 1, "recipient": "Duty desk", "channel": "mail"}),
    event(12, "status", new={"status": "draft", "version": 2, "reason": "A wrong name"}),
    event(13, "answer", "gone_question", new="left"),
    event(14, "answer", "detail", erased=True),
)
VERSIONS = (
    Version(number=2, begun_at=BEGUN + timedelta(days=1), reason="A wrong name"),
    Version(number=1, begun_at=BEGUN, signed_at=BEGUN + timedelta(hours=1), has_copy=True),
)


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> Bench:
    return bench(qtbot, tasks, three_sections(tmp_path), ANSWERS)


def page(here: Bench, theme: Theme, **facts: Any) -> DetailsPage:
    facts = {"events": EVENTS, "versions": VERSIONS} | facts
    status = facts.pop("status", None)
    draft = replace(here.workspace.open(), put_aside=facts.pop("put_aside", None))
    draft = replace(draft, status=status) if status else draft
    story = story_of(draft, **facts)
    back: list[str] = []
    made = DetailsPage(here.desk, story, TODAY, lambda: back.append("x"), theme, ENGLISH)
    here.qtbot.addWidget(made)
    made.resize(1366, 714)
    made.show()
    made.activateWindow()
    here.wait(made.isActiveWindow)
    made.focus_first()
    settle(here)
    return made


def settle(here: Bench) -> None:
    here.settle()


def words(made: QWidget) -> list[str]:
    return [each.text() for each in made.findChildren(QLabel) if not each.isHidden()]


def named(made: QWidget, name: str) -> Any:
    found = made.findChild(QWidget, name)
    assert found is not None, name
    return found


def rows(made: DetailsPage) -> list[Told]:
    model = made.history.model
    return [model.told(row) for row in range(model.rowCount())]


def test_what_the_record_is(here: Bench, theme: Theme) -> None:
    """R01"""
    made = page(here, theme)
    told = words(made.facts)
    assert {"TEST-0001", "A small form, version 1. Came with Kinfile.", "In progress"} <= set(told)
    assert made.trail() == ("New record", "Record details")
    told = words(made.versions)
    assert "Why: A wrong name" in told
    signed = BEGUN.astimezone() + timedelta(hours=1)
    assert f"Signed {ENGLISH.date_and_time(signed)}" in told
    with here.qtbot.waitSignal(made.copy_chosen, check_params_cb=lambda number: number == 1):
        named(made, "details.copy.1").click()
    assert made.findChild(QWidget, "details.copy.2") is None
    assert made.open.text() == "Open"
    with here.qtbot.waitSignal(made.record_chosen):
        made.open.click()


def test_every_event_has_words(here: Bench, theme: Theme) -> None:
    """R02"""
    told = {each.what: each for each in rows(page(here, theme))}
    assert told["Who is it about?"].before in ("", "Asher")
    assert told["Name"].where.startswith("Child")
    assert told["Name"].now == "Rowan"
    assert told["People helping"].now == "Asked, and there are none"
    assert told["Section opened by hand"].where == "Section safety"
    assert told["Prompt followed up"].now == "Jo Rowe: Rang"
    assert told["Version 1 signed"].now == ""
    assert told["Version 2 begun, to correct what was signed"].now == "A wrong name"
    assert (told["Noted who it went to"].now, told["Noted who it went to"].where) == (
        "Duty desk",
        "mail",
    )
    assert told["Record begun"].now == "A small form, version 1"
    assert told["gone_question"].now == '"left"'
    assert told["What is happening?"].now == "Erased"
    assert {each.by for each in told.values()} == {"Jo Rowe"}


def test_an_earlier_form_has_the_words_of_its_questions(here: Bench, tmp_path: Path) -> None:
    """R02"""
    draft = here.workspace.open()
    asked = replace(draft.form.by_id()[next(iter(draft.form.by_id()))], id="gone_question")  # type: ignore[arg-type]

    class Earlier:
        """The one thing that telling asks of a form, beside what the present one has."""

        id, version, title = "small", 0, draft.form.title
        groups, alerts, sections = draft.form.groups, draft.form.alerts, draft.form.sections

        @staticmethod
        def by_id() -> dict[str, Any]:
            return {"gone_question": asked}

    story = story_of(draft, EVENTS, forms=(Earlier(),))  # type: ignore[arg-type]
    told = Telling(story, ENGLISH).tell(EVENTS[12])
    assert (told.what, told.now) == ("Who is it about?", "left")


@pytest.mark.parametrize(
    "odd",
    [
        event(1, "moved", new={"form": "small", "version": 9}),
        event(1, "salvaged"),
        event(1, "created", erased=True),
        event(1, "status", erased=True),
        event(1, "answer", "seen", new="no day at all"),
        event(1, "row-struck", "children", "no such row"),
        event(1, "unmark", "confirmed-problem", "length|who|"),
        event(1, "mark", "of a later version", "x", new={}),
        event(1, "document", row="1", new={"version": 1}),
    ],
)
def test_no_event_is_left_without_words(here: Bench, odd: StoredChange) -> None:
    """R02"""
    told = Telling(story_of(here.workspace.open(), (odd,)), ENGLISH).tell(odd)
    assert told.what
    assert told.when


def test_the_history_is_filtered(here: Bench, theme: Theme) -> None:
    """R03"""
    made = page(here, theme)
    assert [each.what for each in rows(made)][:2] == ["What is happening?", "gone_question"]
    made.history.kinds.choose("signing")
    assert {each.what for each in rows(made)} == {
        "Version 1 signed",
        "File saved to a folder, version 1",
        "Noted who it went to",
        "Version 2 begun, to correct what was signed",
    }
    made.history.kinds.choose("all")
    made.history.search.setText("ROWAN")
    here.wait(lambda: made.history.model.count == 2)
    assert [each.now for each in rows(made)] == ["Rowan", "Added"]
    made.history.search.setText("nothing like it")
    here.wait(lambda: made.history.model.count == 0)
    assert made.history.nothing.isVisible()
    assert not made.history.table.isVisible()
    assert set(KINDS) == {"all", "answers", "signing"}


def test_a_change_is_read_in_full(here: Bench, theme: Theme) -> None:
    """R03"""
    long = "every word of it " * 100
    made = page(here, theme, events=(event(1, "answer", "detail", old="short", new=long.strip()),))
    assert not made.history.reader.isVisible()
    made.history.table.setFocus()
    assert made.history.reader.what.text() == "What is happening?"
    assert made.history.reader.change.toPlainText() == f"From short to {long.strip()}."
    assert "Jo Rowe" in made.history.reader.who.text()
    ear = made.history.model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert ear == "short"


def test_what_is_empty_is_said_to_the_ear(here: Bench, theme: Theme) -> None:
    """R03"""
    made = page(here, theme, events=EVENTS[:1])
    model = made.history.model
    assert model.index(0, 2).data() == ""
    assert model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "nothing"
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert heads == ["When and who", "What", "Before", "After"]


WENT = line(1, to="Duty desk", on="2026-11-20", by="secure mail")


def test_noting_who_it_went_to(here: Bench, theme: Theme) -> None:
    """R04"""
    made = page(here, theme, ledger=(line(1),))
    opener = named(made, "details.ledger.1.send")
    opener.setFocus()
    opener.click()
    form = made.ledger.form
    assert form is not None
    assert form.who is not None
    assert form.who.hasFocus()
    named(made, "note.save").click()
    assert "Enter who it went to" in words(form)
    assert form.property("announced") == "problem"
    form.who.setText(" Duty desk ")
    form.day.year.setText("")
    here.qtbot.keyClick(form.who, Qt.Key.Key_Return)
    assert "The day must include a year" in words(form)
    assert form.day.year.hasFocus()
    form.day.year.setText("2026")
    named(made, "note.channel").setText("secure mail")
    with here.qtbot.waitSignal(made.noted):
        named(made, "note.save").click()
        named(made, "note.save").click()
    assert here.workspace.noted == [("sent", "Duty desk", TODAY, "secure mail")]


def test_noting_that_they_confirmed_it(here: Bench, theme: Theme) -> None:
    """R04"""
    made = page(here, theme, ledger=(WENT,))
    assert "Went to Duty desk on 20 November 2026, by secure mail" in words(made.ledger)
    named(made, "details.ledger.1.confirm").click()
    here.workspace.errors["acknowledged"] = Refused(path="date", problem="before-sent")
    named(made, "note.save").click()
    settle(here)
    form = made.ledger.form
    assert form is not None
    assert any(each.startswith("That is before the day") for each in words(form))
    assert form.day.day.hasFocus()
    here.workspace.errors = {"acknowledged": NotKept(problem="disk-full", errno=28)}
    named(made, "note.save").click()
    settle(here)
    here.workspace.errors = {}
    with here.qtbot.waitSignal(made.noted):
        named(made, "note.save").click()
    assert here.workspace.noted == [("acknowledged", "Duty desk", TODAY)]


def test_escape_leaves_it_unnoted(here: Bench, theme: Theme) -> None:
    """R04"""
    made = page(here, theme, ledger=(line(1),))
    made.ledger.open_first()
    form = made.ledger.form
    assert isinstance(form, NoteForm)
    assert form.who is not None
    here.qtbot.keyClick(form.who, Qt.Key.Key_Escape)
    assert made.ledger.form is None
    assert named(made, "details.ledger.1.send").hasFocus()
    assert here.workspace.noted == []


@pytest.mark.parametrize(
    ("lines", "links"),
    [
        ((), []),
        ((line(1), line(2, version=2)), ["2.send"]),
        ((WENT, line(2)), ["1.confirm", "2.send"]),
        ((WENT, replace(WENT, id=2, recipient="DUTY desk")), ["2.confirm"]),
        ((replace(WENT, acknowledged_on="2026-11-21"),), []),
        ((line(1, edition="of a later version"),), ["1.send"]),
    ],
)
def test_only_what_can_be_noted_is_offered(
    here: Bench, theme: Theme, lines: tuple[LedgerLine, ...], links: list[str]
) -> None:
    """R04"""
    made = page(here, theme, ledger=lines)
    found = [b.objectName() for b in made.ledger.findChildren(QPushButton) if not b.isHidden()]
    assert found == [f"details.ledger.{each}" for each in links]


@pytest.mark.parametrize(
    ("status", "may_correct", "may_erase", "opens"),
    [
        (RecordStatus.IN_PROGRESS, False, True, "Open"),
        (RecordStatus.SIGNED, True, True, "See the signed copy"),
        (RecordStatus.SENT, True, True, "See the signed copy"),
        (RecordStatus.ERASED, False, False, None),
    ],
)
def test_what_can_be_done(
    here: Bench,
    theme: Theme,
    status: RecordStatus,
    may_correct: bool,
    may_erase: bool,
    opens: str | None,
) -> None:
    """R05"""
    made = page(here, theme, status=status)
    assert made.versions.correct.isVisible() is may_correct
    assert (made.erase is not None) is may_erase
    assert (made.open.text() if made.open.isVisible() else None) == opens
    if may_correct:
        with here.qtbot.waitSignal(made.correct_chosen):
            made.versions.correct.click()
    if may_erase:
        with here.qtbot.waitSignal(made.erase_chosen):
            named(made, "details.erase").click()


def test_a_record_put_aside_can_be_taken_back(here: Bench, theme: Theme) -> None:
    """R08"""
    made = page(here, theme)
    with here.qtbot.waitSignal(made.put_aside_chosen):
        named(made, "details.put_aside").click()
    aside = page(here, theme, put_aside=date(2026, 12, 22))
    told = {each.text() for each in aside.findChildren(QLabel)}
    assert "It will be erased on 22 December 2026." in told
    assert not aside.open.isVisible()
    assert not aside.versions.correct.isVisible()
    assert aside.erase is not None
    assert aside.erase.back is not None
    assert aside.erase.back.hasFocus()
    with here.qtbot.waitSignal(aside.taken_back):
        aside.erase.back.click()
    assert here.workspace.noted == [("take_back",)]


def many(count: int) -> Iterator[StoredChange]:
    return (event(n, "answer", "detail", new=f"Word {n}") for n in range(1, count + 1))


def test_thousands_of_events_cost_what_is_seen(
    here: Bench, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R06"""
    told: list[int] = []
    tell = Telling.tell

    def counted(self: Telling, one: StoredChange) -> Told:
        told.append(one.seq)
        return tell(self, one)

    monkeypatch.setattr(Telling, "tell", counted)
    made = page(here, theme, events=tuple(many(5_000)))
    made.grab()
    assert made.history.model.rowCount() == 5_000
    assert 0 < len(told) < 60
    table = made.history.table
    table.setFocus()
    here.qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert table.currentIndex().row() == 4_999
    assert len(told) < 120


def test_a_compact_window(here: Bench, qapp: QApplication) -> None:
    """R07"""
    theme = Theme(scale=2.0, is_compact=True)
    theme.apply(qapp)
    made = page(here, theme, events=tuple(many(100)))
    model, table = made.history.model, made.history.table
    assert isinstance(table, HistoryTable)
    assert (model.rowCount(), model.columnCount()) == (ROWS_AT_ONCE, 2)
    assert table.verticalScrollBar().maximum() == 0
    assert "Jo Rowe" in str(model.index(0, 0).data())
    made.history.more.click()
    assert model.rowCount() == 100
    assert not made.history.more.isVisible()
    assert table.verticalScrollBar().maximum() == 0


def test_alt_left_leads_back(here: Bench, theme: Theme) -> None:
    gone: list[int] = []
    story = story_of(here.workspace.open())
    made = DetailsPage(here.desk, story, TODAY, lambda: gone.append(1), theme, ENGLISH)
    here.qtbot.addWidget(made)
    made.go_back()
    assert gone == [1]

# SPDX-License-Identifier: Apache-2.0
"""What an empty form says.

L01 It has the sections of the form with their numbers, and every question that people answer.
L02 A question's number is that of its section and its place there, the same in every row.
L03 Groups have as many rows as a family usually needs, and at least as many as are required.
L04 What the program works out, and signatures and declarations of the record, are not asked.
L05 There is room for whom it is about, who filled it in and when, and who typed it up and when.
L06 A condition is said, or the numbers of the questions on which it depends.
"""

from datetime import UTC, datetime

import pytest

from kinfile.export.asking import Ask, AskTable
from kinfile.export.blank.layout import lay_out_blank
from kinfile.export.blocks import Document, Heading
from kinfile.forms import catalogue
from kinfile.forms.model import Kind
from kinfile.i18n import Language

ENGLISH = Language("en")
AT = datetime(2026, 11, 22, tzinfo=UTC)
FORMS = catalogue.installed()


def laid_out(name: str) -> Document:
    return lay_out_blank(catalogue.load(name), ENGLISH, made_at=AT, program="0.1.0")


def asks(document: Document) -> list[Ask]:
    return [ask for block in document.blocks if isinstance(block, AskTable) for ask in block.asks]


@pytest.mark.parametrize("name", FORMS)
def test_every_question_stands_on_paper(name: str) -> None:
    """L01, L04"""
    form = catalogue.load(name)
    found = {ask.question for ask in asks(laid_out(name))}
    never = {Kind.CALCULATED, Kind.SIGNATURE, Kind.DECLARATION}
    for question in form.questions():
        if question.group != "milestones" and question.kind not in never:
            assert question.ask in found
    headings = [b for b in laid_out(name).blocks if isinstance(b, Heading) and b.number]
    numbered = {section.title: str(n) for n, section in enumerate(form.sections, start=1)}
    assert headings
    assert all(numbered[heading.text.text] == heading.number for heading in headings)


@pytest.mark.parametrize("name", FORMS)
def test_numbers_name_one_question(name: str) -> None:
    """L02"""
    by_number: dict[str, set[str]] = {}
    for ask in asks(laid_out(name)):
        by_number.setdefault(ask.number, set()).add(ask.question)
    by_number.pop("")
    assert all(len(questions) == 1 for questions in by_number.values())
    assert "1.1" in by_number


def test_groups_have_rows() -> None:
    """L03"""
    document = laid_out("pre_birth")
    titles = [b.text.text for b in document.blocks if isinstance(b, Heading)]
    assert {"Parent or carer 1", "Parent or carer 2", "Worker 4", "Action 4"} <= set(titles)
    assert "Parent or carer 3" not in titles
    assert sum(title.startswith("Matter: ") for title in titles) == 6


def test_both_dates_have_room() -> None:
    """L05"""
    named = [ask.question for ask in asks(laid_out("young_carer"))]
    assert {"Filled in on (date)", "Typed up by", "Typed up on (date)"} <= set(named)


def test_conditions_are_said() -> None:
    """L06"""
    notes = [note for ask in asks(laid_out("pre_birth")) for note in ask.notes]
    assert any(note.startswith("Asked when “Is there a current worry") for note in notes)
    assert any(note.startswith("Depends on the answers to ") for note in notes)

# SPDX-License-Identifier: Apache-2.0
"""What a document says, and in which order.

L01 Parts stand in the order that content asks for: cover, summary, who is who, the account, gaps,
    sharing, contingency, full answers, key events, declaration and how to check.
L02 Every answer that is shown stands in the full answers, in the section's own words.
L03 What is hidden is nowhere: not in the blocks, not in the embedded answers.
L04 What is withheld prints as withheld, and its text is nowhere.
L05 A blank required question says "Not answered"; optional ones left blank are named in one line.
L06 Non-answers print in words with their reason, and among the information gaps.
L07 A copy that is not finished says so first, and what is missing; a warning not to contact the
    parents always stands on the cover.
L08 Alerts stand by severity, those about one person in one box, with what was done.
L09 The manager's panel is there where an alert to act now stands, or where it was asked for.
L10 No title, subject or header names a person.
L11 The embedded answers are those of the record, and read back as the same.
L12 A text held back by the wording check never stands under what lowers risk.
L13 That parent status is recorded is said, with how many there are.
L14 Where a strategy discussion is asked for, the professionals are suggested for it.
"""

import json
from dataclasses import replace
from datetime import date

import pytest

from export import example
from kinfile.export.blocks import (
    AlertBox,
    AlertKind,
    Banner,
    BannerKind,
    Block,
    BulletList,
    Document,
    FactsTable,
    Heading,
    Paragraph,
    Quotation,
    RowsTable,
    SignaturePanel,
    Style,
    TitleBand,
)
from kinfile.export.layout import lay_out
from kinfile.export.printable import Printable, Standing
from kinfile.forms.model import Disclosure, QuestionId
from kinfile.i18n import Language
from kinfile.records.correction import Correction
from kinfile.records.document import read_document
from kinfile.records.marks import Marks, OnPaper
from kinfile.records.model import Answer, Place, RowId
from kinfile.records.report import Acknowledgement

ENGLISH = Language("en")


def headings(document: Document, level: int) -> list[str]:
    return [b.text.text for b in document.blocks if isinstance(b, Heading) and b.level == level]


def cover(document: Document) -> list[Block]:
    """The blocks before the first heading."""
    blocks = list(document.blocks)
    return blocks[: next(n for n, block in enumerate(blocks) if isinstance(block, Heading))]


def full_answers(document: Document) -> list[str]:
    words: list[str] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 2:
            inside = block.text.text == "Full answers"
        if inside:
            words += block.words()
    return words


def embedded(document: Document) -> dict[str, object]:
    found: dict[str, object] = json.loads(document.attachments[0].data)
    return found


def urgent(**more: object) -> Document:
    answers = more.pop("answers", example.ANSWERS)
    return lay_out(
        example.printable(answers, standing=Standing.URGENT, **more),  # type: ignore[arg-type]
        ENGLISH,
    )


def test_parts_stand_in_the_order_of_content(document: Document) -> None:  # L01
    assert headings(document, 2) == [
        "Summary for the duty desk",
        "Who is who",
        "What we are worried about",
        "Strengths",
        "A day in the child's life",
        "Analysis",
        "Information gaps",
        "Sharing and legal basis",
        "Contingency plan",
        "Full answers",
        "Key events",
        "Declaration and signatures",
        "How to check this file",
    ]
    summary = headings(document, 3)[:5]
    assert summary == [
        "What is asked for",
        "Act now",
        "What has been done so far",
        "Act soon",
        "Missing or unknown",
    ]


def test_the_cover_begins_with_title_and_marking(document: Document) -> None:  # L01
    first = document.blocks[0]
    assert isinstance(first, TitleBand)
    assert first.title.text == "Pre-birth assessment"
    assert first.marking.text == "Confidential: safeguarding"
    assert first.subtitle.text == "Unborn Sample, due 18 January 2027"


def test_sections_are_numbered_as_in_the_form(document: Document) -> None:  # L02
    numbered = [
        (int(b.number), b.text.text)
        for b in document.blocks
        if isinstance(b, Heading) and b.number and b.level == 3
    ]
    titles = {n: section.title for n, section in enumerate(example.form().sections, start=1)}
    assert numbered == sorted(numbered)
    assert all(titles[number] == title for number, title in numbered)


def test_every_answer_typed_is_in_the_full_answers(document: Document) -> None:  # L02
    said = " ".join(full_answers(document))
    record = example.printable(marks=example.acknowledged())
    typed = [
        answer.value
        for place, answer in _answers(record)
        if place in record.report.shown and isinstance(answer.value, str)
    ]
    texts = [text for text in typed if " " in text]
    assert len(texts) > 80
    missing = [text for text in texts if not all(line in said for line in text.split("\n"))]
    # The chronology has a part of its own, after the answers.
    events = {row["what"] for row in example.ANSWERS["events"]}
    assert set(missing) <= events | {row["source"] for row in example.ANSWERS["events"]}


def _answers(record: Printable) -> list[tuple[Place, Answer]]:
    single = [(Place(name), answer) for name, answer in record.answers.single.items()]
    rows = [
        (Place(name, row.id), answer)
        for rows in record.answers.groups.values()
        for row in rows
        for name, answer in row.answers.items()
    ]
    return [*single, *rows]


def test_a_hidden_answer_is_nowhere() -> None:  # L03
    answers = {**example.ANSWERS, "domestic_abuse": "no", "da_victim": "Zebedee said so"}
    document = urgent(answers=answers)
    assert "Zebedee" not in " ".join(document.words())
    assert b"Zebedee" not in document.attachments[0].data
    record = example.printable(answers, standing=Standing.URGENT)
    assert "da_victim" in [str(path) for path in record.report.set_aside]


def test_a_withheld_answer_prints_as_withheld() -> None:  # L04
    form = example.with_question("worries", disclose=Disclosure.WITHHOLD)
    answers = {**example.complete(), "worries": "Zebedee said so"}
    document = lay_out(example.printable(answers, using=form), ENGLISH)
    words = list(document.words())
    assert "Withheld" in words
    assert "Zebedee" not in " ".join(words)
    assert b"Zebedee" not in document.attachments[0].data


def test_a_blank_required_question_says_not_answered() -> None:  # L05
    document = urgent(answers={"edd": "2027-01-18"})
    facts = [f for b in document.blocks if isinstance(b, FactsTable) for f in b.facts]
    worry = next(f for f in facts if f.question.text.startswith("What are we worried about"))
    assert [(p.text.text, p.style) for p in worry.answer] == [("Not answered", Style.ABSENT)]


def test_optional_questions_left_blank_are_named(document: Document) -> None:  # L05
    lines = [
        b.text.text
        for b in document.blocks
        if isinstance(b, Paragraph) and b.text.text.startswith("Optional, left blank:")
    ]
    assert any("What do clinicians say about likely course and recovery?" in line for line in lines)


def test_non_answers_print_with_their_reason(document: Document) -> None:  # L06
    words = list(document.words())
    assert "Not asked: not safe to ask" in words
    place = words.index("Information gaps")
    assert "Not asked: not safe to ask" in words[place : words.index("Sharing and legal basis")]


def test_safety_gaps_stand_in_the_summary(document: Document) -> None:  # L06
    lists = [b for b in document.blocks if isinstance(b, BulletList)]
    first = [item.text for item in lists[0].items]
    assert any(line.endswith("Ștefan Țăranu): Not asked: not safe to ask") for line in first)


def test_an_urgent_copy_says_first_that_it_is_incomplete() -> None:  # L07
    document = urgent()
    first = document.blocks[1]
    assert isinstance(first, Banner)
    assert first.kind is BannerKind.STOP
    assert first.text.text.startswith("INCOMPLETE")
    assert first.lines[0].text.endswith("required answers are missing.")
    assert document.furniture.stamp == "INCOMPLETE"
    record = example.printable(example.ANSWERS, standing=Standing.URGENT)
    said = " ".join(document.words())
    asked = example.form().by_id()
    for path in record.report.missing:
        if hasattr(path, "question"):
            assert asked[path.question].ask in said


def test_few_missing_answers_are_named_on_the_cover() -> None:  # L07
    answers = {key: value for key, value in example.complete().items() if key != "worries"}
    document = urgent(answers=answers)
    lines = [line.text for b in cover(document) if isinstance(b, Banner) for line in b.lines]
    assert lines[0] == "1 required answer is missing."
    assert any(line.endswith("What are we worried about?") for line in lines)


def test_a_preview_is_a_draft_and_cannot_be_signed() -> None:  # L07
    document = lay_out(example.printable(standing=Standing.PREVIEW), ENGLISH)
    assert document.furniture.stamp == "DRAFT, not signed"
    assert document.fields == ()


def test_a_finished_copy_has_no_stamp(document: Document) -> None:  # L07
    assert document.furniture.stamp == ""
    assert not any(
        b.text.text.startswith(("DRAFT", "INCOMPLETE"))
        for b in document.blocks
        if isinstance(b, Banner)
    )


@pytest.mark.parametrize("standing", list(Standing))
def test_the_warning_not_to_contact_the_parents_is_on_the_cover(standing: Standing) -> None:  # L07
    document = lay_out(example.printable(standing=standing), ENGLISH)
    stops = [b.text.text for b in cover(document) if isinstance(b, Banner)]
    assert "Do not contact the parents before speaking to the referrer." in stops


def test_access_needs_are_on_the_cover(document: Document) -> None:  # L07
    needs = next(
        b for b in cover(document) if isinstance(b, Banner) and b.text.text == "Access needs"
    )
    assert any("Ștefan: Romanian" in line.text for line in needs.lines)
    assert any("Easy read; Large print" in line.text for line in needs.lines)


def test_alerts_about_one_person_share_a_box(document: Document) -> None:  # L08
    boxes = [b for b in document.blocks if isinstance(b, AlertBox)]
    now = [box for box in boxes if box.kind is AlertKind.ACT_NOW]
    titles = [box.title.text for box in now]
    assert len(titles) == len(set(titles))
    threats = next(box for box in now if box.title.text == "Parent or carer 2: Ștefan Țăranu")
    assert len(threats.points) == 2
    assert threats.points[0].because[0].text.endswith("Suspected")


def test_an_alert_says_what_was_done(document: Document) -> None:  # L08
    points = [p for b in document.blocks if isinstance(b, AlertBox) for p in b.points]
    done = [p.done.text for p in points if p.done]
    assert done
    assert all(
        text == "Acknowledged by Jo Rowe, 20 November 2026 at 16:10: "
        "Rang the crisis team and the duty desk"
        for text in done
    )


def test_an_open_alert_says_that_nobody_answered_it() -> None:  # L08
    document = lay_out(example.printable(standing=Standing.PREVIEW), ENGLISH)
    points = [p for b in document.blocks if isinstance(b, AlertBox) for p in b.points]
    assert "Not yet acknowledged" in {p.done.text for p in points}


def test_no_alert_is_never_called_safe() -> None:  # L08
    document = urgent(answers={"worries": "None yet"})
    said = " ".join(document.words())
    assert "Nothing here. That does not mean that nothing is wrong." in said
    assert " safe." not in said


def test_the_manager_is_asked_where_an_alert_to_act_now_stands(document: Document) -> None:  # L09
    assert document.fields == ("Practitioner", "Manager")
    banners = [b.text.text for b in cover(document) if isinstance(b, Banner)]
    assert any(words.startswith("Awaiting manager") for words in banners)


def test_the_manager_is_asked_where_wanted() -> None:  # L09
    quiet = {"worries": "None yet"}
    assert urgent(answers=quiet).fields == ("Practitioner",)
    assert urgent(answers=quiet, manager_field=True).fields == ("Practitioner", "Manager")


def test_nothing_outside_the_text_names_a_person(document: Document) -> None:  # L10
    outside = f"{document.title} {document.subject} {document.program} {document.furniture.words()}"
    for name in ("Sample", "Marigold", "Ŷnyr", "Țăranu", "Rowe"):
        assert name not in outside
    assert document.title == "Pre-birth assessment, record 7F3K-9QXA"


def test_the_embedded_answers_read_back_the_same(document: Document) -> None:  # L11
    found = embedded(document)
    assert found["record"] == "7F3K-9QXA"
    assert found["version"] == 1
    assert str(found["head"]).startswith("3f9ab2c4d5e6")
    ids = iter(range(1, 1000))
    again = read_document(found, example.form(), row_id=lambda: RowId(f"row-{next(ids)}"))
    assert not again.refused
    record = example.printable(marks=example.acknowledged())
    shown = {place.question for place, _ in _answers(record) if place in record.report.shown}
    assert {
        place.question for place, _ in _answers(replace(record, answers=again.answers))
    } == shown


def test_the_embedded_answers_keep_only_standing_acknowledgements() -> None:  # L11
    gone = Acknowledgement("Jo Rowe", "Long ago")
    document = urgent(answers={"worries": "None"}, marks=Marks(acknowledged={"R01": gone}))
    assert "alerts" not in embedded(document)


def test_a_text_that_counts_a_child_never_stands_under_what_lowers_risk() -> None:  # L12
    answers = example.complete()
    parents = [dict(row) for row in answers["parents"]]
    parents[0]["suicide_safety"] = "The baby keeps her going."
    record = example.printable({**answers, "parents": parents}, standing=Standing.URGENT)
    words = list(lay_out(record, ENGLISH).words())
    place = words.index("The baby keeps her going.")
    assert words[place - 1] == "What was written about this (not counted as lowering risk)"
    assert words[place + 1] == "To be reworded: this may count a child as lowering risk."


def test_a_confirmed_text_prints_who_confirmed_it() -> None:  # L12
    place = Place(QuestionId("parents.suicide_safety"), RowId("row-2"))
    record = example.printable()
    row = record.answers.rows("parents")[0]
    given = Acknowledgement("Ffion Lloyd", "Read twice")
    marks = Marks(confirmed_texts={("R03", Place(place.question, row.id)): given})
    words = list(lay_out(replace(record, marks=marks), ENGLISH).words())
    said = "Ffion Lloyd confirmed that this counts no child as lowering risk."
    assert said in words
    assert "What was written about this (not counted as lowering risk)" in words


def test_the_childs_words_are_quoted(document: Document) -> None:
    quotes = [b for b in document.blocks if isinstance(b, Quotation)]
    assert "Mum is sad in the mornings. I make toast." in [q.text.text for q in quotes]
    assert any(q.said.text.startswith("Ŷnyr, 12 November 2026, at school") for q in quotes)


def test_events_stand_oldest_first(document: Document) -> None:
    tables = [b for b in document.blocks if isinstance(b, RowsTable)]
    rows = [[cell.text.text for cell in row] for row in tables[-1].rows]
    events = [(row[1], row[4]) for row in rows if row[3] == "Key event"]
    assert events == [
        ("2019", "Marigold"),
        ("14 May 2020", "GP records"),
        ("November 2026", "Marigold"),
    ]


def test_the_last_page_says_what_a_seal_does_not_show(document: Document) -> None:
    said = " ".join(document.words())
    assert "laptop clock, not proven by a third party" in said
    assert "not checked whether the certificate has been withdrawn" in said
    for word in ("LTV", "qualified", "legally"):
        assert word not in said
    panels = [b for b in document.blocks if isinstance(b, SignaturePanel)]
    assert panels[0].lines[0].text == "Jo Rowe"


def test_a_correction_says_what_it_replaces() -> None:
    correction = Correction(replaces=1, signed_on=date(2026, 11, 20), reason="Wrong due date")
    document = lay_out(example.printable(correction=correction), ENGLISH)
    words = [line for block in cover(document) for line in block.words()]
    assert "Replaces version 1 of 20 November 2026" in words
    assert "Why: Wrong due date" in words
    assert "What changed" in headings(document, 2)
    assert embedded(document)["replaces"] == {
        "version": 1,
        "signed": "2026-11-20",
        "reason": "Wrong due date",
    }


def test_paper_and_typing_are_both_dated() -> None:
    paper = OnPaper(date(2026, 11, 20), example.TODAY, "Jo Rowe")
    document = lay_out(example.printable(marks=Marks(paper=paper)), ENGLISH)
    words = [line for block in cover(document) for line in block.words()]
    assert "on 20 November 2026; typed up on 22 November 2026 by Jo Rowe" in words
    assert embedded(document)["on_paper"] == {
        "written": "2026-11-20",
        "typed": "2026-11-22",
        "by": "Jo Rowe",
    }


def told(document: Document) -> str:
    return "\n".join(word for block in document.blocks for word in block.words())


def test_parent_status_is_recorded(document: Document) -> None:
    """L13"""
    counts = [len(example.ANSWERS[group]) for group in ("parents", "children")]
    line = f"Parent status recorded. Parents and carers: {counts[0]}. Children: {counts[1]}."
    assert line in told(document)


def test_professionals_are_suggested_for_a_strategy_discussion() -> None:
    """L14"""
    line = "Suggested for the strategy discussion"
    asked = {"strategy_needed": "yes"}
    referred = urgent(answers={**example.ANSWERS, **asked})
    assert line in told(referred)
    assert line not in told(urgent(answers={**example.ANSWERS, **asked, "strategy_needed": "no"}))

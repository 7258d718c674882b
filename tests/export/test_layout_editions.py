# SPDX-License-Identifier: Apache-2.0
"""How the copies for one reader, the annex and the family's copy are laid out and drawn.

L20 Each has a title and a marking of its own; a family's copy does not say what it is about.
L21 Each is tagged, conforms as the full edition does, and its text is whole; the writer signs it.
L22 The annex names the document that it belongs to, and nobody by name.
L23 A letter says to whom, what is asked, on what basis and where to reply; the decision on visits
    says how to question it; the ward's plan has whom to ask.
L24 The young person's copy is in large letters and plain words, as actions of who does what.
L25 A copy without restricted answers says the same of what it leaves out whatever that is, and
    asks the same restricted questions.
L26 What nobody answered has no heading.
L27 A preview of a copy says that it is a draft, and has nothing to be signed.
"""

import json
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from export import example
from export.conforming import wrongs
from export.reading_pdf import bare, elements_of, text_of
from helpers.maximal import answered, maximal
from kinfile.app.example import example_answers
from kinfile.export.blocks import (
    Banner,
    BannerKind,
    BulletList,
    Document,
    Heading,
    SignaturePanel,
)
from kinfile.export.editions import FOR_FAMILIES, WHOLE, Edition, editions_of
from kinfile.export.layout import lay_out
from kinfile.export.pdf import draw
from kinfile.export.printable import Printable, Standing
from kinfile.forms import catalogue
from kinfile.forms.model import QuestionId
from kinfile.i18n import Language
from kinfile.records.model import Answer, Place
from kinfile.records.people import people_of

ENGLISH = Language("en")
FORMS = ("pre_birth", "young_carer", "hospital_visit")
COPIES = [
    (form, edition)
    for form in FORMS
    for edition in editions_of(catalogue.load(form))
    if edition is not Edition.FULL
]


@cache
def record(form: str) -> Printable:
    """The made-up family's record."""
    answers = json.loads(example_answers(example.TODAY, ENGLISH, form=form))["answers"]
    return example.printable(answers, using=catalogue.load(form))


def copy_of(form: str, edition: Edition, **changed: object) -> Document:
    return lay_out(replace(record(form), edition=edition.value, **changed), ENGLISH)  # type: ignore[arg-type]


def said(document: Document) -> str:
    return "\n".join(document.words())


@pytest.mark.parametrize(("form", "edition"), COPIES)
def test_a_copy_says_what_it_is(form: str, edition: Edition) -> None:
    """L20"""
    document, full = copy_of(form, edition), copy_of(form, Edition.FULL)
    assert document.title != full.title
    assert document.facts.edition == edition.value
    assert document.furniture.header_right == document.subject
    is_quiet = edition in FOR_FAMILIES
    assert ("safeguarding" in document.subject) != is_quiet
    names = [person.given for person in people_of(record(form).answers) if person.given]
    assert names
    assert not [name for name in names if name in document.title]
    has_questions = any(each.name == "Questionnaire.json" for each in document.attachments)
    assert has_questions == (edition in WHOLE)


@pytest.mark.parametrize(("form", "edition"), COPIES)
def test_a_copy_is_drawn_whole(form: str, edition: Edition) -> None:
    """L21"""
    document = copy_of(form, edition)
    drawn = draw(document)
    found = text_of(drawn.data)
    lines = [line for words in document.words() for line in words.split("\n")]
    assert not [line for line in lines if bare(line) not in found]
    tags = [element.tag for element in elements_of(drawn.data)]
    assert tags.count("H1") == 1
    levels = [int(tag[1]) for tag in tags if tag[0] == "H" and tag[1:].isdigit()]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    panels = [block for block in document.blocks if isinstance(block, SignaturePanel)]
    assert panels[0].field == "Practitioner"
    if edition not in WHOLE:
        assert drawn.fields == ("Practitioner",)


def test_the_annex_names_its_document_and_nobody() -> None:
    """L22"""
    words = said(copy_of("pre_birth", Edition.RESTRICTED_ANNEX))
    assert "Pre-birth assessment, record 7F3K-9QXA, version 1" in words
    assert "Parent or carer 1" in words
    families = [p.family for p in people_of(record("pre_birth").answers) if p.family]
    assert not [name for name in families if name in words]
    assert "The unborn baby, or each of them" not in words


def test_a_letter_says_what_its_reader_needs() -> None:
    """L23"""
    words = said(copy_of("pre_birth", Edition.INFORMATION_REQUEST))
    for part in ("To: ", "About", "What we ask", "To a GP:", "Legal basis", "Reply to", "01632"):
        assert part in words
    assert "999 115 8383" in words
    visit = said(copy_of("hospital_visit", Edition.INFORMATION_REQUEST))
    assert "What would have to be in place for a visit" in visit
    assert "To a GP:" not in visit
    decision = said(copy_of("hospital_visit", Edition.VISIT_DECISION))
    assert "You may question the decision." in decision
    ward = said(copy_of("pre_birth", Edition.WARD_PLAN))
    for part in ("Access needs", "Questions to", "On the ward", "If treatment stops"):
        assert part in ward


def test_the_young_person_s_copy_is_large_and_plain() -> None:
    """L24"""
    document = copy_of("young_carer", Edition.EASY_READ)
    assert document.body == 16
    headings = [block.text.text for block in document.blocks if isinstance(block, Heading)]
    assert headings[0] == "What you said"
    assert {"What will happen", "Who to call"} <= set(headings)
    (plans,) = (block for block in document.blocks if isinstance(block, BulletList))
    assert all(" Who: " in item.text and item.text.endswith(".") for item in plans.items)
    assert "{" not in said(document)


def test_a_copy_tells_nothing_by_what_it_leaves_out() -> None:
    """L25"""
    of = replace(maximal("young_carer").printable, edition=Edition.WITHOUT_RESTRICTED.value)
    safe, harm = Place(QuestionId("yc_safe_home")), Place(QuestionId("yc_selfharm"))
    copies = [
        lay_out(answered(of, given), ENGLISH)
        for given in (
            {safe: Answer(value="always"), harm: Answer(value="no")},
            {safe: None, harm: None},
        )
    ]
    questions = of.form.by_id()
    for document in copies:
        words = said(document)
        assert "Copy without restricted answers" in words
        assert questions[safe.question].ask in words
        assert questions[harm.question].ask in words
    assert copies[0].attachments[0] == copies[1].attachments[0]


def test_what_nobody_answered_has_no_heading() -> None:
    """L26"""
    empty = example.printable({"worries": " "}, using=catalogue.load("young_carer"))
    for edition, most in ((Edition.EASY_READ, 4), (Edition.FAMILY, 3)):
        document = lay_out(replace(empty, edition=edition.value), ENGLISH)
        headings = [block for block in document.blocks if isinstance(block, Heading)]
        assert len(headings) <= most


@pytest.mark.parametrize(("form", "edition"), COPIES)
def test_a_preview_of_a_copy_says_so(form: str, edition: Edition) -> None:
    """L27"""
    document = copy_of(form, edition, standing=Standing.PREVIEW)
    drafts = [b for b in document.blocks if isinstance(b, Banner) and b.kind is BannerKind.DRAFT]
    assert len(drafts) == 1
    assert document.fields == ()
    assert document.furniture.stamp
    assert [each.name for each in document.attachments] == ["ANSWERS.json"]


@pytest.mark.parametrize(("form", "edition"), COPIES)
def test_a_copy_conforms(form: str, edition: Edition) -> None:
    """L21"""
    assert wrongs(draw(copy_of(form, edition)).data) == []

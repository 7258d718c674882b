# SPDX-License-Identifier: Apache-2.0
"""A character that no shipped font has stops the document wherever it would print, by name.

M01 In an answer of each kind that is typed, with what stands behind it and who said it.
M02 In the writer's own details, in what was done about an alert, and in what the version replaces.
M03 In the words of a form, and in an empty form.
M04 Also what Unicode has not assigned, among letters that are shaped.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from export import example
from kinfile.errors import MissingGlyph
from kinfile.export.blank.drawing import draw_blank
from kinfile.export.layout import lay_out
from kinfile.export.pdf import draw
from kinfile.export.printable import Printable
from kinfile.forms.model import QuestionId
from kinfile.i18n import Language
from kinfile.records.correction import Changed, Correction
from kinfile.records.marks import Marks, OnPaper
from kinfile.records.model import Answer, Path, Place
from kinfile.records.report import Acknowledgement

ENGLISH = Language("en")
CHAR = "\N{CJK UNIFIED IDEOGRAPH-4F60}"


def answered(**given: Any) -> Printable:
    return example.printable({**example.complete(), **given})


def in_parent(**given: Any) -> Printable:
    first, *others = example.complete()["parents"]
    return answered(parents=[{**first, **given}, *others])


def signed_by(**given: str) -> Printable:
    # The answers say the same of the writer, and come first.
    own = {name: value for name, value in example.complete().items() if "assessor" not in name}
    record = example.printable(own)
    return replace(record, signer=replace(record.signer, **given))


def said(by: str, note: str) -> Printable:
    given = Acknowledgement(by, note, "2026-11-20T16:10")
    marks = example.acknowledged()
    return example.printable(marks=Marks(acknowledged=dict.fromkeys(marks.acknowledged, given)))


def replacing(*, reason: str = "", before: str = "x", by: str = "x") -> Printable:
    changed = Changed(
        place=Place(QuestionId("maternity_unit")),
        path=Path("maternity_unit"),
        before=Answer(value=before),
        after=Answer(value="y"),
        by=by,
        at=example.MADE_AT,
    )
    told = Correction(replaces=1, signed_on=date(2026, 11, 20), reason=reason, changes=(changed,))
    return example.printable(correction=told)


def on_paper(by: str) -> Printable:
    return example.printable(marks=Marks(paper=OnPaper(date(2026, 11, 20), example.TODAY, by)))


EVIDENCE = {"value": "yes_now", "evidence": CHAR, "evidence_kind": "seen"}
PLACES: Mapping[str, Callable[[], Printable]] = {
    "text": lambda: answered(maternity_unit=CHAR),
    "long text": lambda: answered(worries=f"She said {CHAR}."),
    "quotation": lambda: answered(warning_words={"value": CHAR, "who": "Marigold"}),
    "speaker": lambda: answered(warning_words={"value": "So", "who": CHAR}),
    "when said": lambda: answered(warning_words={"value": "So", "when": CHAR}),
    "how said": lambda: answered(warning_words={"value": "So", "how": CHAR}),
    "evidence": lambda: answered(domestic_abuse=EVIDENCE),
    "reason": lambda: answered(housing_situation={"status": "not_asked", "reason": CHAR}),
    "given name": lambda: in_parent(given_name=CHAR),
    "address": lambda: in_parent(address=f"1 Street\n{CHAR}"),
    "phone": lambda: in_parent(phone=f"07700 {CHAR}"),
    "action": lambda: answered(actions=[{"what": CHAR, "who": "Jo", "by": "2026-12-01"}]),
    "event": lambda: answered(events=[{"date": "2019", "what": "Born", "source": CHAR}]),
    "writer's name": lambda: signed_by(name=CHAR),
    "writer's role": lambda: signed_by(role=CHAR),
    "writer's organisation": lambda: signed_by(organisation=CHAR),
    "writer's number": lambda: signed_by(registration=CHAR),
    "who followed up": lambda: said(CHAR, "Rang"),
    "what was done": lambda: said("Jo", CHAR),
    "why corrected": lambda: replacing(reason=CHAR),
    "answer before": lambda: replacing(before=CHAR),
    "who corrected": lambda: replacing(by=CHAR),
    "who typed it up": lambda: on_paper(CHAR),
    "key words": lambda: replace(example.printable(), key_words=CHAR),
    "question": lambda: example.printable(using=example.with_question("worries", ask=CHAR)),
}


@pytest.mark.parametrize("place", PLACES)
def test_it_is_named_wherever_it_would_print(place: str) -> None:
    """M01, M02, M03"""
    with pytest.raises(MissingGlyph) as refused:
        draw(lay_out(PLACES[place](), ENGLISH))
    assert refused.value.facts == {"characters": (f"{CHAR} (U+4F60)",)}


def test_it_is_named_in_an_empty_form() -> None:
    """M03"""
    form = example.with_question("worries", hint=CHAR)
    with pytest.raises(MissingGlyph, match="4F60"):
        draw_blank(form, ENGLISH, made_at=datetime(2026, 11, 22, tzinfo=UTC), program="0")


@pytest.mark.parametrize("char", ["\U0010ffff", "\u0378", "\ufdd0"])
@pytest.mark.parametrize("around", ["Za\u0338l", "\u0645\u0631\u062d"])
def test_what_is_not_assigned_is_named(char: str, around: str) -> None:
    """M04"""
    of = answered(maternity_unit=f"{around} {char}")
    with pytest.raises(MissingGlyph) as refused:
        draw(lay_out(of, ENGLISH))
    assert refused.value.facts == {"characters": (f"{char} (U+{ord(char):04X})",)}

# SPDX-License-Identifier: Apache-2.0
"""Every shipped form prints, whatever was answered.

H01 Each worked case of each form is drawn whole as an urgent copy.
H02 A record with nothing in it is drawn.
H03 Every visible question of a form is named in its document.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from export import example
from export.reading_pdf import bare, text_of
from kinfile import bundle
from kinfile.export.layout import lay_out
from kinfile.export.pdf import draw
from kinfile.export.printable import Standing
from kinfile.forms import catalogue
from kinfile.forms.model import Kind
from kinfile.i18n import Language

ENGLISH = Language("en")
UNPRINTED = frozenset({Kind.SIGNATURE, Kind.DECLARATION})


def cases() -> Iterator[Path]:
    for form in catalogue.installed():
        yield from sorted((bundle.forms() / form / "cases").glob("*.json"))


@pytest.mark.parametrize("case", list(cases()), ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_worked_case_is_drawn_whole(case: Path) -> None:  # H01
    told = json.loads(case.read_text(encoding="utf-8"))
    form = catalogue.load(told["form"])
    record = example.printable(told["answers"], using=form, standing=Standing.URGENT)
    document = lay_out(record, ENGLISH)
    found = text_of(draw(document).data)
    lines = [line for words in document.words() for line in words.split("\n")]
    assert not [line for line in lines if bare(line) not in found]


@pytest.mark.parametrize("name", catalogue.installed())
def test_an_empty_record_is_drawn(name: str) -> None:  # H02
    form = catalogue.load(name)
    record = example.printable({"worries": " "}, using=form, standing=Standing.URGENT)
    document = lay_out(record, ENGLISH)
    assert draw(document).pages > 2


@pytest.mark.parametrize("name", catalogue.installed())
def test_every_visible_question_is_named(name: str) -> None:  # H03
    form = catalogue.load(name)
    record = example.printable({"worries": " "}, using=form, standing=Standing.URGENT)
    said = " ".join(lay_out(record, ENGLISH).words())
    shown = {place.question for place in record.report.shown}
    for question in form.questions():
        if question.id in shown and question.kind not in UNPRINTED:
            assert question.ask in said

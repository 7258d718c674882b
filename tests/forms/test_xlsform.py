# SPDX-License-Identifier: Apache-2.0
"""A form as an XLSForm workbook.

Y01 pyxform makes an XForm of every shipped form without a warning.
Y02 Every question but calculated ones and signatures has its row under its own id.
Y03 A small form is as the golden file has it, the shipped ones as their digests say.
Y04 A plain rule is its question's `relevant`; another is on the list, its question then always
    asked and never required.
Y05 Every cell is text, even where it looks like a formula.
Y06 The list holds every alert, and what an XLSForm cannot say.
"""

import importlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from helpers.golden import expect_digest, expect_golden
from helpers.small import small_form
from helpers.translated import tiny_form
from kinfile.forms import catalogue
from kinfile.forms.model import Form, Kind
from kinfile.forms.xlsform import Cells, XlsForm, write_workbook, xlsform
from kinfile.i18n import Language

LANGUAGE = Language.load()
convert: Any = importlib.import_module("pyxform.xls2xform").convert


@pytest.fixture(scope="module", params=catalogue.installed())
def shipped(request: pytest.FixtureRequest) -> tuple[Form, XlsForm]:
    form = catalogue.load(request.param)
    return form, xlsform(form, LANGUAGE)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return tiny_form(tmp_path_factory.mktemp("forms"))


def converted(made: XlsForm, folder: Path) -> str:
    """The XForm that pyxform makes of the workbook; warnings are failures."""
    file = folder / "form.xlsx"
    with file.open("wb") as out:
        write_workbook(made, out)
    result = convert(file, validate=False)
    assert result.warnings == []
    return str(result.xform)


def by_name(made: XlsForm) -> dict[str, Cells]:
    return {row["name"]: row for row in made.survey if "name" in row}


def test_pyxform_accepts_it(shipped: tuple[Form, XlsForm], tmp_path: Path) -> None:
    """Y01"""
    form, made = shipped
    xform = converted(made, tmp_path)
    for question in form.questions():
        assert f"{question.id}/>" in xform or question.kind in (Kind.CALCULATED, Kind.SIGNATURE)


def test_every_question_has_its_row(shipped: tuple[Form, XlsForm]) -> None:
    """Y02"""
    form, made = shipped
    names = [row["name"] for row in made.survey if "name" in row]
    assert len(names) == len(set(names))
    left_out = (Kind.CALCULATED, Kind.SIGNATURE)
    asked = [question.id for question in form.questions() if question.kind not in left_out]
    assert set(asked) <= set(names)


def test_it_is_as_it_was(shipped: tuple[Form, XlsForm]) -> None:
    """Y03"""
    form, made = shipped
    expect_digest(f"{form.id}.xlsform", made.sheets())


def test_a_small_one_is_as_it_was(tiny: Form, tmp_path: Path) -> None:
    """Y01 Y03"""
    made = xlsform(tiny, LANGUAGE)
    converted(made, tmp_path)
    expect_golden("xlsform", {"survey": made.survey, "choices": made.choices})


def test_every_rule_is_said_or_listed(shipped: tuple[Form, XlsForm]) -> None:
    """Y04"""
    form, made = shipped
    rows, listed = by_name(made), {loss.at for loss in made.could_not}
    for question in form.questions():
        if question.show_when is not None and question.id in rows:
            is_said = "relevant" in rows[question.id]
            assert is_said is not (f"{question.id}.show_when" in listed)
            assert is_said or "required" not in rows[question.id]


def test_plain_rules_are_most(shipped: tuple[Form, XlsForm]) -> None:
    """Y04"""
    form, made = shipped
    rules = [question for question in form.questions() if question.show_when is not None]
    lost = [loss for loss in made.could_not if loss.at.endswith(".show_when")]
    assert len(lost) < len(rules) / 2


def test_every_cell_is_text(tmp_path: Path) -> None:
    """Y05"""
    form = small_form(tmp_path, "- {id: a, kind: text, ask: '=1+1', disclose: all}\n")
    file = BytesIO()
    write_workbook(xlsform(form, LANGUAGE), file)
    sheet = load_workbook(file)["survey"]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    assert "=1+1" in {cell.value for row in sheet.iter_rows() for cell in row}


def test_the_list_holds_alerts_and_what_is_lost(tiny: Form) -> None:
    """Y06"""
    made = xlsform(tiny, LANGUAGE)
    assert [(loss.code, loss.at, loss.name) for loss in made.could_not] == [
        ("comparison", "why_few.show_when", ""),
        ("rows", "children", ""),
        ("few-non-answers", "small", ""),
        ("disclosure", "small", ""),
        ("sources", "small", ""),
        ("by-alert", "urgent", ""),
        ("confirming", "children", ""),
        ("continued", "children", "Section urgent"),
        ("checks", "seen", "not_in_future"),
        ("person", "child", ""),
        ("calculation", "gestation", ""),
        ("signature", "sign", ""),
        ("outputs", "small", "ward_plan"),
        ("alert", "R01", ""),
    ]
    assert all(loss.why(LANGUAGE) for loss in made.could_not)

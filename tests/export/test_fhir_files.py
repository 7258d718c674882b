# SPDX-License-Identifier: Apache-2.0
"""The answers inside the document as FHIR.

F01 Response and questionnaire are attached as PDF/A-3 wants it, and the same record gives the
    same bytes.
F02 The response has every answer that ANSWERS.json has, and no other.
F03 What is withheld is in neither, whatever names it.
F04 A signed record is completed, a corrected one amended, an urgent copy in progress.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from export import example
from kinfile.export.fhir_files import QUESTIONNAIRE, RESPONSE, fhir_files
from kinfile.export.layout import lay_out
from kinfile.export.layout.answers_file import answers_file
from kinfile.export.masking import mask
from kinfile.export.pdf import draw
from kinfile.export.printable import Printable, Standing
from kinfile.forms.model import Disclosure, Kind, QuestionId
from kinfile.i18n import Language

ENGLISH = Language("en")
MADE = {Kind.CALCULATED, Kind.SIGNATURE, Kind.DECLARATION}


@pytest.fixture(scope="module")
def printable() -> Printable:
    return example.printable(marks=example.acknowledged())


def response(of: Printable) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(fhir_files(mask(of), ENGLISH)[0].data)
    return found


def answered(part: Any) -> Iterator[str]:
    """The linkIds of all items that have an answer, once for each time."""
    for item in part.get("item", ()):
        if "answer" in item:
            yield item["linkId"]
        yield from answered(item)


def test_they_are_attached_and_always_the_same(printable: Printable) -> None:
    """F01"""
    files = fhir_files(mask(printable), ENGLISH)
    assert [file.name for file in files] == [RESPONSE, QUESTIONNAIRE]
    assert files == fhir_files(mask(printable), ENGLISH)
    document = lay_out(printable, ENGLISH)
    assert document.attachments[1:] == files
    data = draw(document).data
    assert data == draw(document).data
    with pikepdf.open(BytesIO(data)) as pdf:
        found = {str(spec.UF): spec for spec in pdf.Root.AF}
        assert set(found) == {"ANSWERS.json", RESPONSE, QUESTIONNAIRE}
        assert str(found[RESPONSE].AFRelationship) == "/Data"
        assert str(found[QUESTIONNAIRE].AFRelationship) == "/Supplement"
        for name in (RESPONSE, QUESTIONNAIRE):
            stream = found[name].EF.F
            assert str(stream.Subtype) == "/application/fhir+json"
            assert str(stream.Params.ModDate).startswith("D:20261122143200")
        assert found[RESPONSE].EF.F.read_bytes() == files[0].data


def test_the_response_has_the_answers_that_print(printable: Printable) -> None:
    """F02"""
    told = json.loads(answers_file(mask(printable), ENGLISH).data)["answers"]
    asked = {question.id: question for question in printable.form.questions()}
    expected = sorted(
        name
        for key, value in told.items()
        for name in (
            [f"{key}.{part}" for row in value for part in row]
            if isinstance(value, list) and key in printable.form.groups
            else [key]
        )
        if name in asked and asked[QuestionId(name)].kind not in MADE
    )
    found = sorted(
        link
        for link in answered(response(printable))
        if link in asked and asked[QuestionId(link)].kind not in MADE
    )
    assert found == expected
    assert len(found) > 150


def test_what_is_withheld_is_in_neither() -> None:
    """F03"""
    hidden = example.with_question("worries", disclose=Disclosure.WITHHOLD)
    of = example.printable(using=hidden)
    text = json.dumps(response(of), ensure_ascii=False)
    assert "mood is falling" not in text
    usual = example.printable()
    assert "mood is falling" in json.dumps(response(usual))
    family = response(replace(usual, edition="family"))
    assert not {"worries", "parents.given_name"} & set(answered(family))
    assert "cont_out_of_hours" in set(answered(family))


def test_an_answer_that_is_masked_opens_and_closes_nothing(printable: Printable) -> None:
    """F03: what is shown was decided on the whole record."""
    masked = {name: a for name, a in printable.answers.single.items() if name != "decision"}
    without = replace(printable, answers=replace(printable.answers, single=masked))
    links = set(answered(response(printable))) - set(answered(response(without)))
    assert links == {"decision"}


def test_the_state_of_the_record_is_told(printable: Printable) -> None:
    """F04"""
    assert response(printable)["status"] == "completed"
    assert response(printable)["authored"] == "2026-11-22T14:32:00+00:00"
    assert response(replace(printable, version=2))["status"] == "amended"
    urgent = response(replace(printable, standing=Standing.URGENT))
    assert urgent["status"] == "in-progress"
    assert "authored" not in urgent
    assert response(printable)["identifier"]["value"] == "7F3K-9QXA"

# SPDX-License-Identifier: Apache-2.0
"""Finding records in an open vault.

F01 By name without accents, by reference, by NHS number in any grouping, by a word of an answer.
F02 What was just kept is found, and what was just changed is found by its new words only.
F03 Answers set aside or left over are not lost to a search; rows that were struck are.
F04 Indexing goes on in small steps and says when it is done.
"""

import pytest

from helpers.opened import ENGLISH, document
from helpers.small import place
from kinfile.app.changes import SetAnswer, StrikeRow
from kinfile.app.workspace import Workspace
from kinfile.forms.model import GroupId
from kinfile.records.model import Answer


@pytest.fixture(scope="module")
def ref(workspace: Workspace) -> str:
    answers = {
        "maternity_unit": "Ysbyty Gwynfryn",
        "decision": ["early_help"],
        "parents": [
            {"role": "mother", "given_name": "Łucja", "family_name": "Ŵyn-Jones"},
            {"role": "father", "given_name": "Ştefan", "nhs_number": "9990000018"},
        ],
    }
    return workspace.bring_in(document(answers)).draft.ref


@pytest.mark.parametrize(
    "text",
    [
        *("lucja", "ŁUCJA", "wyn jones", "wynjones", "stefan", "luc wyn"),
        *("999 000 0018", "9990000018", "99900", "gwynfryn", "Early help"),
    ],
)
def test_a_record_is_found_by_what_is_in_it(workspace: Workspace, ref: str, text: str) -> None:
    """F01"""
    assert ref in workspace.find(text, ENGLISH)


def test_a_record_is_found_by_its_reference(workspace: Workspace, ref: str) -> None:
    """F01"""
    assert workspace.find(ref, ENGLISH)[0] == ref
    assert workspace.find(ref.replace("-", "").lower(), ENGLISH)[0] == ref
    assert workspace.find("lucja nobody", ENGLISH) == workspace.find(" ", ENGLISH) == ()


def test_the_last_words_count(workspace: Workspace) -> None:
    """F02, F03"""
    rows = {"parents": [{"given_name": "Berwyn"}, {"given_name": "Carys"}]}
    draft = workspace.bring_in(document({"maternity_unit": "Penrallt", **rows})).draft
    assert workspace.find("penrallt", ENGLISH) == (draft.ref,)
    changed = SetAnswer(place("maternity_unit"), Answer(value="Bryngolau"))
    struck = StrikeRow(GroupId("parents"), draft.answers.rows("parents")[1].id)
    workspace.keep(draft.ref, [changed, struck])
    assert workspace.find("bryngolau", ENGLISH) == (draft.ref,)
    assert workspace.find("penrallt", ENGLISH) == workspace.find("carys", ENGLISH) == ()
    assert workspace.find("berwyn", ENGLISH) == (draft.ref,)


def test_indexing_goes_in_steps(workspace: Workspace) -> None:
    """F04"""
    for _ in range(3):
        workspace.start("young_carer")
    assert workspace.index_some(ENGLISH, limit=2)
    assert not workspace.index_some(ENGLISH, limit=2)
    assert not workspace.index_some(ENGLISH)

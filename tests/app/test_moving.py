# SPDX-License-Identifier: Apache-2.0
"""A draft moved to another version of its form, over a real vault.

W01 A look changes nothing and says what a move then does: answers that stay, that find no place,
    questions that are new, what is missing then.
W02 An answer for which the new version has no place is kept, shown as left over, and read by no
    rule and no document; a version that asks for it again finds it.
W03 What the worker confirmed about something that is gone ends; the rest stays.
W04 A record that nobody moves keeps its version, and says that another one is installed.
W05 Only the installed version can be moved to, and only a draft moves.
W06 A draft of one build goes on when another build of the same version is installed.
"""

import shutil
from collections.abc import Callable

import pytest

from helpers.opened import ENGLISH, Clock, document, secret
from helpers.small import place
from kinfile import bundle
from kinfile.app.changes import Change, ConfirmProblem, OpenSection, SetAnswer
from kinfile.app.draft import Draft
from kinfile.app.example import example_answers
from kinfile.app.workspace import Workspace
from kinfile.errors import RecordClosed, UnknownForm
from kinfile.forms import catalogue
from kinfile.forms.model import Form, SectionId
from kinfile.records.model import Answer

Edit = tuple[str, str, str]
SECTIONS = "pre_birth/sections"

NOW = catalogue.load("pre_birth").version
NEXT = NOW + 1

NEWER: tuple[Edit, ...] = (
    ("pre_birth/form.yaml", f"version: {NOW}\n", f"version: {NEXT}\n"),
    (f"{SECTIONS}/antenatal.yaml", "  - id: missed_followup", "  - id: missed_contacted"),
    (f"{SECTIONS}/antenatal.yaml", "      vaping: Vaping\n", ""),
)
REWORDED: tuple[Edit, ...] = (
    (f"{SECTIONS}/antenatal.yaml", "What was done about the missed", "What followed the missed"),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[tuple[Edit, ...]], Form]:
    def build(edits: tuple[Edit, ...]) -> Form:
        folder = tmp_path_factory.mktemp("edited") / "forms"
        shutil.copytree(bundle.forms(), folder)
        for name, old, new in edits:
            file = folder / name
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        return catalogue.load("pre_birth", folder)

    return build


@pytest.fixture(scope="module")
def newer(built: Callable[[tuple[Edit, ...]], Form]) -> Form:
    """The next version: one question under another id, one option of a list taken out."""
    return built(NEWER)


Install = Callable[[Form], None]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    shipped = catalogue.load

    def install(form: Form) -> None:
        monkeypatch.setattr(
            catalogue, "load", lambda name: form if name == form.id else shipped(name)
        )

    return install


@pytest.fixture
def ref(workspace: Workspace) -> str:
    answers = {
        "missed_antenatal": 3,
        "missed_followup": "Rang twice, then called round",
        "substances_pregnancy": ["vaping"],
        "maternity_unit": "Fictional General",
        "parents": [{"role": "mother", "given_name": "Marigold"}],
    }
    return workspace.bring_in(document(answers)).draft.ref


def paths(draft: Draft) -> list[str]:
    return [str(each.path) for each in draft.left_over]


def test_a_look_changes_nothing_and_tells_what_a_move_does(
    workspace: Workspace, ref: str, newer: Form, install: Install
) -> None:
    """W01, W04"""
    assert workspace.open(ref).newer is None
    install(newer)
    before = workspace.open(ref)
    assert before.newer == NEXT
    plan = workspace.plan_move(ref, NEXT)
    after = workspace.open(ref)
    assert (after.form.version, after.answers) == (NOW, before.answers)
    assert (plan.before, plan.after) == (NOW, NEXT)
    assert [str(each.path) for each in plan.left_over] == [
        "missed_followup",
        "substances_pregnancy",
    ]
    assert [str(path) for path in plan.asked] == ["missed_contacted"]
    assert {"missed_contacted", "substances_pregnancy"} <= {str(each) for each in plan.missing}
    moved = workspace.move(ref, NEXT)
    assert moved.form.version == NEXT
    assert moved.newer is None
    assert moved.left_over == plan.left_over


def test_what_has_no_place_is_kept_and_found_again(
    workspace: Workspace,
    ref: str,
    newer: Form,
    install: Install,
    reopened: Callable[[str], Draft],
) -> None:
    """W02"""
    first = workspace.open(ref)
    install(newer)
    workspace.move(ref, NEXT)
    moved = reopened(ref)
    assert paths(moved) == ["missed_followup", "substances_pregnancy"]
    assert moved.left_over[0].answer == Answer(value="Rang twice, then called round")
    assert moved.left_over[0].question.ask == "What was done about the missed appointments?"
    assert "missed_followup" not in workspace.answers_json(ref)["answers"]
    assert moved.answers.at(place("maternity_unit")) == first.answers.at(place("maternity_unit"))

    kept = workspace.keep(ref, [SetAnswer(place("maternity_unit"), Answer(value="At home"))]).draft
    assert kept.left_over == moved.left_over
    taken = SetAnswer(place("substances_pregnancy"), Answer(value=("none",)))
    assert paths(workspace.keep(ref, [taken]).draft) == ["missed_followup"]
    assert paths(reopened(ref)) == ["missed_followup"]

    install(first.form)
    back = workspace.move(ref, NOW)
    assert paths(back) == []
    assert back.answers.at(place("missed_followup")) == moved.left_over[0].answer
    assert workspace.integrity() == ()


def test_answers_in_rows_are_left_over_row_by_row(
    workspace: Workspace, built: Callable[[tuple[Edit, ...]], Form], install: Install
) -> None:
    """W02"""
    answers = {"parents": [{"family_name": "Baker"}, {"role": "father", "family_name": "Cook"}]}
    ref = workspace.bring_in(document(answers)).draft.ref
    install(built((("shared/parents.yaml", "- id: family_name", "- id: surname"), NEWER[0])))
    moved = workspace.move(ref, NEXT)
    assert paths(moved) == ["parents.family_name[1]", "parents.family_name[2]"]
    assert [each.answer.value for each in moved.left_over] == ["Baker", "Cook"]


def test_confirmations_of_what_is_gone_end(
    workspace: Workspace, built: Callable[[tuple[Edit, ...]], Form], install: Install
) -> None:
    """W03"""
    ref = workspace.bring_in(document({"edd": "2027-03-01", "missed_antenatal": 3})).draft.ref
    gone, stays = place("missed_followup"), place("maternity_unit")
    given: list[Change] = [
        SetAnswer(gone, Answer(value="Rang twice")),
        ConfirmProblem("length", gone),
        ConfirmProblem("length", stays),
        OpenSection(SectionId("cp")),
    ]
    workspace.keep(ref, given)
    install(built(NEWER))
    moved = workspace.move(ref, NEXT)
    assert moved.marks.confirmed_problems == {("length", stays)}
    assert moved.marks.opened == {"cp"}
    assert workspace.integrity() == ()


def test_only_a_draft_moves_and_only_to_what_is_installed(
    workspace: Workspace, ref: str, clock: Clock, newer: Form, install: Install
) -> None:
    """W05"""
    for act in (workspace.plan_move, workspace.move):
        with pytest.raises(UnknownForm) as caught:
            act(ref, NEXT + 7)
        assert caught.value.facts["problem"] == "version"
    signed = workspace.bring_in(example_answers(clock.at.date(), ENGLISH)).draft.ref
    workspace.sign(signed, secret(), declared=True, language=ENGLISH)
    install(newer)
    assert workspace.open(signed).newer is None
    for act in (workspace.plan_move, workspace.move):
        with pytest.raises(RecordClosed):
            act(signed, NEXT)


def test_another_build_of_the_same_version_stops_nobody(
    workspace: Workspace, ref: str, built: Callable[[tuple[Edit, ...]], Form], install: Install
) -> None:
    """W06"""
    install(built(REWORDED))
    assert workspace.open(ref).newer == NOW
    other = workspace.bring_in(document({"missed_antenatal": 3})).draft
    asked = place("missed_followup").question
    assert other.form.by_id()[asked].ask.startswith("What followed")
    assert workspace.open(ref).form.by_id()[asked].ask.startswith("What was")
    moved = workspace.move(ref, NOW)
    assert moved.left_over == ()
    assert moved.form.body == other.form.body

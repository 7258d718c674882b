# SPDX-License-Identifier: Apache-2.0
"""New assessment: the profile is asked for only where there is a choice."""

import pytest
from pytestqt.qtbot import QtBot

from helpers.window_fakes import FORMS
from kinfile.forms.packs.pack import Kind, Subject
from kinfile.forms.packs.shelf import ShelfProblem
from kinfile.i18n import Language
from kinfile.ui.door_cards import ProfileCard
from kinfile.ui.pages.new import NewPage
from kinfile.ui.theme import Theme

ENGLAND = ProfileCard("generic-england", "England")
DERBY = ProfileCard("derby", "Derby and Derbyshire")


@pytest.mark.parametrize(
    ("profiles", "chosen", "told"),
    [((ENGLAND,), None, "generic-england"), ((ENGLAND, DERBY), 1, "derby"), ((), None, "")],
)
def test_what_is_chosen_is_told(
    qtbot: QtBot,
    theme: Theme,
    profiles: tuple[ProfileCard, ...],
    chosen: int | None,
    told: str,
) -> None:
    page = NewPage(FORMS, profiles, (), theme, Language.load())
    qtbot.addWidget(page)
    assert (page.picker is None) == (len(profiles) < 2)
    if page.picker is not None and chosen is not None:
        page.picker.setCurrentIndex(chosen)
    expected = ["young_carer", told]
    with qtbot.waitSignal(page.form_chosen) as blocker:
        page.cards.buttons[1].click()
    assert blocker.args == expected
    assert page.trail() == ("New assessment",)


def test_packs_that_cannot_be_used_are_named(qtbot: QtBot, theme: Theme) -> None:
    problems = (
        ShelfProblem(Subject(Kind.FORM, "young_carer"), "damaged"),
        ShelfProblem(Subject(Kind.FORM, "one_of_our_own"), "not-trusted"),
    )
    page = NewPage(FORMS, (), problems, theme, Language.load())
    qtbot.addWidget(page)
    assert page.problem is not None
    assert page.problem.title.text() == "A form pack could not be used"
    told = page.problem.text.text().splitlines()
    assert told[0].startswith("The installed pack of Young carer assessment is damaged")
    assert "one_of_our_own" in told[1]
    assert NewPage(FORMS, (), (), theme, Language.load()).problem is None

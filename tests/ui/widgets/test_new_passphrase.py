# SPDX-License-Identifier: Apache-2.0
"""Choosing a passphrase.

N01 Five words are offered, others on request. Using them fills the first box, hides them, and
    waits for them in the second.
N02 What is weak is said while typing, each weakness in its own words, and stops; the two must be
    the same.
N03 Whatever stops is said to a screen reader with the box that it is about; the words offered
    are never announced.
N04 While the vault works nothing can be changed.
"""

import pytest
from pytestqt.qtbot import QtBot

from helpers.window_fakes import FakeDoor
from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.new_passphrase import WEAKNESS, NewPassphrase

GOOD = "gentle harbour planet violin"


@pytest.fixture
def chosen(qtbot: QtBot, theme: Theme, english: Language) -> NewPassphrase:
    door = FakeDoor()
    made = NewPassphrase(
        theme,
        english,
        name="new",
        first_says="Passphrase",
        suggest=door.suggest_passphrase,
        weakness=lambda text: door.weakness(text, own_name="Jo Rowe"),
    )
    qtbot.addWidget(made)
    made.show()
    return made


def test_five_words_are_offered_and_others(chosen: NewPassphrase) -> None:  # N01
    first = chosen.suggested.text()
    assert len(first.split()) == 5
    chosen._other.click()
    assert chosen.suggested.text() != first
    assert chosen.suggested.accessibleName() == chosen.suggested.text()


def test_words_that_are_used_are_hidden_and_typed_again(
    chosen: NewPassphrase, qtbot: QtBot
) -> None:  # N01
    words = chosen.suggested.text()
    chosen._use.click()
    assert chosen.first.text() == words
    assert chosen.second.is_empty
    assert not chosen.suggested.isVisible()
    assert chosen.noted.isVisible()
    qtbot.waitUntil(chosen.second.box.hasFocus)
    assert not chosen.is_good()
    chosen.second.set_text(words)
    assert chosen.is_good()
    assert bytes(chosen.secret()) == words.encode()


def test_others_can_be_asked_for_after_all(chosen: NewPassphrase) -> None:  # N01
    chosen._use.click()
    chosen._other.click()
    assert chosen.suggested.isVisible()
    assert chosen._use.isVisible()
    assert not chosen.noted.isVisible()
    assert chosen.first.text() != chosen.suggested.text()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("gentle", "Add 8 more characters."),
        ("gentle harbou", "Add 1 more character."),
        ("password password", "This is easy to guess."),
        ("Jo Rowe Jo Rowe", "Without your own name"),
        ("83917402658193", "There are too few different things"),
        (GOOD, "Good: this is hard to guess."),
        ("", ""),
    ],
)
def test_strength_is_said_while_typing(
    chosen: NewPassphrase, typed: str, words: str
) -> None:  # N02
    chosen.first.set_text(typed)
    chosen.first.edited.emit()
    assert chosen.strength.text().startswith(words)
    assert chosen.strength.accessibleName() == chosen.strength.text()


def test_a_weak_one_stops(chosen: NewPassphrase, qtbot: QtBot) -> None:  # N02, N03
    chosen.first.set_text("short")
    chosen.second.set_text("short")
    assert not chosen.is_good()
    assert chosen.first.error_frame.isVisible()
    assert "Error: Add 9 more characters." in chosen.first.box.accessibleDescription()
    assert chosen.property("announced") == "problem"
    qtbot.waitUntil(chosen.first.box.hasFocus)


def test_the_two_must_be_the_same(chosen: NewPassphrase, qtbot: QtBot) -> None:  # N02
    chosen.first.set_text(GOOD)
    chosen.second.set_text(GOOD + "s")
    assert not chosen.is_good()
    assert chosen.second.error.text() == "The two must be the same."
    qtbot.waitUntil(chosen.second.box.hasFocus)
    chosen.second.set_text(GOOD)
    assert chosen.is_good()
    assert chosen.second.error.text() == ""


def test_what_the_vault_says_stands_at_the_first_box(chosen: NewPassphrase) -> None:  # N03
    chosen.set_error("The disk is full.")
    assert chosen.first.error.text() == "The disk is full."
    assert chosen.property("announced") == "problem"


def test_nothing_can_be_changed_while_it_works(chosen: NewPassphrase) -> None:  # N04
    for is_busy in (True, False):
        chosen.set_busy(is_busy=is_busy)
        assert chosen.first.box.isReadOnly() is is_busy
        assert chosen.second.box.isReadOnly() is is_busy
        assert chosen._use.isEnabled() is not is_busy
        assert chosen._other.isEnabled() is not is_busy


def test_enter_in_the_last_box_submits(chosen: NewPassphrase, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chosen.submitted):
        chosen.second.submitted.emit()
    assert set(WEAKNESS) == {"common", "own-name", "simple"}

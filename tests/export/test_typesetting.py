# SPDX-License-Identifier: Apache-2.0
"""From words to lines.

T01 No line is wider than its column, and the lines hold every word in order.
T02 A face is chosen for each character; what none can draw is remembered.
T03 Right-to-left words stand in visual order and are told in reading order; digits keep theirs.
T04 A paragraph that runs from right to left stands at the right.
T05 Marks stand on their letters.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinfile.export.fonts import Fonts, Weight, drawable
from kinfile.export.shaping import is_right_to_left
from kinfile.export.typesetting import Line, Run, Typesetter

WIDTH = 200.0


def told(line: Line) -> str:
    """The text of a line as it is read aloud."""
    return "".join(
        run.content if isinstance(run.content, str) else "".join(c.text for c in run.content)
        for run in line.runs
    )


def set_lines(text: str) -> tuple[Line, ...]:
    return Typesetter(Fonts()).lines(text, Weight.REGULAR, 10, WIDTH)


words = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(words, max_size=40))
def test_lines_fit_and_hold_every_word(typed: list[str]) -> None:  # T01
    lines = set_lines(" ".join(typed))
    assert all(line.width <= WIDTH + 0.01 for line in lines)
    assert "".join(map(told, lines)).replace(" ", "") == "".join(typed)


def test_newlines_stay() -> None:  # T01
    assert [told(line) for line in set_lines("one\n\ntwo")] == ["one", "", "two"]


def test_a_face_for_each_character() -> None:  # T02
    faces = {run.face.path.stem for run in set_lines("Hằng")[0].runs}
    assert faces == {"NotoSans-Regular"} or "NotoSans-Regular" in faces


def test_missing_characters_are_remembered_once() -> None:  # T02
    setter = Typesetter(Fonts())
    setter.lines("你 and 你 and 好", Weight.REGULAR, 10, WIDTH)
    assert list(setter.fonts.missing) == ["你", "好"]


@pytest.mark.parametrize("weight", list(Weight))
def test_every_weight_draws_names(weight: Weight) -> None:  # T02
    setter = Typesetter(Fonts())
    setter.lines("Ŷnyr Włodarczyk Ștefan Țăranu Nguyễn اردو", weight, 10, WIDTH)
    assert not setter.fonts.missing


def shaped(line: Line) -> list[Run]:
    return [run for run in line.runs if not isinstance(run.content, str)]


def test_right_to_left_words_stand_in_visual_order() -> None:  # T03
    (line,) = set_lines("seen اردو میں today")
    first, second = shaped(line)
    assert told(line) == "seen اردو میں today"
    assert first.x > second.x


def test_digits_among_right_to_left_words_keep_their_order() -> None:  # T03
    (line,) = set_lines("اردو 2026 میں")
    assert told(line) == "اردو 2026 میں"
    digits = next(run for run in line.runs if run.content == "2026")
    first, second = shaped(line)
    assert first.x > digits.x > second.x


def test_brackets_among_right_to_left_words_are_kept() -> None:  # T03
    (line,) = set_lines("اردو (میں)")
    assert told(line) == "اردو (میں)"


def test_a_right_to_left_paragraph_stands_at_the_right() -> None:  # T04
    (line,) = set_lines("اردو میں")
    assert line.width == WIDTH
    assert min(run.x for run in line.runs) > WIDTH / 2


@pytest.mark.parametrize(
    ("text", "backwards"),
    [("اردو text", True), ("text اردو", False), ("24 اردو", True), ("24", False), ("", False)],
)
def test_the_first_letter_decides_the_direction(text: str, backwards: bool) -> None:  # T04
    assert is_right_to_left(text) is backwards


def test_long_right_to_left_text_breaks_into_lines() -> None:  # T03
    text = "ماں نے کہا کہ بچہ ٹھیک ہے " * 20
    lines = set_lines(text)
    assert len(lines) > 5
    assert "".join(map(told, lines)).split() == text.split()


def test_a_word_of_joined_letters_wider_than_the_line_is_broken() -> None:  # T03
    text = "ماں" * 60
    lines = set_lines(text)
    assert len(lines) > 1
    assert "".join(map(told, lines)) == text


def test_marks_stand_on_their_letters() -> None:  # T05
    (line,) = set_lines("x\u0302 and q\u0307")
    assert told(line) == "x\u0302 and q\u0307"
    assert len(shaped(line)) == 2


@given(st.text(max_size=80))
def test_drawing_again_changes_nothing(text: str) -> None:
    assert drawable(drawable(text)) == drawable(text)

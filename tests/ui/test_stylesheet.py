# SPDX-License-Identifier: Apache-2.0
"""The style sheet: short, whole, and mirrored by its theme.

S01 Every look that its module names has a rule.
S02 It names no side of its own: a mirrored theme gives the mirrored rule.
S03 It stays short, because every rule costs time for every widget.
"""

import pytest

from kinfile.ui.stylesheet import TAGS, stylesheet
from kinfile.ui.theme import NAMES, Theme

LOOKS = (
    "primary", "danger", "quiet", "bar", "barOutlined", "chip", "h1", "h2", "question", "hint",
    "caption", "body", "bodyBold", "error", "muted", "card", "bannerWarn", "bannerInfo",
    "bannerOk", "errorBox", "rail", "footer", "head", "reveal", "rule",
    *(f"tag{kind}" for kind in TAGS),
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_look_has_a_rule(name: str) -> None:  # S01
    text = stylesheet(Theme(name))
    assert [look for look in LOOKS if f'look="{look}"' not in text] == []
    assert text.count("{") == text.count("}")


def test_a_mirrored_theme_gives_mirrored_rules() -> None:  # S02
    text, mirrored = stylesheet(Theme()), stylesheet(Theme(language_rtl=True))
    assert "border-left: 6px" in text
    assert "border-left: 6px" not in mirrored
    assert "border-right: 6px" in mirrored


def test_it_stays_short() -> None:  # S03
    assert len(stylesheet(Theme())) < 12_000


def test_text_on_the_bright_selection_of_high_contrast_is_black() -> None:
    assert Theme("contrast").hex("seltext") == "#000000"
    assert Theme().hex("seltext") == Theme().hex("text")

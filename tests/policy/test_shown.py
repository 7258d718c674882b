# SPDX-License-Identifier: Apache-2.0
"""Decisions in words.

N01 Every value, source and range has words, in any language.
N02 Of a certificate the beginning is shown.
"""

import pytest

from helpers.policies import decided
from kinfile.i18n import Language
from kinfile.policy.policies import NO_POLICIES
from kinfile.policy.shown import allowed_words, source_words, value_words
from kinfile.policy.table import TABLE, Key

ENGLISH = Language.load()


@pytest.mark.parametrize("key", Key)
def test_everything_has_words(key: Key) -> None:
    """N01"""
    setting = NO_POLICIES.settings[key]
    assert value_words(setting, ENGLISH)
    assert "IT decided nothing" in source_words(setting, ENGLISH)
    assert allowed_words(TABLE[key], ENGLISH)
    wrong = decided(**{key: None}).settings[key]
    assert "strictest" in source_words(wrong, ENGLISH)


def test_words_for_values() -> None:
    """N01, N02"""
    read = decided(
        DisablePrint=True, AllowedExportFolders=["/a", "/b"], UpdateTrustKeys=["A" * 500]
    )
    assert value_words(read.settings[Key.NO_PRINT], ENGLISH) == "Yes"
    assert value_words(read.settings[Key.EXPORT_FOLDERS], ENGLISH) == "/a, /b"
    assert len(value_words(read.settings[Key.UPDATE_KEYS], ENGLISH)) == 121

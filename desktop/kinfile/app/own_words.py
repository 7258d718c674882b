# SPDX-License-Identifier: Apache-2.0
"""Words that the worker keeps, so that they are not marked again.

They are often names: they are in the vault, and nowhere else.
"""

import json

from kinfile.app.opened import Opened

_OWN = "own-words"
LONGEST = 64
MOST = 5_000
"""Words kept; one more takes the place of the oldest."""


class OwnWords(Opened):
    """The part of a workspace that keeps words."""

    def own_words(self) -> tuple[str, ...]:
        """As they were kept, oldest first."""
        text = self._vault.setting(_OWN)
        return tuple(json.loads(text)) if text is not None else ()

    def keep_word(self, word: str) -> tuple[str, ...]:
        """Never mark `word` again; gives all that are kept now."""
        return self._put([*(each for each in self.own_words() if each != word), word[:LONGEST]])

    def forget_word(self, word: str) -> tuple[str, ...]:
        """Mark `word` again where it is not in the dictionary."""
        return self._put([each for each in self.own_words() if each != word])

    def _put(self, words: list[str]) -> tuple[str, ...]:
        kept = words[-MOST:]
        self._vault.put_setting(_OWN, json.dumps(kept, ensure_ascii=False))
        return tuple(kept)

# SPDX-License-Identifier: Apache-2.0
"""In which looks each screen is looked at: few enough to be quick, enough to meet every pair.

Every screen is seen as most see it (light, 100 %, English), and three times otherwise: in the
dark and in the contrast theme, in a larger text on the usual window and at 200 % on the smallest
laptop, in Welsh, accented and from right to left. Which of these fall together takes turns from
screen to screen, so that every theme meets every language and every size.
"""

from dataclasses import dataclass

from kinfile.policy.preferences import Preferences

SMALL = (1024, 576)
ACCENTED = "en-XA"
REAL = ("cy", "ar-XB")
"""Welsh and packaging/pseudo.py's mirrored English are as long as words are. Its accented English
is a third longer, which nothing has to bear at 200 % on the smallest laptop too."""
SCALES = (1.0, 1.5, 2.0)


@dataclass(frozen=True)
class Variant:
    """A look and the size of the window; None is the usual one."""

    look: Preferences
    size: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        look = self.look
        percent = round(look.text_size * 100)
        small = "-small" if self.size else ""
        return f"{look.colours}-{percent}-{look.language or 'en'}{small}"


def variants(number: int) -> tuple[Variant, ...]:
    """For the screen of that number."""
    first, second = ("dark", "contrast")[:: 1 if number % 2 else -1]
    other, small = REAL[:: 1 if number // 2 % 2 else -1]
    scales = [SCALES[(number // 4 + place) % 3] for place in range(2)]
    return (
        Variant(Preferences(1.0, "light")),
        Variant(Preferences(scales[0], first, language=ACCENTED)),
        Variant(Preferences(scales[1], second, language=other)),
        Variant(Preferences(2.0, "light", language=small), SMALL),
    )

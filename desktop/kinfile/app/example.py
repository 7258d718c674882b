# SPDX-License-Identifier: Apache-2.0
"""The made-up family: a complete and plausible record with nobody real in it.

Its answers lie in resources/demo as ANSWERS.json with dates written as days from today
(`{today-12}`), so that it is as fresh on any day as on the first.
"""

import re
from datetime import date, timedelta

from kinfile import bundle
from kinfile.i18n import Language

_DAY = re.compile(r"\{today(?:([+-]\d+))?\}")


def example_answers(today: date, language: Language, *, form: str = "pre_birth") -> bytes:
    """The example's ANSWERS.json for the day `today`, in `language` where there is one."""
    folder = bundle.resources() / "demo"
    translated = folder / f"{form}.{language.code}.json"
    path = translated if translated.is_file() else folder / f"{form}.json"
    return dated(path.read_text(encoding="utf-8"), today).encode()


def dated(text: str, today: date) -> str:
    """`text` with every `{today+N}` written as the ISO date it means."""

    def day(found: re.Match[str]) -> str:
        return (today + timedelta(days=int(found.group(1) or 0))).isoformat()

    return _DAY.sub(day, text)

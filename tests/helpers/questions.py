# SPDX-License-Identifier: Apache-2.0
"""Questions made for one test of a field."""

from typing import Any

from kinfile.forms.model import Kind, Option, Question, QuestionId, SectionId, Source


def question(kind: Kind, ask: str = "Where was it?", *, codes: str = "", **more: Any) -> Question:
    """A question `q`; `codes` are its options, a word each."""
    options = tuple(Option(code, code.replace("_", " ").capitalize()) for code in codes.split())
    return Question(
        id=QuestionId("q"),
        kind=kind,
        ask=ask,
        section=SectionId("s"),
        place=Source("x.yaml", 1),
        options=options,
        **more,
    )


EIGHT = "one two three four five six seven eight"
"""Codes of a list too long to stand open."""

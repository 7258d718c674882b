# SPDX-License-Identifier: Apache-2.0
"""`--why PATH` of the two check commands: why a question is asked, hidden or required today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kinfile.errors import UsageError
from kinfile.i18n import Language

if TYPE_CHECKING:
    from kinfile.app.why_said import WhySaid
    from kinfile.cli.parser import Parser
    from kinfile.forms.model import Form
    from kinfile.records.model import Answers, Path, Place
    from kinfile.records.why import Reasons, Why


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to say of one question."""

    why: "Why"
    said: "WhySaid"


def add_why(parser: "Parser") -> None:
    parser.add_argument(
        "--why",
        metavar="PATH",
        action="append",
        default=[],
        help="say why this question is asked, hidden or required today (may be given again)",
    )


def tell_why(
    wanted: list[str], reasons: "Reasons", form: "Form", answers: "Answers", language: Language
) -> Mapping[str, Told]:
    """What was asked for, by path. Raises UsageError for what is no place of this record."""
    from kinfile.app.why_said import why_said
    from kinfile.records.model import Path

    found: dict[str, Told] = {}
    for text in wanted:
        path = Path.parse(text)
        place = _place(path, form, answers) if path else None
        if path is None or place is None:
            raise UsageError(problem="no-such-question", path=text[:200])
        why = reasons.at(place)
        found[str(path)] = Told(why, why_said(why, form, answers, language))
    return found


def _place(path: "Path", form: "Form", answers: "Answers") -> "Place | None":
    """The place of a question of the form; in a group, of a row that is there."""
    from kinfile.records.evaluate import place_of

    question = form.by_id().get(path.question)
    if question is None or bool(question.group) is not bool(path.number):
        return None
    return place_of(path, answers)


def why_json(told: Mapping[str, Told]) -> dict[str, Any]:
    """The key "why" of the document; no key where nothing was asked for."""
    if not told:
        return {}
    return {"why": {path: _json(each) for path, each in told.items()}}


def _json(told: Told) -> dict[str, Any]:
    return {
        "shown": told.why.is_shown,
        "required": told.why.is_required,
        "because": [{"path": str(path), "say": say} for path, say in told.said.because.items()],
        "lines": [line.words for line in told.said.lines],
    }


def why_lines(told: Mapping[str, Told]) -> Iterator[str]:
    """The same for a person, each question under its path."""
    for path, each in told.items():
        yield f"  {path}"
        for line in each.said.lines:
            yield f"    {'  ' * line.level}{line.words}"

# SPDX-License-Identifier: Apache-2.0
"""`forms cases`: whether a form's worked cases give what they should."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.app.given_files import read_bounded
from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.files import naming
from kinfile.cli.parser import Call, add_command
from kinfile.errors import UsageError

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands
    from kinfile.i18n import Language
    from kinfile.records.cases import Difference
    from kinfile.records.values import Json


def add_cases(group: "Commands") -> None:
    cases = add_command(
        group,
        "cases",
        run_cases,
        about="Run the worked cases of a form: exactly the alerts and missing answers they name?",
        example="kinfile-cli forms cases pre_birth",
    )
    cases.add_argument(
        "form", metavar="FORM", help="the form's id, as in forms list, or a folder like forms/x"
    )


def run_cases(call: Call) -> int:
    """0 where every case gives what it says, 1 where one does not."""
    from kinfile.forms import catalogue
    from kinfile.records.cases import run_case

    folder, name = place_of_form(call.given.form)
    form = catalogue.load(name, folder)
    packed = None if folder else catalogue.packed_cases(name)
    cases = read_cases(catalogue.case_files(name, folder)) if packed is None else packed
    if not cases:
        raise UsageError(problem="no-cases", path=call.given.form)
    results = {}
    for case, whole in cases.items():
        with naming(Path(f"{case}.json")):
            results[case] = run_case(whole, form, partial(catalogue.profile, folder=folder))
    call.console.answer(
        {
            "form": name,
            "ok": not any(results.values()),
            "cases": [_json(case, found) for case, found in results.items()],
        },
        _lines(results, call.console.language),
    )
    return DID_NOT_HOLD if any(results.values()) else DONE


def read_cases(files: Sequence[Path]) -> "dict[str, Mapping[str, Json]]":
    """Worked cases by the names of their files. Raises Unusable, naming the file."""
    from kinfile.records import document

    cases = {}
    for file in files:
        with naming(file):
            cases[file.stem] = document.parse(read_bounded(file, document.LARGEST))
    return cases


def place_of_form(given: str) -> tuple[Path | None, str]:
    """The folder of definitions (None: the installed one) and the form that is meant."""
    path = Path(given)
    if (path / "form.yaml").is_file():
        path = path.resolve()
        return path.parent, path.name
    return None, given


def _json(case: str, found: "tuple[Difference, ...]") -> dict[str, object]:
    return {
        "name": case,
        "ok": not found,
        "differences": [
            {
                "about": each.about,
                "expected": list(each.expected),
                "found": list(each.found),
            }
            for each in found
        ],
    }


def _lines(results: "dict[str, tuple[Difference, ...]]", language: "Language") -> Iterator[str]:
    for case, found in results.items():
        said = language.text("differs") if found else language.text("ok")
        yield f"{case}: {said}"
        for each in found:
            yield from (f"    {line}" for line in difference_lines(each, language))
    differing = sum(1 for found in results.values() if found)
    yield language.plural("{n} case ran.", "{n} cases ran.", len(results))
    if differing:
        yield language.plural("{n} case differs.", "{n} cases differ.", differing)


def difference_lines(each: "Difference", language: "Language") -> Iterator[str]:
    wanting = [name for name in each.expected if name not in each.found]
    beyond = [name for name in each.found if name not in each.expected]
    if wanting:
        names = ", ".join(wanting)
        yield language.text(
            "{about}: expected and not there: {names}", about=each.about, names=names
        )
    if beyond:
        names = ", ".join(beyond)
        yield language.text(
            "{about}: there and not expected: {names}", about=each.about, names=names
        )
    if not wanting and not beyond:
        names = ", ".join(each.found)
        yield language.text("{about}: in another order: {names}", about=each.about, names=names)

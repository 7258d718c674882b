# SPDX-License-Identifier: Apache-2.0
"""What questions say about their answers: keys that their kind has no use for, empty labels."""

from collections.abc import Iterator, Mapping
from typing import Any

from kinfile.forms.folder import Folder
from kinfile.forms.lint.findings import Findings
from kinfile.forms.lint.reading import Reading, items_of
from kinfile.forms.model import Kind, Source

_USE: Mapping[str, Kind] = {
    "exclusive": Kind.MULTI,
    "partial": Kind.DATE,
    "min": Kind.INT,
    "max": Kind.INT,
    "calculation": Kind.CALCULATED,
}
_LISTS = "lists.yaml"


def look_at_kinds(reading: Reading, files: Folder, findings: Findings) -> None:
    """Every question of a form, and the lists that questions share."""
    for file in dict.fromkeys(section.place.file for section in reading.form.sections):
        section = files.table(file)
        for _, item in items_of([section]):
            _look(item, file, findings)
        items = section.get("items")
        for group in items if isinstance(items, list) else ():
            if isinstance(group, Mapping) and "group" in group:
                _limits(group, file, findings)
    options = files.table(_LISTS).get("options")
    for listed in options.values() if isinstance(options, Mapping) else ():
        _labels(listed, _LISTS, findings)


def _look(item: Mapping[str, Any], file: str, findings: Findings) -> None:
    for key in _useless(item):
        at = next(each for each in item if each == key)
        facts = {"key": key, "kind": str(item["kind"])}
        findings.add(_at(at, file), "key-unused", facts=facts)
    _labels(item.get("options"), file, findings)
    _limits(item, file, findings)


def _useless(item: Mapping[str, Any]) -> Iterator[str]:
    """Keys that say nothing of this kind; nothing is said of a kind that there is not."""
    kind = item.get("kind")
    if kind in frozenset(Kind):
        yield from (key for key, needed in _USE.items() if key in item and kind != needed)


def _labels(options: Any, file: str, findings: Findings) -> None:  # noqa: ANN401  (any part of a tree)
    for code, label in options.items() if isinstance(options, Mapping) else ():
        if isinstance(label, str) and not label.strip():
            findings.add(_at(code, file), "no-label", facts={"found": str(code)})


def _limits(item: Mapping[str, Any], file: str, findings: Findings) -> None:
    """The smallest number, or the fewest rows, that there may be, is not above the largest."""
    fewest, most = (str(item.get(key, "")) for key in ("min", "max"))
    if fewest.isdecimal() and most.isdecimal() and int(fewest) > int(most):
        facts = {"min": fewest, "max": most}
        findings.add(_at(item["min"], file), "min-above-max", facts=facts)


def _at(key: Any, file: str) -> Source:  # noqa: ANN401  (any part of a tree)
    return Source(file, getattr(key, "line", 0), getattr(key, "column", 1))

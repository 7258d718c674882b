# SPDX-License-Identifier: Apache-2.0
"""Questions that are named outside rules: by checks, by the labels of rows, by outputs."""

from collections.abc import Iterator, Mapping
from typing import Any

from kinfile.forms.folder import Folder
from kinfile.forms.lint.findings import Findings
from kinfile.forms.lint.reading import Reading, items_of
from kinfile.forms.model import GroupPart, Source
from kinfile.forms.source import Words


def look_at_mentions(reading: Reading, files: Folder, findings: Findings) -> None:
    """Every question so named, in the form where it is named."""
    known = {str(name) for name in reading.questions} | reading.doubtful
    if not reading.is_whole:
        # The section that is not found may be one of those that are there.
        known |= {name for name, _ in items_of(list(files.sections().values()))}
    for named, where in (*_checked(reading), *_labelled(reading), *_printed(reading, files)):
        bare = named[-1].rpartition(".")[2]
        if not known & set(named) and bare not in reading.unread:
            findings.add(where, "unknown-question", facts={"found": named[-1]})


Mention = tuple[tuple[str, ...], Source]
"""The ids that would do, as far as they are written the last of them; and where it stands."""


def _checked(reading: Reading) -> Iterator[Mention]:
    for question in reading.form.questions():
        for check in question.checks:
            target = check.partition(":")[2]
            if target:
                within = (f"{question.group}.{target}",) if question.group else ()
                yield (*within, target), question.place


def _labelled(reading: Reading) -> Iterator[Mention]:
    for section in reading.form.sections:
        for item in section.items:
            if isinstance(item, GroupPart) and item.opens:
                for name in item.group.label:
                    yield (f"{item.group.id}.{name}",), item.group.place


def _printed(reading: Reading, files: Folder) -> Iterator[Mention]:
    name = f"{reading.form.id}/form.yaml"
    outputs = files.table(name).get("outputs")
    for listed in outputs.values() if isinstance(outputs, Mapping) else ():
        yield from (((str(word),), _at(word, name)) for word in _words(listed))


def _words(listed: Any) -> Iterator[Words]:  # noqa: ANN401  (any part of a tree)
    for word in listed if isinstance(listed, list) else ():
        if isinstance(word, Words):
            yield word


def _at(word: Words, file: str) -> Source:
    return Source(file, word.line, word.column)

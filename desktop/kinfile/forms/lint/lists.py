# SPDX-License-Identifier: Apache-2.0
"""Lists of codes for rules: that each code can be answered where its list is used."""

from collections.abc import Iterator, Mapping

from kinfile.forms.folder import Folder
from kinfile.forms.lint.blanks import within
from kinfile.forms.lint.findings import Findings
from kinfile.forms.lint.reading import Reading
from kinfile.forms.model import Source
from kinfile.forms.rules.ast import Among, Call, Name, Node, parts_of
from kinfile.forms.rules.scope import Field, Names

_LISTS = "lists.yaml"


def look_at_lists(readings: tuple[Reading, ...], files: Folder, findings: Findings) -> None:
    """Complain about codes that none of the questions has with which their list is used.

    Nothing is said of a list that is used with a question of which the codes are not known in any
    of the forms read.
    """
    used: dict[str, set[str]] = {}
    asked: dict[_Use, bool] = {}
    for reading in readings:
        for rule, group, _ in reading.rules():
            for use, field in _uses(rule.node, group, reading.names):
                own = field.codes if field else None
                asked[use] = asked.get(use, False) or own is not None
                used.setdefault(use[0], set()).update(own or ())
    unsure = {name for (name, _, _), is_known in asked.items() if not is_known}
    values = files.table(_LISTS).get("values")
    for name, codes in values.items() if isinstance(values, Mapping) else ():
        known = used.get(name, set()) if name not in unsure else set()
        # Where none of the codes fits, the use is wrong, and lint says so there.
        for code in codes if known & set(codes) else ():
            if code not in known and not any(code in reading.unread for reading in readings):
                where = Source(_LISTS, getattr(code, "line", 0), getattr(code, "column", 1))
                findings.add(where, "list-code", facts={"found": str(code), "list": str(name)})


_Use = tuple[str, str, str]
"""A list, and the question whose answer is looked for in it, by its group and name."""


def _uses(node: Node, group: str, names: Names) -> Iterator[tuple[_Use, Field | None]]:
    """Each list in a rule, and what is known of the question that it is used with."""
    match node:
        case Call("is" | "has" | "only", (Name(asked), *values)) | Among(Name(asked), values):
            field = names.groups.get(group, {}).get(asked) or names.record.get(asked)
            for value in values:
                if isinstance(value, Name) and value.id in names.lists:
                    yield (value.id, group, asked), field
    for part in parts_of(node):
        yield from _uses(part, within(node, group), names)

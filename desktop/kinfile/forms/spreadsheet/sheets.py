# SPDX-License-Identifier: Apache-2.0
"""What stands on the sheets: names, columns, rows, and where each cell comes from.

Sheets and columns have the names that forms/README.md uses, in every language: by them a workbook
is read again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kinfile.forms.spreadsheet.patch import Path

GUIDE = "Read me"
MARK = "kinfile"
"""The hidden sheet that says which definition the others were made from."""

FORMAT = "1"
"""Raised when sheets or columns change, so that an older workbook is noticed."""

SPARE = 3
"""Empty rows behind each list, for new codes."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the text of a cell stands in the definitions, or would stand.

    `after` is the key behind which it would be written, where it is not there. `may_go`: it may be
    left out.
    """

    file: str
    path: Path
    after: str = ""
    may_go: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, and where it may be changed; nowhere for what stays as it is."""

    text: str
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is known by, its cells by column, and the place that it is about."""

    key: tuple[str, ...]
    cells: Mapping[str, Cell]
    file: str
    path: Path


@dataclass(frozen=True, slots=True)
class Growth:
    """A list that takes new codes: where it stands. Codes of rules have no labels."""

    file: str
    path: Path
    has_labels: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet without its rows: columns with their widths, and those that name a row."""

    name: str
    columns: Mapping[str, int]
    key: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet. `grows` has the lists that take new rows, by the start of their keys."""

    layout: Layout
    rows: tuple[Row, ...]
    grows: Mapping[tuple[str, ...], Growth] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.layout.name


_YES_NO = ("yes", "no")

FORM = Layout("Form", {"what": 16, "text": 80, "file": 34}, ("what",))
SECTIONS = Layout(
    "Sections",
    {"section": 22, "what": 16, "text": 90, "source": 22, "file": 34},
    ("section", "what"),
)
GROUPS = Layout(
    "Groups",
    {
        "group": 18,
        "section": 18,
        "title": 40,
        "row": 20,
        "why": 50,
        "error": 36,
        "required": 10,
        "required_when": 44,
        "source": 20,
        "file": 34,
    },
    ("group",),
    {"required": _YES_NO},
)
QUESTIONS = Layout(
    "Questions",
    {
        "id": 28,
        "section": 18,
        "kind": 15,
        "ask": 44,
        "hint": 44,
        "why": 50,
        "error": 36,
        "show_when": 44,
        "required": 10,
        "required_when": 44,
        "disclose": 14,
        "source": 20,
        "options": 20,
        "file": 34,
    },
    ("id",),
    {"required": _YES_NO, "disclose": ("all", "professional", "restricted", "withhold")},
)
LISTS = Layout(
    "Lists",
    {"belongs to": 14, "list": 30, "code": 30, "label": 60, "after": 20, "file": 34},
    ("belongs to", "list", "code"),
)
ALERTS = Layout(
    "Alerts",
    {
        "id": 8,
        "severity": 12,
        "say": 60,
        "why": 50,
        "when": 70,
        "forces": 40,
        "source": 20,
        "forms": 24,
        "file": 24,
    },
    ("id",),
    {"severity": ("act_now", "act_soon", "info")},
)
DEFINITIONS = Layout(
    "Definitions",
    {"id": 30, "rule": 90, "say": 60, "row_of": 14, "file": 22},
    ("id",),
)
LAYOUTS = (FORM, SECTIONS, GROUPS, QUESTIONS, LISTS, ALERTS, DEFINITIONS)

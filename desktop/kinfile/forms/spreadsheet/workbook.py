# SPDX-License-Identifier: Apache-2.0
"""Drawing the sheets of a form as a workbook that is edited in Excel or LibreOffice.

White cells may be changed, grey ones not (the sheets are protected without a password, against
slips of the hand). Every cell is text and stays text, whatever it begins with.
"""

import hashlib
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kinfile.forms.model import Form
from kinfile.forms.spreadsheet.sheets import FORMAT, GUIDE, MARK, SPARE, Sheet
from kinfile.i18n import N_, Language

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as Drawn
    from openpyxl.worksheet.worksheet import Worksheet

_TEXT = "@"
_GREY, _HEAD, _WHITE = "FFEDEDED", "FFD0D7DE", "FFFFFFFF"
_GUIDE_WIDTH = 100

_WORDS = (
    N_("This workbook holds the wording, the lists and the rules of one form: {form}."),
    N_("White cells may be changed. Grey cells may not: records and rules hold on to them."),
    N_("Change a text by typing over it. Empty a cell to take out a hint or a condition."),
    N_(
        "A new answer of a list: use one of the empty rows below it. Give it a code (small letters,"
        " digits and _), a label and, if it is not to stand last, the code after which it stands."
        " A code is never changed and never taken out, because old records hold it."
    ),
    N_("If the meaning of a question changes, it is a new question. That is made in the files."),
    N_("A rule is written as forms/README.md explains it. Text stands in 'single quotes'."),
    N_(
        "The last column names the file. What stands in shared/ changes in every form that uses it."
    ),
    N_("No cell is ever worked out. What begins with = is text, and a formula is refused."),
    N_("Then see what would change, and after that bring it in:"),
)
_COMMANDS = (
    "kinfile-cli forms sheet forms/{form} --from FILE.xlsx --preview",
    "kinfile-cli forms sheet forms/{form} --from FILE.xlsx",
)
_AFTER = N_("Nothing changes as long as there is a mistake; each is named with its cell.")


def digest_of(form: Form) -> str:
    """What names a definition: SHA-256 of its canonical JSON."""
    return hashlib.sha256(form.body).hexdigest()


def workbook_of(form: Form, made: Sequence[Sheet], language: Language) -> bytes:
    """The workbook with all sheets of a form."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _guide(workbook, form, language)
    for sheet in made:
        _Drawing(workbook.create_sheet(sheet.name)).draw(sheet)
    mark = workbook.create_sheet(MARK)
    for row in (
        ("format", FORMAT),
        ("form", str(form.id)),
        ("version", str(form.version)),
        ("digest", digest_of(form)),
    ):
        mark.append(row)
    mark.sheet_state = "veryHidden"
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _guide(workbook: "Workbook", form: Form, language: Language) -> None:
    drawing = _Drawing(workbook.create_sheet(GUIDE))
    lines = [language.text(words, form=language.text(form.title)) for words in _WORDS]
    lines += [command.format(form=form.id) for command in _COMMANDS]
    drawing.lines((*lines, language.text(_AFTER)))


class _Drawing:
    """Fills one sheet."""

    def __init__(self, sheet: "Worksheet") -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

        self._sheet = sheet
        self._line = Side(style="thin", color="FFBFBFBF")
        self._border = Border(*(self._line,) * 4)
        self._wrapped = Alignment(wrap_text=True, vertical="top")
        self._bold = Font(bold=True)
        self._fills = {
            colour: PatternFill("solid", fgColor=colour) for colour in (_GREY, _HEAD, _WHITE)
        }
        self._free = Protection(locked=False)

    def draw(self, sheet: Sheet) -> None:
        from openpyxl.utils import get_column_letter

        columns = tuple(sheet.layout.columns)
        for at, (name, width) in enumerate(sheet.layout.columns.items(), start=1):
            cell = self._write(1, at, name, _HEAD)
            cell.font = self._bold
            self._sheet.column_dimensions[get_column_letter(at)].width = width
        number = 1
        for number, (texts, free) in enumerate(_lines(sheet), start=2):
            for at, name in enumerate(columns, start=1):
                is_free = name in free
                cell = self._write(number, at, texts.get(name, ""), _WHITE if is_free else _GREY)
                if is_free:
                    cell.protection = self._free
        self._choices(sheet, number)
        self._sheet.freeze_panes = self._sheet.cell(2, len(sheet.layout.key) + 1).coordinate
        self._protect()

    def lines(self, lines: Sequence[str]) -> None:
        for number, line in enumerate(lines, start=1):
            self._write(number, 1, line, _WHITE)
        self._sheet.column_dimensions["A"].width = _GUIDE_WIDTH
        self._protect()

    def _write(self, row: int, column: int, text: str, colour: str) -> "Drawn":
        cell = self._sheet.cell(row, column, text or None)
        if text:
            cell.data_type = "s"
        cell.number_format = _TEXT
        cell.alignment = self._wrapped
        cell.fill = self._fills[colour]
        cell.border = self._border
        return cell

    def _choices(self, sheet: Sheet, last: int) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

        for name, choices in sheet.layout.choices.items():
            at = tuple(sheet.layout.columns).index(name) + 1
            offered = DataValidation(type="list", formula1=f'"{",".join(choices)}"')
            letter = get_column_letter(at)
            offered.add(f"{letter}2:{letter}{max(last, 2)}")
            self._sheet.add_data_validation(offered)

    def _protect(self) -> None:
        """Against slips of the hand: columns and rows may still be made wider."""
        protection = self._sheet.protection
        protection.sheet = True
        protection.formatColumns = protection.formatRows = False


def _lines(sheet: Sheet) -> Iterator[tuple[dict[str, str], frozenset[str]]]:
    """The texts of each row, and its columns that may be changed; spare rows behind each list."""
    for at, row in enumerate(sheet.rows):
        free = frozenset(name for name, cell in row.cells.items() if cell.slot)
        yield {name: cell.text for name, cell in row.cells.items()}, free
        following = sheet.rows[at + 1].key[:-1] if at + 1 < len(sheet.rows) else None
        growth = sheet.grows.get(row.key[:-1])
        if growth and following != row.key[:-1]:
            named = dict(zip(sheet.layout.key, row.key[:-1], strict=False))
            new = frozenset({"code", "label", "after"} if growth.has_labels else {"code"})
            for _ in range(SPARE):
                yield {**named, "file": growth.file}, new

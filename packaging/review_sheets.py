# SPDX-License-Identifier: Apache-2.0
"""Review sheets for a qualified translator: two workbooks, with a sheet for each file of messages.

Each row has the English, what Kinfile says for it, where it stands, which picture shows it (as
`dev.py screens` names them) where that is known, and two empty columns: whether it is right, and
what would be better. Changes come back as a piece for `catalogues.py fill`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from catalogues import DOMAINS, ROOT, both, read, source
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = {
    "English": 48,
    "Translation": 48,
    "Where it is used": 44,
    "Picture": 24,
    "Right? (yes or no)": 16,
    "Better": 48,
}
FORMS = ("zero", "one", "two", "few (3)", "many (6)", "other")
NOTE = "Awaiting a qualified translator's review. Keep {places}, & and %1 exactly as they are."
LONGEST_TITLE = 31
"""Characters that the name of a worksheet may have."""

HEAD = PatternFill("solid", fgColor="DCE6EC")
TO_FILL = PatternFill("solid", fgColor="FFF8E1")


def write_sheets(code: str, folder: Path) -> list[Path]:
    """Write the workbooks of the language `code` into `folder`; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for domain in DOMAINS:
        file = folder / f"review-{code}-{domain}.xlsx"
        workbook(read(source(code, domain), code)).save(file)
        made.append(file)
    return made


def workbook(whole: Catalog) -> Workbook:
    by_file: dict[str, list[Message]] = defaultdict(list)
    for message in whole:
        if message.id:
            by_file[message.locations[0][0] if message.locations else "other"].append(message)
    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    taken: set[str] = set()
    for file in sorted(by_file):
        sheet = book.create_sheet(title_of(file, taken))
        fill(sheet, file, by_file[file])
    return book


def title_of(file: str, taken: set[str]) -> str:
    """A short name for the worksheet of a file, different from all before it."""
    parts = Path(file).with_suffix("").parts
    title = " ".join(parts[-2:])[:LONGEST_TITLE]
    number = 1
    while title.casefold() in taken:
        number += 1
        title = f"{' '.join(parts[-2:])[: LONGEST_TITLE - 3]} {number}"
    taken.add(title.casefold())
    return title


def fill(sheet: Worksheet, file: str, messages: list[Message]) -> None:
    sheet.append([f"{file}. {NOTE}"])
    sheet.append(list(COLUMNS))
    for message in messages:
        for row in rows_of(message):
            sheet.append(row)
    for column, width in zip("ABCDEF", COLUMNS.values(), strict=True):
        sheet.column_dimensions[column].width = width
    for cell in sheet[2]:
        cell.font, cell.fill = Font(bold=True), HEAD
    for cells in sheet.iter_rows(min_row=3):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            # Words are words, also those that begin with an equals sign.
            cell.data_type = "s" if cell.value else cell.data_type
        cells[4].fill = cells[5].fill = TO_FILL
    sheet.freeze_panes = "A3"


def rows_of(message: Message) -> Iterator[list[str]]:
    """One row, or one for each form of a plural."""
    english, told = both(message.id), both(message.string)
    where = "\n".join((*message.auto_comments, *sorted({file for file, _ in message.locations})))
    if message.context:
        where = f"{message.context}\n{where}"
    picture = "\n".join(pictures_of(message))
    for place, text in enumerate(told or ("",)):
        said = english[min(place, len(english) - 1)]
        form = f" [{FORMS[place]}]" if message.pluralizable else ""
        yield [said + form, text, where, picture, "", ""]


def pictures_of(message: Message) -> Iterator[str]:
    """Names of pictures that show the page in which a message stands."""
    for file, _ in message.locations:
        found = re.search(r"ui/pages/(\w+)\.py", str(file))
        if found:
            words = found[1].replace("_", "-").replace("fill", "assessment")
            yield from (f"{name}-cy-100.png" for name in screens() if name == words)


@cache
def screens() -> tuple[str, ...]:
    """The names in the table of screens, read without starting a window."""
    plays = (file.read_text("utf-8") for file in (ROOT / "packaging").glob("screen_plays_*.py"))
    return tuple(name for text in plays for name in re.findall(r'Screen\(\s*"([\w-]+)"', text))

# SPDX-License-Identifier: Apache-2.0
"""Words for workbooks of a form that cannot be brought in, for whoever filled them."""

from collections.abc import Mapping

from kinfile.i18n import N_

_PUT_BACK = N_("Put back what was there.")
_AS_TEXT = N_("Format the cell as text, then type it again.")
_MAKE_AGAIN = N_("Make a new workbook with --out, and change that.")

_FILES: Mapping[str, tuple[str, str]] = {
    "sheet": (
        N_("The workbook cannot be brought in."),
        N_("Make a new workbook with --out, and change that."),
    ),
    "sheet.not-a-workbook": (
        N_("This is not a workbook that can be read (.xlsx)."),
        N_("Save it as .xlsx, without a password."),
    ),
    "sheet.too-large": (
        N_("The file is far larger than a workbook of a form."),
        N_("Check that it is the right one."),
    ),
    "sheet.not-ours": (
        N_("This workbook was not made by this version of Kinfile."),
        _MAKE_AGAIN,
    ),
    "sheet.other-form": (
        N_("This workbook is of the form {found}, and not of {expected}."),
        N_("Name the folder of the form that it was made from."),
    ),
    "sheet.outdated": (
        N_(
            "The form has changed since this workbook was made (from version {version}), maybe by"
            " bringing this one in."
        ),
        N_("Make a new workbook with --out, and make your changes there."),
    ),
    "sheet.sheet-gone": (
        N_("The sheet “{sheet}” is gone."),
        _PUT_BACK,
    ),
    "sheet.sheet-unknown": (
        N_("The sheet “{sheet}” does not belong here."),
        N_("Take it out; keep notes in a file of their own."),
    ),
    "sheet.too-many": (
        N_("The sheet “{sheet}” has far more rows or columns than it was made with."),
        N_("Delete what is empty below and to the right, or make a new workbook with --out."),
    ),
    "sheet.head": (
        N_("Here the heading “{expected}” is needed."),
        N_("Put the columns back as they were."),
    ),
    "sheet.beyond": (
        N_("Nothing may stand beside the last column."),
        N_("Empty this cell; keep notes in a file of their own."),
    ),
    "sheet.merged": (
        N_("These cells were joined into one."),
        N_("Separate them again."),
    ),
}

_CELLS: Mapping[str, tuple[str, str]] = {
    "sheet.not-text-formula": (
        N_("This is a formula, and nothing is ever worked out here."),
        N_("Write what is meant as text."),
    ),
    "sheet.not-text-number": (
        N_("The spreadsheet program made the number {found} of this text."),
        _AS_TEXT,
    ),
    "sheet.not-text-date": (
        N_("The spreadsheet program made a date of this text."),
        _AS_TEXT,
    ),
    "sheet.not-text-truth": (
        N_("The spreadsheet program made true or false of this text."),
        _AS_TEXT,
    ),
    "sheet.not-text-error": (
        N_("The spreadsheet program shows a mistake of its own here."),
        _AS_TEXT,
    ),
    "sheet.character": (
        N_("A character here cannot be seen ({found})."),
        N_("Type the text again, without pasting it."),
    ),
    "sheet.locked": (
        N_("This cell is grey: it stays as it is (“{was}”)."),
        _PUT_BACK,
    ),
    "sheet.empty": (
        N_("This may not be left empty (it was “{was}”)."),
        N_("Write something, or put back what was there."),
    ),
    "sheet.twice": (
        N_("“{found}” has two rows."),
        N_("Take one of them out."),
    ),
    "sheet.row-gone": (
        N_("The row of “{found}” is gone. Ids and codes stay: records hold them."),
        N_("Put it back as it was. What is no longer asked is taken out in the files."),
    ),
    "sheet.row-unknown": (
        N_("This row belongs to nothing that is there."),
        N_("Take it out. Only lists take new rows: use the empty ones below each list."),
    ),
    "sheet.code": (
        N_("“{found}” cannot be a code."),
        N_("Use small letters, digits and _, like not_known."),
    ),
    "sheet.no-label": (
        N_("The new code “{found}” has no label."),
        N_("Write what people read."),
    ),
    "sheet.after": (
        N_("“{found}” is no code of this list behind which a new one could stand."),
        N_("Use one of its codes, or leave this empty: then the new code stands last."),
    ),
}

SHEETS: Mapping[str, tuple[str, str]] = {**_FILES, **_CELLS}

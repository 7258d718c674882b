# SPDX-License-Identifier: Apache-2.0
"""A form's wording, lists and rules as a workbook: out, and back in through the same lint.

sheets.py     names, columns and cells      rows.py       the sheets of a form
workbook.py   drawing them                  reading.py    taking one that came back, strictly
comparing.py  what was changed on them      patch.py      changing it in the files, in place
scalar.py     how a text is written in YAML bringing.py   all of it, up to the new files
"""

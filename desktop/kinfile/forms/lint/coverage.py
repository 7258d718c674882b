# SPDX-License-Identifier: Apache-2.0
"""Worked cases: each alert has to fire in one of them and to stay silent in another.

What a case expects is taken at its word; whether it gets it is another question, which the cases
themselves answer when they are run.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from kinfile.errors import FormError
from kinfile.forms import catalogue
from kinfile.forms.folder import ALERTS, Folder
from kinfile.forms.lint.findings import Findings
from kinfile.forms.model import Source
from kinfile.forms.source import Listing, Table, text_of


def look_at_cases(
    files: Folder, forms: Collection[str], installed: Collection[str], findings: Findings
) -> None:
    """Alerts of the forms `forms`, against the cases of every form that an alert belongs to."""
    expected = {form: tuple(_expected(form, files, findings)) for form in installed}
    for alert in files.listing(ALERTS, "alerts"):
        if not isinstance(alert, Table):
            continue
        listed = alert.get("forms")
        raised_in = [str(form) for form in listed] if isinstance(listed, Listing) else []
        if not set(forms) & set(raised_in):
            continue
        name = str(alert.get("id", ""))
        cases = [found for form in raised_in for found in expected.get(form, ())]
        where = Source(ALERTS, alert.line, alert.column)
        if not any(name in found for found in cases):
            findings.add(where, "case-never-fires", facts={"alert": name})
        elif all(name in found for found in cases):
            findings.add(where, "case-always-fires", facts={"alert": name})


def _expected(form: str, files: Folder, findings: Findings) -> Iterator[frozenset[str]]:
    """The alerts that each case of a form expects."""
    for path in catalogue.case_files(form, files.path):
        name = f"{form}/cases/{path.name}"
        try:
            whole = json.loads(text_of(path, name))
        except FormError as mistake:
            findings.complain(mistake)
        except json.JSONDecodeError as error:
            findings.add(Source(name, error.lineno, error.colno), "case-not-json")
        else:
            yield frozenset(_alerts(whole))


def _alerts(whole: Any) -> Iterator[str]:  # noqa: ANN401  (JSON of any shape)
    expected = whole.get("expected_alerts") if isinstance(whole, Mapping) else None
    for names in expected.values() if isinstance(expected, Mapping) else ():
        yield from (str(name) for name in names if isinstance(names, list))

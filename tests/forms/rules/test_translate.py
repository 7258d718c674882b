# SPDX-License-Identifier: Apache-2.0
"""What both translations share.

T01 Every reason for which something is left out has its words, and each is in use.
T02 A comparison with a span of days is put as: the span, an operator, a number.
T03 A limit stands in a rule only where it is the same everywhere.
T04 The rows of a group whose section may close are not read: there they are gone with it.
"""

import pytest

from helpers import tree
from helpers.small import section
from helpers.translated import LIMITS, form_of_names
from kinfile.forms.model import Form
from kinfile.forms.rules.ast import Compare, Name, write
from kinfile.forms.rules.parse import parse
from kinfile.forms.rules.translate import WHY, CannotExpress, Inexpressible, Lookup
from kinfile.i18n import Language

LANGUAGE = Language.load()
DEFINED = """
- {id: gestation, rule: "280 - days(today(), edd)", say: the weeks}
- {id: apart, rule: "days(booked, edd)", say: how far apart}
"""


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    closing = section("later", "- {id: z, kind: text, ask: Z?, disclose: all}", "alert").replace(
        "items:", "items:\n- {group: things, title: T, row: Thing, max: 3, questions: []}"
    )
    return form_of_names(
        tmp_path_factory.mktemp("forms"), definitions=DEFINED, small__sections__later=closing
    )


def spanned(form: Form, rule: str) -> str | None:
    node = parse(rule)
    assert isinstance(node, Compare)
    days = Lookup(form, LIMITS).days(node, "")
    if days is None:
        return None
    ends = f"{write(days.first)}, {write(days.second)}"
    return f"{days.function}({ends}) {days.operator} {days.number}"


def test_a_loss_says_why() -> None:
    """T01"""
    assert CannotExpress("function", "q.show_when", "a > 1", "sum").why(LANGUAGE) == (
        "“sum” has no counterpart there."
    )


def test_every_reason_is_in_use() -> None:
    """T01"""
    text = (
        "".join(
            tree.text(path)
            for path in tree.modules("forms")
            if path.name
            in ("fhirpath.py", "xpath.py", "losses.py", "questionnaire.py", "xlsform.py")
        )
        + tree.text(tree.PACKAGE / "forms" / "rules" / "translate.py").partition("class Can")[2]
    )
    tree.expect_none(code for code in WHY if f'"{code}"' not in text)


@pytest.mark.parametrize(
    ("rule", "meaning"),
    [
        ("days(edd, today()) > 21", "days(edd, today()) > 21"),
        ("21 < days(edd, today())", "days(edd, today()) > 21"),
        ("gestation >= 168", "days(today(), edd) <= 112"),
        ("280 - apart >= limit('late_booking')", "days(booked, edd) <= 140"),
        ("apart + 3 - 1 = 5", "days(booked, edd) = 3"),
        ("1 - apart != 5", "days(booked, edd) != -4"),
        ("age(edd, today()) < 16", "age(edd, today()) < 16"),
        ("n > 3", None),
        ("apart > n", None),
        ("apart > apart", None),
        ("apart + apart > 1", None),
        ("weeks(booked, edd) > 1", None),
    ],
)
def test_a_span_stands_alone_on_its_side(form: Form, rule: str, meaning: str | None) -> None:
    """T02"""
    assert spanned(form, rule) == meaning


def test_a_limit_that_differs_is_none(form: Form) -> None:
    """T03"""
    with pytest.raises(Inexpressible) as failed:
        Lookup(form, {}).limit("stale")
    assert (failed.value.code, failed.value.name) == ("limit", "stale")


def test_rows_that_may_be_gone_are_not_read(form: Form) -> None:
    """T04"""
    lookup = Lookup(form, LIMITS)
    with pytest.raises(Inexpressible) as failed:
        lookup.group(Name("things"))
    assert (failed.value.code, failed.value.name) == ("rows-of-closing-section", "things")
    found = lookup.group(Name("parents"))
    assert found is not None
    assert found.id == "parents"
    assert lookup.group(Name("tasks")) is None

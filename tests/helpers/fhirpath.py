# SPDX-License-Identifier: Apache-2.0
"""FHIRPath as another program runs it: fhirpathpy over a QuestionnaireResponse."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import fhirpathpy
import pytest
from fhirpathpy.engine.invocations import constants
from fhirpathpy.engine.nodes import ResourceNode
from fhirpathpy.models import models

from kinfile.forms.fhir import THIS_ROW

_ITEM = "QuestionnaireResponse.item"
_Node: Any = ResourceNode


@cache
def _compiled(expression: str) -> Callable[..., list[Any]]:
    return fhirpathpy.compile(expression, models["r4"])


def hold_clock(patch: pytest.MonkeyPatch, today: date) -> None:
    """Let `today()` be `today`."""

    class Clock:
        @staticmethod
        def now() -> datetime:
            return datetime(today.year, today.month, today.day, 12, tzinfo=UTC)

    patch.setattr(constants, "datetime", Clock)


class Reader:
    """Evaluates conditions over one response; each is worked out once."""

    def __init__(self, response: dict[str, Any], variables: Mapping[str, str]) -> None:
        self._response = response
        self._known: dict[str, Any] = {"resource": response}
        self._found: dict[tuple[str, str], bool | None] = {}
        for name, expression in variables.items():
            self._known[name] = _compiled(expression)(response, self._known)

    def truth(self, expression: str, row: dict[str, Any] | None = None) -> bool | None:
        """True, False, or None for the empty collection."""
        key = (expression, row["id"] if row else "")
        if key not in self._found:
            known = self._known
            if row:
                known = {**known, THIS_ROW: [_Node(row, _ITEM)]}
            found = _compiled(expression)(self._response, known)
            assert found in ([True], [False], []), found
            self._found[key] = found[0] if found else None
        return self._found[key]

    def rows(self, section: str, group: str) -> list[dict[str, Any]]:
        """The items of a group's rows."""
        return [
            item
            for part in self._response["item"]
            if part["linkId"] == section
            for item in part.get("item", ())
            if item["linkId"] == group
        ]

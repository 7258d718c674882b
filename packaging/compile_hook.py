# SPDX-License-Identifier: Apache-2.0
"""Compiles the catalogues whenever hatchling builds, so that every wheel speaks its languages."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)


class CompileCatalogues(BuildHookInterface[Any]):
    """Writes NAME.mo beside each NAME.po that has none, or an older one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        locale = Path(self.root) / "resources" / "locale"
        for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
            compiled = source.with_suffix(".mo")
            if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
                continue
            from babel.messages.mofile import write_mo
            from babel.messages.pofile import read_po

            with source.open("rb") as told:
                whole = read_po(told, locale=source.parent.parent.name)
            # Otherwise Babel writes the time of the build into it, and no build is like another.
            whole.creation_date = _NO_DATE
            with compiled.open("wb") as out:
                write_mo(out, whole)

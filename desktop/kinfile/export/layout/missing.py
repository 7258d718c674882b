# SPDX-License-Identifier: Apache-2.0
"""What has no answer yet in a copy that leaves unfinished: short on the cover, whole below."""

from collections.abc import Iterator

from kinfile.export.blocks import Block, BulletList, Paragraph, Style, Text
from kinfile.export.layout.reading import Reading
from kinfile.export.printable import Standing
from kinfile.records.model import Path
from kinfile.records.report import Missing

_FEW = 6
"""So many missing answers are named on the cover itself; more would push its warnings off it."""


def missing_in_short(reading: Reading) -> tuple[Text, ...]:
    """How many required answers are missing, and which, or in which sections."""
    missing = reading.of.report.missing
    if not missing:
        return (reading.text("No required answer is missing."),)
    count = reading.language.plural(
        "{n} required answer is missing.", "{n} required answers are missing.", len(missing)
    )
    if len(missing) <= _FEW:
        return (Text(count), *_by_section(reading))
    sections = "; ".join(_counts(reading))
    return (
        Text(count),
        reading.text("By section: {sections}.", sections=sections),
        reading.text("All of them are listed under Missing or unknown."),
    )


def missing_in_full(reading: Reading) -> Iterator[Block]:
    """Every required question that has no answer, by section; nothing for a signed copy."""
    if reading.of.standing is Standing.SIGNED or not reading.of.report.missing:
        return
    yield Paragraph(reading.text("Required and not answered yet:"), Style.STRONG)
    yield BulletList(tuple(_by_section(reading)))


def _counts(reading: Reading) -> Iterator[str]:
    for section in reading.of.form.sections:
        found = reading.of.report.sections.get(section.id)
        if found and found.missing:
            yield f"{reading.section_title(section.id)} ({len(found.missing)})"


def _by_section(reading: Reading) -> Iterator[Text]:
    """One line a section: its title and the questions that still have no answer."""
    for section in reading.of.form.sections:
        found = reading.of.report.sections.get(section.id)
        if found and found.missing:
            asked = " ".join(_words(reading, item) for item in found.missing)
            yield Text(f"{reading.section_title(section.id)}: {asked}")


def _words(reading: Reading, missing: Missing) -> str:
    if isinstance(missing, Path):
        return _closed(reading.path(missing))
    group = reading.group(missing.group)
    title = reading.words(group.title) if group else missing.group
    return _closed(
        reading.language.text(
            "{rows} ({have} of {need})", rows=title, have=missing.have, need=missing.need
        )
    )


def _closed(words: str) -> str:
    """`words` with a mark at their end, so that questions in one line stay apart."""
    return words if words.endswith(("?", ".", "?)")) else f"{words}."

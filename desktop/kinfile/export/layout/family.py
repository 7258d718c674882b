# SPDX-License-Identifier: Apache-2.0
"""The family as a diagram and, right below it, as a table that says the same."""

from collections.abc import Iterator

from kinfile.export.blocks import Block, Heading, Paragraph, RowsTable, Text
from kinfile.export.figures import FamilyFigure, said_aloud
from kinfile.export.layout.reading import Reading
from kinfile.records import family_words
from kinfile.records.family import Family, family_of

_SHARES = (4, 5, 4, 5)


def family_in(reading: Reading) -> Family:
    """The people of the record, as its visible answers tell them."""
    return family_of(reading.of.form, reading.of.answers, reading.of.report)


def lay_out_family(reading: Reading) -> Iterator[Block]:
    """Diagram, key and table; nothing where nobody is recorded."""
    family = family_in(reading)
    if not family:
        return
    names = family_words.by_name(family, reading.language)
    yield Heading(3, reading.text("The family"))
    yield _figure(reading, family, names)
    yield RowsTable(
        header=tuple(reading.text(words) for words in family_words.HEADER),
        rows=tuple(
            tuple(
                Paragraph(Text(words))
                for words in family_words.cells_of(member, family, names, reading.language)
            )
            for member in family.members
        ),
        shares=_SHARES,
    )


def _figure(reading: Reading, family: Family, names: family_words.Names) -> FamilyFigure:
    language = reading.language
    told = family_words.sentences_of(family, names, language)
    return FamilyFigure(
        key=" ".join(family_words.key_of(family, language)),
        family=family,
        labels={each.row: family_words.label_of(each, names, language) for each in family.members},
        marks={each.row: family_words.inside(each) for each in family.members},
        adults=language.text("Other adults in the home or often there"),
        heard=said_aloud((language.text("Family diagram."), *told)),
        instead=language.text(
            "The family is too large for a diagram on one page; the table has everybody."
        ),
    )

# SPDX-License-Identifier: Apache-2.0
"""The record's dates as years below each other and, right below, as a table in the same order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kinfile.export.blocks import Block, Paragraph, RowsTable, Style, Text
from kinfile.export.figures import Lane, Mark, Ruler, TimelineFigure, said_aloud
from kinfile.export.layout.family import family_in
from kinfile.export.layout.reading import Reading
from kinfile.export.printable import Standing
from kinfile.i18n import Language
from kinfile.records import chronology_words, family_words
from kinfile.records.chronology import Chronology, Entry, Sort, chronology_of

_SHARES = (2, 4, 7, 4, 4)
_FULL = 20
"""Marks and years in one picture, so that it fits on a page in large print too, even where all of
them are of one day.
"""
_MANY = 8
"""Marks in a year beyond which it is drawn month by month."""
_MONTH = 31
"""Days over which every month is drawn."""
_TWELVE = range(1, 13)


def lay_out_timeline(reading: Reading) -> Iterator[Block]:
    """Pictures of the years, then the table; nothing where no date is recorded."""
    chronology = chronology_of(reading.of.form, reading.of.answers, reading.of.report)
    if not chronology:
        return
    language, form = reading.language, reading.of.form
    names = family_words.by_name(family_in(reading), language)
    summary = chronology_words.summary_words(chronology, language)
    yield Paragraph(
        reading.text("{summary} The numbers are those of the table below.", summary=summary),
        Style.QUIET,
    )
    yield from _figures(reading, chronology, names)
    yield RowsTable(
        header=tuple(reading.text(words) for words in chronology_words.HEADER),
        rows=tuple(
            tuple(
                Paragraph(Text(words), _style(entry, column))
                for column, words in enumerate(
                    chronology_words.cells_of(number, entry, form, names, language)
                )
            )
            for number, entry in enumerate(chronology.entries, start=1)
        ),
        shares=_SHARES,
    )


def _style(entry: Entry, column: int) -> Style:
    """Key events stand out among the steps of the work."""
    return Style.STRONG if entry.sort is Sort.EVENT and column == 2 else Style.BODY


def _figures(
    reading: Reading, chronology: Chronology, names: family_words.Names
) -> Iterator[TimelineFigure]:
    language = reading.language
    sorts = {entry.sort for entry in chronology.dated}
    kinds = tuple(
        (sort.value, language.text(words))
        for sort, words in chronology_words.SORTS.items()
        if sort in sorts
    )
    is_draft = reading.of.standing is Standing.PREVIEW
    for number, lanes in enumerate(_pages(list(_lanes(reading, chronology)))):
        told = (
            chronology_words.sentence_of(mark.entry, reading.of.form, names, language)
            for lane in lanes
            for mark in lane.marks
        )
        yield TimelineFigure(
            lanes=tuple(lanes),
            ruler=_weeks(language) if lanes[0].days == _MONTH else _months(language),
            kinds=() if number else kinds,
            today=language.text("Today") if is_draft else language.text("Signed"),
            heard=said_aloud((language.text("Timeline."), *told)),
        )


def _months(language: Language) -> Ruler:
    """The names of months over a year, of a year without a leap day."""
    starts = [date(2001, month, 1).toordinal() - date(2001, 1, 1).toordinal() for month in _TWELVE]
    names = (name[:3] for name in language.month_names())
    return Ruler(
        names=tuple(((start + 15) / 365, name) for start, name in zip(starts, names, strict=True)),
        lines=(*(start / 365 for start in starts), 1.0),
    )


def _weeks(language: Language) -> Ruler:
    """The days on which the weeks of a month begin, if it began on a Monday."""
    days = range(1, _MONTH, 7)
    return Ruler(
        names=tuple(((day - 0.5) / _MONTH, language.number(day)) for day in days),
        lines=(*((day - 1) / _MONTH for day in days), 1.0),
    )


def _lanes(reading: Reading, chronology: Chronology) -> Iterator[Lane]:
    """The years that have an entry, or are this one; a full one is followed by its months."""
    today = chronology.today
    years: dict[int, list[Mark]] = {}
    for number, entry in enumerate(chronology.entries, start=1):
        if entry.when:
            mark = Mark(reading.language.number(number), entry)
            years.setdefault(entry.when.year, []).append(mark)
    years.setdefault(today.year, [])
    before: int | None = None
    for year in sorted(years):
        gap = _gap(reading, year - before - 1) if before is not None else ""
        in_months = [mark for mark in years[year] if mark.entry.when and mark.entry.when.month]
        if len(in_months) > _MANY:
            whole = [mark for mark in years[year] if mark not in in_months]
            if whole:
                yield from _year(year, whole, gap, None)
                gap = ""
            for lane in _months_of(reading, year, in_months, today):
                yield replace(lane, gap=gap)
                gap = ""
        else:
            yield from _year(year, years[year], gap, today)
        before = year


def _year(year: int, marks: Sequence[Mark], gap: str, today: date | None) -> Iterator[Lane]:
    first = date(year, 1, 1)
    shown = today if today and today.year == year else None
    days = date(year, 12, 31).toordinal() - first.toordinal() + 1
    yield from _parted(
        Lane(label=str(year), first=first, days=days, marks=(), today=shown), marks, gap
    )


def _months_of(reading: Reading, year: int, marks: Sequence[Mark], today: date) -> Iterator[Lane]:
    """The months of a full year that have an entry, or are this one."""
    names = reading.language.month_names()
    for month in _TWELVE:
        inside = [each for each in marks if each.entry.when and each.entry.when.month == month]
        is_now = (today.year, today.month) == (year, month)
        if inside or is_now:
            lane = Lane(
                label=f"{names[month - 1][:3]} {year}",
                first=date(year, month, 1),
                days=_MONTH,
                marks=(),
                today=today if is_now else None,
            )
            yield from _parted(lane, inside, "")


def _parted(lane: Lane, marks: Sequence[Mark], gap: str) -> Iterator[Lane]:
    """The lane once, or several times where it has more marks than fit into one picture."""
    most = _FULL - 1
    for start in range(0, max(len(marks), 1), most):
        yield replace(lane, marks=tuple(marks[start : start + most]), gap="" if start else gap)


def _gap(reading: Reading, years: int) -> str:
    if years < 1:
        return ""
    return reading.language.plural("{n} year without an entry", "{n} years without an entry", years)


def _pages(lanes: Sequence[Lane]) -> Iterator[Sequence[Lane]]:
    """Lanes in pictures of one kind, with at most `_FULL` marks and lanes each."""
    page: list[Lane] = []
    for lane in lanes:
        weight = sum(len(each.marks) + 1 for each in (*page, lane))
        is_other = page and (page[0].days == _MONTH) != (lane.days == _MONTH)
        if page and (is_other or weight > _FULL):
            yield page
            page = []
        page.append(lane)
    if page:
        yield page

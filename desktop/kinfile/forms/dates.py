# SPDX-License-Identifier: Apache-2.0
"""Dates as people know them: a day, a month of a year, or only a year.

A partial date stands for every day it may mean, so a rule compares it by its earliest and its
latest day and says "unknown" where the two disagree (design of the rule language).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)

TERM_DAYS = 280  # 40 weeks from the last period to the estimated due date


class NotADate(ValueError):
    """The text is not an ISO date, or no such day exists."""


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """`2019`, `2019-05` or `2019-05-12`."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read ISO text. Raises NotADate for anything else, the year 0000 included."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise NotADate
        year, month, day = (None if part is None else int(part) for part in found.groups())
        try:
            date(year or 0, 1 if month is None else month, 1 if day is None else day)
        except ValueError as error:
            raise NotADate from error
        return cls(year or 0, month, day)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        return cls(day.year, day.month, day.day)

    @property
    def is_whole(self) -> bool:
        return self.day is not None

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def years_between(born: date, on: date) -> int:
    """Whole years of age. Born on 29 February: a year older on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def workdays_between(start: date, end: date) -> int:
    """Mondays to Fridays after `start` up to and including `end`; bank holidays count."""
    if end < start:
        return -workdays_between(end, start)
    weeks, rest = divmod((end - start).days, 7)
    extra = sum((start.weekday() + n) % 7 < 5 for n in range(1, rest + 1))
    return weeks * 5 + extra


def gestation_days(due: date, on: date) -> int:
    """Days of pregnancy on the day `on` for the estimated due date `due`."""
    return TERM_DAYS - (due - on).days


def day_of_gestation(due: date, days: int) -> date:
    """The day on which a pregnancy due on `due` is `days` old."""
    return due - timedelta(days=TERM_DAYS - days)


def weeks_and_days(text: str) -> int:
    """Days in a profile's `W+D` ("20+0" is 140). Raises NotADate for anything else."""
    weeks, plus, days = text.partition("+")
    if not plus or not weeks.isdecimal() or not days.isdecimal() or int(days) > 6:
        raise NotADate
    return int(weeks) * 7 + int(days)

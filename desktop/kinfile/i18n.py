# SPDX-License-Identifier: Apache-2.0
"""Words, dates and numbers in the reader's language.

A `Language` is a value that is handed to whoever shows something: a page of the window, a
document, a command. There is no current language anywhere, so one process can show a Welsh
window and draw an English PDF. English is the language of the source; other languages come
from gettext catalogues in resources/locale, made with Babel: `kinfile` has the words of the
program and `forms` those of the form definitions (forms/translation.py).

In the code the extractor looks for `text(...)`, `plural(...)`, `in_context(...)` and `N_(...)`;
`N_` only marks a string of a table that is translated when it is shown.
"""

import datetime as dt
import gettext
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from kinfile import bundle

LANGUAGES = {"en": "English", "cy": "Cymraeg"}
"""The languages on offer, each by its own name."""


def N_(message: str) -> str:  # noqa: N802  (the name every gettext tool knows)
    """Mark `message` for the catalogue; it is translated where it is shown."""
    return message


AWAITING_REVIEW = N_(
    "The Welsh words are awaiting a qualified translator’s review. Where they leave a doubt, the "
    "English words count."
)
"""Stands wherever Welsh is offered, and in every Welsh document."""


class Told(str):
    """A text of a form, in the language of that form. Showing it never translates it again."""


@cache
def _read(file: Path) -> gettext.NullTranslations:
    """A compiled catalogue; an empty one where there is no such file."""
    if not file.is_file():
        return gettext.NullTranslations()
    with file.open("rb") as compiled:
        return gettext.GNUTranslations(compiled)


@dataclass(frozen=True, slots=True)
class Language:
    """One language, with its catalogue and its way of writing dates and numbers.

    `code` is a BCP 47 tag with a catalogue under resources/locale ("en", "cy").
    """

    code: str = "en"
    _catalogue: gettext.NullTranslations = field(
        default_factory=gettext.NullTranslations, repr=False, compare=False
    )
    _forms: Callable[[], gettext.NullTranslations] = field(
        default=gettext.NullTranslations, repr=False, compare=False
    )
    """The catalogue of the forms, which is read when a form is wanted and not before."""

    @classmethod
    def load(cls, code: str = "en") -> "Language":
        """The language `code`; English where no catalogue of that name is installed."""
        if code != "en":
            folder = bundle.resources() / "locale" / code / "LC_MESSAGES"
            if (folder / "kinfile.mo").is_file():
                forms = partial(_read, folder / "forms.mo")
                return cls(code, _read(folder / "kinfile.mo"), forms)
        return cls("en")

    @property
    def _locale(self) -> str:
        if self.code.endswith(("-XA", "-XB")):
            return "en_GB"  # the pseudo-languages of CLDR, for looking at the window
        return {"en": "en_GB", "cy": "cy_GB"}.get(self.code, self.code.replace("-", "_"))

    @property
    def is_right_to_left(self) -> bool:
        return self.code.split("-")[0] in {"ar", "ur", "fa", "he"}

    def of(self, code: str) -> "Language":
        """The language `code`: for what goes with a form that may be in another than this."""
        return self if code == self.code else Language.load(code)

    def text(self, message: str, /, **facts: object) -> str:
        """`message` in this language, with `{named}` places filled from `facts`.

        What is Told has its language already and stays as it is.
        """
        if isinstance(message, Told) and not facts:
            return message
        found = self._catalogue.gettext(message) if message else ""
        return found.format(**facts) if facts else found

    def plural(self, one: str, many: str, n: int, /, **facts: object) -> str:
        """The form of the message that goes with the number `n`, which is available as {n}."""
        return self._catalogue.ngettext(one, many, n).format(n=self.number(n), **facts)

    def in_context(self, context: str, message: str) -> str:
        """`message` where the same English has several meanings (`context` says which)."""
        return self._catalogue.pgettext(context, message) if message else ""

    def asked(self, message: str, place: str = "") -> str:
        """A text of a form in this language; the one for this very place, where there is one."""
        if not message:
            return ""
        catalogue = self._forms()
        own = catalogue.pgettext(place, message) if place else message
        return catalogue.gettext(message) if own == message else own

    def date(self, day: dt.date) -> str:
        """22 November 2026."""
        from babel.dates import format_date

        return str(format_date(day, "d MMMM y", locale=self._locale))

    def short_date(self, day: dt.date) -> str:
        """22 Nov 2026."""
        from babel.dates import format_date

        return str(format_date(day, "d MMM y", locale=self._locale))

    def month(self, day: dt.date) -> str:
        """November 2026, for a date of which only the month is known."""
        from babel.dates import format_date

        return str(format_date(day, "MMMM y", locale=self._locale))

    def month_names(self) -> tuple[str, ...]:
        """January to December, as this language writes them."""
        from babel.dates import get_month_names

        names = get_month_names("wide", locale=self._locale)
        return tuple(str(names[n]) for n in range(1, 13))

    def time(self, moment: dt.datetime) -> str:
        """14:05, on the 24-hour clock, in the moment's own zone."""
        return moment.strftime("%H:%M")

    def date_and_time(self, moment: dt.datetime) -> str:
        """22 November 2026 at 14:05."""
        return self.text("{date} at {time}", date=self.date(moment), time=self.time(moment))

    def number(self, n: int) -> str:
        from babel.numbers import format_decimal

        return str(format_decimal(n, locale=self._locale))

    def listed(self, items: Sequence[str]) -> str:
        """a, b and c."""
        from babel.lists import format_list

        return str(format_list(list(items), locale=self._locale))

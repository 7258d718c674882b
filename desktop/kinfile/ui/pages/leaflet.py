# SPDX-License-Identifier: Apache-2.0
"""Save a sheet for the family: what the assessment is, and how information is shared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kinfile.i18n import N_, Language
from kinfile.ui.pages.print_out import PrintOutPage
from kinfile.ui.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    """Which sheet is wanted, and in what: the codes of app/family_sheet.py."""

    sheet: str
    language: str


class LeafletPage(PrintOutPage):
    """`sheets` are ids with titles, `languages` codes with names; `chosen` is ticked at first."""

    title = N_("A sheet for the family")

    def __init__(
        self,
        sheets: Sequence[tuple[str, str]],
        languages: Mapping[str, str],
        theme: Theme,
        language: Language,
        *,
        chosen: str = "",
    ) -> None:
        text = language.text
        about = text(
            "It says what the assessment is and how information is shared. It has no "
            "names in it. Think about who else may read it at home."
        )
        super().__init__("leaflet", about, theme, language)
        first = chosen if chosen in dict(sheets) else sheets[0][0]
        self.sheets = self.ask(text("About what?"), sheets, first, "sheet")
        tongues = tuple(languages.items())
        self.languages = self.ask(text("In what?"), tongues, tongues[0][0], "language")
        self.add_buttons()

    def focus_first(self) -> None:
        self.sheets.buttons[self.sheets.code()].setFocus()

    def wish(self) -> Leaflet:
        return Leaflet(sheet=self.sheets.code(), language=self.languages.code())

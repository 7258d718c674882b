# SPDX-License-Identifier: Apache-2.0
"""What each edition is called and how it is marked: on its first page, on all pages, in its title.

A family's copy may lie on a kitchen table, so its marking does not say what it is about.
"""

from collections.abc import Iterator, Mapping

from kinfile.export.blocks import Banner, BannerKind, Block, Text, TitleBand
from kinfile.export.editions import FOR_FAMILIES, Edition
from kinfile.export.layout.reading import Reading
from kinfile.export.printable import Standing
from kinfile.i18n import N_

MARKING = N_("Confidential: safeguarding")
_QUIET_MARKING = N_("Confidential")
_TITLES: Mapping[Edition, str] = {
    Edition.RESTRICTED_ANNEX: N_("Restricted annex"),
    Edition.FAMILY: N_("The family's copy"),
    Edition.EASY_READ: N_("What we talked about"),
    Edition.WARD_PLAN: N_("Birth plan for the ward"),
    Edition.INFORMATION_REQUEST: N_("Request for information"),
    Edition.VISIT_DECISION: N_("Decision about visits"),
}


def title_of(reading: Reading) -> str:
    """The title of the copy: the form's, where it is the assessment itself."""
    form = reading.words(reading.of.form.title)
    if reading.of.edition == Edition.WITHOUT_RESTRICTED:
        return reading.language.text("{form}, without restricted answers", form=form)
    found = _TITLES.get(Edition(reading.of.edition))
    return reading.language.text(found) if found else form


def marking_of(reading: Reading) -> str:
    is_quiet = Edition(reading.of.edition) in FOR_FAMILIES
    return reading.language.text(_QUIET_MARKING if is_quiet else MARKING)


def title_band(reading: Reading, subtitle: str) -> TitleBand:
    return TitleBand(Text(title_of(reading)), Text(marking_of(reading)), Text(subtitle))


def state_banners(reading: Reading) -> Iterator[Block]:
    """That a copy is a draft, or of a form on trial: before anything else."""
    if reading.of.is_trial:
        yield Banner(
            BannerKind.STOP,
            reading.text("TRIAL FORM: not approved for use"),
            (reading.text("Its questions and rules are only being tried out."),),
        )
    if reading.of.standing is Standing.PREVIEW:
        title = reading.text("DRAFT: not signed. Not to be sent or filed.")
        yield Banner(BannerKind.DRAFT, title)

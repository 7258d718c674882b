# SPDX-License-Identifier: Apache-2.0
"""Words for the files that left: which copy of which version a line of the ledger is."""

from collections.abc import Mapping

from kinfile.i18n import N_, Language

_COPIES: Mapping[str, str] = {
    "full": N_("Signed PDF of version {version}"),
    "urgent": N_("Urgent copy of version {version}, marked INCOMPLETE"),
    "without_restricted": N_("Version {version} without restricted answers"),
    "restricted_annex": N_("Restricted annex to version {version}"),
    "family": N_("The family's copy of version {version}"),
    "easy_read": N_("Easy-read copy of version {version}"),
    "ward_plan": N_("Birth plan for the ward from version {version}"),
    "information_request": N_("Request for information from version {version}"),
    "visit_decision": N_("Decision about visits from version {version}"),
}
_OTHER = N_("File of version {version}")
_WAYS: Mapping[str, str] = {
    "-transfer": N_("{file}, locked with a password"),
    "-large-print": N_("{file}, in large print"),
}


def file_words(code: str, version: int, language: Language) -> str:
    """What the copy `code` of the ledger is called: family, full-large-print, urgent-transfer."""
    for ending, words in _WAYS.items():
        if code.endswith(ending):
            file = file_words(code.removesuffix(ending), version, language)
            return language.text(words, file=file)
    known = code if code in _COPIES else code.removeprefix("urgent-")
    return language.text(_COPIES.get(known, _OTHER), version=version)

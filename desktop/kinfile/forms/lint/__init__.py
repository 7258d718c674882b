# SPDX-License-Identifier: Apache-2.0
"""Everything that is wrong or doubtful in a folder of definitions, found in one reading.

    findings.py  what is found: a place, a code, facts
    reading.py   a form as far as it can be read
    rules.py     names and codes that rules use          blanks.py  what a blank leaves unknown
    reach.py     what is never or too late shown         may.py     what a rule may come to
    forces.py    what alerts demand                      coverage.py  worked cases
    texts.py     what people read                        phrases.py   wording checks
    mentions.py  questions named outside rules
    kinds.py     what the kind of a question has no use for
    lists.py     codes of lists for rules       spellings.py  ids, codes and sources
    profiles.py  local profiles                          releases.py  released versions

Each rule of lint has its words in kinfile.wording.lint, under `form.` and its code.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from kinfile.forms.folder import Folder
from kinfile.forms.lint.coverage import look_at_cases
from kinfile.forms.lint.findings import Finding, Findings, Level
from kinfile.forms.lint.forces import look_at_alerts
from kinfile.forms.lint.kinds import look_at_kinds
from kinfile.forms.lint.lists import look_at_lists
from kinfile.forms.lint.mentions import look_at_mentions
from kinfile.forms.lint.phrases import look_at_wordlists
from kinfile.forms.lint.profiles import look_at_profiles
from kinfile.forms.lint.reach import look_at_order, look_at_reach, look_at_standing
from kinfile.forms.lint.reading import read_form
from kinfile.forms.lint.releases import Released, look_at_release
from kinfile.forms.lint.rules import look_at_rules
from kinfile.forms.lint.spellings import look_at_spellings
from kinfile.forms.lint.texts import Translations, look_at_texts
from kinfile.forms.model import Source

__all__ = ["Finding", "Level", "Released", "Translations", "installed", "lint"]


def installed(folder: Path) -> tuple[str, ...]:
    """Ids of the forms in a folder, sound or not."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/form.yaml")))


def lint(
    folder: Path,
    forms: Sequence[str] | None = None,
    *,
    released: Released | None = None,
    translations: Translations | None = None,
    changed: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """All findings about the forms `forms` of a folder (by default all) and what they share.

    `released` has the digests of versions that may not change, `translations` the texts of each
    language that is declared complete. `changed` has files as they would be, by their names.
    """
    findings = Findings()
    files = Folder(folder, findings.complain, changed or {})
    known = installed(folder)
    forms = known if forms is None else forms
    readings = tuple(read_form(name, files) for name in forms)
    faulty: set[Source] = set()
    for reading in readings:
        faulty |= look_at_rules(reading, findings)
        look_at_order(reading, findings)
        look_at_standing(reading, findings)
        look_at_mentions(reading, files, findings)
        look_at_kinds(reading, files, findings)
        look_at_release(reading, released or {}, findings)
    look_at_reach(readings, findings, faulty)
    look_at_lists(readings, files, findings)
    look_at_spellings(files, readings, findings)
    look_at_alerts(files, readings, known, findings)
    look_at_cases(files, forms, known, findings)
    look_at_texts(files, forms, findings, translations or _NO_LANGUAGES)
    look_at_wordlists(files, findings)
    look_at_profiles(files, findings)
    for name, lines in files.left_out.items():
        # What stood there belongs to the lines around it, and these may lack it now.
        findings.take_out(name, lines)
    return tuple(findings)


_NO_LANGUAGES: Mapping[str, frozenset[str]] = {}

# SPDX-License-Identifier: Apache-2.0
"""Partnership profiles, and the list of those that can be chosen."""

from collections.abc import Mapping

from kinfile.forms import catalogue
from kinfile.forms.folder import Folder
from kinfile.forms.lint.findings import Findings
from kinfile.forms.model import Source
from kinfile.forms.profile import NATIONAL
from kinfile.forms.profile_reader import read_profile

_LISTS = "lists.yaml"
_LIST = "installed_profiles"


def look_at_profiles(files: Folder, findings: Findings) -> None:
    """Every profile, and whether the list of profiles names exactly those that are there."""
    names = catalogue.profiles(files.path)
    national = None
    for name in names:
        table = files.table(f"profiles/{name}.yaml")
        if table:
            found = read_profile(table, national, files.complain)
            national = found if name == NATIONAL else national
    options = files.table(_LISTS).get("options")
    listed = options.get(_LIST) if isinstance(options, Mapping) else None
    if not isinstance(listed, Mapping):
        return
    for code in listed:
        if code not in names:
            where = Source(_LISTS, getattr(code, "line", 0), getattr(code, "column", 1))
            findings.add(where, "profile-missing", facts={"found": str(code)})
    for name in names:
        if name not in listed:
            where = Source(_LISTS, getattr(listed, "line", 0), getattr(listed, "column", 1))
            findings.add(where, "profile-unlisted", facts={"found": name})

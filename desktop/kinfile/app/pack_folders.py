# SPDX-License-Identifier: Apache-2.0
"""Form packs and partnership profiles that IT put into a folder: taken into use at the start.

The folder only offers them: whether one is trusted is asked of the shelf, as for any pack. One
that is refused is left where it is and said by its code; none stops the start.
"""

from dataclasses import dataclass
from pathlib import Path

from kinfile.app.given_files import read_bounded
from kinfile.errors import KinfileError, PackRefused
from kinfile.forms import catalogue
from kinfile.forms.packs.content import form_of, profile_of
from kinfile.forms.packs.pack import LARGEST, SUFFIX, Kind, Pack, read
from kinfile.forms.packs.shelf import Shelf, require_trusted
from kinfile.forms.packs.trust import trust_of
from kinfile.policy.policies import Policies
from kinfile.policy.table import Key

_FOLDERS = ((Key.PACKS, frozenset(Kind)), (Key.PROFILES, frozenset({Kind.PROFILE})))
_NO_NEWS = frozenset({"installed", "older", "older-than-shipped"})
"""Why a pack is refused that has been taken before, or was overtaken."""
_MOST = 200
"""Files of one folder that are looked at."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """`taken` and `refused` are the names of files; of those the code says why."""

    taken: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


def take_in(policies: Policies, shelf: Shelf | None = None) -> TakenIn:
    """Install what is newer and trusted in the folders that IT named. Reads files: not for the
    window's thread.
    """
    shelf = shelf or catalogue.default_shelf()
    taken, refused = [], []
    for key, kinds in _FOLDERS:
        folder = policies.path(key)
        for file in _packs_in(folder) if folder else ():
            try:
                if _install(file, shelf, kinds):
                    taken.append(file.name)
            except PackRefused as error:
                problem = str(error.facts.get("problem", ""))
                if problem not in _NO_NEWS:
                    refused.append((file.name, problem))
            except KinfileError:
                refused.append((file.name, "unreadable"))
    return TakenIn(tuple(taken), tuple(refused))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedPack:
    """A pack that a trusted key signed. `signed_by` is where that key stands on this computer."""

    title: str
    version: int
    signed_by: str


def look_at(file: Path, shelf: Shelf | None = None) -> OfferedPack:
    """What a pack brings. Raises PackRefused for one that may not be used, UsageError."""
    shelf = shelf or catalogue.default_shelf()
    pack = read(read_bounded(file, LARGEST))
    trust = trust_of(shelf.keys)
    require_trusted(pack, trust)
    told = pack.manifest
    is_form = told.kind is Kind.FORM
    title = form_of(pack).title if is_form else profile_of(pack, None).name
    return OfferedPack(title=title, version=told.version, signed_by=trust.keys[told.signer])


def install(file: Path, shelf: Shelf | None = None) -> Pack:
    """Take one pack into use. Raises PackRefused, UsageError, NotWritten."""
    shelf = shelf or catalogue.default_shelf()
    pack = read(read_bounded(file, LARGEST))
    # Before its rules are run: whoever is not trusted gets nothing run.
    require_trusted(pack, trust_of(shelf.keys))
    shelf.install(pack, shipped=catalogue.shipped(pack.manifest.subject))
    return pack


def _install(file: Path, shelf: Shelf, kinds: frozenset[Kind]) -> bool:
    if read(read_bounded(file, LARGEST)).manifest.subject.kind not in kinds:
        return False
    install(file, shelf)
    return True


def _packs_in(folder: Path) -> tuple[Path, ...]:
    """The older versions first, as far as names tell."""
    try:
        return tuple(sorted(folder.glob(f"*{SUFFIX}"))[:_MOST])
    except OSError:
        return ()

# SPDX-License-Identifier: Apache-2.0
"""The packs of this user, in one folder.

    form-pre_birth.json                      what is installed (notes.py)
    form-pre_birth.<SHA-256>.kfpack          the packs that it names, each under its digest

Rules
- A pack is installed where a trusted key signed it and its version is above every one installed
  before; after a roll-back the highest may come again if its definition is the same.
- Trial takes any well-formed pack of a form, unsigned or signed by anybody. It stands in the
  form's place until it is rolled back or a trusted pack of that form is installed.
- Rolling back ends the trial, else goes to the pack before, else to what came with Kinfile.
- Whatever is loaded is verified again from its bytes: digest, signature, trust, definition. Where
  that does not hold, the pack before is used, else what came with Kinfile; `problems` says so.

A pack is written whole before the notes name it, and the notes are replaced in one step: who is
stopped in between has what there was before.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from kinfile.durable import replace_whole, take_place
from kinfile.errors import NotWritten, PackRefused
from kinfile.forms.model import Form
from kinfile.forms.packs.content import form_of, profile_of, require_content
from kinfile.forms.packs.notes import LARGEST as LARGEST_NOTES
from kinfile.forms.packs.notes import Notes, parse
from kinfile.forms.packs.origin import Origin, OriginKind
from kinfile.forms.packs.pack import LARGEST, SUFFIX, Kind, Manifest, Pack, Subject, read
from kinfile.forms.packs.trust import KeyFolder, Trust, trust_of
from kinfile.forms.profile import Profile

_NOTES = ".json"
_TEMPORARY = ".part-"

Stamp = tuple[tuple[str, int, int, int], ...]
"""What a folder looks like from outside: it changes when anything in it does."""

T = TypeVar("T")


class Shipped(NamedTuple):
    """What came with Kinfile: its version and the SHA-256 of its definition."""

    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ShelfProblem:
    """An installed pack that is not used. `problem` is notes, damaged, not-trusted or definition.

    Its words stand in kinfile.wording under `shelf.` and the problem.
    """

    subject: Subject
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is installed of a form or profile. `in_use` is None where no pack of it can be used."""

    subject: Subject
    in_use: Origin | None
    previous: int | None
    highest: int


def require_trusted(pack: Pack, trust: Trust) -> None:
    """Raise PackRefused (unsigned, not-trusted) unless a trusted key signed the pack."""
    signer = pack.manifest.signer
    if not signer:
        pack.manifest.refuse("unsigned")
    if signer not in trust.keys:
        pack.manifest.refuse("not-trusted", signer=signer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The packs in `folder`, trusted by the keys in `keys`. `rename` puts a file in its place."""

    folder: Path
    keys: KeyFolder
    rename: Callable[[Path, Path], object] = take_place

    def stamp(self) -> Stamp:
        """Empty where nothing is installed. Reads no file."""
        packs = tuple(_looks(self.folder))
        return (*packs, *_looks(self.keys.path), *_looks_itself(self.keys.path)) if packs else ()

    def subjects(self) -> tuple[Subject, ...]:
        """What there are notes of, sound or not."""
        found = []
        for name, *_ in sorted(_looks(self.folder)):
            kind, _, rest = name.removesuffix(_NOTES).partition("-")
            if name.endswith(_NOTES) and kind in tuple(Kind):
                found.append(Subject(Kind(kind), rest))
        return tuple(each for each in found if each.is_nameable)

    def form(self, name: str) -> tuple[Form, Origin] | None:
        """The form `name` from the pack that is in use, with its origin; None without one."""
        return next(self._usable(Subject(Kind.FORM, name), form_of, []), None)

    def profile(self, name: str, national: Profile | None) -> tuple[Profile, Origin] | None:
        """The profile `name`, filled up from `national`; None without a pack of it."""
        read_it = partial(profile_of, national=national)
        return next(self._usable(Subject(Kind.PROFILE, name), read_it, []), None)

    def cases(self, name: str) -> Mapping[str, Mapping[str, Any]]:
        """The worked cases in the pack that `form` reads; none without one."""
        found = self._usable(Subject(Kind.FORM, name), _cases_of, [])
        return next((cases for cases, _ in found), {})

    def problems(self) -> tuple[ShelfProblem, ...]:
        """Every installed pack that would be in use and cannot be, and why."""
        found: list[ShelfProblem] = []
        for subject in self.subjects():
            next(self._usable(subject, require_content, found), None)
        return tuple(found)

    def standings(self) -> tuple[Standing, ...]:
        """What is installed, by kind and id."""
        return tuple(self._standing(subject) for subject in self.subjects())

    def install(self, pack: Pack, *, shipped: Shipped | None = None) -> None:
        """Put a trusted pack in use. Nothing changes where it raises.

        Raises PackRefused (unsigned, not-trusted, older, changed, installed, older-than-shipped,
        shelf, definition, mismatch) or NotWritten.
        """
        manifest = pack.manifest
        require_trusted(pack, trust_of(self.keys))
        require_content(pack)
        notes = self._notes(manifest.subject, pack=manifest)
        good = self._good(manifest.subject, notes)
        in_use = good[0].manifest if good and good[0].digest == notes.current else None
        _refuse_replay(manifest, notes, in_use)
        _refuse_below(manifest, shipped)
        others = (each.digest for each in good if each.manifest.sha256 != manifest.sha256)
        after = Notes(
            current=pack.digest,
            previous=next(others, ""),
            highest=manifest.version,
            highest_sha256=manifest.sha256,
        )
        self._keep(manifest.subject, after, pack)

    def try_out(self, pack: Pack) -> None:
        """Put a pack in the place of its form, on trial. Nothing changes where it raises.

        Raises PackRefused (trial-profile, shelf, definition, mismatch) or NotWritten.
        """
        manifest = pack.manifest
        if manifest.kind is not Kind.FORM:
            manifest.refuse("trial-profile")
        form_of(pack)
        notes = self._notes(manifest.subject, pack=manifest)
        self._keep(manifest.subject, replace(notes, trial=pack.digest), pack)

    def roll_back(self, subject: Subject) -> None:
        """End the trial, else take the pack before, else none.

        Raises PackRefused (nothing-to-roll-back, shelf) or NotWritten.
        """
        notes = self._notes(subject)
        if notes.trial:
            after = replace(notes, trial="")
        elif notes.current:
            after = replace(notes, current=notes.previous, previous="")
        else:
            raise PackRefused(problem="nothing-to-roll-back", form=subject.id)
        self._keep(subject, after)

    def _usable(
        self, subject: Subject, content: Callable[[Pack], T], problems: list[ShelfProblem]
    ) -> Iterator[tuple[T, Origin]]:
        """Each pack that can be used, the first choice first; the others go to `problems`."""
        try:
            notes = self._notes(subject) if subject.is_nameable else Notes()
        except PackRefused:
            problems.append(ShelfProblem(subject, "notes"))
            return
        for digest, kind in (
            (notes.trial, OriginKind.TRIAL),
            (notes.current, OriginKind.PACK),
            (notes.previous, OriginKind.PACK),
        ):
            if not digest:
                continue
            try:
                pack = self._open(subject, digest, kind)
                found = content(pack)
            except PackRefused as refused:
                problem = _WHY.get(str(refused.facts["problem"]), "damaged")
                problems.append(ShelfProblem(subject, problem))
                continue
            version, signer = pack.manifest.version, pack.manifest.signer
            yield found, Origin(kind=kind, version=version, signer=signer)

    def _open(self, subject: Subject, digest: str, kind: OriginKind) -> Pack:
        """The pack of that digest, verified again. Raises PackRefused."""
        try:
            with self._file(subject, digest).open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError as error:
            raise PackRefused(problem="damaged", form=subject.id) from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise PackRefused(problem="damaged", form=subject.id)
        pack = read(data)
        if pack.manifest.subject != subject:
            pack.manifest.refuse("mismatch")
        if kind is OriginKind.PACK:
            require_trusted(pack, trust_of(self.keys))
        return pack

    def _good(self, subject: Subject, notes: Notes) -> tuple[Pack, ...]:
        """Those of the current pack and the one before that can be used."""
        found = []
        for digest in filter(None, (notes.current, notes.previous)):
            with suppress(PackRefused):
                pack = self._open(subject, digest, OriginKind.PACK)
                require_content(pack)
                found.append(pack)
        return tuple(found)

    def _standing(self, subject: Subject) -> Standing:
        usable = [origin for _, origin in self._usable(subject, require_content, [])]
        try:
            highest = self._notes(subject).highest
        except PackRefused:
            highest = 0
        return Standing(
            subject=subject,
            in_use=usable[0] if usable else None,
            previous=usable[1].version if len(usable) > 1 else None,
            highest=highest,
        )

    def _notes(self, subject: Subject, *, pack: Manifest | None = None) -> Notes:
        """The notes about a form or profile; blank ones where nothing was installed of it.

        Raises PackRefused (shelf) where they cannot be read.
        """
        path = self._path(subject)
        try:
            with path.open("rb") as file:
                return parse(file.read(LARGEST_NOTES + 1))
        except FileNotFoundError:
            return Notes()
        except (OSError, ValueError) as error:
            version = pack.version if pack else ""
            raise PackRefused(
                problem="shelf", form=subject.id, version=version, file=str(path)
            ) from error

    def _path(self, subject: Subject) -> Path:
        return self.folder / f"{subject.kind}-{subject.id}{_NOTES}"

    def _file(self, subject: Subject, digest: str) -> Path:
        return self.folder / f"{subject.kind}-{subject.id}.{digest}{SUFFIX}"

    def _keep(self, subject: Subject, notes: Notes, pack: Pack | None = None) -> None:
        """Write the pack, then the notes that name it, then take away what they name no more."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if pack is not None:
                self._write(self._file(subject, pack.digest), pack.data)
            if notes == Notes():
                # Only a trial, which has ended: as if nothing had ever been here.
                self._path(subject).unlink(missing_ok=True)
            else:
                self._write(self._path(subject), notes.to_bytes())
        except OSError as error:
            raise NotWritten(path=str(self.folder), errno=error.errno) from error
        kept = {self._file(subject, digest) for digest in notes.digests}
        # What cannot be taken away now is no harm, and goes the next time.
        with suppress(OSError):
            for file in self.folder.glob(f"{subject.kind}-{subject.id}.*{SUFFIX}"):
                if file not in kept:
                    file.unlink()
            for file in self.folder.glob(f"{_TEMPORARY}*"):
                file.unlink()

    def _write(self, target: Path, content: bytes) -> None:
        replace_whole(target, content, prefix=_TEMPORARY, rename=self.rename)


_WHY = {
    "unsigned": "not-trusted",
    "not-trusted": "not-trusted",
    "definition": "definition",
    "mismatch": "definition",
}
"""What refuses a pack when it is installed -> why it is not used later; else it is damaged."""


def _cases_of(pack: Pack) -> Mapping[str, Mapping[str, Any]]:
    require_content(pack)
    return pack.manifest.cases


def _refuse_replay(manifest: Manifest, notes: Notes, in_use: Manifest | None) -> None:
    """Raise PackRefused where this version, or one above it, was installed before.

    The highest version may come again after a roll-back, or where its pack cannot be used.
    """
    if manifest.version < notes.highest:
        manifest.refuse("older", highest=notes.highest)
    if manifest.version > notes.highest:
        return
    if manifest.sha256 != notes.highest_sha256:
        manifest.refuse("changed")
    if in_use is not None and in_use.sha256 == manifest.sha256:
        manifest.refuse("installed")


def _refuse_below(manifest: Manifest, shipped: Shipped | None) -> None:
    """Raise PackRefused where what came with Kinfile is newer, or another of that version."""
    if shipped is None or manifest.version > shipped.version:
        return
    if manifest.version < shipped.version:
        manifest.refuse("older-than-shipped", shipped=shipped.version)
    if manifest.sha256 != shipped.sha256:
        manifest.refuse("changed")


def _looks(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    """Name, size and times of everything in a folder; nothing where it cannot be listed."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = entry.stat(follow_symlinks=False)
            yield entry.name, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _looks_itself(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    with suppress(OSError):
        found = folder.lstat()
        yield ".", found.st_mode, found.st_mtime_ns, found.st_ctime_ns

# SPDX-License-Identifier: Apache-2.0
"""What the check of a file answers with: values, and the JSON of the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kinfile.export.attached import Attached
from kinfile.export.verify_words import say
from kinfile.i18n import Language


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem or a note: a code, and the facts that its words name."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def to_json(self, language: Language) -> dict[str, str]:
        return {"code": self.code, "say": say(self.code, self.facts, language)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What was found of one signature. `trusted_by` is ca, fingerprint, code, receipt or none."""

    field: str
    signer: str
    fingerprint: str
    intact: bool
    valid: bool
    trusted: bool
    trusted_by: str
    whole_file: bool
    time: str
    time_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What was found of one document time stamp: `time` is the one that `authority` confirms.

    It says when the file existed and nothing else, so an authority that nobody knows takes
    nothing away from the signatures: its time is then proven by nobody.
    """

    field: str
    authority: str
    fingerprint: str
    intact: bool
    valid: bool
    trusted: bool
    trusted_by: str
    whole_file: bool
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the check found. `record` is what the file says of itself: ref, form, version, head.

    `inner` is the verdict on the sealed original inside a transfer copy. `attached` is what is
    inside a file that holds, where it was asked for.
    """

    ok: bool
    signatures: tuple[Signature, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    problems: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    record: Mapping[str, object] = field(default_factory=dict)
    inner: "Verdict | None" = None
    attached: tuple[Attached, ...] = field(default=(), repr=False)

    def to_json(self, file: str, language: Language) -> dict[str, object]:
        """The document of the command line's design, with time stamps and notes beside it."""
        return {"file": file, **self._told(language)}

    def _told(self, language: Language) -> dict[str, object]:
        return {
            "ok": self.ok,
            "signatures": [_plain(found) for found in self.signatures],
            "timestamps": [_plain(found) for found in self.stamps],
            "problems": [problem.to_json(language) for problem in self.problems],
            "notes": [note.to_json(language) for note in self.notes],
            "record": dict(self.record),
            **({"inner": self.inner._told(language)} if self.inner else {}),  # noqa: SLF001
        }


def _plain(found: Signature | Stamp) -> dict[str, object]:
    return {name: getattr(found, name) for name in found.__dataclass_fields__}

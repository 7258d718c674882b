# SPDX-License-Identifier: Apache-2.0
"""A manager countersigns a file that somebody else sealed, and saves it to be sent back."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinfile.app.given_files import read_pdf
from kinfile.app.handing_over import HandingOver
from kinfile.app.signing_keys import ANY_KEY, KeyChoice
from kinfile.app.verifying import said_words
from kinfile.i18n import Language
from kinfile.watch import UNWATCHED, Watch


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CountersignedFile:
    """The new file and its receipt; the six words that its sender reads out."""

    file: Path
    receipt: Path
    code: str


def countersign_into(
    workspace: HandingOver,
    path: Path,
    folder: Path,
    passphrase: bytearray,
    *,
    language: Language,
    words: str = "",
    key: KeyChoice = ANY_KEY,
    watch: Watch = UNWATCHED,
) -> CountersignedFile:
    """Countersign the file at `path` and write it into `folder`; the file itself stays as it is.

    `words` are the six that its sender read out, of the file or of the key. Raises what
    HandingOver.countersign does, UsageError for a file that cannot be read, PolicyForbids,
    NotWritten, Cancelled; then nothing is written.
    """
    from kinfile.export.naming import edition_of
    from kinfile.export.writing import write

    workspace.require_folder(folder)
    data = read_pdf(path)
    made = workspace.countersign(
        data,
        passphrase,
        language=language,
        edition=edition_of(path.name),
        witnesses=_witnesses(data, words),
        key=key,
        watch=watch,
    )
    watch.finish()
    written = write(made.signed, folder, f"{path.stem}-countersigned.pdf")
    return CountersignedFile(file=written.sealed, receipt=written.receipt, code=made.code)


def _witnesses(data: bytes, words: str) -> Mapping[str, Any] | None:
    """By what the practitioner is known: the words of their key, or else of the file."""
    from kinfile.export.identity import are_same
    from kinfile.export.identity import words as words_of
    from kinfile.export.verify import verify

    typed = " ".join(said_words(words))
    if not typed:
        return None
    marks = [each.fingerprint for each in verify(data).signatures]
    known = [mark for mark in marks if are_same(words_of(bytes.fromhex(mark)), typed)]
    return {"fingerprints": known} if known else {"code": typed}

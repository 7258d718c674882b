# SPDX-License-Identifier: Apache-2.0
"""Reading what the user names: files of answers, passphrases, and lines of standard input."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kinfile.app.given_files import read_bounded
from kinfile.cli.seams import Seams
from kinfile.errors import NotWritten, Unusable, UsageError

_LARGEST_SECRET = 4096
"""Bytes of the line that holds a passphrase. A file without line ends is not one."""


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Whatever cannot be used inside gets the file's name."""
    try:
        yield
    except Unusable as error:
        raise Unusable(**{"path": str(path), **error.facts}) from error


def read_passphrase(
    given: str | None, question: str, seams: Seams, *, absent: str = "no-passphrase"
) -> bytearray:
    """The passphrase of --passphrase-file, or asked for on a terminal.

    Raises UsageError (`absent` where there is neither, passphrase-empty).
    """
    from kinfile.vault.passphrase import encode

    if given is None:
        typed = seams.ask(question)
        if typed is None:
            raise UsageError(problem=absent)
        return encode(typed)
    return encode(_first_line(given, seams))


def _first_line(given: str, seams: Seams) -> str:
    if given == "-":
        line = read_line(seams.input(), _LARGEST_SECRET) or b""
    else:
        line = read_bounded(Path(given), _LARGEST_SECRET).partition(b"\n")[0]
    try:
        text = line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        text = ""
    if not text or len(line) > _LARGEST_SECRET:
        raise UsageError(problem="passphrase-empty", path=given)
    return text


def read_line(stream: BinaryIO, largest: int) -> bytes | None:
    """The next line without its end; None at the end of the stream.

    Of a line longer than `largest` the first `largest` + 1 bytes; the rest is skipped unread.
    """
    line = stream.readline(largest + 2)
    if not line:
        return None
    rest = line
    while not rest.endswith(b"\n"):
        rest = stream.readline(65536)
        if not rest:
            break
    return line.rstrip(b"\r\n")[: largest + 1]


def make_folder(path: Path) -> None:
    """The folder to write into, made where it is not there. Raises NotWritten."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritten(path=str(path), errno=error.errno) from error


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file for its owner alone that was not there before; taken away again on an error.

    Raises UsageError where there is one already, NotWritten where none can be made.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise UsageError(problem="file-exists", path=str(path)) from error
    except OSError as error:
        raise NotWritten(path=str(path), errno=error.errno) from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise NotWritten(path=str(path), errno=error.errno) from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Put new contents into files that are there: into all of them or, on an error, into none.

    Raises NotWritten.
    """
    ready: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            ready[path] = beside = path.with_name(f".{path.name}.{os.getpid()}.new")
            with new_file(beside) as file:
                file.write(content)
            shutil.copymode(path, beside)
        _swap(ready)
    except OSError as error:
        raise NotWritten(path=str(error.filename or ""), errno=error.errno) from error
    finally:
        for beside in ready.values():
            beside.unlink(missing_ok=True)


def _swap(ready: Mapping[Path, Path]) -> None:
    """Put each new file in the place of the old one; where one stays, all go back."""
    before = {path: path.read_bytes() for path in ready}
    done: list[Path] = []
    try:
        for path, beside in ready.items():
            beside.replace(path)
            done.append(path)
    except OSError:
        for path in done:
            path.write_bytes(before[path])
        raise

# SPDX-License-Identifier: Apache-2.0
"""Puts a sealed file and its receipt into a folder: whole or not at all, overwriting nothing."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from kinfile.durable import sync_folder
from kinfile.errors import NotWritten
from kinfile.export.naming import candidates
from kinfile.export.stages import SignedPdf, Written

_MOST_NAMES = 1000
"""A folder with so many copies of one record is not meant to take another."""


def write(signed: SignedPdf, folder: Path, name: str) -> Written:
    """Write `signed` as `name` into `folder`, and its receipt beside it as JSON.

    Where either name is taken, both get -2, -3 and so on. Raises NotWritten with the path and the
    system's error number; nothing is then left behind.
    """
    receipt = _receipt(signed)
    for number, wanted in enumerate(candidates(name)):
        sealed = folder / wanted
        beside = sealed.with_suffix(".json")
        if number == _MOST_NAMES:
            break
        if sealed.exists() or beside.exists():
            continue
        try:
            _write_both(sealed, signed.data, beside, receipt)
        except FileExistsError:
            continue
        except OSError as error:
            raise NotWritten(path=str(sealed), errno=error.errno) from error
        return Written(sealed, beside)
    raise NotWritten(path=str(folder / name), errno=None)


def write_alone(data: bytes, folder: Path, name: str) -> Path:
    """Write `data` as `name` into `folder`, or with -2, -3 and so on. Raises NotWritten."""
    for number, wanted in enumerate(candidates(name)):
        if number == _MOST_NAMES:
            break
        try:
            _write_whole(folder / wanted, data)
        except FileExistsError:
            continue
        except OSError as error:
            raise NotWritten(path=str(folder / wanted), errno=error.errno) from error
        return folder / wanted
    raise NotWritten(path=str(folder / name), errno=None)


def write_as(signed: SignedPdf, path: Path) -> Written:
    """Write `signed` as `path` and its receipt beside it. Raises FileExistsError, NotWritten."""
    beside = path.with_suffix(".json")
    for each in (path, beside):
        if each.exists():
            raise FileExistsError(str(each))
    try:
        _write_both(path, signed.data, beside, _receipt(signed))
    except FileExistsError:
        raise
    except OSError as error:
        raise NotWritten(path=str(path), errno=error.errno) from error
    return Written(path, beside)


def _receipt(signed: SignedPdf) -> bytes:
    return json.dumps(signed.receipt(), indent=1).encode() + b"\n"


def _write_both(sealed: Path, data: bytes, beside: Path, receipt: bytes) -> None:
    _write_whole(beside, receipt)
    try:
        _write_whole(sealed, data)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


def _write_whole(path: Path, data: bytes) -> None:
    """Make `path` appear with all of `data`. Raises FileExistsError where something is there."""
    with _temporary(path) as temporary:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _take_name(temporary, path)
    sync_folder(path.parent)


@contextmanager
def _temporary(path: Path) -> Iterator[Path]:
    """A new file beside `path`, gone afterwards whatever happens."""
    with NamedTemporaryFile(dir=path.parent, prefix=".kinfile-", delete=False) as made:
        temporary = Path(made.name)
    try:
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink()


def _take_name(temporary: Path, path: Path) -> None:
    """Give the finished file its name, unless that name is taken."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        # FAT and some network folders know no links: hold the name with an empty file first.
        path.touch(exist_ok=False)
        try:
            temporary.replace(path)
        except OSError:
            path.unlink()
            raise

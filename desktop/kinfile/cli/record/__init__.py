# SPDX-License-Identifier: Apache-2.0
"""`record`: start, fill in, check, sign and hand over the records of a vault."""

from typing import TYPE_CHECKING

from kinfile.cli.parser import add_group
from kinfile.cli.record import beginning, dispatch, export, moving, reading, setting, signing

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands


def add(commands: "Commands") -> None:
    group = add_group(
        commands,
        "record",
        about="Records: start, fill in, check, sign and hand over.",
        example="kinfile-cli record new Records.kinvault pre_birth --passphrase-file pass.txt",
    )
    for part in (beginning, reading, setting, moving, signing, export, dispatch):
        part.add(group)

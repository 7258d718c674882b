# SPDX-License-Identifier: Apache-2.0
"""What the operating system refuses is told apart."""

import errno

import pytest

from kinfile.vault.faults import not_kept


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EFBIG, "disk-full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "read-only"),
        (errno.EIO, "other"),
    ],
)
def test_each_refusal_has_its_problem(number: int, problem: str) -> None:
    error = OSError(number, "text of the system", "/a/path")
    assert not_kept(error).facts == {"problem": problem, "errno": number}

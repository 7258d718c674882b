# SPDX-License-Identifier: Apache-2.0
"""What the operating system refused, said as a failure of this program."""

import errno

from kinfile.errors import NotKept

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def not_kept(error: OSError) -> NotKept:
    """The `NotKept` that tells why `error` stopped a write."""
    if error.errno in _FULL:
        problem = "disk-full"
    elif error.errno in _READ_ONLY:
        problem = "read-only"
    else:
        problem = "other"
    return NotKept(problem=problem, errno=error.errno)

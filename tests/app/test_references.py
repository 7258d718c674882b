# SPDX-License-Identifier: Apache-2.0
"""References of records.

K11 References are read in any way of writing them.
"""

from collections.abc import Callable

import pytest

from kinfile.app.references import plain_reference
from kinfile.app.workspace import Workspace


@pytest.mark.parametrize(
    "write", [str, str.lower, lambda ref: ref.replace("-", ""), lambda ref: f" {ref} "]
)
def test_a_reference_is_read_in_any_way_of_writing_it(
    workspace: Workspace, write: Callable[[str], str]
) -> None:
    """K11"""
    ref = workspace.start("pre_birth").ref
    assert workspace.open(write(ref)).ref == ref
    assert plain_reference("oi1l-0000") == "01110000"

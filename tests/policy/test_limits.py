# SPDX-License-Identifier: Apache-2.0
"""Where things may go (what it means for whole vaults: tests/app/test_making.py).

G01 Where IT decided nothing, anywhere.
G02 A folder below an allowed one is allowed; one that only begins like it is not.
"""

from pathlib import Path

import pytest

from helpers.policies import decided
from kinfile.errors import PolicyForbids
from kinfile.policy.limits import require_data_folder, require_export_folder, require_transfer
from kinfile.policy.policies import NO_POLICIES


def test_anywhere(tmp_path: Path) -> None:
    """G01"""
    require_export_folder(NO_POLICIES, tmp_path)
    require_data_folder(NO_POLICIES, tmp_path)
    require_transfer(NO_POLICIES)


def test_below_is_allowed_and_beside_is_not(tmp_path: Path) -> None:
    """G02"""
    out = tmp_path / "out"
    policies = decided(AllowedExportFolders=[str(out), str(tmp_path / "more")])
    require_export_folder(policies, out)
    require_export_folder(policies, out / "a" / "b")
    require_export_folder(policies, tmp_path / "more")
    for other in (tmp_path, tmp_path / "output", out / ".."):
        with pytest.raises(PolicyForbids) as raised:
            require_export_folder(policies, other)
        assert str(out) in str(raised.value.facts["allowed"])

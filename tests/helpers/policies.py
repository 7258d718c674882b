# SPDX-License-Identifier: Apache-2.0
"""What IT decided, in tests."""

from kinfile.machine import Decided
from kinfile.policy.policies import Policies

SOURCE = "/etc/kinfile/policy.json"


def decided(**values: object) -> Policies:
    """`decided(IdleLockMinutes=2)`"""
    return Policies.of(Decided(values, SOURCE))

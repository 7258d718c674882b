# SPDX-License-Identifier: Apache-2.0
"""Where a form comes from.

O01 Only what is on trial may not be signed, whoever signed its pack.
"""

from kinfile.forms.packs.origin import Origin, OriginKind


def test_only_a_trial_cannot_be_signed() -> None:
    """O01"""
    may = {kind for kind in OriginKind if Origin(kind=kind, version=1, signer="ab").may_sign}
    assert may == {"shipped", "pack"}

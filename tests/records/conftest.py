# SPDX-License-Identifier: Apache-2.0
"""Hypothesis without a deadline: the machine is shared, and a slow moment is no failure."""

from hypothesis import settings

settings.register_profile("shared-machine", deadline=None)
settings.load_profile("shared-machine")

# SPDX-License-Identifier: Apache-2.0
"""The parts every page is made of. Each takes its theme, and its words already translated."""

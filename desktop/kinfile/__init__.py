# SPDX-License-Identifier: Apache-2.0
"""Kinfile: an offline form-filler for safeguarding assessments, encrypted from the first key."""

__version__ = "0.1.0"

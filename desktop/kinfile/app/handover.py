# SPDX-License-Identifier: Apache-2.0
"""Signing a record and handing it over: from a draft to the file that leaves the laptop."""

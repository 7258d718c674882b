# SPDX-License-Identifier: Apache-2.0
"""The rule language: parse, evaluate, explain."""

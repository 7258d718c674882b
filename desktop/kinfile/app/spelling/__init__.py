# SPDX-License-Identifier: Apache-2.0
"""Spelling, with what the computer has: hunspell or enchant on Linux, Windows' own speller.

Nothing here learns or writes anything: words that the worker keeps are in the vault, because they
are often names. No speller is a plain answer too; the window then says so.
"""

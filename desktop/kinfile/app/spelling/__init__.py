# SPDX-License-Identifier: Apache-2.0
"""Spelling, with what the computer has: hunspell or enchant on Linux, Windows' own speller.

No word is ever written down here: those that the worker keeps are in the vault, because they are
often names. (enchant makes empty files in the user's settings when it opens a dictionary.) No
speller is a plain answer too; the window then says so.
"""

# SPDX-License-Identifier: Apache-2.0
"""Decisions in words, for the page in the window and the command line."""

from kinfile.i18n import Language
from kinfile.policy.policies import Setting
from kinfile.policy.table import Kind, Policy

_LONGEST = 120
"""Characters of a line that are shown: of a certificate or key the beginning says enough."""


def value_words(setting: Setting, language: Language) -> str:
    """What is in force."""
    value, text = setting.value, language.text
    if isinstance(value, bool):
        return text("Yes") if value else text("No")
    if isinstance(value, int):
        return language.number(value)
    if isinstance(value, str) and value:
        return value
    if isinstance(value, tuple) and value:
        return ", ".join(_short(each) for each in value)
    return text("None") if setting.problem else text("Not set")


def source_words(setting: Setting, language: Language) -> str:
    """Who decided it, and what is wrong with it if anything is."""
    text = language.text
    if setting.problem == "range":
        return text("IT: out of range, so the strictest value holds ({source})",
                    source=setting.source)  # fmt: skip
    if setting.problem:
        return text("IT: not of the right kind, so the strictest value holds ({source})",
                    source=setting.source)  # fmt: skip
    if setting.is_decided:
        return text("IT ({source})", source=setting.source)
    return text("Kinfile's own value; IT decided nothing")


def allowed_words(policy: Policy, language: Language) -> str:
    """What may stand there."""
    text = language.text
    return {
        Kind.NUMBER: text("A whole number from {least} to {most}",
                          least=policy.least, most=policy.most),
        Kind.FLAG: text("Yes or no"),
        Kind.LINE: text("A line of text"),
        Kind.PATH: text("A whole path"),
        Kind.LINES: text("A list of lines"),
        Kind.PATHS: text("A list of whole paths"),
    }[policy.kind]  # fmt: skip


def _short(line: str) -> str:
    one = " ".join(line.split())
    return one if len(one) <= _LONGEST else f"{one[:_LONGEST]}…"

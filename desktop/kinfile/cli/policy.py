# SPDX-License-Identifier: Apache-2.0
"""`policy`: what IT decided for this computer, where that stands, and what may stand there."""

from typing import TYPE_CHECKING

from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.parser import Call, add_command, add_group
from kinfile.errors import UsageError
from kinfile.policy.policies import Policies, Setting
from kinfile.policy.shown import allowed_words, source_words, value_words
from kinfile.policy.table import TABLE, Key

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands
    from kinfile.i18n import Language


def add(commands: "Commands") -> None:
    group = add_group(
        commands,
        "policy",
        about="What IT decided for this computer.",
        example="kinfile-cli policy show",
    )
    add_command(
        group,
        "show",
        show_policies,
        about="Every policy with its value and where that comes from: 0 as decided, 1 where"
        " something that stands there cannot be used or is not known.",
        example="kinfile-cli policy show --json",
    )
    explain = add_command(
        group,
        "explain",
        explain_policy,
        about="One policy: what it does, what may stand there, what is in force and why.",
        example="kinfile-cli policy explain IdleLockMinutes",
    )
    explain.add_argument("key", metavar="KEY", help=f"one of: {', '.join(TABLE)}")


def show_policies(call: Call) -> int:
    """Reads them itself: where they cannot be read, that is the answer. Raises PolicyRefused."""
    policies, language = call.seams.policies(), call.console.language
    call.console.answer(
        {
            "policies": {key: _json(each) for key, each in policies.settings.items()},
            "unknown": list(policies.unknown),
        },
        [
            *(_line(each, language) for each in policies.settings.values()),
            *(language.text("{key}: not known to this version", key=key)
              for key in policies.unknown),
        ],
    )  # fmt: skip
    return DID_NOT_HOLD if policies.has_problems else DONE


def explain_policy(call: Call) -> int:
    policies, language = call.seams.policies(), call.console.language
    setting = _named(call.given.key, policies)
    policy, text = setting.policy, language.text
    call.console.answer(
        {"key": policy.key, **_json(setting), "about": text(policy.about)},
        [
            f"{policy.key}: {text(policy.title)}",
            text(policy.about),
            text("In force: {value}", value=value_words(setting, language)),
            text("From: {source}", source=source_words(setting, language)),
            text("What may stand there: {allowed}", allowed=allowed_words(policy, language)),
        ],
    )
    return DID_NOT_HOLD if setting.problem else DONE


COMMANDS = frozenset({show_policies, explain_policy})
"""What works also where the policies cannot be read."""


def _named(key: str, policies: Policies) -> Setting:
    """In whatever case it is written. Raises UsageError."""
    known = {each.casefold(): each for each in Key}
    if key.casefold() not in known:
        raise UsageError(problem="no-policy", found=key, allowed=", ".join(Key))
    return policies.settings[known[key.casefold()]]


def _json(setting: Setting) -> dict[str, object]:
    policy, value = setting.policy, setting.value
    return {
        "value": list(value) if isinstance(value, tuple) else value,
        "source": setting.source or "default",
        "problem": setting.problem or None,
        "kind": policy.kind,
        **({"least": policy.least, "most": policy.most} if policy.most else {}),
        "default": policy.default,
    }


def _line(setting: Setting, language: "Language") -> str:
    source = source_words(setting, language)
    return f"{setting.policy.key}: {value_words(setting, language)}  ({source})"

# SPDX-License-Identifier: Apache-2.0
"""Start the window: read the arguments, build the application, hand back its exit code."""

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile import __version__, paths, system_log
from kinfile.errors import PolicyRefused
from kinfile.hardening import keep_memory_private
from kinfile.i18n import Language
from kinfile.log import Log
from kinfile.offline import refuse_networks
from kinfile.policy.policies import NO_POLICIES, Policies, read

if TYPE_CHECKING:
    from kinfile.app.spelling.speller import Speller


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Kinfile until its window is closed."""
    # What is loaded now stays: nothing of it is looked through for what nobody needs, neither
    # while it loads nor later. Of the rest the window's Collector takes care.
    gc.disable()
    refuse_networks(Log(paths.event_log()))
    keep_memory_private()
    given = _parser(Language.load()).parse_args(arguments)
    from kinfile.ui.application import Application, Start, make_app

    gc.freeze()
    app = make_app()
    policies, refused = _policies()
    start_told(policies, refused, Log(paths.event_log(), system=system_log.tell))
    start = Start(
        vault=given.vault,
        example=given.example,
        restore=given.restore,
        mend=given.mend,
        pack=given.pack,
        policies=policies,
        refused=refused,
        spellers=_speller,
    )
    application = Application(app, start)
    application.take_faults()
    application.show(fills_small_screens=True)
    code = app.exec()
    application.close()
    return code


def _policies() -> tuple[Policies, PolicyRefused | None]:
    """What IT decided, or why that cannot be read: the window says so and opens nothing."""
    try:
        return read(), None
    except PolicyRefused as error:
        return NO_POLICIES, error


def _speller(code: str) -> "Speller | None":
    """The speller of this computer for a language; its libraries load when it is first asked."""
    from kinfile.app.spelling.system import open_for

    return open_for(code)


def _pack(text: str) -> Path:
    """A form pack; nothing else is ever opened from outside."""
    if not text.casefold().endswith(".kfpack"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a form pack (FILE.kfpack)")
    return Path(text)


def start_told(policies: Policies, refused: PolicyRefused | None, log: Log) -> None:
    """Tell the log that Kinfile began, and what is wrong with what IT decided if anything is."""
    log.event("started", version=__version__)
    if refused is not None:
        log.event("policy-refused", problem=str(refused.facts["problem"]))
    elif policies.has_problems:
        wrong = [each for each in policies.settings.values() if each.problem]
        log.event("policy-problem", wrong=len(wrong), unknown=len(policies.unknown))


def _parser(language: Language) -> argparse.ArgumentParser:
    text = language.text
    parser = argparse.ArgumentParser(
        prog="kinfile",
        description=text("An offline form-filler for safeguarding assessments."),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"kinfile {__version__}")
    parser.add_argument(
        "--vault", type=Path, metavar="DIR", help=text("open the records in this folder")
    )
    parser.add_argument(
        "pack",
        nargs="?",
        type=_pack,
        metavar="FILE.kfpack",
        help=text("look at this form pack, and take it into use if it is trusted"),
    )
    parser.add_argument("--example", action="store_true", help=text("try it with a made-up family"))
    parser.add_argument("--restore", action="store_true", help=text("go back to a backup"))
    parser.add_argument(
        "--mend", action="store_true", help=text("see what can be done about damaged records")
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())

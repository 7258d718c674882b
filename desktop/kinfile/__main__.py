# SPDX-License-Identifier: Apache-2.0
"""Start the window: read the arguments, build the application, hand back its exit code."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kinfile import __version__, paths
from kinfile.hardening import keep_memory_private
from kinfile.i18n import Language
from kinfile.log import Log
from kinfile.offline import refuse_networks


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Kinfile until its window is closed."""
    refuse_networks(Log(paths.event_log()))
    keep_memory_private()
    given = _parser(Language.load()).parse_args(arguments)
    from kinfile.ui.application import Application, Start, make_app

    app = make_app()
    start = Start(vault=given.vault, example=given.example, restore=given.restore, mend=given.mend)
    application = Application(app, start)
    application.take_faults()
    application.show(fills_small_screens=True)
    code = app.exec()
    application.close()
    return code


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
    parser.add_argument("--example", action="store_true", help=text("try it with a made-up family"))
    parser.add_argument("--restore", action="store_true", help=text("go back to a backup"))
    parser.add_argument(
        "--mend", action="store_true", help=text("see what can be done about damaged records")
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())

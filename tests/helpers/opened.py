# SPDX-License-Identifier: Apache-2.0
"""What tests over an open vault share: a worker, a clock that can be turned, files of answers."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from kinfile.app.draft import Worker
from kinfile.i18n import Language

PASSPHRASE = "harbour violin teapot ladder"
ENGLISH = Language.load()
WORKER = Worker(
    name="Jo Rowe", role="specialist_midwife", organisation="Lantern team", phone="01632 960123"
)
LONDON = timezone(timedelta(0))


def secret(text: str = PASSPHRASE) -> bytearray:
    return bytearray(text, "utf-8")


@dataclass(slots=True)
class Clock:
    """A clock that a test can turn; each look moves it on by a second."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 22, 14, 0, tzinfo=LONDON))

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


def document(answers: dict[str, Any], form: str = "pre_birth", **more: Any) -> bytes:
    return json.dumps({"form": form, "answers": answers, **more}).encode()

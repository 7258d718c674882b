# SPDX-License-Identifier: Apache-2.0
"""What can be begun, as the door tells it to the pages: forms and partnership profiles."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormCard:
    """An installed form as it is offered: how long it is, and what it is about.

    `titles` are those of its sections, by their ids. `is_trial`: nothing filled in with it can
    be signed.
    """

    id: str
    title: str
    short_title: str
    about: str
    minutes: int
    titles: Mapping[str, str]
    is_trial: bool = False


@dataclass(frozen=True, slots=True)
class ProfileCard:
    """A local partnership profile as it is offered."""

    id: str
    name: str

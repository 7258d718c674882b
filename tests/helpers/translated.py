# SPDX-License-Identifier: Apache-2.0
"""A small form with the names of helpers.rules.NAMES, for rules and their translations.

A second form asks `absent`, `tasks` and one more thing of parents, which read as blank here.
"""

from collections.abc import Mapping
from pathlib import Path

from helpers.small import section, write_forms
from kinfile.forms import catalogue
from kinfile.forms.model import Form

LIMITS: Mapping[str, int] = {"stale": 30, "late_booking": 140}

LISTS = """
values:
  risk_present: [yes_now, yes_past, suspected]
  numbers: [one, two]
"""

_ONE = """
- {id: a, kind: yes_no_unknown, ask: A?, disclose: all}
- {id: b, kind: yes_no_unknown, ask: B?, disclose: all}
- {id: r, kind: risk, ask: R?, disclose: restricted}
- id: m
  kind: multi
  ask: M?
  disclose: all
  options: {one: One, two: Two, none: None}
  exclusive: [none]
- {id: n, kind: int, ask: N?, disclose: all}
- {id: edd, kind: date, ask: Due?, disclose: all}
- {id: booked, kind: date, ask: Booked?, disclose: all}
- {id: t, kind: text, ask: T?, disclose: all}
- {id: who, kind: person, ask: Who?, disclose: all}
"""

_PEOPLE = """
- group: parents
  title: Parents
  row: Parent
  min: 0
  max: 4
  questions:
    - {id: role, kind: choice, ask: Role?, disclose: all, options: {mother: Mother, father: Father}}
    - {id: ill, kind: risk, ask: Ill?, disclose: all}
    - {id: dob, kind: date, ask: Born?, disclose: all, partial: yes}
    - {id: hours, kind: int, ask: Hours?, disclose: all}
    - {id: help, kind: multi, ask: Help?, disclose: all, options: {one: One, two: Two}}
    - {id: words, kind: text, ask: Words?, disclose: all}
- group: children
  title: Children
  row: Child
  min: 0
  max: 4
  questions:
    - {id: given_name, kind: text, ask: Name?, disclose: all}
    - {id: dob, kind: date, ask: Born?, disclose: all, partial: yes}
"""

_ELSEWHERE = """
- {id: absent, kind: yes_no_unknown, ask: Absent?, disclose: all}
- group: tasks
  title: Tasks
  row: Task
  min: 0
  max: 4
  questions:
    - {id: kind, kind: choice, ask: Kind?, disclose: all, options: {wash: Wash}}
    - {id: weight, kind: int, ask: Weight?, disclose: all}
- group: parents
  title: Parents
  row: Parent
  min: 0
  max: 4
  questions:
    - {id: elsewhere, kind: text, ask: E?, disclose: all}
"""

_OTHER = """
form: other
version: 1
title: Another form
short_title: Other
about: For one test.
minutes: 1
sections:
  - part: All of it
    sections: [elsewhere]
"""


def form_of_names(folder: Path, more: str = "", **files: str) -> Form:
    """The small form; `more` are further questions of its second section `people`.

    `files` are further files, with a double underscore for a slash: small__sections__two="...".
    """
    whole = {
        "lists.yaml": LISTS,
        "small/sections/one.yaml": section("one", _ONE),
        "small/sections/people.yaml": section("people", _PEOPLE + more),
        "other/form.yaml": _OTHER,
        "other/sections/elsewhere.yaml": section("elsewhere", _ELSEWHERE),
        **{f"{name.replace('__', '/')}.yaml": text for name, text in files.items()},
    }
    return catalogue.load("small", write_forms(folder, whole))


_TINY = """
- id: harm
  kind: risk
  ask: Is anyone hurt?
  hint: Ask alone.
  why: It comes first.
  source: [S1.1, E8]
  required: yes
  disclose: restricted
- id: words
  kind: verbatim
  ask: What did the child say?
  show_when: is(harm, 'yes_now', 'not_asked')
  required: yes
  disclose: professional
- id: help
  kind: multi
  ask: Which help?
  disclose: all
  options: {home: At home, none: None}
  exclusive: [none]
- {id: seen, kind: date, ask: Seen when?, disclose: all, partial: yes, checks: [not_in_future]}
- {id: number, kind: nhs_number, ask: NHS number?, disclose: all}
- {id: visits, kind: int, ask: How many visits?, disclose: all, min: 0, max: 9}
- id: why_few
  kind: long_text
  ask: Why so few?
  show_when: visits < 2
  disclose: all
- group: children
  title: Children
  row: Child
  label: [given_name]
  min: 0
  max: 3
  required: yes
  why: Each child counts.
  source: [S4.1]
  questions:
    - {id: given_name, kind: text, ask: Name?, disclose: all}
    - id: place
      kind: choice
      ask: Lives where?
      disclose: all
      options: {home: At home, away: Away}
    - {id: away, kind: address, ask: Where?, disclose: restricted, show_when: "is(place, 'away')"}
- {id: child, kind: person, ask: Which child is this about?, disclose: all}
- {id: gestation, kind: calculated, ask: How far on?, disclose: all, calculation: gestation_text}
- {id: sign, kind: signature, ask: Signature, disclose: all}
"""

_MORE = """
- continue: children
  questions:
    - id: afraid
      kind: yes_no_unknown
      ask: Is this child afraid?
      required: yes
      disclose: professional
- {id: plan, kind: text, ask: What now?, disclose: all, required_when: "is(harm, 'yes_now')"}
"""

_ALERT = """
- id: R01
  severity: act_now
  forms: [small]
  when: is(harm, 'yes_now')
  say: Somebody is hurt
  why: It is urgent
  source: [S1.1]
  forces: ["section:urgent"]
"""

_HEAD = """
form: small
version: 3
title: A small form
short_title: Small
about: For one test.
minutes: 1
sections:
  - part: First
    sections: [one]
  - part: Then
    sections: [urgent]
outputs:
  ward_plan: [plan]
"""


def tiny_form(folder: Path) -> Form:
    """A form with one thing of each kind that an export treats in a way of its own."""
    guided = section("one", _TINY).replace(
        "items:", "guidance: [{text: Take your time., source: [S2.2]}]\nitems:"
    )
    files = {
        "lists.yaml": LISTS,
        "shared/alerts.yaml": _ALERT,
        "small/form.yaml": _HEAD,
        "small/sections/one.yaml": guided,
        "small/sections/urgent.yaml": section("urgent", _MORE, "alert"),
    }
    return catalogue.load("small", write_forms(folder, files))

# SPDX-License-Identifier: Apache-2.0
"""Everything that is wrong or doubtful in a folder of definitions.

T01 A sound folder has no findings, and each rule of lint has a folder that breaks it and nothing
    else: one finding, with the file, line and column of the mistake.
T02 One reading finds every mistake, and none that only follows from another.
T03 Whatever is broken, lint answers with findings.
T04 Each finding has words of its own, with every fact that they name.
T05 What several forms share is found once; what is pointless in one form only is no mistake.
"""

import hashlib
import json
import shutil
import string
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.small import PROFILE, form_file, section, write_forms
from helpers.tree import PACKAGE, ROOT, nodes
from kinfile.errors import FormError
from kinfile.forms import catalogue
from kinfile.forms.lint import Finding, Level, lint
from kinfile.records.program import program_of
from kinfile.wording import TABLE
from kinfile.wording.lint import LINT

ONE = """section: one
title: A quiet title
opens: always
guidance:
  - {text: Look twice., source: [S1.1]}
items:
  - id: a
    kind: choice
    ask: Which one?
    hint: A hint
    why: It matters.
    source: [S1.1]
    required: yes
    disclose: all
    options: {x: Ex, y: Why}
    error: Choose one
  - id: n
    kind: int
    ask: How many?
    why: It matters.
    source: [S1.1]
    disclose: all
  - id: m
    kind: multi
    ask: Which of these?
    why: It matters.
    source: [S1.1]
    disclose: all
    options: sizes
    show_when: is(a, 'x')
  - group: people
    title: Everybody
    row: Person
    label: [name]
    why: They matter.
    source: [S1.1]
    questions:
      - id: name
        kind: text
        ask: Name?
        why: It matters.
        source: [S1.1]
        disclose: all
      - id: born
        kind: date
        ask: Born?
        why: It matters.
        source: [S1.1]
        disclose: all
        checks: [not_in_future, not_before:met]
      - id: met
        kind: date
        ask: Met?
        why: It matters.
        source: [S1.1]
        disclose: all
"""
TWO = """section: two
title: Another title
opens: alert
items:
  - id: later
    kind: yes_no_unknown
    ask: Is it so?
    why: It matters.
    source: [S1.1]
    required: yes
    show_when: n > 3 or known
    disclose: all
    error: Say whether it is so
"""
ALERTS = """- id: R01
  severity: act_now
  forms: [small]
  when: is(a, 'y') or
    any(people, answered(born))
  say: Look at it today.
  why: It matters.
  source: [S1.1]
  forces: ["section:two", "require:later", "expect:a~x", summary, ack]
"""
DEFINITIONS = """- {id: known, rule: "is(a, both)", say: it is known}
- {id: adult, rule: "age(born, today()) >= 18", say: this person is grown up, row_of: people}
"""
LISTS = """options:
  sizes: {small: Small, large: Large}
  installed_profiles:
    generic-england: National
values:
  both: [x, y]
"""
BANNED = "titles: [danger]\neverywhere: [please]\n"


def case(*alerts: str) -> str:
    return json.dumps({"answers": {}, "expected_alerts": {"act_now": list(alerts)}})


SOUND = {
    "small/sections/one.yaml": ONE,
    "small/sections/two.yaml": TWO,
    "small/form.yaml": form_file(["one", "two"]) + "outputs: {ward: [a, people.name]}\n",
    "small/cases/fires.json": case("R01"),
    "small/cases/silent.json": case(),
    "shared/alerts.yaml": ALERTS,
    "definitions.yaml": DEFINITIONS,
    "lists.yaml": LISTS,
    "wordlists/banned.yaml": BANNED,
}
FILES = {
    "one": "small/sections/one.yaml",
    "two": "small/sections/two.yaml",
    "form": "small/form.yaml",
    "alerts": "shared/alerts.yaml",
    "definitions": "definitions.yaml",
    "lists": "lists.yaml",
    "profile": "profiles/generic-england.yaml",
    "phrases": "wordlists/child_protective.yaml",
}


def found_in(folder: Path, files: Mapping[str, str]) -> tuple[Finding, ...]:
    return lint(write_forms(folder, {**SOUND, **files}))


def spoilt(folder: Path, file: str, old: str, new: str) -> tuple[Finding, ...]:
    """The findings where the first `old` of a file of the sound folder became `new`."""
    name = FILES[file]
    write_forms(folder, SOUND)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    return found_in(folder, {name: text.replace(old, new, 1)})


def test_a_sound_folder_has_no_findings(tmp_path: Path) -> None:
    """T01"""
    assert found_in(tmp_path, {}) == ()


MISTAKES = [
    # what cannot be read
    ("one", "disclose: all", "disclose: nobody", "not-one-of", "nobody"),
    ("one", "    disclose: all\n", "", "missing-key", "id: a"),
    ("one", "    required: yes", "    requird: yes", "unknown-key", "requird"),
    ("one", "    hint:", "\thint:", "yaml-tab", "\thint:"),
    ("one", "kind: choice", "kind: chioce", "not-one-of", "chioce"),
    ("one", "kind: choice", "kind: !!str choice", "yaml-tag", "!!str"),
    ("one", "    hint: A hint", "    hint: A hint\n    hint: Two", "yaml-duplicate", "hint: Two"),
    ("one", "options: sizes", "options: size", "unknown-list", "size\n"),
    ("one", "id: m\n", "id: a\n", "duplicate-id", "a\n    kind: multi"),
    ("one", "not_in_future", "not_on_monday", "not-one-of", "[not_on"),
    ("one", "kind: text", "kind: calculated", "missing-key", "id: name"),
    ("form", "[one, two]", "[one, two, three]", "unknown-section", "[one, two, three]"),
    ("profile", "book_by: 10+0", "book_by: 10+9", "not-weeks-and-days", "{book_by"),
    ("one", "ask: Which one?", "ask: Which: one?", "yaml-colon", ": one?"),
    ("one", "ask: Which one?", 'ask: "Which one?', "yaml-quote", '"Which one?'),
    ("one", "ask: Name?", "ask: 'Tis a name?", "yaml-quote", "'Tis"),
    ("one", "ask: Which one?", "ask: @Which one?", "yaml-sign", "@Which"),
    ("one", "ask: Which one?", "ask: > Which one?", "yaml-sign", "> Which"),
    ("one", "ask: Which one?", "ask: Which #one?", "yaml-hash", "#one?"),
    ("one", "  - id: n\n", "  -id: n\n", "yaml-syntax", "-id: n"),
    ("one", "x: Ex,", "x: '',", "no-label", "x: ''"),
    ("lists", "small: Small", 'small: ""', "no-label", "small:"),
    ("one", "    kind: int\n", "    kind: int\n    partial: yes\n", "key-unused", "partial"),
    ("one", "id: m\n", "id: M\n", "id-spelling", "M\n"),
    ("one", "  - id: n\n", "    id: n\n", "yaml-dash", "id: n"),
    ("one", "{x: Ex", "{X Y: Other, x: Ex", "code-spelling", "X Y"),
    ("one", "{x: Ex", "{X: Ex", "code-spelling", "X: Ex"),
    ("two", "id: later", "id: Later", "id-spelling", "Later"),
    ("one", "    kind: int\n", "    kind: int\n    min: 7\n    max: 6\n", "min-above-max", "7"),
    ("one", "    row: Person\n", "    row: Person\n    min: 3\n    max: 2\n", "min-above-max", "3"),
    # rules that name what is not there
    ("lists", "both: [x, y]", "both: [x, yy]", "list-code", "yy]"),
    ("one", "is(a, 'x')", "any(peple, is(born, 'x'))", "rule-group", "peple"),
    ("one", "is(a, 'x')", "is(a, 'x", "rule-quote", "'x\n"),
    ("one", "is(a, 'x')", "is(a, 'x'", "rule-bracket-open", "\n  - group"),
    ("one", "is(a, 'x')", "is(a, 'x'))", "rule-bracket-extra", ")\n  - group"),
    ("one", "is(a, 'x')", "is(a 'x')", "rule-bracket", "'x')"),
    ("one", "is(a, 'x')", "is(a, x)", "rule-list", "x)"),
    ("one", "is(a, 'x')", "is(b, 'x')", "rule-name", "b, 'x'"),
    ("one", "is(a, 'x')", "is(a, 'z')", "rule-code", "'z')"),
    ("one", "is(a, 'x')", "is(a, 'x') and", "rule-ends-early", "\n  - group"),
    ("alerts", "answered(born)", "answerd(born)", "rule-function", "answerd"),
    ("alerts", "any(people", "any(peple", "rule-group", "peple"),
    ("alerts", "    any(people, answered(born))", "    answered(born)", "rule-needs-rows", "born)"),
    ("definitions", "both)", "neither)", "rule-list", "neither"),
    ("definitions", "is(a, both)", "known", "rule-cycle", "known\", say"),
    ("one", "not_before:met", "not_before:meet", "unknown-question", "id: born"),
    ("one", "label: [name]", "label: [nam]", "unknown-question", "group: people"),
    ("form", "people.name]", "people.nam]", "unknown-question", "people.nam"),
    # rules that mean something else than they say
    ("one", "is(a, 'x')", "a = 'not_known'", "status-compared", "'not_known'"),
    ("one", "is(a, 'x')", "a in ('x', 'declined')", "status-compared", "'declined'"),
    ("one", "is(a, 'x')", "n != 3", "unequal-blank", "n != 3"),
    ("one", "is(a, 'x')", "not n > 3", "denied-blank", "n > 3"),
    ("one", "is(a, 'x')", "not (is(a, 'x') or weeks(today(), today()) > n)", "denied-blank", "w"),
    ("alerts", "answered(born)", "not adult", "denied-blank", "adult"),
    ("one", "is(a, 'x')", "alerts_standing('info') > 0", "standing-shows", "alerts_st"),
    ("alerts", "is(a, 'y')", "alerts_standing('info') > 0", "standing-opens", "alerts_st"),
    # what is never, or too late
    ("one", "is(a, 'x')", "is(later, 'yes')", "shown-late", "is(later"),
    ("one", "is(a, 'x')", "is(a, 'x') and is(a, 'y')", "never-shown", "id: m"),
    ("one", "is(a, 'x')", "n > 5 and n < 4", "never-shown", "id: m"),
    ("two", "n > 3 or known", "n > 5 and n < 4", "required-never-shown", "id: later"),
    ("two", "n > 3 or known", "known and not is(a, both)", "required-never-shown", "id: later"),
    ("two", "alert", "{when: known and not answered(a)}", "never-opened", "known and not"),
    ("one", "is(a, 'x')", "answered(m)", "cycle", "id: m"),
    # alerts
    ("alerts", "section:two", "section:three", "unknown-section", "section:three"),
    ("alerts", "section:two", "sectoin:two", "unknown-force", "sectoin:two"),
    ("alerts", "require:later", "require:late", "unknown-question", "require:late"),
    ("alerts", "expect:a~x", "expect:a~z", "unknown-code", "expect:a~z"),
    ("alerts", "expect:a~x", "forbid:a", "force-values", "forbid:a"),
    ("alerts", "summary", "cover:nothing", "unknown-cover", "cover:nothing"),
    ("alerts", "summary", "summary:one", "force-target", "summary:one"),
    ("alerts", "summary", "offer_form:big", "unknown-form", "offer_form:big"),
    ("alerts", "forms: [small]", "forms: [small, big]", "unknown-form", "big]"),
    ("alerts", "  source: [S1.1]\n", "", "no-source", "id: R01"),
    # texts
    ("one", "ask: Which one?", f"ask: Which {'w' * 115}?", "label-too-long", "Which www"),
    ("one", "hint: A hint", f"hint: A {'w' * 199}", "hint-too-long", "A www"),
    ("one", "title: A quiet title", "title: Danger at home", "banned-title", "Danger"),
    ("one", "hint: A hint", "hint: Please look", "banned-word", "Please look"),
    ("one", "    error: Choose one\n", "", "no-error", "id: a"),
    ("one", "    why: It matters.\n", "", "no-why", "id: a"),
    ("one", "    source: [S1.1]\n", "", "no-source", "id: a"),
    ("one", "{text: Look twice., source: [S1.1]}", "{text: Look twice.}", "no-source", "{text"),
    ("phrases", "{child} ...", "{kid} ...", "unknown-words", "{kid}"),
    ("phrases", "denying: not_so", "denying: never_so", "unknown-words", "never_so"),
    # profiles
    ("lists", "generic-england:", "other:", "profile-missing", "other:"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code", "at"), MISTAKES)
def test_a_mistake_has_one_finding_at_its_place(
    tmp_path: Path, file: str, old: str, new: str, code: str, at: str
) -> None:
    """T01"""
    found = spoilt(tmp_path, file, old, new)
    also = {"profile-missing": {"profile-unlisted"}}.get(code, set())
    first, *others = (each for each in found if each.code not in also)
    text = (tmp_path / FILES[file]).read_text(encoding="utf-8")
    assert [(first.file, first.code), *others] == [(FILES[file], code)]
    assert first.level is Level.ERROR
    begun = sum(len(row) + 1 for row in text.splitlines()[: first.line - 1]) + first.column - 1
    assert text[begun:].lstrip("\"'").startswith(at.lstrip("\"'"))


def test_what_loads_and_compiles_is_not_always_sound_but_what_is_sound_does(
    tmp_path: Path,
) -> None:
    """T01: no mistake that loading or compiling refuses is missed."""
    mistakes = [each[:3] for each in MISTAKES if each[0] != "phrases"]
    missed = []
    for number, (file, old, new) in enumerate(mistakes):
        folder = tmp_path / str(number)
        found = spoilt(folder, file, old, new)
        try:
            program_of(catalogue.load("small", folder))
            catalogue.profile("generic-england", folder)
        except FormError:
            missed += [] if found else [(file, old, new)]
    assert missed == []


@pytest.mark.parametrize(
    ("files", "code", "file", "level"),
    [
        ({"small/cases/fires.json": case()}, "case-never-fires", "shared/alerts.yaml", "error"),
        (
            {"small/cases/silent.json": case("R01")},
            "case-always-fires",
            "shared/alerts.yaml",
            "error",
        ),
        (
            {"small/cases/third.json": "{\n oops"},
            "case-not-json",
            "small/cases/third.json",
            "error",
        ),
        (
            {"profiles/a-local.yaml": PROFILE.replace("generic-england", "a-local")},
            "profile-unlisted",
            "lists.yaml",
            "error",
        ),
        (
            {"small/sections/one.yaml": ONE.replace("is(a, 'x')", "is(a, 'x') or answered(later)")},
            "shown-later",
            "small/sections/one.yaml",
            "warning",
        ),
    ],
)
def test_other_mistakes(
    tmp_path: Path, files: dict[str, str], code: str, file: str, level: str
) -> None:
    """T01"""
    (found,) = found_in(tmp_path, files)
    assert (found.code, found.file, found.level) == (code, file, level)


def test_an_alert_that_nothing_raises_is_found(tmp_path: Path) -> None:
    """T01"""
    alerts = ALERTS.replace("is(a, 'y') or\n    any(people, answered(born))", "n > 5 and n < 4")
    (found,) = found_in(tmp_path, {"shared/alerts.yaml": alerts})
    assert (found.code, found.line) == ("never-raised", 4)


def test_a_rule_that_never_requires_is_found(tmp_path: Path) -> None:
    """T01"""
    two = TWO.replace("    required: yes\n", "    required_when: is(a, 'x') and is(a, 'y')\n")
    (found,) = found_in(tmp_path, {"small/sections/two.yaml": two})
    assert (found.code, found.line) == ("never-required", 10)


@pytest.mark.parametrize(
    "rule",
    [
        "known(n) and n != 3",
        "not known(n) or not n > 3",
        "not (known(n) and n > 3) and is(a, 'x')",
        "count(people) != 2",
        "not count(people, answered(born)) > 2",
        "length(a) != 2",
        "not is(a, 'x')",
        "not any(people, is(name, 'declined'))",
        "days(today(), today()) != 2",
        "coalesce(n, 0) != 2",
    ],
)
def test_what_a_blank_leaves_certain_may_be_denied(tmp_path: Path, rule: str) -> None:
    """T01"""
    assert spoilt(tmp_path, "one", "is(a, 'x')", rule) == ()


def clash(rule: str) -> str:
    """A question of a group that has the name of one of the record."""
    own = (
        "      - {id: a, kind: choice, ask: Q, why: W, source: [S1.1], disclose: all,"
        " options: {mine: Mine, x: Ex}}\n"
        "      - {id: b, kind: text, ask: Q, why: W, source: [S1.1], disclose: all,"
        f' show_when: "{rule}"}}\n'
    )
    return ONE + own


@pytest.mark.parametrize(
    ("rule", "level"), [("is(a, 'y')", Level.ERROR), ("is(a, 'x')", Level.WARNING)]
)
def test_a_name_that_means_two_questions_is_found(tmp_path: Path, rule: str, level: Level) -> None:
    """T01: only the record's question can be answered y."""
    (found,) = found_in(tmp_path, {"small/sections/one.yaml": clash(rule)})
    assert (found.code, found.level, found.facts) == ("name-clash", level, {"found": "a"})


def test_a_definition_says_which_of_two_questions_is_meant(tmp_path: Path) -> None:
    """T01"""
    assert found_in(tmp_path, {"small/sections/one.yaml": clash("known")}) == ()


def test_a_list_that_never_matches_is_found(tmp_path: Path) -> None:
    """T01"""
    lists = LISTS.replace("both: [x, y]", "both: [x, y]\n  other: [big, tiny]")
    one = ONE.replace("is(a, 'x')", "is(a, 'x') or is(a, other)")
    (found,) = found_in(tmp_path, {"lists.yaml": lists, "small/sections/one.yaml": one})
    assert (found.code, found.facts["found"]) == ("list-never", "other")


def test_a_source_that_is_nowhere_is_found(tmp_path: Path) -> None:
    """T01: where the folder lists its sources; a row may be cited with the letter of a part."""
    listed = "requirements:\n  S1.1: One thing\npractice:\n  E1: Another\n"
    one = ONE.replace("[S1.1]", "[S1.1c, E1]", 1)
    files = {"requirements.yaml": listed, "small/sections/one.yaml": one}
    assert found_in(tmp_path, files) == ()
    files["small/sections/one.yaml"] = one.replace("[S1.1]", "[S1.1, S1.11]", 1)
    (found,) = found_in(tmp_path, files)
    assert (found.code, found.facts["found"]) == ("unknown-source", "S1.11")


def test_nothing_follows_from_a_section_that_is_not_there(tmp_path: Path) -> None:
    """T02: what hangs on its questions may well hold."""
    form = form_file(["one", "to"]) + "outputs: {ward: [a, people.name]}\n"
    alerts = ALERTS.replace("is(a, 'y') or\n    any(people, answered(born))", "answered(later)")
    found = found_in(tmp_path, {"small/form.yaml": form, "shared/alerts.yaml": alerts})
    assert [each.code for each in found] == ["unknown-section"]


def test_a_section_that_is_not_there_hides_no_other_mistake(tmp_path: Path) -> None:
    """T02: no file has a question of that name."""
    form = form_file(["one", "to"]) + "outputs: {ward: [a, people.nam]}\n"
    alerts = ALERTS.replace("is(a, 'y') or\n    any(people, answered(born))", "answered(later)")
    found = found_in(tmp_path, {"small/form.yaml": form, "shared/alerts.yaml": alerts})
    assert [each.code for each in found] == ["unknown-section", "unknown-question"]


def test_a_released_version_may_not_change(tmp_path: Path) -> None:
    """T01"""
    folder = write_forms(tmp_path, SOUND)
    digest = hashlib.sha256(catalogue.load("small", folder).body).hexdigest()
    assert lint(folder, released={"small": {"1": digest}}) == ()
    (found,) = lint(folder, released={"small": {"1": "0" * 64, "2": digest}})
    assert (found.code, found.file, found.facts) == (
        "released-changed",
        "small/form.yaml",
        {"version": "1"},
    )


def test_a_complete_language_has_every_text(tmp_path: Path) -> None:
    """T01"""
    folder = write_forms(tmp_path, SOUND)
    shown = {found.line for found in lint(folder, translations={"cy": frozenset()})}
    assert len(shown) > 10
    texts = {"Which one?", "A hint", "Choose one", "Small", "Look twice.", "A quiet title"}
    found = lint(folder, translations={"cy": texts})
    assert {each.code for each in found} == {"untranslated"}
    one = [each for each in found if each.file == "small/sections/one.yaml"]
    assert not {2, 5, 9, 10, 16} & {each.line for each in one}


# -- many at once ------------------------------------------------------------------------------


def test_one_reading_finds_every_mistake(tmp_path: Path) -> None:
    """T02: twenty-one mistakes in four files, two of them in one question and two in one rule."""
    spoils = [
        ("one", "ask: Which one?", f"ask: Which {'w' * 115}?"),
        ("one", "kind: choice", "kind: chioce"),
        ("one", "    error: Choose one\n", ""),
        ("one", "kind: int", "kind: nit"),
        ("one", "is(a, 'x')", "is(q1, 'x') or is(q2, 'x')"),
        ("one", "not_in_future", "not_on_monday"),
        ("one", "title: A quiet title", "title: Danger at home"),
        ("one", "{text: Look twice., source: [S1.1]}", "{text: Look twice.}"),
        ("one", "label: [name]", "label: [nam]"),
        ("two", "n > 3 or known", "n > 3 or knowned"),
        ("two", "opens: alert", "opens: sometimes"),
        ("two", "    required: yes", "    required: perhaps"),
        ("two", "disclose: all", "disclose: al"),
        ("alerts", "answered(born)", "answerd(born)"),
        ("alerts", "section:two", "section:three"),
        ("alerts", "require:later", "require:late"),
        ("alerts", "expect:a~x", "expect:later~z"),
        ("alerts", "  severity: act_now", "  severity: now"),
        ("definitions", "both)", "neither)"),
        ("lists", "generic-england:", "other:"),
    ]
    files = dict(SOUND)
    for file, old, new in spoils:
        assert old in files[FILES[file]], old
        files[FILES[file]] = files[FILES[file]].replace(old, new, 1)
    found = found_in(tmp_path, files)
    codes = sorted(each.code for each in found)
    assert codes == sorted(
        [
            *("label-too-long", "no-error", "banned-title", "no-source"),
            *("not-one-of", "not-one-of", "not-one-of", "not-one-of", "not-one-of", "not-one-of"),
            *(
                "rule-name",
                "rule-name",
                "unknown-question",
                "rule-name",
            ),
            *("not-yes-or-no", "rule-function", "unknown-section", "unknown-question"),
            *("unknown-code", "rule-list", "profile-missing", "profile-unlisted"),
        ]
    )
    assert all(each.line and each.column for each in found)


SHIPPED_SPOILT = [
    ("shared/about.yaml", "kind: choice", "kind: chocie", "not-one-of"),
    ("shared/about.yaml", "    source: [S1.30]\n", "    source: [S1.30\n", "yaml-syntax"),
    ("shared/cp.yaml", "    error: Choose the kind of harm\n", "", "no-error"),
    ("shared/cp.yaml", "title: Keeping", "title: Danger in keeping", "banned-title"),
    ("shared/children.yaml", "disclose: ", "disclsoe: ", "unknown-key"),
    ("shared/impact.yaml", "kind: risk", "kind: risc", "not-one-of"),
    ("shared/decision.yaml", "options:", "optoins:", "unknown-key"),
    ("shared/plan.yaml", "checks: [", "checks: [not_on_sunday, ", "not-one-of"),
    ("pre_birth/sections/prior.yaml", "disclose: restricted", "disclose: secret", "not-one-of"),
    ("pre_birth/sections/antenatal.yaml", "hint: ", f"hint: {'long ' * 45}", "hint-too-long"),
    ("young_carer/sections/yc_life.yaml", "ask: ", f"ask: {'very ' * 30}", "label-too-long"),
    ("young_carer/sections/yc_tasks.yaml", "or watching_or", "or waching_or", "rule-name"),
    ("hospital_visit/sections/hv_risk.yaml", "    why: ", "    wy: ", "unknown-key"),
    ("shared/alerts.yaml", "section:safety_now", "section:safety_later", "unknown-section"),
    ("shared/alerts.yaml", "require:manager_", "require:manger_", "unknown-question"),
    ("shared/alerts.yaml", "any(parents, is(threats", "any(parent, is(threats", "rule-group"),
    ("shared/alerts.yaml", "- ack\n", "- akc\n", "unknown-force"),
    ("definitions.yaml", "risk_present", "risk_presents", "rule-list"),
    ("lists.yaml", "derby-derbyshire: Derby", "derby: Derby", "profile-missing"),
    ("profiles/derby-derbyshire.yaml", "valid_from: 2026-11-01", "valid_from: May", "not-a-date"),
]


def test_twenty_mistakes_in_the_shipped_forms_are_twenty_findings(tmp_path: Path) -> None:
    """T02: each at its line; a profile that lost its place in the list is told of twice."""
    folder = tmp_path / "forms"
    shutil.copytree(ROOT / "forms", folder)
    for name, old, new, _code in SHIPPED_SPOILT:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text, (name, old)
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [
        (each.file, each.code)
        for each in lint(folder)
        if each.level is Level.ERROR and each.code != "profile-unlisted"
    ]
    assert sorted(found) == sorted((name, code) for name, _old, _new, code in SHIPPED_SPOILT)


def test_nothing_follows_from_what_could_not_be_read(tmp_path: Path) -> None:
    """T02: rules may name whatever an unreadable file seems to hold."""
    found = found_in(tmp_path, {"small/sections/one.yaml": ONE.replace("title: A", "title: A: b")})
    assert [each.code for each in found if each.file == "small/sections/one.yaml"] == ["yaml-colon"]
    assert {each.code for each in found} <= {"yaml-colon", "unknown-question"}


def test_what_forms_share_is_found_once(tmp_path: Path) -> None:
    """T05"""
    common = section(
        "common",
        "- {id: c, kind: text, ask: Q, why: W, source: [S1], disclose: al}\n"
        "- {id: d, kind: int, ask: Q, why: W, source: [S1], disclose: all, show_when: answered(e)}",
    )
    item = "- {id: e, kind: text, ask: Q, why: W, source: [S1], disclose: all}"
    found = lint(
        write_forms(
            tmp_path,
            {
                "lists.yaml": LISTS,
                "small/form.yaml": form_file(["own", "common"]),
                "small/sections/own.yaml": section("own", item),
                "other/form.yaml": form_file(["common"], "other"),
                "shared/common.yaml": common,
            },
        )
    )
    assert [(each.file, each.code) for each in found] == [("shared/common.yaml", "not-one-of")]


def test_what_no_form_ever_shows_is_found_though_each_knows_of_it(tmp_path: Path) -> None:
    """T05"""
    files = {
        **SOUND,
        "other/form.yaml": form_file(["own"], "other"),
        "other/sections/own.yaml": section(
            "own", "- {id: e, kind: text, ask: Q, why: W, source: [S1], disclose: all}"
        ),
        "small/sections/one.yaml": ONE.replace("is(a, 'x')", "answered(e)"),
    }
    (found,) = lint(write_forms(tmp_path, files))
    assert (found.code, found.file) == ("never-shown", "small/sections/one.yaml")


# -- whatever it is ----------------------------------------------------------------------------


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(SOUND)),
    st.integers(0, 2000),
    st.integers(0, 40),
    st.sampled_from(["", "[", "- ", "{", "x: ", "\n", "'", "~", "\t", "&a ", "[]", "not "]),
)
def test_lint_never_stops_before_its_end(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: int, cut: int, put: str
) -> None:
    """T03"""
    text = SOUND[name]
    at = at % (len(text) + 1)
    changed = {**SOUND, name: text[:at] + put + text[at + cut :]}
    found = lint(write_forms(tmp_path_factory.mktemp("forms"), changed))
    assert all(f"form.{each.code}" in TABLE for each in found)


def test_every_finding_has_words_with_its_facts() -> None:
    """T04: the facts of a code are those that stand beside it in the source."""
    said = {
        str(getattr(node, "value", ""))
        for path in sorted((PACKAGE / "forms" / "lint").glob("*.py"))
        for node in nodes(path)
    }
    for code, (what, do) in LINT.items():
        assert code.removeprefix("form.") in said
        named = {name for text in (what, do) for _, name, _, _ in string.Formatter().parse(text)}
        assert named - {None} <= said | {"found", "allowed", "name", "alert", "most", "length"}


def test_the_shipped_forms_have_no_errors() -> None:
    """T01"""
    found = lint(ROOT / "forms")
    assert [each for each in found if each.level is Level.ERROR] == []
    assert {each.code for each in found} <= {"shown-later"}

# SPDX-License-Identifier: Apache-2.0
"""Why a question is asked and an alert stands, and a whole form in sentences.

X01 The words are the form's own: labels of questions, options, groups, definitions.
X02 Every rule of every shipped form can be told.
X03 A whole form tells of each section, group, question, alert and named rule everything that a
    reader has to agree to, with its sources.
X04 Every kind of answer, class of disclosure and force has words.
"""

from pathlib import Path

import pytest

from helpers.small import alert, form_file, section, small_form
from kinfile.forms import catalogue
from kinfile.forms.explanation import in_words, vocabulary_of, why_alert, why_shown
from kinfile.forms.explanation_form import ToldGroup, ToldQuestion, tell
from kinfile.forms.explanation_words import DISCLOSURES, KINDS, SEVERITIES, force_words
from kinfile.forms.lint.forces import COVERS, VERBS
from kinfile.forms.model import Disclosure, Force, Kind, Severity
from kinfile.forms.rules.explain import explain
from kinfile.i18n import Language

ENGLISH = Language("en")
ITEMS = """
- {id: place, kind: choice, ask: Where?, disclose: all, options: {home: At home}}
- {id: danger, kind: risk, ask: Danger?, disclose: all, show_when: "is(place, 'home')"}
- group: parents
  title: Parents
  row: Parent
  questions: [{id: ill, kind: risk, ask: Ill?, disclose: all}]
"""


def test_the_words_are_the_forms_own(tmp_path: Path) -> None:
    """X01"""
    form = small_form(
        tmp_path,
        ITEMS,
        alerts=alert("R01", "any(parents, is(ill, risk_now)) or unsafe"),
        definitions="- {id: unsafe, rule: \"is(danger, 'yes_now')\", say: it is not safe}",
    )
    questions = form.by_id()
    asked = {question.name: question for question in questions.values()}
    assert why_shown(asked["place"], form, ENGLISH) == "Always asked."
    assert why_shown(asked["danger"], form, ENGLISH) == (
        "Asked when “Where?” is answered ‘At home’."
    )
    assert why_alert(form.alerts[0], form, ENGLISH) == (
        "Raised when (for at least one parent, “Ill?” is answered with any of the risk answers for "
        "now) or it is not safe."
    )


@pytest.mark.parametrize("name", catalogue.installed())
def test_every_shipped_rule_can_be_told(name: str) -> None:
    """X02"""
    form = catalogue.load(name)
    words = vocabulary_of(form, ENGLISH)
    rules = [alert.when for alert in form.alerts]
    for question in form.questions():
        rules += [rule for rule in (question.show_when, question.required_when) if rule]
    for rule in (*rules, *form.definitions.values()):
        assert explain(rule.node, words, ENGLISH)
    assert in_words(rules[0], form, ENGLISH) == explain(rules[0].node, words, ENGLISH)


WHOLE = """
- {id: a, kind: choice, ask: Which?, hint: A hint, why: It matters., source: [S1.1], required: yes,
   disclose: all, options: {x: Ex, y: Why}}
- {id: made, kind: calculated, ask: Made?, why: W., source: [E1], disclose: professional,
   calculation: gestation_text}
- {id: n, kind: int, ask: How many?, why: W., source: [E1], disclose: restricted,
   show_when: "is(a, 'x')", required_when: "is(a, 'y')"}
- group: people
  title: Everybody
  row: Person
  max: 4
  why: They matter.
  source: [S1.2]
  required: yes
  questions: [{id: name, kind: text, ask: Name?, why: W., disclose: withhold}]
"""


def test_a_whole_form_is_told(tmp_path: Path) -> None:
    """X03"""
    two = section("two", "- {continue: people, questions: []}", opens="{when: n > 3}")
    forces = '["section:two", "expect:a~x,y", "cover:phone_now", "offer_form:small", ack]'
    form = small_form(
        tmp_path,
        WHOLE,
        alerts=alert("R01", "many", forces=forces, severity="act_now"),
        definitions="- {id: many, rule: n > 5, say: there are many}",
        more={
            "small/sections/two.yaml": two + "guidance:\n  - {text: Look., source: [S2.1]}\n",
            "small/form.yaml": form_file(["one", "two"]),
        },
    )
    told = tell(form, ENGLISH)
    assert (told.id, told.version, told.title) == ("small", 1, "A small form")
    one, two_told = told.sections
    which, made, n, people = one.items
    assert which == ToldQuestion(
        id="a",
        ask="Which?",
        hint="A hint",
        answer="One of these",
        options=("Ex", "Why"),
        rules=(
            "Always asked.",
            "Required where it is asked.",
            "Printed in every copy, the family's too.",
        ),
        why="It matters.",
        source=("S1.1",),
    )
    assert isinstance(made, ToldQuestion)
    assert made.rules[1] == "Nobody has to fill it in."
    assert isinstance(n, ToldQuestion)
    assert n.rules[:2] == (
        "Asked when “Which?” is answered ‘Ex’.",
        "Required when “Which?” is answered ‘Why’.",
    )
    assert isinstance(people, ToldGroup)
    assert people.rules == ("Where there is none, that is confirmed.", "At most 4.")
    assert [question.ask for question in people.questions] == ["Name?"]
    assert two_told.opens.startswith("Opens when “How many?” is more than 3, or when an alert")
    assert two_told.guidance[0].source == ("S2.1",)
    (raised,) = told.alerts
    assert (raised.severity, raised.raised) == ("Act now", "Raised when there are many.")
    assert raised.forces == (
        "It opens “Section two”.",
        "It asks why, where “Which?” holds none of: ‘Ex’, ‘Why’.",
        "The cover says to phone this through at once.",
        "It offers to begin the form “small”.",
        "A named person confirms it before signing.",
    )
    (many,) = told.definitions
    assert (many.say, many.rule) == ("there are many", "“How many?” is more than 5")


@pytest.mark.parametrize("name", catalogue.installed())
def test_every_shipped_form_is_told_whole(name: str) -> None:
    """X03"""
    form = catalogue.load(name)
    told = tell(form, ENGLISH)
    items = [item for each in told.sections for item in each.items]
    groups = [item for item in items if isinstance(item, ToldGroup)]
    single = [item for item in items if isinstance(item, ToldQuestion)]
    asked = [*single, *(question for group in groups for question in group.questions)]
    assert {question.id for question in asked} == set(form.by_id())
    assert all(question.source and question.why for question in asked)
    assert [each.id for each in told.alerts] == [each.id for each in form.alerts]


def test_everything_that_a_form_can_hold_has_words(tmp_path: Path) -> None:
    """X04"""
    assert KINDS.keys() == set(Kind)
    assert DISCLOSURES.keys() == set(Disclosure)
    assert SEVERITIES.keys() == set(Severity)
    form = small_form(tmp_path, WHOLE)
    for verb in VERBS:
        assert force_words(Force(verb, "one", ("x",)), form, ENGLISH).endswith(".")
    for cover in COVERS:
        assert cover not in force_words(Force("cover", cover), form, ENGLISH)

# SPDX-License-Identifier: Apache-2.0
"""Why a question is asked and an alert stands.

X01 The words are the form's own: labels of questions, options, groups, definitions.
X02 Every rule of every shipped form can be told.
"""

from pathlib import Path

import pytest

from helpers.small import alert, small_form
from kinfile.forms import catalogue
from kinfile.forms.explanation import in_words, vocabulary_of, why_alert, why_shown
from kinfile.forms.rules.explain import explain
from kinfile.i18n import Language

ENGLISH = Language("en")
ITEMS = """
- {id: place, kind: choice, ask: Where?, disclose: all, options: {home: At home}}
- {id: danger, kind: risk, ask: Danger?, disclose: all, show_when: "is(place, 'home')"}
- group: parents
  title: Parents
  row: P
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
    assert why_shown(asked["danger"], form, ENGLISH) == ("Asked when “Where?” is answered At home.")
    assert why_alert(form.alerts[0], form, ENGLISH) == (
        "Raised when for somebody or something under “Parents”, “Ill?” is answered Yes, now or "
        "Suspected or it is not safe."
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

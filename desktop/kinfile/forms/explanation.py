# SPDX-License-Identifier: Apache-2.0
"""Why a question is asked, required, or an alert stands: a form's rules in its own words."""

from kinfile.forms.model import Alert, Form, NonAnswer, Question
from kinfile.forms.rules.ast import Rule
from kinfile.forms.rules.explain import Vocabulary, explain
from kinfile.forms.words import code_words
from kinfile.i18n import Language


def vocabulary_of(form: Form, language: Language) -> Vocabulary:
    """The words that explanations of this form's rules use."""
    questions: dict[str, str] = {}
    codes: dict[tuple[str, str], str] = {}
    for question in form.questions():
        for name in (question.name, question.id):
            questions.setdefault(name, question.ask)
            for code in (*question.codes, *NonAnswer):
                codes.setdefault((name, code), code_words(question, code, language))
    return Vocabulary(
        questions=questions,
        codes=codes,
        groups={group.id: group.title for group in form.groups.values()},
        definitions={name: words for name, words in form.definition_words.items() if words},
        lists=form.value_lists,
    )


def why_shown(question: Question, form: Form, language: Language) -> str:
    """When this question is asked, as one sentence."""
    if question.show_when is None:
        return language.text("Always asked.")
    return language.text("Asked when {rule}.", rule=in_words(question.show_when, form, language))


def why_alert(alert: Alert, form: Form, language: Language) -> str:
    """What raises this alert, as one sentence."""
    return language.text("Raised when {rule}.", rule=in_words(alert.when, form, language))


def in_words(rule: Rule, form: Form, language: Language) -> str:
    """A rule as part of a sentence."""
    return explain(rule.node, vocabulary_of(form, language), language)

# SPDX-License-Identifier: Apache-2.0
"""Why a question is asked, required, or an alert stands: a form's rules in its own words."""

from kinfile.forms.model import NEVER_MISSING, Alert, Form, Group, NonAnswer, Question, Section
from kinfile.forms.rules.ast import Rule
from kinfile.forms.rules.explain import Vocabulary, explain
from kinfile.forms.words import MILESTONE_WORDS, code_words
from kinfile.i18n import N_, Language

LIST_WORDS = {
    "risk_present": N_("with any of the risk answers"),
    "risk_now": N_("with any of the risk answers for now"),
}
"""What the named lists mean that most rules use; other lists are told code by code."""

LEGEND = N_(
    "The risk answers are “Yes, now”, “Yes, in the past” and “Suspected”. Those for now leave out "
    "“Yes, in the past”."
)

_LIMITS = {
    "late_booking": N_("a late booking"),
    "concealed": N_("a concealed pregnancy"),
    "slow_start_workdays": N_("a slow start, in working days"),
    "acknowledge": N_("an acknowledgement, in working days"),
    "stale": N_("the time since the latest contact, in days"),
    "phone_follow_up_hours": N_("writing up a phone call, in hours"),
    "review_months": N_("the time until the review, in months"),
}


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
        rows={group.id: group.row for group in form.groups.values()},
        list_words=LIST_WORDS,
        limits=_LIMITS,
        milestones=MILESTONE_WORDS,
        foreign=form.foreign,
    )


def why_shown(question: Question, form: Form, language: Language) -> str:
    """When this question is asked, as one sentence."""
    return asked_when(question.show_when, vocabulary_of(form, language), language)


def why_alert(alert: Alert, form: Form, language: Language) -> str:
    """What raises this alert, as one sentence."""
    return raised_when(alert, vocabulary_of(form, language), language)


def in_words(rule: Rule, form: Form, language: Language) -> str:
    """A rule as part of a sentence."""
    return explain(rule.node, vocabulary_of(form, language), language)


def asked_when(rule: Rule | None, words: Vocabulary, language: Language) -> str:
    if rule is None:
        return language.text("Always asked.")
    return language.text("Asked when {rule}.", rule=explain(rule.node, words, language))


def required_when(question: Question, words: Vocabulary, language: Language) -> str:
    """Whether it has to be answered where it is asked, as one sentence."""
    if question.kind in NEVER_MISSING:
        return language.text("Nobody has to fill it in.")
    if question.required:
        return language.text("Required where it is asked.")
    if question.required_when is None:
        return language.text("Not required.")
    rule = explain(question.required_when.node, words, language)
    return language.text("Required when {rule}.", rule=rule)


def rows_required(group: Group, words: Vocabulary, language: Language) -> str:
    """Whether there has to be a row, or a word that there is none, as one sentence."""
    if group.required_when is not None:
        rule = explain(group.required_when.node, words, language)
        return language.text("At least one is required when {rule}.", rule=rule)
    if group.minimum:
        return language.text("At least {n} of them.", n=language.number(group.minimum))
    if group.required:
        return language.text("Where there is none, that is confirmed.")
    return language.text("There may be none.")


def opened_when(section: Section, words: Vocabulary, language: Language) -> str:
    """What opens a section, as one sentence."""
    if section.when is not None:
        rule = explain(section.when.node, words, language)
        return language.text(
            "Opens when {rule}, or when an alert or the worker opens it.", rule=rule
        )
    if section.by_alert:
        return language.text("Opens when an alert or the worker opens it.")
    return language.text("Always open.")


def raised_when(alert: Alert, words: Vocabulary, language: Language) -> str:
    return language.text("Raised when {rule}.", rule=explain(alert.when.node, words, language))

# SPDX-License-Identifier: Apache-2.0
"""The words of the codes that every form shares: risk answers, non-answers, reasons, timings."""

from collections.abc import Mapping

from kinfile.forms.model import Kind, NonAnswer, Question
from kinfile.i18n import N_, Language

RISK_WORDS: Mapping[str, str] = {
    "yes_now": N_("Yes, now"),
    "yes_past": N_("Yes, in the past"),
    "suspected": N_("Suspected"),
    "no": N_("No"),
}

YES_NO_WORDS: Mapping[str, str] = {"yes": N_("Yes"), "no": N_("No")}

STATUS_WORDS: Mapping[NonAnswer, str] = {
    NonAnswer.NOT_KNOWN: N_("Not known"),
    NonAnswer.NOT_ASKED: N_("Not asked"),
    NonAnswer.DECLINED: N_("Declined"),
    NonAnswer.NOT_APPLICABLE: N_("Not applicable"),
}

REASON_WORDS: Mapping[str, str] = {
    "not_safe": N_("not safe to ask"),
    "third_party_present": N_("someone else was there"),
    "no_time": N_("no time"),
    "not_relevant": N_("not relevant"),
    "other": N_("another reason"),
}

EVIDENCE_WORDS: Mapping[str, str] = {
    "seen": N_("Seen"),
    "said_by_parent": N_("Said by a parent"),
    "said_by_child": N_("Said by a child"),
    "told_by_professional": N_("Told by a professional"),
    "from_records": N_("From records"),
    "told_by_other": N_("Told by someone else"),
}
"""The kinds of evidence, so that fact, report and opinion stay apart (content on risk answers)."""

MILESTONE_WORDS: Mapping[str, str] = {
    "book_by": N_("Booked for maternity care"),
    "refer_by": N_("Referral made"),
    "planning_meeting": N_("Planning meeting held"),
    "assessment_complete": N_("Assessment complete"),
    "conference_latest": N_("Child protection conference, at the latest"),
    "birth_plan_agreed": N_("Plan for the birth agreed"),
    "birth_plan_shared": N_("Plan for the birth shared"),
    "safer_sleep_and_crying": N_("Safer sleep and coping with crying covered"),
}


def code_words(question: Question | None, code: str, language: Language) -> str:
    """What a code of this question's list, or a status, is called; the code itself if unknown."""
    option = question.option(code) if question else None
    if option is not None:
        return language.text(option.label)
    if question is not None and question.kind is Kind.RISK and code in RISK_WORDS:
        return language.text(RISK_WORDS[code])
    if code in set(NonAnswer):
        return language.text(STATUS_WORDS[NonAnswer(code)])
    return language.text({**YES_NO_WORDS, **RISK_WORDS}.get(code, code))
